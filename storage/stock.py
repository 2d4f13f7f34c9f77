"""What is taken and counted one message at a time: stock, order numbers, pickup codes."""

import secrets
from collections.abc import Iterator, Sequence
from decimal import Decimal
from struct import unpack
from typing import TYPE_CHECKING, NoReturn

from groupbuy.buy import GroupBuy
from groupbuy.errors import AllGone, NoSuchBuy, SoldOut
from groupbuy.quantity import milli, show
from storage import saving
from storage.lying import HELD, POINT, PROXY
from storage.sql import Sql, marks

CODES = 1_000_000
DRAWN = 16
"""Codes looked up together where units share what is read."""


class Stock:
    """The part of a unit that decides by sums; what it decides by is the unit's to write, to the transaction's end."""

    _sql: Sql
    _changed: dict[int, GroupBuy]
    _new_buys: set[int]

    if TYPE_CHECKING:

        async def flush(self) -> None: ...
        async def buy(self, number: int) -> GroupBuy: ...
        def _must_hold(self, community: str | None) -> None: ...
        def _must_hold_point(self, point: str) -> None: ...

    async def take(self, buy: int, item: int, delta: Decimal) -> None:
        if self._changed:
            await self.flush()  # the stock may just have been changed
        change = milli(delta)
        if self._sql.gathers:
            self._must_hold((await self.buy(buy)).community)
            counted = await self._sql.counted(saving.TAKEN, buy, item)
            if counted is not None and _may(change, *counted):
                self._sql.waiting.count(saving.TAKEN, (buy, item), change)
                return
            await self._refuse(buy, item, delta)
        done = await self._sql.run(
            "UPDATE items SET taken = taken + ? WHERE buy_id = ? AND no = ?"
            " AND taken + ? >= 0 AND (stock IS NULL OR CAST(? AS BIGINT) <= 0 OR taken + ? <= stock)",
            *(change, buy, item, change, change, change),
        )
        if not done:
            await self._refuse(buy, item, delta)

    async def _refuse(self, buy: int, item: int, delta: Decimal) -> NoReturn:
        it = (await self.buy(buy)).item(item)
        refusal = SoldOut if it.left else AllGone
        raise refusal(name=it.name, left=show(it.left or Decimal(0)), unit=it.unit, wanted=show(delta))

    async def next_seq(self, buy: int) -> int:
        if buy in self._new_buys:
            await self.flush()
        if self._sql.gathers:
            self._must_hold((await self.buy(buy)).community)
            counted = await self._sql.counted(saving.SEQ, buy)
            if counted is None:
                raise NoSuchBuy(buy=buy)
            self._sql.waiting.count(saving.SEQ, (buy,), 1)
            return counted[0] + 1
        row = await self._sql.row(
            "UPDATE buys SET last_seq = last_seq + 1 WHERE number = ? RETURNING last_seq", buy
        )
        if row is None:
            raise NoSuchBuy(buy=buy)
        seq: int = row["last_seq"]
        return seq

    async def free_code(self, point: str) -> str:
        self._must_hold_point(point)
        await self.flush()
        while True:
            for code in await self._free_codes(point):
                if not self._waits(point, code):
                    return code

    async def _free_codes(self, point: str) -> Iterator[str]:
        """Codes that no stored order has there, each handed out once."""
        if not self._sql.gathers:
            return iter(await _free(self._sql, point, _drawn(1)))
        known = self._sql.ahead.looked_up("orders")
        if not known.get(("codes", point)):
            with self._sql.past():
                known["codes", point] = await _free(self._sql, point, _drawn(DRAWN))
        return _taken(known["codes", point])

    def _waits(self, point: str, code: str) -> bool:
        """What `_free` asks for, of the orders that wait."""
        here = saving.held(point, code)
        rows = self._sql.waiting.rows.get(saving.ORDERS, {}).values()
        those = [it for it in rows if it[HELD] == here or it[PROXY] == code]
        return any(it[HELD] is not None and it[POINT] == point for it in those)


async def _free(sql: Sql, point: str, codes: Sequence[str]) -> list[str]:
    """Those of the codes that no stored order has at the point, as its own or for a proxy."""
    held = [saving.held(point, it) for it in codes]
    rows = await sql.rows(  # two halves: with an OR between them SQLite may read every order there is
        f"SELECT code FROM orders WHERE held IN ({marks(held)}) UNION ALL"  # noqa: S608
        f" SELECT proxy_code FROM orders WHERE proxy_code IN ({marks(codes)}) AND point = ? AND held IS NOT NULL",
        *(*held, *codes, point),
    )
    taken = {row["code"] for row in rows}
    return [it for it in codes if it not in taken]


def _drawn(many: int) -> list[str]:
    """Codes that nobody can guess; 64 bits each, so that one is as likely as another to one part in 10^13."""
    return [f"{it % CODES:06d}" for it in unpack(f"<{many}Q", secrets.token_bytes(8 * many))]


def _taken(codes: list[str]) -> Iterator[str]:
    while codes:
        yield codes.pop()


def _may(change: int, has: int, most: int | None) -> bool:
    """What `Sum` has the database check, and `take` in its own statement."""
    return has + change >= 0 and (most is None or change <= 0 or has + change <= most)
