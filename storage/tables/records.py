"""The journal, the boxes for what comes in and goes out, and the store's own notes."""

from tortoise import fields
from tortoise.indexes import Index
from tortoise.migrations.constraints import UniqueConstraint
from tortoise.models import Model

from storage.fields import ID, InstantField


class JournalRow(Model):
    """Opaque ids only: names, rooms and remarks stand in tables that can be erased."""

    no = fields.BigIntField(primary_key=True)
    at = InstantField()
    kind = fields.CharField(max_length=40)
    data: "fields.JSONField[dict[str, object]]" = fields.JSONField()
    actor = fields.CharField(max_length=ID)
    message = fields.TextField()
    buy = fields.IntField(null=True)
    order_id = fields.CharField(max_length=ID, null=True)

    class Meta:
        table = "journal"
        indexes = (
            Index(fields=("buy",), name="journal_buy"),
            Index(fields=("order_id",), name="journal_order"),
        )


class InboxRow(Model):
    """A delivery that was dealt with, by the hash of its key, and what was answered."""

    key = fields.CharField(primary_key=True, max_length=64)
    answer = fields.TextField()
    outcome = fields.CharField(max_length=80)
    at = InstantField()

    class Meta:
        table = "inbox"
        indexes = (Index(fields=("at",), name="inbox_at"),)


class OutboxRow(Model):
    """A notice: `state` is waiting or the way it ended; leased while somebody sends it."""

    id = fields.BigIntField(primary_key=True)
    key = fields.CharField(max_length=64)
    kind = fields.CharField(max_length=40)
    recipient = fields.CharField(max_length=160)
    facts: "fields.JSONField[dict[str, object]]" = fields.JSONField()
    buy = fields.IntField(null=True)
    tries = fields.IntField(default=0)
    state = fields.CharField(max_length=16, default="waiting")
    reason = fields.TextField(default="")
    created_at = InstantField()
    not_before = InstantField()
    good_until = InstantField(null=True)
    lease = fields.CharField(max_length=32, null=True)
    lease_until = InstantField(null=True)
    ended_at = InstantField(null=True)

    class Meta:
        table = "outbox"
        constraints = (UniqueConstraint(fields=("key",), name="outbox_once"),)
        indexes = (
            Index(fields=("state", "not_before"), name="outbox_due"),
            Index(fields=("recipient", "state"), name="outbox_recipient"),
            Index(fields=("buy",), name="outbox_buy"),
        )


class AuditRow(Model):
    id = fields.BigIntField(primary_key=True)
    at = InstantField()
    actor = fields.CharField(max_length=ID)
    what = fields.CharField(max_length=80)
    detail = fields.TextField()

    class Meta:
        table = "audit"


class OnceRow(Model):
    key = fields.CharField(primary_key=True, max_length=64)
    at = InstantField()

    class Meta:
        table = "once_keys"


class SettingRow(Model):
    """The store's own few values: the clock's offset in microseconds, the applied configuration."""

    name = fields.CharField(primary_key=True, max_length=40)
    value = fields.TextField()

    class Meta:
        table = "settings"
