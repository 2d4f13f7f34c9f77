"""What may be there once, and what is looked up by."""

from tortoise import migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import UniqueConstraint


class Migration(migrations.Migration):
    dependencies = [("linli", "0003_checks")]

    initial = False

    operations = [
        ops.AddConstraint(
            model_name="BindingRow",
            constraint=UniqueConstraint(fields=("resident", "community"), name="bindings_once"),
        ),
        ops.AddConstraint(
            model_name="ArrivalRow",
            constraint=UniqueConstraint(fields=("buy_id", "no"), name="arrivals_no"),
        ),
        ops.AddConstraint(
            model_name="ChatRow",
            constraint=UniqueConstraint(fields=("buy_id", "chat"), name="buy_chats_once"),
        ),
        ops.AddConstraint(
            model_name="ItemRow",
            constraint=UniqueConstraint(fields=("buy_id", "no"), name="items_no"),
        ),
        ops.AddConstraint(
            model_name="LateRow",
            constraint=UniqueConstraint(fields=("buy_id", "no"), name="late_orders_no"),
        ),
        ops.AddConstraint(
            model_name="OrderRow",
            constraint=UniqueConstraint(fields=("buy_id", "resident"), name="orders_one_each"),
        ),
        ops.AddConstraint(
            model_name="OrderRow",
            constraint=UniqueConstraint(fields=("buy_id", "seq_no"), name="orders_number"),
        ),
        ops.AddConstraint(
            model_name="OrderRow",
            constraint=UniqueConstraint(fields=("held",), name="orders_held"),
        ),
        ops.AddConstraint(
            model_name="LineRow",
            constraint=UniqueConstraint(fields=("order_id", "item"), name="lines_item"),
        ),
        ops.AddConstraint(
            model_name="NoteRow",
            constraint=UniqueConstraint(fields=("order_id", "item"), name="notes_line"),
        ),
        ops.AddConstraint(
            model_name="OutboxRow",
            constraint=UniqueConstraint(fields=("key",), name="outbox_once"),
        ),
        ops.AddConstraint(
            model_name="PendingRow",
            constraint=UniqueConstraint(fields=("resident", "chat"), name="pending_once"),
        ),
        ops.AddConstraint(
            model_name="IdentityRow",
            constraint=UniqueConstraint(fields=("realm", "user_id"), name="identities_once"),
        ),
        ops.AddIndex(
            model_name="BuyRow",
            index=Index(fields=["next_look_at"], name="buys_look"),
        ),
        ops.AddIndex(
            model_name="BuyRow",
            index=Index(fields=["community", "state"], name="buys_community"),
        ),
        ops.AddIndex(
            model_name="BuyRow",
            index=Index(fields=["leader", "state"], name="buys_leader"),
        ),
        ops.AddIndex(
            model_name="ChatRow",
            index=Index(fields=["chat"], name="buy_chats_chat"),
        ),
        ops.AddIndex(
            model_name="InboxRow",
            index=Index(fields=["at"], name="inbox_at"),
        ),
        ops.AddIndex(
            model_name="JournalRow",
            index=Index(fields=["buy"], name="journal_buy"),
        ),
        ops.AddIndex(
            model_name="JournalRow",
            index=Index(fields=["order_id"], name="journal_order"),
        ),
        ops.AddIndex(
            model_name="LateRow",
            index=Index(fields=["resident"], name="late_orders_resident"),
        ),
        ops.AddIndex(
            model_name="OrderRow",
            index=Index(fields=["resident"], name="orders_resident"),
        ),
        ops.AddIndex(
            model_name="OrderRow",
            index=Index(fields=["placed_by"], name="orders_placed_by"),
        ),
        ops.AddIndex(
            model_name="OutboxRow",
            index=Index(fields=["state", "not_before"], name="outbox_due"),
        ),
        ops.AddIndex(
            model_name="OutboxRow",
            index=Index(fields=["recipient", "state"], name="outbox_recipient"),
        ),
        ops.AddIndex(
            model_name="OutboxRow",
            index=Index(fields=["buy"], name="outbox_buy"),
        ),
        ops.AddIndex(
            model_name="ResidentRow",
            index=Index(fields=["sponsor"], name="residents_sponsor"),
        ),
        ops.AddIndex(
            model_name="IdentityRow",
            index=Index(fields=["resident_id"], name="identities_resident"),
        ),
        ops.AddIndex(
            model_name="VerificationRow",
            index=Index(fields=["order_id"], name="verifications_order"),
        ),
    ]
