"""What the first look would get wrong: a late order beside an open buy, a person the app cannot reach."""

from datetime import timedelta

from bot.channels.sending import Undeliverable
from tests.bot.posting import posting, ready
from tests.conversation import village

EGGS = "开团 鸡蛋\n土鸡蛋 30/板\n截单 明天20:00\n取货 后天17:00-20:00"


async def test_a_late_order_for_what_only_the_closed_buy_has_is_late_although_another_buy_is_open() -> None:
    async with village() as v:
        await v.open()
        await v.open(text=EGGS)
        await v.pass_time(timedelta(hours=10, minutes=5))
        assert "迟单 1" in await v.say("小张", "蓝莓2盒", chat="lake-1")
        assert "土鸡蛋 1板" in await v.say("小张", "土鸡蛋1板", chat="lake-1")


async def test_what_no_buy_has_is_asked_about_the_open_one() -> None:
    async with village() as v:
        await v.open()
        await v.open(text=EGGS)
        await v.pass_time(timedelta(hours=10, minutes=5))
        answer = await v.say("小张", "榴莲2个", chat="lake-1", mention=True)
        assert "没有" in answer
        assert "迟单" not in answer


async def test_a_stranger_who_tries_a_leaders_command_1_to_1_learns_their_id_once() -> None:
    async with village() as v:
        await v.open()
        await v.say("新团长", "小区 1")
        first = await v.say("新团长", "截单")
        assert "请找" in first
        assert "新团长" in first
        assert "leaders.yaml" in first
        assert "leaders.yaml" not in await v.say("新团长", "截单")
        assert "leaders.yaml" not in await v.say("某人", "截单", chat="lake-1", mention=True)


async def test_whom_the_app_does_not_reach_is_named_in_the_group_without_the_code() -> None:
    async with posting() as p:
        await ready(p, "李阿姨", "小张")
        p.postman.fail("李阿姨", Undeliverable("no such member"))
        await p.arrive()
        await p.drain()
        code = (await p.village.store.reads.orders(1))[0].code
        (named,) = [it for it in p.postman.to("lake-1") if "到货了" in it]
        assert "草莓2盒" in named
        assert code not in "".join(p.postman.to("lake-1"))
        assert [state for state, _ in p.ends("arrived")] == ["sent", "sent"]
        assert len(p.postman.to("小张")) == 1


async def test_an_admin_who_sends_a_leaders_command_is_no_leader_to_be() -> None:
    async with village() as v:
        answer = await v.say("陈经理", "汇总")
        assert "如果你是团长" not in answer
        assert "请找管理员" not in answer
        assert "这是团长的操作" in answer
        assert "main.py check" in answer
        assert "main.py" not in await v.say("陈经理", "汇总")
