"""What a point has sent, received, had over and still has lying, worked out from its transfers."""

from groupbuy.buy import Transfer
from groupbuy.transferring import balance
from tests.for_each import for_each
from tests.groupbuy.made import D, a_buy


def sent(qty: int, origin: str, target: str, *, cut: bool = False, item: int = 1) -> Transfer:
    return Transfer(0, item, D(qty), origin, target, cut)


def got(qty: int, origin: str, target: str, lifted: int = 0, *, cut: bool = False) -> Transfer:
    return Transfer(0, 1, D(qty), origin, target, cut, "received", D(lifted))


def back(qty: int, origin: str, target: str) -> Transfer:
    return Transfer(0, 1, D(qty), origin, target, False, "refused")


@for_each(
    ("transfers", "east", "north"),
    [
        ([], (0, 0, 0, 0), (0, 0, 0, 0)),
        ([sent(3, "east", "north")], (3, 0, 3, 0), (0, 0, 0, 0)),
        ([sent(3, "east", "north", cut=True)], (3, 0, 0, 0), (0, 0, 0, 0)),
        ([sent(3, "east", "north", item=2)], (0, 0, 0, 0), (0, 0, 0, 0)),
        ([back(3, "east", "north")], (0, 0, 0, 0), (0, 0, 0, 0)),
        ([got(3, "east", "north")], (3, 0, 3, 0), (0, 3, 0, 3)),
        ([got(3, "east", "north", lifted=2)], (3, 0, 3, 0), (0, 3, 0, 1)),
        ([got(3, "east", "north", lifted=3, cut=True)], (3, 0, 0, 0), (0, 3, 0, 0)),
        ([got(3, "east", "north", 1), sent(2, "north", "east")], (3, 0, 3, 0), (2, 3, 0, 0)),
        ([got(3, "east", "north", 1), sent(5, "north", "east")], (3, 0, 3, 0), (5, 3, 3, 0)),
        ([got(3, "east", "north", 1), got(2, "north", "east")], (3, 2, 1, 0), (2, 3, 0, 0)),
        ([got(3, "east", "north", 1), sent(2, "north", "east", cut=True)], (3, 0, 3, 0), (2, 3, 0, 2)),
    ],
)
def test_what_is_sent_on_comes_out_of_what_lies_there_before_it_counts_as_over(
    transfers: list[Transfer], east: tuple[int, ...], north: tuple[int, ...]
) -> None:
    buy = a_buy()
    buy.transfers = dict(enumerate(transfers, 1))
    for point, wanted in (("east", east), ("north", north)):
        it = balance(buy, 1, point)
        assert (it.sent, it.received, it.over, it.lying) == wanted, point
