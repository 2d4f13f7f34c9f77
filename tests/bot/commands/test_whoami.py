"""我是谁: the ids an admin needs."""

from bot.commands.whoami import PHONE
from tests.bot.commands.days import LAKE, ordered
from tests.conversation import village


async def test_a_resident_reads_channel_account_group_and_role() -> None:
    async with ordered() as v:
        answer = await v.say("李阿姨", "我是谁", chat=LAKE)
        assert "你是李阿姨，居民（湖畔花园）" in answer
        assert f"渠道：{v.channel}\n账号：李阿姨\n群号：lake-1（湖畔花园1群，已登记）" in answer
        assert f"leaders.yaml 的 ids 里写 {v.channel}: 李阿姨" in answer
        assert "3-1203" not in answer


async def test_a_leader_reads_communities_and_rights() -> None:
    async with village() as v:
        answer = await v.say("小林", "我是谁")
        assert "团长小林（湖畔花园；改单、到货、核销）" in answer
        assert "leaders.yaml" not in answer
        assert "群号" not in answer


async def test_an_admin_is_named_as_such() -> None:
    async with village() as v:
        assert "管理员陈经理" in await v.say("陈经理", "我是谁")


async def test_a_stranger_without_a_community_is_a_resident() -> None:
    async with village() as v:
        assert "居民" in await v.say("生人", "我是谁")


async def test_an_account_that_is_a_phone_number_is_masked_in_a_group() -> None:
    async with village() as v:
        digits = "1" + "39" + "0000" + "1234"
        assert digits not in await v.say(digits, "我是谁", chat=LAKE)
        assert digits in await v.say(digits, "我是谁")


def test_other_numbers_are_left_alone() -> None:
    assert PHONE.sub("x", "user42") == "user42"
    assert PHONE.sub("x", "20261121") == "20261121"


async def test_an_admin_is_not_told_how_to_become_one() -> None:
    async with village() as v:
        answer = await v.say("陈经理", "我是谁")
        assert f"渠道：{v.channel}\n账号：陈经理" in answer
        assert "leaders.yaml" not in answer
