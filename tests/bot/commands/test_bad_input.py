"""Whatever follows a command's word: a clear refusal or silence, never a crash, never a changed order."""

from bot.commands import all_commands
from bot.commands.base import Who
from bot.replies import APOLOGY
from tests.bot.commands.days import LAKE, arrived, book
from tests.conversation import Village

NONSENSE = (
    "\x00\x01",
    "]]>",
    "NaN",
    "inf",
    "-1",
    "1e9",
    "9" * 400,
    "草" * 9000,
    "#" * 60,
    "号团",
    "第999999999999页",
    "\u202e\u200b",
    "🍓" * 50,
    "{buy} {0} %s",
    "../../etc/passwd",
    "草莓 99999999/1",
    "#99999999 草莓-1",
    "<@all> [x](http://x.cn)",
)


async def picture(v: Village) -> list[object]:
    orders = await v.store.reads.orders(1)
    return [(await book(v)).state, *((it.amount, it.paid, it.point, it.waiting, it.active) for it in orders)]


async def nothing_comes_of(v: Village, who: str, text: str) -> None:
    answer = await v.hear(v.message(who, text, chat=LAKE))
    assert answer != APOLOGY, text[:30]
    assert len(answer.encode()) <= 4096


async def test_nonsense_behind_a_command_changes_nothing() -> None:
    async with arrived() as v:
        before = await picture(v)
        for command in all_commands():
            for nonsense in NONSENSE:
                await nothing_comes_of(v, "王姐", f"{command.words[0]} {nonsense}")
            await v.parts.settle()
        assert await picture(v) == before


async def test_nor_does_a_residents_who_is_refused_a_leaders_command_before_its_words_are_read() -> None:
    async with arrived() as v:
        before = await picture(v)
        for n, command in enumerate(all_commands()):
            read = command.who is Who.ANYONE
            for nonsense in NONSENSE if read else NONSENSE[n % 6 :: 6]:
                await nothing_comes_of(v, "李阿姨", f"{command.words[0]} {nonsense}")
            await v.parts.settle()
        assert await picture(v) == before


async def test_ten_thousand_characters_are_nobodys_command() -> None:
    async with arrived() as v:
        before = await picture(v)
        for text in (
            "核销 " + "123456 " * 1500,
            "已付 " + " ".join(map(str, range(1, 3000))),
            "到货 " + "草莓 " * 3500,
        ):
            assert APOLOGY not in await v.say("王姐", text, chat=LAKE)
        assert await picture(v) == before
