"""How many was asked: the amount is found in whatever words, and nothing else is made of them."""

from datetime import UTC, datetime
from decimal import Decimal

from bot.counting import amount_said
from bot.understand.intent import Context, Product
from groupbuy.buy import Item
from tests.bot.commands.days import LAKE, ordered
from tests.for_each import for_each

STRAWBERRY = Item(no=1, name="草莓", unit="盒", price=2500)
GOODS = Context(
    title="周末水果",
    products=(
        Product(1, "草莓", "盒", "25"),
        Product(2, "蓝莓", "盒", "15"),
        Product(3, "大樱桃", "斤", "30"),
    ),
    now=datetime(2026, 11, 21, 2, 0, tzinfo=UTC),
)

SAID_OF_IT = {
    "给我2盒": "2", "两盒谢谢": "2", "来个两盒吧": "2", "两盒吧谢谢团长": "2", "来三盒，不要太熟": "3",
    "两盒 3-502": "2", "多来两盒": "2", "2、": "2", "@王姐 2": "2", "02": "2", "好的2盒": "2",
    "我们家要2盒": "2", "要2盒吧，熟一点": "2",
}  # fmt: skip


async def test_how_many_is_answered_in_whatever_words() -> None:
    async with ordered() as v:
        for no, (answer, count) in enumerate(SAID_OF_IT.items()):
            assert "蓝莓要几盒" in await v.say(f"u{no}", "来点蓝莓", chat=LAKE)
            assert f"蓝莓 {count}盒" in await v.say(f"u{no}", answer, chat=LAKE), answer
        assert "蓝莓 2盒 30元（熟一点）" not in await v.say("u9", "2", chat=LAKE), "it is answered once"


async def test_what_goes_with_the_amount_is_kept() -> None:
    async with ordered() as v:
        await v.say("a", "来点蓝莓", chat=LAKE)
        assert "（不要太熟）" in await v.say("a", "来三盒，不要太熟", chat=LAKE)
        await v.say("b", "来点蓝莓", chat=LAKE)
        both = await v.say("b", "2盒，草莓也来1盒", chat=LAKE)
        assert "草莓 1盒 25元\n蓝莓 2盒 30元" in both
        await v.say("c", "草莓1盒，蓝莓也要", chat=LAKE)
        both = await v.say("c", "给我2盒吧", chat=LAKE)
        assert "草莓 1盒 25元\n蓝莓 2盒 30元" in both


async def test_an_unfit_answer_repeats_the_question_of_that_good_and_never_another() -> None:
    async with ordered() as v:
        for answer in ("1盒还是2盒呢", "一半", "2kg", "2号", "几盒都行", "不要2盒，要3盒", "9999999", "1e1"):
            await v.say("路人", "来点蓝莓", chat=LAKE)
            assert "蓝莓要几盒" in await v.say("路人", answer, chat=LAKE), answer
            assert "哪一种" not in await v.say("路人", answer, chat=LAKE), answer
        assert await v.say("路人", "3点下班", chat=LAKE) == "", "overheard talk is left alone"
        assert "蓝莓要几盒" in await v.say("路人", "等我问问老公", chat=LAKE, mention=True)
        assert "蓝莓 2盒" in await v.say("路人", "2", chat=LAKE)


async def test_not_now_drops_the_question() -> None:
    async with ordered() as v:
        await v.say("路人", "来点蓝莓", chat=LAKE)
        assert "不记了" in await v.say("路人", "先不要", chat=LAKE)
        assert "记好了" not in await v.say("路人", "2", chat=LAKE)


async def test_other_goods_a_command_and_a_question_are_themselves() -> None:
    async with ordered() as v:
        await v.say("路人", "来点蓝莓", chat=LAKE)
        assert "15元" in await v.say("路人", "蓝莓多少钱", chat=LAKE)
        assert "要几盒" not in await v.say("路人", "帮助", chat=LAKE, mention=True)
        assert "没有“芒果" in await v.say("路人", "芒果2盒", chat=LAKE)
        await v.say("邻人", "来点蓝莓", chat=LAKE)
        answer = await v.say("邻人", "草莓1盒", chat=LAKE)
        assert "草莓 1盒 25元" in answer
        assert "蓝莓" not in answer


@for_each(
    ("answer", "qty"),
    [
        ("2", "2"),
        ("给我2盒", "2"),
        ("两盒就好", "2"),
        ("先2盒吧", "2"),
        ("嗯2盒", "2"),
        ("2盒哈谢谢", "2"),
        ("3-502 两盒", "2"),
        ("@王姐 两盒", "2"),
        ("2.0", "2"),
        ("2️⃣盒", "2"),
    ],
)
def test_an_amount_in_polite_words_is_an_amount(answer: str, qty: str) -> None:
    found = amount_said(answer, STRAWBERRY, GOODS, addressed=False)
    assert found is not None
    assert found.qty == Decimal(qty)
    assert found.order is None


def test_what_else_is_said_is_kept_with_it() -> None:
    for answer, whom, note, goods in (
        ("来三盒，不要太熟", None, "不要太熟", [1]),
        ("帮张叔带2盒", "张叔", None, [1]),
        ("2盒，蓝莓也来1盒", None, None, [1, 2]),
    ):
        found = amount_said(answer, STRAWBERRY, GOODS, addressed=False)
        assert found is not None
        assert found.order is not None, answer
        assert [it.product for it in found.order.lines] == goods
        assert (found.order.lines[0].whom, found.order.lines[0].note) == (whom, note)


def test_more_on_top_is_told_from_an_amount() -> None:
    found = amount_said("多来两盒", STRAWBERRY, GOODS, addressed=False)
    assert found is not None
    assert found.order is not None
    assert found.order.mode == "add"


def test_what_is_about_something_else_is_no_answer() -> None:
    for answer in (
        "蓝莓",
        "蓝莓2盒",
        "大樱桃",
        "芒果2盒",
        "多少钱",
        "帮助",
        "我叫 3-1203 李阿姨",
        "取消",
        "哈哈",
    ):
        assert amount_said(answer, STRAWBERRY, GOODS, addressed=False) is None, answer


def test_talk_to_the_bot_itself_is_answered_with_the_question() -> None:
    for answer in ("哈哈", "不知道", "等我问问老公"):
        found = amount_said(answer, STRAWBERRY, GOODS, addressed=True)
        assert found is not None, answer
        assert found.qty is None, answer
