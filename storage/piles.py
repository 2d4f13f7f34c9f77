"""The rows beside the book that may wait to be written together, and what makes each of them one."""

from storage.waiting import Pile

INBOX = Pile("inbox (key, answer, outcome, at)", 1)
ONCE = Pile("once_keys (key, at)", 1)
AUDIT = Pile("audit (at, actor, what, detail)")
NOTES = Pile(
    "notes (order_id, item, text)", 2, "ON CONFLICT (order_id, item) DO UPDATE SET text = excluded.text"
)
SAID = Pile(
    "words (key, order_id, item, message, text)", 1, "ON CONFLICT (key) DO UPDATE SET text = excluded.text"
)
BINDINGS = Pile(
    "bindings (resident, community, point)",
    2,
    "ON CONFLICT (resident, community) DO UPDATE SET point = excluded.point",
)
PENDING = Pile(
    "pending (resident, chat, kind, data, expires_at, message)",
    2,
    "ON CONFLICT (resident, chat) DO UPDATE SET kind = excluded.kind, data = excluded.data,"
    " expires_at = excluded.expires_at, message = excluded.message",
)
OUTBOX = Pile(
    "outbox (key, kind, recipient, facts, buy, tries, state, reason, created_at, not_before, good_until)",
    1,
    "ON CONFLICT (key) DO NOTHING",
)
