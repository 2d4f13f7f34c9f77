"""From a message to a talk: who speaks, in which community, and which group buys it may be about."""

from dataclasses import replace

from bot.listening import community_of, listen
from bot.talk import Talk, products_of
from config.loader import load
from groupbuy.resident import Resident, Speaker
from tests.conversation import SAMPLE, START, Village, village

MAPLE = "开团 枫林\n香蕉 5/把\n截单 今晚20:00\n取货 明天17:00-20:00"


async def heard(v: Village, who: str, *, chat: str | None = None) -> Talk:
    talk, _ = await listen(v.message(who, "x", chat=chat), v.store.reads, v.parts.settings, at=START)
    return talk


async def test_a_group_decides_the_community_and_what_is_on_offer() -> None:
    async with village() as v:
        await v.open()
        await v.open("老周", MAPLE, "maple-1")
        talk = await heard(v, "李阿姨", chat="maple-1")
        assert (talk.community, talk.chat, talk.private) == ("maple", "maple-1", False)
        assert [it.title for it in talk.buys] == ["枫林"]
        assert [it.title for it in (await heard(v, "李阿姨", chat="lake-1")).buys] == ["周末水果"]
        assert (await heard(v, "李阿姨", chat="lake-2")).buys == ()


async def test_1_to_1_a_stranger_of_several_communities_has_none_and_a_leader_has_their_own() -> None:
    async with village() as v:
        await v.open()
        assert (await heard(v, "新来的")).community is None
        assert (await heard(v, "新来的")).buys == ()
        leader = await heard(v, "王姐")
        assert (leader.community, leader.private) == ("lake", True)
        assert [it.number for it in leader.buys] == [1]
        assert leader.speaker.leader is not None
        assert leader.speaker.leader.id == "wang"


async def test_1_to_1_a_resident_has_the_community_they_told_or_were_met_in() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "团购", chat="lake-1")
        assert (await heard(v, "李阿姨")).community == "lake"
        await v.say("李阿姨", "小区 2")
        assert (await heard(v, "李阿姨")).community == "maple"


def test_with_one_community_only_nobody_needs_to_be_asked() -> None:
    directory = load(SAMPLE, {}).directory
    one = replace(directory, communities={"lake": directory.communities["lake"]})
    speaker = Speaker(Resident("r"), ("sim", "x"), None, None)
    assert community_of(speaker, None, directory) is None
    assert community_of(speaker, None, one) == "lake"
    moved = replace(speaker, resident=Resident("r", community="torn-down"))
    assert community_of(moved, None, directory) is None


async def test_the_speakers_own_orders_are_at_hand_and_nobody_elses() -> None:
    async with village() as v:
        await v.open()
        await v.say("李阿姨", "草莓2盒", chat="lake-1")
        await v.say("小张", "草莓1盒", chat="lake-1")
        talk = await heard(v, "李阿姨", chat="lake-1")
        assert {number: it.seq_no for number, it in talk.orders.items()} == {1: 1}
        context = talk.context(talk.buys[0])
        assert context.prior == {1: 2}
        assert context.role == "resident"
        assert [(it.no, it.name, it.price) for it in products_of(talk.buys[0])] == [
            (1, "草莓", "25"),
            (2, "蓝莓", "15"),
        ]


async def test_a_draft_is_on_offer_to_nobody() -> None:
    async with village() as v:
        await v.say("王姐", MAPLE, chat="lake-1")
        assert (await heard(v, "李阿姨", chat="lake-1")).buys == ()
