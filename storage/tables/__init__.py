"""The tables: source of the schema and of its migrations. Money in fen, quantities in thousandths."""

from storage.tables.book import (
    ArrivalRow,
    BuyRow,
    ChatRow,
    ItemRow,
    LateRow,
    LineRow,
    NoteRow,
    OrderRow,
    SpotRow,
    VerificationRow,
)
from storage.tables.leading import AnswerRow, LeadershipRow
from storage.tables.leaves import CoverRow, LeaveRow
from storage.tables.people import (
    BindingRow,
    ChainRow,
    IdentityRow,
    PendingRow,
    ResidentRow,
    ToldRow,
    WordsRow,
)
from storage.tables.records import AuditRow, InboxRow, JournalRow, OnceRow, OutboxRow, SettingRow

__all__ = [
    "AnswerRow",
    "ArrivalRow",
    "AuditRow",
    "BindingRow",
    "BuyRow",
    "ChainRow",
    "ChatRow",
    "CoverRow",
    "IdentityRow",
    "InboxRow",
    "ItemRow",
    "JournalRow",
    "LateRow",
    "LeadershipRow",
    "LeaveRow",
    "LineRow",
    "NoteRow",
    "OnceRow",
    "OrderRow",
    "OutboxRow",
    "PendingRow",
    "ResidentRow",
    "SettingRow",
    "SpotRow",
    "ToldRow",
    "VerificationRow",
    "WordsRow",
]
