"""The labelled messages, said in the chat: the book holds afterwards what the label says, and no more."""

import json
from dataclasses import replace
from datetime import time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from groupbuy.buy import Pickup
from groupbuy.events import OfferedItem
from groupbuy.money import parse_yuan
from groupbuy.opening import Draft, confirm, draft
from groupbuy.ordering import Wish, place
from tests.conversation import START, Village, village
from tests.corpus.score import eff, who_eq

CORPUS = Path(__file__).parents[1] / "corpus" / "dev.jsonl"
CASES = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
BOOKED = [it for it in CASES if it["expect"]["intent"] in ("order", "cancel")]
UNBOOKED = [it for it in CASES if it["expect"]["intent"] in ("none", "ask", "query")]


def names(case: dict[str, Any]) -> str:
    return str(case["id"])


async def set_up(v: Village, case: dict[str, Any]) -> tuple[str, int]:
    """The case's buy, open, with what its sender already has; who says it, and the buy's number."""
    context, leads = case["context"], case["context"]["role"] == "leader"
    who = "王姐" if leads else "u1"
    items = [
        OfferedItem(it["no"], it["name"], it["unit"], parse_yuan(it["price"]), aliases=tuple(it["aliases"]))
        for it in context["group_buy"]["products"]
    ]
    pickup = Pickup((START + timedelta(days=1)).date(), time(17), time(20))
    title = context["group_buy"]["title"]
    wanted = Draft("lake", title, items, ["lake-1"], START + timedelta(hours=9), pickup)

    async def open_it(books: Any) -> int:
        buy = await draft(books, v.directory.leaders["wang"], wanted)
        await confirm(books, buy)
        me = await books.meet(("sim", who))
        if not leads:
            await books.update_resident(replace(me, name=context["sender"], community="lake"))
        prior = [Wish(it["product"], Decimal(it["qty"])) for it in context["prior_order"]]
        if prior:
            await place(books, buy.number, me.id, prior, sent_at=START)
        return int(buy.number)

    return who, await v.store.run(open_it, at=START, directory=v.directory)


async def held(
    v: Village, number: int, who: str
) -> tuple[dict[int, Decimal], list[tuple[str, int, Decimal]]]:
    """What the sender has, and what they have for others."""
    me = await v.store.reads.resident_at(("sim", who))
    orders = await v.store.reads.orders(number)
    people = await v.store.reads.residents(it.resident for it in orders)
    own: dict[int, Decimal] = {}
    others = []
    for order in orders:
        for no, line in order.lines.items():
            if line.ordered and me is not None and order.resident == me.id:
                own[no] = line.ordered
            elif line.ordered:
                others.append((people[order.resident].name, no, line.ordered))
    return own, others


@pytest.mark.parametrize("case", BOOKED, ids=names)
async def test_an_order_or_a_cancellation_said_in_the_group_is_in_the_book(case: dict[str, Any]) -> None:
    async with village() as v:
        who, number = await set_up(v, case)
        answer = await v.say(who, case["message"], chat="lake-1")
        own, others, _ = eff(case["expect"], case["context"]["prior_order"])
        mine, for_others = await held(v, number, who)
        assert mine == own, answer
        assert len(for_others) == len(others), answer
        for whom, product, qty in others:
            assert any(who_eq(whom, it[0]) and (product, qty) == it[1:] for it in for_others), answer


@pytest.mark.parametrize("case", UNBOOKED, ids=names)
async def test_what_is_no_order_changes_nothing_and_chit_chat_is_met_with_silence(
    case: dict[str, Any],
) -> None:
    async with village() as v:
        who, number = await set_up(v, case)
        before = await held(v, number, who)
        answer = await v.say(who, case["message"], chat="lake-1")
        assert await held(v, number, who) == before
        if case["expect"]["intent"] == "ask":
            assert answer
        if case["expect"]["intent"] == "none":
            assert answer == "" or "请找" in answer, (
                "silence, or the polite word to who tries a leader's command"
            )


async def test_a_room_in_front_is_the_senders_own_where_nothing_is_known_of_them() -> None:
    async with village() as v:
        await v.open()
        assert "记好了" in await v.say("u7", "2幢1单元606 草莓5盒", chat="lake-1")
        own, others = await held(v, 1, "u7")
        assert (own, others) == ({1: Decimal(5)}, [])
