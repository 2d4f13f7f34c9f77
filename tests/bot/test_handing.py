"""Whose order a code means where two points have it, and who may hand out what."""

from groupbuy.events import PointChosen
from tests.bot.commands.days import LAKE, arrived, order
from tests.conversation import Village


async def move(v: Village, seq: int, point: str, code: str) -> None:
    """Put an order at a point under a code, as the book itself would never do by chance."""
    found = await order(v, seq)
    await v.store.run(
        lambda books: books.record(PointChosen(found.buy, found.id, point, code)),
        at=v.clock.now(),
        directory=v.directory,
    )


async def test_the_same_code_at_two_points_of_one_leader_is_not_guessed_at() -> None:
    async with arrived() as v:
        await move(v, 2, "lake-club", (await order(v, 1)).code)
        answer = await v.say("王姐", f"核销 {(await order(v, 1)).code}")
        assert "有两单，请改用跟团号" in answer
        assert (await order(v, 1)).waiting
        assert (await order(v, 2)).waiting
        assert "✓" in await v.say("王姐", "核销 #2")


async def test_the_point_one_serves_comes_before_a_colleagues() -> None:
    async with arrived() as v:
        await move(v, 2, "lake-6", (await order(v, 1)).code)
        answer = await v.say("王姐", f"核销 {(await order(v, 1)).code}")
        assert "1号 3-1203 李阿姨" in answer
        assert (await order(v, 2)).waiting


async def test_a_buys_leader_hands_out_at_a_colleagues_point_too() -> None:
    async with arrived() as v:
        await move(v, 2, "lake-6", "000001")
        assert "2号 5-402 赵六" in await v.say("王姐", "核销 000001")


async def test_a_code_of_another_communitys_point_is_no_code_here() -> None:
    async with arrived() as v:
        await move(v, 2, "maple-shop", "000001")
        assert "没有取货码" in await v.say("王姐", "核销 000001")


async def test_a_leader_lists_only_what_they_may_hand_out() -> None:
    async with arrived() as v:
        await move(v, 2, "lake-6", "000001")
        assert "小林家车库" in await v.say("王姐", "未取", chat=LAKE)
        assert "还有3单没取" in await v.say("小林", "未取", chat=LAKE)


async def test_an_order_at_a_point_that_is_gone_is_still_handed_out_by_number() -> None:
    async with arrived() as v:
        await move(v, 2, "torn-down", "000001")
        assert "（torn-down，未付75元）" in await v.say("王姐", "未取", chat=LAKE)
        assert "✓" in await v.say("王姐", "核销 #2", chat=LAKE)
