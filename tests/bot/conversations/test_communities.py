"""Two communities, their leaders, deputies and admins: everybody where they belong, 1:1 and in groups."""

from tests.bot.commands.days import LAKE, MAPLE, book, ordered, second_buy
from tests.conversation import Village, village

MAPLE_BUY = "开团 蔬菜\n番茄 5/斤\n截单 今晚20:00\n取货 明天17:00-20:00"


async def both(v: Village) -> None:
    await v.open()
    await v.open("老周", MAPLE_BUY, MAPLE)


async def test_a_first_word_one_to_one_is_asked_which_community_once() -> None:
    async with village() as v:
        await both(v)
        await v.talk(
            ("新邻居", None, "番茄2斤", "小区"),
            ("新邻居", None, "2", "番茄 2斤 10元"),
            ("新邻居", None, "再加1斤", "番茄 3斤 15元"),
            ("新邻居", None, "草莓1盒", "没有"),
            ("新邻居", None, "团购", "番茄"),
        )


async def test_the_community_is_named_or_changed() -> None:
    async with village() as v:
        await both(v)
        await v.talk(
            ("新邻居", None, "有什么团购", "小区"),
            ("新邻居", None, "湖畔花园", "湖畔花园"),
            ("新邻居", None, "团购", "草莓"),
            ("新邻居", None, "小区 2", "枫林苑"),
            ("新邻居", None, "团购", "番茄"),
        )


async def test_who_was_met_in_a_group_is_not_asked() -> None:
    async with village() as v:
        await both(v)
        await v.talk(
            ("李阿姨", LAKE, "草莓1盒", "记好了"),
            ("李阿姨", None, "蓝莓1盒", "蓝莓 1盒"),
            ("孙老师", MAPLE, "番茄1斤", "记好了"),
            ("孙老师", None, "再加1斤", "番茄 2斤"),
            ("孙老师", None, "自提点", "老周便利店"),
            ("李阿姨", None, "自提点", "东门驿站"),
        )


async def test_one_who_lives_in_both_orders_in_each_group() -> None:
    async with village() as v:
        await both(v)
        await v.talk(
            ("李阿姨", LAKE, "草莓1盒", "1号团"),
            ("李阿姨", MAPLE, "番茄1斤", "2号团"),
            ("李阿姨", None, "我的订单", "番茄 1斤"),
            ("李阿姨", None, "我的订单", "草莓 1盒"),
            ("李阿姨", LAKE, "我的订单", "草莓 1盒"),
        )
        assert "番茄" not in await v.say("李阿姨", "我的订单", chat=LAKE)


async def test_the_other_communitys_leader_is_a_neighbour_here() -> None:
    async with ordered() as v:
        await v.talk(
            ("老周", LAKE, "蓝莓1盒", "记好了"),
            ("老周", LAKE, "截单 1", "王姐"),
            ("老周", None, "截单 1", "王姐"),
            ("老周", None, "汇总 1号团", "王姐"),
            ("老周", None, "代改 1号团 1号 草莓9", "王姐"),
            ("老周", None, "汇总", "没有"),
        )
        assert (await book(v)).state == "open"


async def test_the_other_leader_cannot_open_here() -> None:
    async with village() as v:
        answer = await v.say("老周", MAPLE_BUY, chat=LAKE)
        assert "王姐" in answer
        await v.say("老周", "确认", chat=LAKE)
        assert await v.store.reads.live_buys() == []


async def test_a_deputy_without_the_right_is_told_which_one() -> None:
    async with ordered() as v:
        await v.talk(
            ("小林", LAKE, "汇总", "草莓 6盒"),
            ("小林", None, "名单", "李阿姨"),
            ("小林", None, "截单", "权限"),
            ("小林", None, "改价 草莓 1", "权限"),
            ("小林", None, "开团 果\n草莓\n截单 今晚8点", "权限"),
            ("小林", None, "已付 1", "权限"),
            ("小林", None, "取消团购 1 确认", "权限"),
        )
        assert (await book(v)).state == "open"


async def test_a_deputy_does_what_is_theirs() -> None:
    async with ordered() as v:
        await v.talk(
            ("小林", None, "代改 1号 草莓加1", "草莓 3盒"),
            ("王姐", LAKE, "截单", "截单"),
            ("小林", LAKE, "已采购", "采购"),
            ("小林", LAKE, "到货 草莓", "草莓"),
            ("小林", LAKE, "核销 #2", "取完了"),
        )


async def test_a_leader_one_to_one_with_several_buys() -> None:
    async with ordered() as v:
        await second_buy(v)
        await v.say("李阿姨", "鸡蛋1板", chat=LAKE)
        await v.talk(
            ("王姐", None, "名单", "哪个团"),
            ("王姐", None, "名单 1", "赵六"),
            ("王姐", None, "名单 2", "鸡蛋1板"),
            ("王姐", None, "未付", "哪个团"),
            ("王姐", None, "已付 2号团 1", "20元"),
            ("王姐", None, "代取消 2号团 1号", "取消"),
            ("王姐", None, "延长 2 30分钟", "20:30"),
            ("王姐", None, "迟单", "没有"),
        )


async def test_an_admin_is_no_leader() -> None:
    async with ordered() as v:
        await v.talk(
            ("陈经理", None, "我是谁", "管理员"),
            ("陈经理", LAKE, "截单 1", "团长"),
            ("陈经理", LAKE, "草莓1盒", "记好了"),
        )
        assert (await book(v)).state == "open"


async def test_an_unknown_group_is_told_its_id_once() -> None:
    async with village() as v:
        await v.open()
        told = await v.say("李阿姨", "团购", chat="elsewhere", mention=True)
        assert "elsewhere" in told
        assert "communities.yaml" in told
        assert await v.say("李阿姨", "团购", chat="elsewhere", mention=True) == ""
        assert await v.say("李阿姨", "草莓2盒", chat="elsewhere") == ""
        assert await v.store.reads.orders(1) == []


async def test_the_two_communities_notices_do_not_mix() -> None:
    async with village() as v:
        await both(v)
        await v.say("李阿姨", "草莓1盒", chat=LAKE)
        await v.talk(("王姐", LAKE, "截单", "截单"))
        assert any("1号团" in it for it in v.heard(chat=LAKE))
        assert not any("1号团" in it for it in v.heard(chat=MAPLE))
        assert not any("1号团" in it for it in v.heard(user="老周"))
