"""What a leader says has come, and what has not, in one breath or in several."""

from tests.for_each import for_each

from .buys import EGGS, buy, said


@for_each(
    ("text", "products"),
    [
        ("都到了就差葡萄干", [1, 2, 4]),
        ("都到了，只差葡萄干", [1, 2, 4]),
        ("除了葡萄干都到了", [1, 2, 4]),
        ("除葡萄干外全部到货", [1, 2, 4]),
        ("全到了除了葡萄干", [1, 2, 4]),
        ("葡萄干以外的都到了", [1, 2, 4]),
        ("所有的都到了，葡萄干除外", [1, 2, 4]),
        ("葡萄干还没到，其他都到了", [1, 2, 4]),
        ("其他都到了，葡萄干没到", [1, 2, 4]),
        ("除葡萄干没到其他都到了", [1, 2, 4]),
        ("葡萄干不到，其他的到了", [1, 2, 4]),
        ("葡萄干没来，别的可以来取了", [1, 2, 4]),
        ("葡萄干、杏仁没到，其余到货", [1, 2]),
        ("核桃红枣到了葡萄干没到", [1, 2]),
        ("核桃到了红枣也到了杏仁晚点", [1, 2]),
        ("核桃、红枣到货，杏仁明天到", [1, 2]),
        ("红枣到了但是核桃没到", [2]),
        ("核桃和红枣到了，来拿", [1, 2]),
        ("到了：核桃 红枣", [1, 2]),
        ("前两样到了", [1, 2]),
        ("1号2号到货", [1, 2]),
        ("快递到了，核桃可以取了", [1]),
        ("到了到了", []),
        ("都到齐了，下来取", []),
    ],
)
def test_what_is_here(text: str, products: list[int]) -> None:
    assert said(text, buy(leader=True)) == f"arrived {{'products': {products}}}"


@for_each("text", ["核桃明天到", "核桃没到", "核桃到了吗", "核桃什么时候到", "还没到货，晚点到"])
def test_what_is_not_here_is_no_arrival(text: str) -> None:
    assert not said(text, buy(leader=True)).startswith("arrived")


def test_the_only_product_is_all_there_is() -> None:
    assert said("鸡蛋到了", buy(EGGS, leader=True)) == "arrived {'products': [1]}"


def test_a_resident_reports_no_arrival() -> None:
    assert not said("核桃到了红枣没到", buy()).startswith("arrived")
