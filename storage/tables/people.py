"""The tables about people, all of which can be emptied of a person."""

from tortoise import fields
from tortoise.indexes import Index
from tortoise.migrations.constraints import UniqueConstraint
from tortoise.models import Model

from storage.fields import ID, InstantField


class ResidentRow(Model):
    id = fields.CharField(primary_key=True, max_length=ID)
    name = fields.TextField(default="")
    room = fields.TextField(default="")
    sponsor = fields.CharField(max_length=ID, null=True)
    quiet = fields.BooleanField(default=False)
    community = fields.CharField(max_length=ID, null=True)
    erased = fields.BooleanField(default=False)
    home = fields.CharField(max_length=ID, null=True)

    class Meta:
        table = "residents"
        indexes = (Index(fields=("sponsor",), name="residents_sponsor"),)


class IdentityRow(Model):
    id = fields.BigIntField(primary_key=True)
    realm = fields.CharField(max_length=128)
    user_id = fields.CharField(max_length=256)
    resident: "fields.ForeignKeyRelation[ResidentRow]" = fields.ForeignKeyField(
        "linli.ResidentRow", related_name="identities"
    )

    class Meta:
        table = "identities"
        constraints = (UniqueConstraint(fields=("realm", "user_id"), name="identities_once"),)
        indexes = (Index(fields=("resident_id",), name="identities_resident"),)


class BindingRow(Model):
    id = fields.BigIntField(primary_key=True)
    resident = fields.CharField(max_length=ID)
    community = fields.CharField(max_length=ID)
    point = fields.CharField(max_length=ID)

    class Meta:
        table = "bindings"
        constraints = (UniqueConstraint(fields=("resident", "community"), name="bindings_once"),)


class ChainRow(Model):
    """One sending of an order chain: names as people wrote them, so it is forgotten with the rest."""

    key = fields.CharField(primary_key=True, max_length=64)
    buy = fields.IntField()
    author = fields.CharField(max_length=ID)
    sent_at = InstantField()
    entries: "fields.JSONField[list[object]]" = fields.JSONField()
    leads = fields.BooleanField(default=False)
    own = fields.TextField(default="")

    class Meta:
        table = "chains"
        indexes = (
            Index(fields=("buy",), name="chains_buy"),
            Index(fields=("sent_at",), name="chains_sent_at"),
        )


class WordsRow(Model):
    """The words of a message that a line of an order rests on."""

    key = fields.CharField(primary_key=True, max_length=64)
    order_id = fields.CharField(max_length=ID)
    item = fields.IntField()
    message = fields.TextField()
    text = fields.TextField()

    class Meta:
        table = "words"
        indexes = (Index(fields=("order_id",), name="words_order"),)


class ToldRow(Model):
    """When somebody can fetch their goods, and whether steps are in their way."""

    resident = fields.CharField(primary_key=True, max_length=ID)
    free: "fields.JSONField[list[object]]" = fields.JSONField()
    step_free = fields.BooleanField()

    class Meta:
        table = "told"


class PendingRow(Model):
    id = fields.BigIntField(primary_key=True)
    resident = fields.CharField(max_length=ID)
    chat = fields.CharField(max_length=256)
    kind = fields.CharField(max_length=40)
    data: "fields.JSONField[dict[str, object]]" = fields.JSONField()
    expires_at = InstantField()
    message = fields.TextField(null=True)

    class Meta:
        table = "pending"
        constraints = (UniqueConstraint(fields=("resident", "chat"), name="pending_once"),)
