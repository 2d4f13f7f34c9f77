"""调货 as people write it: what, how much, from where to where, and who is to go short for it."""

from bot.commands.transfer import SENT
from bot.parsing.plain import plain
from tests.for_each import for_each

Said = tuple[str, str, str, str, bool]


def read(words: str) -> Said | None:
    found = SENT.fullmatch(plain(words).strip())
    return (
        (found["name"], found["qty"], found[4], found[5], bool(found["first"] or found["cut"]))
        if found
        else None
    )


@for_each(
    ("words", "said"),
    [
        ("草莓 3 1号点 到 2号点", ("草莓", "3", "1", "2", False)),
        ("草莓3 1号点到2号点", ("草莓", "3", "1", "2", False)),
        ("草莓3盒 从1号点到2号点", ("草莓", "3", "1", "2", False)),
        ("草莓 3 盒 1号点 到 2号点", None),
        ("草莓 3盒 1号自提点 → 2号自提点", ("草莓", "3", "1", "2", False)),
        ("草莓　３　１号点　至　２号点", ("草莓", "3", "1", "2", False)),
        ("排骨 1.5斤 1 号点 到 12 号点", ("排骨", "1.5", "1", "12", False)),
        ("排骨 0.125 1号点 到 2号点", ("排骨", "0.125", "1", "2", False)),
        ("红颜 草莓 3 1号点 到 2号点", ("红颜 草莓", "3", "1", "2", False)),
        ("2 3 1号点 到 2号点", ("2", "3", "1", "2", False)),
        ("第2样 3 1号点 到 2号点", ("第2样", "3", "1", "2", False)),
        ("草莓 3 1号点 到 2号点 匀", ("草莓", "3", "1", "2", True)),
        ("草莓 3 1号点到2号点匀", ("草莓", "3", "1", "2", True)),
        ("草莓 3 1号点 到 2号点 从单里扣", ("草莓", "3", "1", "2", True)),
        ("草莓 3 1号点 到 2号点 扣单", ("草莓", "3", "1", "2", True)),
        ("匀 草莓 3 1号点 到 2号点", ("草莓", "3", "1", "2", True)),
        ("匀草莓3 1号点到2号点", ("草莓", "3", "1", "2", True)),
        ("草莓 3 1号点 2号点", None),
        ("草莓 1号点 到 2号点", None),
        ("3 1号点 到 2号点", None),
        ("草莓 -3 1号点 到 2号点", None),
        ("23 1号点 到 2号点", None),
        ("草莓 3 1号点 到 2号点 谢谢", None),
        ("草莓 3 东门 到 2号点", None),
        ("草莓 3.1234 1号点 到 2号点", None),
    ],
)
def test_goods_quantity_and_both_points_are_read_or_nothing_is(words: str, said: Said | None) -> None:
    assert read(words) == said


@for_each(
    "words",
    [
        "草" * 2000,
        "1 " * 1000,
        "草莓 " + "3" * 2000,
        "草莓 3 " + "1号点 " * 500,
        "草莓 3 1号点 " + "到" * 2000,
    ],
)
def test_a_long_message_is_read_as_fast_as_any_other(words: str) -> None:
    assert read(words) is None
