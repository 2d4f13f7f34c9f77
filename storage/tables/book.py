"""The book's tables: buys, orders, and what hangs on them."""

from tortoise import fields
from tortoise.indexes import Index
from tortoise.migrations.constraints import CheckConstraint, UniqueConstraint
from tortoise.models import Model

from storage.fields import ID, IndexOfSome, InstantField


class BuyRow(Model):
    """`last_seq` changes only by its conditional UPDATE; `next_look_at` is worked out when a buy is saved."""

    number = fields.IntField(primary_key=True, generated=False)
    community = fields.CharField(max_length=ID)
    leader = fields.CharField(max_length=ID)
    title = fields.TextField()
    cutoff_at = InstantField()
    pickup_day = fields.CharField(max_length=10)
    pickup_opens = fields.CharField(max_length=15)
    pickup_closes = fields.CharField(max_length=15)
    minimum_of = fields.CharField(max_length=8, null=True)
    minimum_need = fields.BigIntField(default=0)
    state = fields.CharField(max_length=12)
    state_since = InstantField(null=True)
    last_seq = fields.IntField(default=0)
    last_arrival = fields.IntField(default=0)
    passed: "fields.JSONField[list[str]]" = fields.JSONField()
    delays: "fields.JSONField[dict[str, str]]" = fields.JSONField(null=True)
    route: "fields.JSONField[list[str]]" = fields.JSONField(null=True)
    by_hand = fields.BooleanField(db_default=False)
    transfers: "fields.JSONField[list[list[object]]]" = fields.JSONField(null=True)
    next_look_at = InstantField(null=True)

    class Meta:
        table = "buys"
        constraints = (CheckConstraint(check="last_seq >= 0", name="buys_last_seq"),)
        indexes = (
            Index(fields=("next_look_at",), name="buys_look"),
            Index(fields=("community", "state"), name="buys_community"),
            Index(fields=("leader", "state"), name="buys_leader"),
        )


class ItemRow(Model):
    """`taken` changes only by its conditional UPDATE; stock NULL is unlimited; `room` is thousandths of a
    unit of a point's capacity that a sale unit takes."""

    id = fields.BigIntField(primary_key=True)
    buy: "fields.ForeignKeyRelation[BuyRow]" = fields.ForeignKeyField("linli.BuyRow", related_name="items")
    no = fields.IntField()
    name = fields.TextField()
    unit = fields.TextField()
    price = fields.BigIntField()
    stock = fields.BigIntField(null=True)
    most = fields.BigIntField(null=True)
    aliases: "fields.JSONField[list[str]]" = fields.JSONField()
    product = fields.CharField(max_length=ID, null=True)
    taken = fields.BigIntField(default=0)
    arrived: "fields.JSONField[list[str]]" = fields.JSONField()
    storage = fields.CharField(max_length=8, db_default="normal")
    room = fields.BigIntField(db_default=1000)

    class Meta:
        table = "items"
        constraints = (
            CheckConstraint(check="taken >= 0", name="items_taken"),
            CheckConstraint(check="stock IS NULL OR taken <= stock", name="items_stock"),
            CheckConstraint(check="price >= 0", name="items_price"),
            UniqueConstraint(fields=("buy_id", "no"), name="items_no"),
        )


class ChatRow(Model):
    """A chat group that a buy is open in, by its id in the configuration; `place` is its turn."""

    id = fields.BigIntField(primary_key=True)
    buy: "fields.ForeignKeyRelation[BuyRow]" = fields.ForeignKeyField("linli.BuyRow", related_name="chats")
    place = fields.IntField()
    chat = fields.CharField(max_length=ID)

    class Meta:
        table = "buy_chats"
        constraints = (UniqueConstraint(fields=("buy_id", "chat"), name="buy_chats_once"),)
        indexes = (Index(fields=("chat",), name="buy_chats_chat"),)


class ArrivalRow(Model):
    """Goods that came, or came short; `point` empty is all points."""

    id = fields.BigIntField(primary_key=True)
    buy: "fields.ForeignKeyRelation[BuyRow]" = fields.ForeignKeyField("linli.BuyRow", related_name="arrivals")
    no = fields.IntField()
    came = fields.BooleanField()
    item = fields.IntField()
    point = fields.CharField(max_length=ID)
    short = fields.BigIntField()

    class Meta:
        table = "arrivals"
        constraints = (UniqueConstraint(fields=("buy_id", "no"), name="arrivals_no"),)


class OrderRow(Model):
    """`held` is "point/code" while the buy is not over: no other order may have it then. `pickup_until` is
    the local end of the last of `pickup_hours`; `room_…` is what the order takes of its point's room;
    `by_hand`: NULL in rows of older versions is no."""

    id = fields.CharField(primary_key=True, max_length=ID)
    buy: "fields.ForeignKeyRelation[BuyRow]" = fields.ForeignKeyField("linli.BuyRow", related_name="orders")
    resident = fields.CharField(max_length=ID)
    placed_by = fields.CharField(max_length=ID)
    seq_no = fields.IntField()
    point = fields.CharField(max_length=ID)
    code = fields.CharField(max_length=8)
    held = fields.CharField(max_length=ID + 9, null=True)
    claimed = fields.BooleanField(default=False)
    paid = fields.BigIntField(default=0)
    proxy_code = fields.CharField(max_length=8, null=True)
    proxy_until = InstantField(null=True)
    spot = fields.CharField(max_length=ID, null=True)
    pickup_day = fields.CharField(max_length=10, null=True)
    pickup_hours: "fields.JSONField[list[list[str]]]" = fields.JSONField(null=True)
    pickup_until = fields.CharField(max_length=30, null=True)
    room_normal = fields.IntField(db_default=0)
    room_chilled = fields.IntField(db_default=0)
    room_frozen = fields.IntField(db_default=0)
    by_hand = fields.BooleanField(null=True)

    class Meta:
        table = "orders"
        constraints = (
            CheckConstraint(check="seq_no > 0", name="orders_seq_no"),
            UniqueConstraint(fields=("buy_id", "resident"), name="orders_one_each"),
            UniqueConstraint(fields=("buy_id", "seq_no"), name="orders_number"),
            UniqueConstraint(fields=("held",), name="orders_held"),
        )
        indexes = (
            Index(fields=("resident", "buy_id", "held"), name="orders_resident"),
            Index(fields=("placed_by", "buy_id", "held"), name="orders_placed_by"),
            IndexOfSome(fields=("proxy_code",), name="orders_proxy_code", where="proxy_code IS NOT NULL"),
            Index(
                fields=(
                    *("point", "held", "pickup_day", "pickup_until"),
                    *("room_normal", "room_chilled", "room_frozen", "id"),
                ),
                name="orders_lying",
            ),
            Index(fields=("buy_id", "placed_by", "resident"), name="orders_placed"),
        )


class SpotRow(Model):
    """Where orders are fetched, as it was when that was decided: never changed, only emptied."""

    id = fields.CharField(primary_key=True, max_length=ID)
    point = fields.CharField(max_length=ID)
    name = fields.TextField()
    kind = fields.CharField(max_length=8)
    address = fields.TextField()
    access_note = fields.TextField()
    why = fields.TextField()
    who = fields.CharField(max_length=80, db_default="")
    erased = fields.BooleanField(default=False)

    class Meta:
        table = "spots"
        indexes = (Index(fields=("point",), name="spots_point"),)


class LineRow(Model):
    """`parts` is [[thousandths, fen a unit], …]; `ordered` is their sum."""

    id = fields.BigIntField(primary_key=True)
    order: "fields.ForeignKeyRelation[OrderRow]" = fields.ForeignKeyField(
        "linli.OrderRow", related_name="lines"
    )
    item = fields.IntField()
    parts: "fields.JSONField[list[list[int]]]" = fields.JSONField()
    ordered = fields.BigIntField()
    short = fields.BigIntField(default=0)
    picked = fields.BigIntField(default=0)

    class Meta:
        table = "lines"
        constraints = (
            CheckConstraint(check="ordered >= 0 AND short >= 0 AND picked >= 0", name="lines_signs"),
            CheckConstraint(check="picked <= ordered", name="lines_picked"),
            UniqueConstraint(fields=("order_id", "item"), name="lines_item"),
        )


class VerificationRow(Model):
    """One handing over: `picked` is [[item, thousandths], …]."""

    id = fields.CharField(primary_key=True, max_length=ID)
    order: "fields.ForeignKeyRelation[OrderRow]" = fields.ForeignKeyField(
        "linli.OrderRow", related_name="handed"
    )
    place = fields.IntField()
    picked: "fields.JSONField[list[list[int]]]" = fields.JSONField()

    class Meta:
        table = "verifications"
        indexes = (Index(fields=("order_id",), name="verifications_order"),)


class NoteRow(Model):
    """A resident's remark on a line; erasable, so never in the journal."""

    id = fields.BigIntField(primary_key=True)
    order: "fields.ForeignKeyRelation[OrderRow]" = fields.ForeignKeyField(
        "linli.OrderRow", related_name="notes"
    )
    item = fields.IntField()
    text = fields.TextField()

    class Meta:
        table = "notes"
        constraints = (UniqueConstraint(fields=("order_id", "item"), name="notes_line"),)


class LateRow(Model):
    id = fields.BigIntField(primary_key=True)
    buy: "fields.ForeignKeyRelation[BuyRow]" = fields.ForeignKeyField("linli.BuyRow", related_name="late")
    no = fields.IntField()
    resident = fields.CharField(max_length=ID)
    sent_at = InstantField()
    on_time = fields.BooleanField()
    wishes: "fields.JSONField[list[dict[str, object]]]" = fields.JSONField()
    accepted = fields.BooleanField(default=False)
    message = fields.TextField(null=True)
    withdrawn = fields.BooleanField(null=True)

    class Meta:
        table = "late_orders"
        constraints = (UniqueConstraint(fields=("buy_id", "no"), name="late_orders_no"),)
        indexes = (Index(fields=("resident",), name="late_orders_resident"),)
