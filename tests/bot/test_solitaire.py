"""A chain's entries as the platform itself has them: authors by user id, times, UTF-16 ranges."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.solitaire import NativeEntry, author_of, moved, places
from bot.utf16 import to_utf16
from tests.bot.commands.days import LAKE, book, order
from tests.bot.test_reads_of_an_order import asked
from tests.conversation import START, Village, village

AT = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)


def chain(*lines: str) -> str:
    rows = (f"{no}. {line}" for no, line in enumerate(lines, 1))
    return "#接龙\n周末水果🍓🍓 明天到\n\n" + "\n".join(rows)


def native(text: str, **authors: str | tuple[str, datetime]) -> tuple[NativeEntry, ...]:
    """The entries at the words given, by user id."""
    found = []
    for user, said in authors.items():
        words, at = said if isinstance(said, tuple) else (said, AT)
        place = text.index(words)
        start, end = to_utf16(text, (place, place + len(words)))
        found.append(NativeEntry(user, at, start, end - start))
    return tuple(found)


async def send(
    v: Village, who: str, text: str, entries: tuple[NativeEntry, ...], chat: str | None = LAKE
) -> str:
    answer = await v.hear(replace(v.message(who, text, chat=chat), entries=entries))
    await v.parts.settle()
    return answer


async def wants(v: Village) -> dict[str, dict[int, int]]:
    """What stands in the book, by the platform's user id."""
    found = {}
    for it in await v.store.reads.orders(1):
        person = await v.store.reads.resident(it.resident)
        assert person is not None
        user = person.identities[0][1] if person.identities else f"({person.name})"
        found[user] = {no: int(line.ordered) for no, line in it.lines.items() if line.ordered}
    return found


def test_a_place_is_found_in_utf16_code_units_whatever_emoji_stand_before_it() -> None:
    text = chain("💪🏻 阿云 草莓2盒", "😀小张 蓝莓1")
    first, second = native(text, u1="💪🏻 阿云 草莓2盒", u2="😀小张 蓝莓1")
    assert (first.length, second.length) == (12, 8)
    assert text[slice(*second.span(text))] == "😀小张 蓝莓1"
    assert author_of(second.span(text), places(text, (first, second))) == second
    at = text.index("草莓2盒")
    assert author_of((at, at + 4), places(text, (first, second))) == first
    assert author_of((0, 3), places(text, (first, second))) is None
    assert author_of(None, places(text, (first,))) is None
    with pytest.raises(ValueError, match="no span"):
        NativeEntry("u", AT, -1, 3).span(text)


def test_places_follow_a_text_that_was_cleaned_and_lost_a_mention() -> None:
    raw = "@邻里 " + chain("😀阿云\u202e 草莓2盒", "小张\t蓝莓1")
    text = chain("😀阿云 草莓2盒", "小张 蓝莓1")
    entries = native(raw, u1="😀阿云\u202e 草莓2盒", u2="小张\t蓝莓1")
    nonsense = (NativeEntry("u3", AT, 9000, 5), NativeEntry("u4", AT, -2, 1))
    found = moved((*entries, *nonsense), raw, text)
    assert [(it.user, text[slice(*it.span(text))]) for it in found] == [
        ("u1", "😀阿云 草莓2盒"),
        ("u2", "小张 蓝莓1"),
    ]


async def test_every_entry_is_its_authors_own_word_whatever_name_stands_there() -> None:
    async with village() as v:
        await v.open()
        await v.say("u1", "我叫 小张")
        text = chain("小张 草莓2盒", "😀小张 蓝莓1", "陈伯 蓝莓3")
        said = native(text, u1="小张 草莓2盒", u2="😀小张 蓝莓1")
        answer = await send(v, "u2", text, said)
        assert "大家自己写的也记了：\n小张：草莓2盒" in answer
        assert await wants(v) == {"u1": {1: 2}, "u2": {2: 1}}, "the third line has no author: as before"
        assert [it for it in v.heard(user="王姐") if "1行我不认识是谁" in it]
        assert await send(v, "u2", text, said) == ""
        assert "（原话：小张 草莓2盒）" in await v.say("u1", "为什么")
        assert "记好了" not in await v.say("u2", "我的订单")


async def test_the_sender_gets_their_own_confirmation_and_nobody_is_asked_whose_it_is() -> None:
    async with village() as v:
        await v.open()
        text = chain("阿云 草莓2盒", "楼上 蓝莓1")
        answer = await send(v, "u2", text, native(text, u1="阿云 草莓2盒", u2="楼上 蓝莓1"))
        assert "蓝莓 1盒 15元" in answer
        assert "阿云：草莓2盒" in answer
        assert "哪一行" not in answer


async def test_an_entry_counts_once_and_never_against_a_newer_word() -> None:
    async with village() as v:
        await v.open()
        text = chain("阿云 草莓2盒")
        await send(v, "u1", text, native(text, u1=("阿云 草莓2盒", START)))
        await v.pass_time(timedelta(minutes=10))
        await v.say("u1", "草莓改成5盒", chat=LAKE)
        await v.pass_time(timedelta(minutes=10))
        longer = chain("阿云 草莓2盒", "小张 蓝莓1")
        for entry_at in (START, START + timedelta(minutes=5)):
            said = native(longer, u1=("阿云 草莓2盒", entry_at), u2=("小张 蓝莓1", v.clock.now()))
            await send(v, "u2", longer, said)
        assert await wants(v) == {"u1": {1: 5}, "u2": {2: 1}}
        edited = chain("阿云 草莓1盒 蓝莓2", "小张 取消")
        said = native(edited, u1=("阿云 草莓1盒 蓝莓2", v.clock.now()), u2=("小张 取消", v.clock.now()))
        assert "阿云：草莓1盒、蓝莓2盒" in await send(v, "u9", edited, said)
        assert await wants(v) == {"u1": {1: 1, 2: 2}, "u2": {}}
        assert await send(v, "u9", longer, native(longer, u2=("小张 蓝莓1", START))) == "", "an old fork"
        assert await wants(v) == {"u1": {1: 1, 2: 2}, "u2": {}}


async def test_a_time_in_the_future_counts_as_the_chains_own() -> None:
    async with village() as v:
        await v.open()
        now, later = v.clock.now(), v.clock.now() + timedelta(minutes=31)
        text = chain("阿云 草莓2盒", "小张 蓝莓1")
        never = datetime(2099, 1, 1, tzinfo=UTC)
        said = native(text, u1=("阿云 草莓2盒", now), u2=("小张 蓝莓1", never))
        await send(v, "u9", text, said)
        assert await wants(v) == {"u1": {1: 2}, "u2": {2: 1}}
        await v.pass_time(timedelta(minutes=1))
        await v.say("u1", "草莓改成4盒", chat=LAKE)
        await v.say("u2", "蓝莓改成3盒", chat=LAKE)
        await v.pass_time(timedelta(minutes=1))
        again = native(text, u1=("阿云 草莓2盒", later), u2=("小张 蓝莓1", never))
        assert await send(v, "u9", text, again) == "", "the same words again, at no time that can be"
        assert await wants(v) == {"u1": {1: 4}, "u2": {2: 3}}
        await v.pass_time(timedelta(minutes=1))
        edited = chain("阿云 草莓2盒", "小张 蓝莓5")
        said = native(edited, u1=("阿云 草莓2盒", now), u2=("小张 蓝莓5", v.clock.now()))
        assert "小张：蓝莓5盒" in await send(v, "u9", edited, said), "what is newer still counts"
        assert await wants(v) == {"u1": {1: 4}, "u2": {2: 5}}


async def test_what_the_platform_leaves_open_is_never_taken_for_the_senders() -> None:
    async with village() as v:
        await v.open()
        text = chain("阿云 草莓1盒", "阿宁 蓝莓1盒")
        answer = await send(v, "阿三", text, native(text, u1="阿云 草莓1盒"))
        assert "哪一行是你的" in answer
        assert "阿宁" in answer
        assert await wants(v) == {"u1": {1: 1}}
        assert "蓝莓 1盒" in await v.say("阿三", "1", chat=LAKE)
        assert await wants(v) == {"u1": {1: 1}, "阿三": {2: 1}}
        await v.say("u5", "我叫 小周")
        text = chain("阿云 草莓1盒", "小周 蓝莓2盒")
        assert "蓝莓 2盒" in await send(v, "u5", text, native(text, u1="阿云 草莓1盒")), (
            "by the name they told"
        )
        longer = chain("阿云 草莓1盒", "阿五 草莓2盒", "老郑 蓝莓4盒")
        answer = await send(v, "u6", longer, native(longer, u6="阿五 草莓2盒"))
        assert "草莓 2盒" in answer
        assert (await wants(v))["u6"] == {1: 2}, "老郑 has not written"


async def test_early_or_late_is_decided_by_each_entrys_own_time() -> None:
    async with village() as v:
        await v.open()
        written = v.clock.now()
        await v.say("王姐", "截单", chat=LAKE)
        await v.pass_time(timedelta(minutes=5))
        text = chain("阿云 草莓2盒", "小张 蓝莓1")
        said = native(text, u1=("阿云 草莓2盒", written), u2=("小张 蓝莓1", v.clock.now()))
        answer = await send(v, "u9", text, said)
        assert "阿云：草莓2盒" in answer
        assert "记在迟单 1" in answer
        assert await wants(v) == {"u1": {1: 2}}


async def test_what_does_not_fit_holds_up_nobody_else() -> None:
    async with village() as v:
        await v.open()
        text = chain("阿云 草莓99盒", "小张 蓝莓1")
        said = native(text, u1="阿云 草莓99盒", u2="小张 蓝莓1")
        answer = await send(v, "u9", text, said)
        assert "草莓只剩20盒" in answer
        assert await wants(v) == {"u2": {2: 1}}
        assert (await book(v)).items[1].taken == 0


async def test_a_leaders_paste_books_the_authors_lines_for_them_and_asks_about_the_rest() -> None:
    async with village() as v:
        await v.open()
        text = chain("阿云 草莓2盒", "陈奶奶 蓝莓1")
        answer = await send(v, "王姐", text, native(text, u1="阿云 草莓2盒"), chat=None)
        assert "阿云：草莓2盒" in answer
        assert "＋ 陈奶奶：蓝莓1盒" in answer
        assert "共1行要记" in answer
        await v.say("王姐", "确认")
        assert await wants(v) == {"u1": {1: 2}, "(陈奶奶)": {2: 1}}
        assert (await order(v, 1)).placed_by == (await order(v, 1)).resident


async def test_a_chain_of_many_authors_costs_about_as_much_for_each() -> None:
    """What is kept of the chain is read once, not once an author."""
    async with village() as v:
        await v.open(text="开团 蛋\n鸡蛋 20/板\n截单 今晚20:00\n取货 明天17:00-20:00")

        async def statements(names: list[str]) -> list[str]:
            text = chain(*(f"{it} 鸡蛋1" for it in names))
            said = native(text, **{it: f"{it} 鸡蛋1" for it in names})
            with asked(v) as heard:
                await v.hear(replace(v.message(names[0], text, chat=LAKE), entries=said))
                return heard()

        few = await statements([f"a人{no}" for no in range(10, 20)])
        many = await statements([f"b人{no}" for no in range(100, 200)])
        assert len(await v.store.reads.orders(1)) == 110
        assert len(many) <= 10 * len(few)
        once, again = (sum("FROM chains" in it for it in found) for found in (few, many))
        assert once == again <= 3
