"""Lines of several people without a header: 小满 草莓2盒 / 晓晓 蓝莓1盒 is a chain that says so nowhere."""

from bot.talk import Talk
from bot.understand.intent import ChainEntry, ChainIntent, OrderIntent


def as_chain(talk: Talk, intent: OrderIntent) -> ChainIntent | None:
    """The lines under the names they begin with, where several people's are written one below another and
    nobody is said to order for them; None for any other order."""
    rows = [it.strip() for it in talk.incoming.text.splitlines() if it.strip()]
    if len(rows) < 2:
        return None
    me = talk.speaker.resident
    signed = next((it for it in (me.known_as, me.name, me.room) if it and _begins(rows, it)), None)
    names = list(dict.fromkeys(it.whom or signed for it in intent.lines))
    if len(names) < 2 or not all(it and _begins(rows, it) for it in names):
        return None
    entries = (
        ChainEntry(None, name, tuple(it for it in intent.lines if (it.whom or signed) == name))
        for name in names
        if name
    )
    return ChainIntent(tuple(entries))


def _begins(rows: list[str], name: str) -> bool:
    return any(it.startswith(name) for it in rows)
