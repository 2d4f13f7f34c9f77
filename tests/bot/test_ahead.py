"""What a command works out before its unit: from a snapshot, applied if the book is still that, else done again."""

from collections.abc import Iterator

import pytest

from bot.commands import all_commands
from bot.commands.base import COMMANDS, OutOfDate, Who, command
from bot.ports import UnitBooks
from bot.talk import Talk
from groupbuy.directory import Right
from groupbuy.errors import Refusal
from groupbuy.ports import Reads
from tests.conversation import Village, village

LAKE = "lake-1"


class NotToday(Refusal):
    text = "今天不行"


class Counting:
    """Counts the live buys ahead of the unit, while `meanwhile` more are opened by somebody else."""

    def __init__(self, meanwhile: int) -> None:
        self.meanwhile, self.tries, self.v = meanwhile, 0, None

    v: Village | None

    async def ahead(self, talk: Talk, reads: Reads, words: str) -> int:
        self.tries += 1
        found = len(await reads.live_buys())
        if self.v is not None and self.tries <= self.meanwhile:
            await self.v.open(text=f"开团 第{self.tries}个\n鸡蛋 20/板\n截单 今晚20:00\n取货 明天17:00-20:00")
        return found

    async def run(self, talk: Talk, books: UnitBooks, words: str) -> str:
        if words == "不行":
            raise NotToday()
        now = len(await books.live_buys())
        if talk.worked != now:
            raise OutOfDate()
        return f"数了{self.tries}次：{now}个团"


@pytest.fixture
def counting() -> Iterator[Counting]:
    made = Counting(0)
    all_commands()
    command("数团", usage="数团", says="数", who=Who.LEADER, right=Right.OPEN, ahead=made.ahead)(made.run)
    all_commands.cache_clear()
    yield made
    COMMANDS.pop()
    all_commands.cache_clear()


async def test_what_was_worked_out_is_handed_to_the_unit(counting: Counting) -> None:
    async with village() as v:
        await v.open()
        assert await v.say("王姐", "数团") == "数了1次：1个团"


async def test_where_the_book_changed_meanwhile_it_is_worked_out_again(counting: Counting) -> None:
    async with village() as v:
        counting.v, counting.meanwhile = v, 2
        assert await v.say("王姐", "数团") == "数了3次：2个团"


async def test_where_it_never_holds_still_it_is_a_crash_like_any_other(counting: Counting) -> None:
    async with village() as v:
        counting.v, counting.meanwhile = v, 9
        with pytest.raises(OutOfDate):
            await v.parts.app.handle(v.message("王姐", "数团"), at=v.clock.now())
        assert counting.tries == 3


async def test_nothing_is_worked_out_for_whom_the_command_is_not(counting: Counting) -> None:
    async with village() as v:
        assert "请找王姐" in await v.say("李阿姨", "数团", chat=LAKE, mention=True)
        assert counting.tries == 0
        assert "今天不行" in await v.say("王姐", "数团 不行")
        assert counting.tries == 1


async def test_a_repeat_is_answered_without_working_it_out_again(counting: Counting) -> None:
    async with village() as v:
        first = await v.say("王姐", "数团", message_id="same")
        assert await v.say("王姐", "数团", message_id="same") == first
        assert counting.tries == 1


async def test_with_a_question_open_it_is_worked_out_all_the_same(counting: Counting) -> None:
    async with village() as v:
        await v.say("王姐", "开团 蛋\n鸡蛋 20/板\n截单 今晚20:00\n取货 明天17:00-20:00", chat=LAKE)
        assert "数了1次" in await v.say("王姐", "数团", chat=LAKE)
