"""认领: who was entered by the leader under a name takes the order over, and only if the leader agrees."""

import pytest

from tests.conversation import Village, village

CHAIN = "#接龙\n草莓蓝莓\n1. 老白 草莓2盒\n2. 小陈 蓝莓1盒"


@pytest.fixture
async def v():
    async with village() as opened:
        await opened.open()
        await opened.say("王姐", CHAIN)
        await opened.say("王姐", "确认")
        yield opened


async def owners(v: Village) -> dict[int, str]:
    orders = await v.store.reads.orders(1)
    people = await v.store.reads.residents(it.resident for it in orders)
    return {
        it.seq_no: people[it.resident].identities[0][1] if people[it.resident].identities else ""
        for it in orders
    }


async def test_a_claim_changes_nothing_until_the_leader_agrees(v: Village) -> None:
    assert "已告诉团长" in await v.say("u1", "认领 1号", chat="lake-1")
    assert await owners(v) == {1: "", 2: ""}
    (told,) = [it for it in v.heard(user="王姐") if "自己的单" in it]
    assert "同意认领 1号 1号团" in told
    assert "老白" in told
    assert "本人的单" in await v.say("王姐", "同意认领 1号 1号团")
    assert await owners(v) == {1: "u1", 2: ""}


async def test_what_was_claimed_can_be_changed_by_its_owner_and_keeps_number_and_price(v: Village) -> None:
    before = (await v.store.reads.orders(1))[0]
    await v.say("王姐", "改价 草莓 30")
    await v.say("u1", "认领 1号", chat="lake-1")
    await v.say("王姐", "同意认领 1号")
    assert any("团长确认这单是你的" in it for it in v.heard(user="u1"))
    assert "草莓 3盒 80元" in await v.say("u1", "草莓3盒", chat="lake-1")
    after = (await v.store.reads.orders(1))[0]
    assert (after.id, after.seq_no, after.code) == (before.id, before.seq_no, before.code)
    assert "认领到本人名下" in await v.say("u1", "为什么")


async def test_what_somebody_ordered_themself_cannot_be_claimed(v: Village) -> None:
    await v.say("u2", "蓝莓1盒", chat="lake-1")
    assert "不能认领" in await v.say("u1", "认领 3号", chat="lake-1")


async def test_who_has_an_order_of_their_own_is_sent_to_the_leader(v: Village) -> None:
    await v.say("u1", "蓝莓1盒", chat="lake-1")
    assert "已有3号单" in await v.say("u1", "认领 1号", chat="lake-1")


async def test_a_leader_cannot_agree_to_what_nobody_asked(v: Village) -> None:
    assert "还没有人认领" in await v.say("王姐", "同意认领 1号")
    assert await owners(v) == {1: "", 2: ""}


async def test_an_ordinary_neighbour_cannot_agree(v: Village) -> None:
    await v.say("u1", "认领 1号", chat="lake-1")
    assert "团长" in await v.say("u1", "同意认领 1号")
    assert await owners(v) == {1: "", 2: ""}


@pytest.mark.parametrize("words", ["认领", "认领 老白", "认领 99号", "认领 1号 9号团", "认领 1 2"])
async def test_a_claim_that_names_no_order_is_answered_with_how_to(v: Village, words: str) -> None:
    answer = await v.say("u1", words, chat="lake-1", mention=True)
    assert answer
    assert await owners(v) == {1: "", 2: ""}


async def test_later_chains_know_the_line_as_its_owners(v: Village) -> None:
    await v.say("u1", "认领 1号", chat="lake-1")
    await v.say("王姐", "同意认领 1号")
    await v.say("u1", "我叫 老白", chat="lake-1")
    assert "草莓 4盒" in await v.say("u1", "#接龙\n草莓蓝莓\n1. 老白 草莓4盒\n2. 小陈 蓝莓1盒", chat="lake-1")
    assert "≠ 老白：草莓2盒" in await v.say("王姐", CHAIN)
