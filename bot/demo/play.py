"""The player: says each line on the stage and writes what must come of it into the demo's own ledger."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from random import Random

from bot.demo.cast import Cast, Person
from bot.demo.goods import Good
from bot.demo.ledger import Ledger, Tab, Wanted
from bot.demo.notices import Expected, pieces
from bot.demo.reading import CODE, NAMED, confirmation_wrong, handed_out
from bot.demo.stage import Stage


@dataclass(slots=True)
class Play:
    """`shown` is how the bot calls each person in their group; `repeated` the part of the messages that
    the platform delivers a second time right away."""

    stage: Stage
    cast: Cast
    dice: Random
    ledger: Ledger = field(default_factory=Ledger)
    expected: Expected = field(default_factory=Expected)
    shown: dict[str, str] = field(default_factory=dict)
    repeated: float = 0.1

    async def say(
        self,
        who: Person,
        text: str,
        must: str = "",
        *,
        private: bool = False,
        sent_at: datetime | None = None,
    ) -> str:
        """A line whose answer must hold `must` (a regular expression); some are delivered twice."""
        answer = await self.stage.say(who, text, private=private, sent_at=sent_at)
        if must and not re.search(must, answer):
            self.wrong(f"{who.name} “{text}”: “{answer}” lacks “{must}”")
        if text.startswith("我叫"):
            self.shown[who.user] = who.name
        elif found := NAMED.match(answer):
            self.shown[who.user] = found[1]
        if self.dice.random() < self.repeated:
            await self.stage.again(self.stage.heard[-1])
        return answer

    async def order(
        self,
        who: Person,
        text: str,
        wanted: Wanted,
        *,
        buy: int,
        mode: str = "set",
        owner: str = "",
        private: bool = False,
        sent_at: datetime | None = None,
    ) -> bool:
        """An order or a change, for oneself or for `owner`; True where it was to be booked."""
        name = owner or who.name
        after = self.ledger.afterwards(buy, name, wanted, mode)
        refusal = self.ledger.refuses(buy, who, name, after)
        answer = await self.say(who, text, refusal, private=private, sent_at=sent_at)
        if not refusal:
            self._confirmed(answer, text, self.ledger.book(buy, who, name, after))
        return not refusal

    async def cancel(self, who: Person, text: str, *, buy: int, goods: Sequence[Good] | None = None) -> None:
        """Some or all of somebody's own order given up."""
        answer = await self.say(who, text)
        names = [it.name for it in goods] if goods else None
        self._confirmed(answer, text, self.ledger.cancel(buy, who.name, names))

    async def late(self, who: Person, text: str, *, buy: int) -> int:
        """After the cutoff: refused, kept; the number of the late order."""
        answer = await self.say(who, text, "已截单，这单记在迟单")
        found = re.search(r"迟单 (\d+)", answer)
        return int(found[1]) if found else 0

    async def hand_out(
        self, leader: Person, words: str, *expected: tuple[Tab, Mapping[str, Decimal]]
    ) -> None:
        """核销; `expected` is whose and what the answer must name."""
        answer = await self.say(leader, f"核销 {words}", private=True)
        want = {(tab.buy, tab.seq): dict(goods) for tab, goods in expected}
        if handed_out(answer) != want:
            self.wrong(f"核销 {words}: “{answer}”, not {want}")
        for tab, goods in expected:
            for name, qty in goods.items():
                tab.picked[name] = tab.picked.get(name, Decimal(0)) + qty

    async def taken_back(self, leader: Person, tab: Tab, goods: Mapping[str, Decimal]) -> None:
        await self.say(leader, f"撤销核销 {tab.buy}号团 #{tab.seq}", "已撤销", private=True)
        for name, qty in goods.items():
            tab.picked[name] -= qty

    def codes_of(self, user: str, buy: int) -> list[str]:
        """The pickup codes a person was told 1:1 for one buy, in the order they came."""
        said = [piece for it in self.stage.platform.told if it.to == user for piece in pieces(it.text)]
        found = [CODE.search(piece) for piece in said if piece.startswith(f"【{buy}号团】")]
        return list(dict.fromkeys(it[1] for it in found if it))

    def whom(self, tab: Tab) -> str:
        """How a notice about a tab reaches its buyer: 1:1, or by name in the group."""
        if tab.buyer.told:
            return tab.buyer.user
        guest = tab.owner != tab.buyer.name
        return f"named:{tab.owner if guest else self.shown.get(tab.buyer.user, tab.owner)}"

    def wrong(self, what: str) -> None:
        self.stage.tally.wrong_answers.append(what)
        self.stage.screen.remark(self.stage.now, f"✗ {what}")

    def _confirmed(self, answer: str, text: str, tab: Tab) -> None:
        wrong = confirmation_wrong(answer, tab)
        if wrong:
            self.wrong(f"“{text}” of {tab.owner}: {wrong}; answer “{answer}”")
