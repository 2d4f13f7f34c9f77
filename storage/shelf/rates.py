"""How often a target may be spoken to by all processes together, whatever becomes of Redis meanwhile."""

from dataclasses import dataclass

from storage.shelf.circuit import MINUTE, Away, Circuit
from storage.shelf.local import LocalShelf

KEPT_BACK = 10
"""One in so many is not given out while all share one count: it is for the minute after that was lost."""
SHARES = 4
"""So many senders may go on by themselves, together within the limit."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Never above the limit in any minute, for up to `SHARES` senders and limits of 20 and more: nine tenths
    by the common count; one each in the minute in which that is not complete, as nobody knows what the others
    have sent; then a share each. What a process sends it counts for itself as well."""

    circuit: Circuit
    own: LocalShelf

    async def may(self, outlet: str, target: str, per_minute: int) -> bool:
        circuit, key = self.circuit, f"{outlet}:{target}"
        if not circuit.open:
            await circuit.look()  # whether it has been emptied since
        since = circuit.unsure_since
        if since is not None and circuit.seconds() - since < MINUTE:
            return await self.own.may(outlet, target, 1)
        if circuit.open:
            return await self.own.may(outlet, target, max(1, per_minute // SHARES))
        limit = per_minute - per_minute // KEPT_BACK
        try:
            windows = circuit.link.windows
            allowed = await circuit.ask(lambda: windows.acquire_entry(key, limit, int(MINUTE)))
        except Away:
            return await self.own.may(outlet, target, 1)
        return allowed and await self.own.may(outlet, target, per_minute)
