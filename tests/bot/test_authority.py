"""Who may do what (A1): every command of the table tried by everybody, in the group and 1:1."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from bot.commands import all_commands
from bot.commands.base import COMMANDS, Command, Who, command
from bot.router import find_command
from bot.talk import Talk
from groupbuy.directory import Right
from tests.bot.rows import NOTES_OF_HANDLING, At, fingerprint, rows
from tests.conversation import Village, village

GROUP = "lake-1"
REFUSALS = {"refusal.NotAdmin", "refusal.NotAllowed", "refusal.RightMissing", "refusal.NotYourBuy"}
ASKED = {"汇总", "名单"}
"""Said by no leader these ask who has joined: a plain question, answered with sums."""
AWAY = {"请假", "我的请假", "销假", "取消请假", "指派代班"}
"""About oneself, wherever one leads."""
DEPUTYS = {Right.ORDERS, Right.GOODS, Right.VERIFY}


@dataclass(frozen=True, slots=True)
class Cast:
    """Somebody who speaks; `rights` are those they have at lake, whatever they call themselves."""

    role: str
    user: str
    rights: frozenset[Right] = frozenset()


PEOPLE = (
    Cast("stranger", "新来的"),
    Cast("resident", "李阿姨"),
    Cast("leader here", "王姐", frozenset(Right)),
    Cast("leader elsewhere", "老周"),
    Cast("deputy", "小林", frozenset(DEPUTYS)),
    Cast("admin", "陈经理"),
)


LEADERS = {"王姐", "老周", "小林"}


def may(who: Cast, it: Command) -> bool:
    """The rule, written down a second time: a leader's command needs its right here, an admin's an admin."""
    if it.who is Who.ADMIN or (it.admins and who.role == "admin"):
        return who.role == "admin"
    return it.who is Who.ANYONE or any(right in who.rights for right in it.rights)


def cells() -> Iterator[tuple[Cast, Command]]:
    yield from ((who, it) for who in PEOPLE for it in all_commands())


async def lively(v: Village) -> None:
    """One group buy open at lake with orders of a resident and a leader, one at maple."""
    await v.open()
    await v.say("李阿姨", "草莓2盒", chat=GROUP)
    await v.say("小林", "蓝莓1盒", chat=GROUP)
    await v.say("老周", "开团 枫林\n香蕉 5/把\n截单 今晚20:00\n取货 明天17:00-20:00", chat="maple-1")
    await v.say("老周", "确认", chat="maple-1")
    await v.say("陈经理", "团购", chat=GROUP)


def refused(at: At) -> list[str]:
    return [str(outcome) for (outcome,) in rows(at, "SELECT what FROM audit ORDER BY id")]


def unheard_of(who: Cast) -> set[str]:
    """Meeting a stranger is no change of the book: their row is left out."""
    return NOTES_OF_HANDLING | ({"residents", "identities"} if who.role == "stranger" else set())


def looked_at(v: Village) -> sqlite3.Connection:
    """A connection of the test's own, for who looks after every word."""
    return sqlite3.connect(v.path)


async def denied(v: Village, who: Cast, text: str, chat: str | None, at: At | None = None) -> str:
    """Says it and asserts that nothing came of it but one audit line and a polite word (or silence)."""
    at = at or v.path
    before, lines = fingerprint(at, unheard_of(who)), refused(at)
    answer = await v.say(who.user, text, chat=chat)
    assert fingerprint(at, unheard_of(who)) == before, (who.role, text)
    [line] = refused(at)[len(lines) :]
    assert line.split(":")[0] in REFUSALS, (who.role, text, line)
    return answer


async def test_every_denied_cell_changes_nothing_and_leaves_one_audit_line() -> None:
    async with village() as v:
        await lively(v)
        book = looked_at(v)
        told: set[tuple[str, str]] = set()
        count = 0
        for who, it in cells():
            if may(who, it) or (it.words[0] in ASKED and who.user not in LEADERS):
                continue
            answer = await denied(v, who, it.usage, GROUP, book)
            first = (who.user, it.words[0]) not in told
            told.add((who.user, it.words[0]))
            if answer:
                assert first
                assert any(word in answer for word in ("请找", "没有“")), answer
            count += 1
        book.close()
        print(f"A1: {count} denied of {len(PEOPLE)} x {len(all_commands())} cells in the group")
        assert count > 100


async def test_a_resident_who_tries_leaders_commands_is_told_once_in_the_group_and_always_1_to_1() -> None:
    async with village() as v:
        await lively(v)
        assert await v.say("李阿姨", "截单", chat=GROUP) == "", "a bare word that is overheard is talk"
        assert "请找王姐" in await v.say("李阿姨", "延长 1 30分钟", chat=GROUP)
        assert await v.say("李阿姨", "延长 1 30分钟", chat=GROUP) == ""
        assert await v.say("李阿姨", "未付", chat=GROUP) == ""
        assert "请找" in await v.say("李阿姨", "截单", chat=GROUP, mention=True)
        assert "请找" in await v.say("李阿姨", "截单")
        assert "请找" in await v.say("李阿姨", "截单")


async def test_a_list_asked_for_by_a_resident_is_sums_without_rooms_and_changes_nothing() -> None:
    async with village() as v:
        await lively(v)
        await v.say("李阿姨", "我叫 3-1203 李阿姨", chat=GROUP)
        before = fingerprint(v.path)
        for text in sorted(ASKED):
            for who in ("李阿姨", "陈经理"):
                answer = await v.say(who, text, chat=GROUP, mention=True)
                assert "1203" not in answer
                assert "李阿姨 " not in answer.removeprefix("@李阿姨 ")
        assert fingerprint(v.path) == before


@pytest.mark.parametrize(
    "who", [it for it in PEOPLE if it.rights != frozenset(Right)], ids=lambda it: it.role
)
async def test_naming_anothers_group_buy_1_to_1_gets_nobody_further(who: Cast) -> None:
    """A leader elsewhere passes the first gate with a right of their own: the buy's own rule stops them."""
    async with village() as v:
        await lively(v)
        book = looked_at(v)
        for it in all_commands():
            if may(who, it) or it.words[0] in ASKED | {
                "开团",
                "复制",
                "核销",
                "撤销核销",
                "未取",
                "催",
                "今天",
                *AWAY,
            }:
                continue
            word, _, rest = it.usage.partition(" ")
            await denied(
                v, who, f"{word} 1号团 {rest.removeprefix('12').removeprefix('1')}".strip(), None, book
            )
        book.close()


async def test_codes_and_numbers_of_another_community_hand_nothing_out() -> None:
    async with village() as v:
        await lively(v)
        [first, *_] = await v.store.reads.orders(1)
        for text in ("截单", "已采购", "到货"):
            await v.say("王姐", text, chat=GROUP)
        for text in (f"核销 {first.code}", "核销 1号团 #1", "撤销核销 1号团 #1", "未取 1"):
            before = fingerprint(v.path)
            lines = refused(v.path)
            assert await v.say("老周", text)
            assert fingerprint(v.path) == before
            assert len(refused(v.path)) == len(lines) + 1


async def test_a_leader_elsewhere_opens_nothing_in_a_group_that_is_not_theirs() -> None:
    async with village() as v:
        await lively(v)
        who = PEOPLE[3]
        await denied(v, who, "开团 不行\n草莓 25/盒\n截单 今晚20:00\n取货 明天17:00-20:00", GROUP)
        await denied(v, who, "复制 1", GROUP)
        await denied(v, who, "复制 1", None)


async def test_every_allowed_cell_is_not_refused_for_want_of_a_role() -> None:
    """What the command then finds to say (no such order, nothing to pay) is its own tests' business."""
    count = 0
    for who in PEOPLE:
        async with village() as v:
            await lively(v)
            book = looked_at(v)
            for it in all_commands():
                if may(who, it) and it.words[0] != "删除我的资料":
                    before = refused(book)
                    await v.say(who.user, it.usage, chat=GROUP)
                    new = refused(book)[len(before) :]
                    assert not {"refusal.NotAdmin", "refusal.NotAllowed", "refusal.RightMissing"} & {
                        line.split(":")[0] for line in new
                    }, (who.role, it.usage, new)
                    count += 1
            book.close()
    print(f"A1: {count} allowed cells")


async def test_a_resident_whose_role_is_taken_away_is_a_resident_at_once() -> None:
    """Roles are read from the configuration in force, never remembered."""
    async with village() as v:
        await lively(v)
        settings = v.parts.settings
        left = {key: it for key, it in settings.directory.leaders.items() if key != "lin"}
        assert "请找" not in await v.say("小林", "未取", chat=GROUP)
        settings.directory = replace(settings.directory, leaders=left)
        await denied(v, Cast("once a deputy", "小林"), "未取", GROUP)


def test_a_leaders_command_cannot_be_listed_without_its_right_nor_anybody_elses_with_one() -> None:
    async def run(_talk: Talk, _books: object, _words: str) -> str:
        return ""

    listed = list(COMMANDS)
    for who, right in ((Who.LEADER, None), (Who.ANYONE, Right.OPEN)):
        with pytest.raises(ValueError, match="names its right"):
            command("新指令", usage="新指令", says="", who=who, right=right)(run)
    assert listed == COMMANDS


def test_every_command_has_words_an_example_that_calls_it_and_a_line_of_help() -> None:
    for it in all_commands():
        assert it.words
        assert it.says
        call = find_command(it.usage)
        assert call is not None, it.usage
        assert call.command is it, it.usage


def test_no_two_commands_share_a_word() -> None:
    words = [word for it in all_commands() for word in it.words]
    assert len(words) == len(set(words))
