"""Payments are recorded, never held."""

import pytest

from groupbuy import closing, errors, settling
from groupbuy.settling import unpaid
from tests.groupbuy.day import Day
from tests.groupbuy.made import CUTOFF, an_order, hours


async def confirms(day: Day, who: str) -> int:
    return await day.for_order(lambda books, buy, order: settling.confirm(books, order), who)


async def test_a_claim_is_noted_on_every_order_that_owes_and_the_leader_confirms(day: Day) -> None:
    await day.opens()
    first = day.number
    await day.orders("wang", {1: 2})
    await day.opens(title="第二个团")
    await day.orders("wang", {2: 1})
    claimed = await day.run(lambda books: settling.claim(books, "wang"))
    assert [it.buy for it in claimed] == [day.number, first]
    assert (await day.order("wang")).claimed
    assert await confirms(day, "wang") == 1990
    order = await day.order("wang")
    assert (order.claimed, order.paid, order.owed) == (False, 1990, 0)
    assert [it.buy for it in await day.run(lambda books: settling.claim(books, "wang"))] == [first]


async def test_nothing_owed_is_nothing_to_claim_and_confirming_twice_counts_once(day: Day) -> None:
    await day.opens()
    with pytest.raises(errors.NothingToPay):
        await day.run(lambda books: settling.claim(books, "wang"))
    await day.orders("wang", {1: 1})
    assert [await confirms(day, "wang"), await confirms(day, "wang")] == [2500, 0]
    with pytest.raises(errors.NothingToPay):
        await day.run(lambda books: settling.claim(books, "wang"))


async def test_ordering_more_after_paying_owes_the_difference(day: Day) -> None:
    await day.opens()
    await day.orders("wang", {1: 1})
    await confirms(day, "wang")
    assert (await day.orders("wang", {1: 3})).owed == 5000
    assert await confirms(day, "wang") == 5000


async def test_what_is_to_be_given_back_is_confirmed_as_a_negative_amount(day: Day) -> None:
    await day.opens()
    await day.orders("wang", {1: 1})
    await confirms(day, "wang")
    await day.comes(CUTOFF + hours(1))
    await day.leads(closing.cancel_buy, "leader")
    assert [it.seq_no for it in unpaid(await day.store.reads.orders(day.number))] == [1]
    assert await confirms(day, "wang") == -2500
    assert unpaid(await day.store.reads.orders(day.number)) == []


def test_the_unpaid_are_listed_by_number_and_those_who_get_money_back_too() -> None:
    settled, owing, back = an_order({}, seq_no=2), an_order({1: 1}, seq_no=3), an_order({}, seq_no=1)
    back.paid = 500
    assert [it.seq_no for it in unpaid([owing, settled, back])] == [1, 3]
