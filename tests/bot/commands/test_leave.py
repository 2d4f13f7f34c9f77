"""请假 and what follows it, in chat: asked, confirmed, answered by number, handed over, back again."""

from dataclasses import replace
from datetime import timedelta

from groupbuy.directory import Right
from tests.conversation import Village, village

LAKE = "lake-1"


async def a_day(v: Village) -> None:
    """Two households: 李阿姨 fetches at 1号点, 小张 at 2号点, both 王姐's; everybody has talked to 邻里 once."""
    await v.open()
    for who in ("李阿姨", "小张"):
        await v.say(who, "草莓2盒", chat=LAKE)
    await v.say("小张", "自提点 2")
    for who in ("小林", "陈经理"):
        await v.say(who, "我是谁")


async def test_a_leader_says_when_sees_what_it_touches_and_somebody_stands_in() -> None:
    async with village() as v:
        await a_day(v)
        await v.talk(
            ("王姐", None, "我的请假", "你没有请假"),
            ("王姐", None, "请假", "你没有请假"),
            ("王姐", None, "请假 很久", "请假 11-24 到 11-26"),
            ("王姐", None, "请假 11-20", "11月20日已经过了"),
            ("王姐", None, "请假 11-24 到 11-23", "结束的日子要在开始以后"),
            (
                "王姐",
                None,
                "请假 明天",
                "1号点 东门驿站：1个团，1户要取\n2号点 会所一楼：1个团，1户要取\n确定就回“确认”",
            ),
            ("王姐", None, "取消", "不请了"),
            ("王姐", None, "请假 明天", "确认"),
            ("王姐", None, "确认", "东门驿站：在问小林，11月21日(六) 12:00前回话"),
            ("王姐", None, "请假 11-21 到 11-23", "你已经请了11月22日(日)的假"),
            ("小林", None, "今天", "东门驿站11月22日(日)想请你代班"),
            ("小林", None, "代班", "1 去东门驿站代\n2 这次不行"),
            ("小林", None, "3", "我没看懂"),
        )
        [asked] = v.heard(user="小林")
        assert asked.count("想请你代班，现在有1户要取") == 2
        assert "还有一处：王姐11月22日(日)请假，会所一楼想请你代班" in await v.say("小林", "1")
        assert "取货请找小林（王姐请假）：东门驿站" in v.heard(user="李阿姨")[-1]
        assert v.heard(user="小张") == []
        assert "我再问别人" in await v.say("小林", "没空")
        assert "指派代班 王姐 名字 2号点" in v.heard(user="陈经理")[-1]
        await v.talk(
            ("王姐", None, "我的请假", "东门驿站：小林代班\n会所一楼：还没有人代，已告诉陈经理、小何"),
            ("王姐", None, "今天", "会所一楼11月22日(日)还没有人代"),
            ("小林", None, "我的请假", "你代王姐：东门驿站，11月22日(日)"),
            ("李阿姨", None, "我的订单", "自提：东门驿站（找小林）"),
            ("赵姐", LAKE, "草莓1盒", "自提：东门驿站（找小林）"),
            ("王姐", None, "销假", "还没开始，不请了就回“取消请假”"),
            ("李阿姨", None, "指派代班 王姐 小林", "请找王姐"),
            ("陈经理", None, "指派代班", "指派代班 王姐 小林"),
            ("陈经理", None, "指派代班 王姐 老王", "没有叫“老王”的团长"),
            ("陈经理", None, "指派代班 小林 王姐", "小林没有在请假"),
            ("陈经理", None, "指派代班 王姐 老周", "老周不能代这里"),
            ("陈经理", None, "指派代班 王姐 小林 9号点", "没有这个自提点"),
            ("陈经理", None, "指派代班 王姐 小林", "会所一楼 11月22日(日)由小林代班"),
            ("小林", None, "代班", "现在没有要你回话的代班"),
            ("小林", None, "不代班", "现在没有请你代班"),
            ("老周", None, "代班 1", "现在没有请你代班"),
            ("李阿姨", None, "代班", "有事请找王姐"),
        )
        assert "会所一楼由小林代班" in v.heard(user="小林")[-1]
        assert "取货请找小林（王姐请假）：会所一楼" in v.heard(user="小张")[-1]


async def test_who_stands_in_may_take_in_and_hand_out_that_day_and_no_money() -> None:
    async with village() as v:
        await a_day(v)
        await v.say("老周", "我是谁")
        settings = v.parts.settings
        people = settings.directory.leaders
        zhou = replace(people["zhou"], communities=("maple", "lake"), rights=frozenset({Right.ORDERS}))
        settings.directory = replace(settings.directory, leaders={**people, "zhou": zhou})
        await v.say("王姐", "截单", chat=LAKE)
        assert "没有“到货”这项权限" in await v.say("老周", "到货 1")
        for text in ("请假 明天", "确认"):
            await v.say("王姐", text)
        await v.say("陈经理", "指派代班 王姐 老周 1号点")
        [order, _] = await v.store.reads.orders(1)
        assert "没有“到货”这项权限" in await v.say("老周", "到货 1"), "not before that day"
        await v.pass_time(timedelta(hours=22))
        assert "到货" in await v.say("老周", "今天")
        assert "没有“收款”这项权限" in await v.say("老周", "已付 1号团 1")
        assert "到货" in await v.say("老周", "到货 1号点")
        assert "草莓2盒" in await v.say("老周", f"核销 {order.code}")
        done = [
            it
            for it in await v.store.reads.journal(order=order.id)
            if type(it.event).__name__ == "GoodsPickedUp"
        ]
        who = await v.store.reads.resident_at(settings.identity(v.channel, "老周"))
        assert who is not None
        assert [it.actor for it in done] == [who.id], "later commission follows who verified"
        await v.say("王姐", "回来了")
        assert "没有“核销”这项权限" in await v.say("老周", "核销 #2")


async def test_words_that_are_said_in_groups_anyway_are_met_with_silence_there() -> None:
    async with village() as v:
        await a_day(v)
        for text in ("回来了", "我回来了", "请假", "请假 明天", "销假"):
            assert await v.say("李阿姨", text, chat=LAKE) == ""
        assert "请私聊我发" in await v.say("王姐", "请假 明天", chat=LAKE)
        assert "请找" in await v.say("李阿姨", "请假 明天")


async def test_a_leave_is_called_off_or_cut_short_in_chat() -> None:
    async with village() as v:
        await a_day(v)
        for text in ("请假 明天到后天", "确认", "请假 12-1", "确认"):
            await v.say("王姐", text)
        for _ in range(4):
            await v.say("小林", "代班 1")
        await v.talk(
            ("王姐", None, "取消请假", "是哪一次"),
            ("王姐", None, "取消请假 后年", "取消请假 11-24"),
            ("王姐", None, "取消请假 12-1", "12月1日(二)不请假了"),
            ("王姐", None, "销假", "还没开始"),
        )
        await v.pass_time(timedelta(hours=22))
        await v.talk(
            ("王姐", None, "取消请假", "已经开始的回“销假”"),
            ("王姐", None, "回来了", "东门驿站：告诉小林不用代了"),
            ("王姐", None, "销假", "你现在没有在请假"),
        )
        assert [("小林" in it, "王姐：" in it) for it in v.heard(user="李阿姨")][-2:] == [
            (True, False),
            (False, True),
        ]
        assert "不用再代了，谢谢你" in v.heard(user="小林")[-1]


async def test_a_leader_names_who_stands_in_themselves_and_a_bare_number_waits_for_another_question() -> None:
    async with village() as v:
        await a_day(v)
        await v.say("小林", "开团 不行", chat=None)
        for text in ("请假 明天", "确认"):
            await v.say("王姐", text)
        await v.talk(
            ("王姐", None, "指派代班 小林 1号点", "东门驿站 11月22日(日)由小林代班"),
            ("王姐", None, "指派代班 小林", "会所一楼 11月22日(日)由小林代班"),
            ("小林", None, "指派代班 王姐 小林", "没有“开团”这项权限"),
            ("小林", None, "代班 1", "已经由你代班了"),
        )


async def test_the_day_may_come_first() -> None:
    async with village() as v:
        for said in ("明天请假", "我明天要请假。", "11-22请假", "我请假 明天", "周日请假"):
            assert "11月22日(日)请假，会碰到：" in await v.say("王姐", said), said
        assert await v.say("李阿姨", "我明天请假", chat="lake-1") == ""
        assert "请私聊我发" in await v.say("王姐", "我明天请假", chat="lake-1")
