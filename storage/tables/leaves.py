"""The tables of absence: who is away when, and who stands in where."""

from tortoise import fields
from tortoise.indexes import Index
from tortoise.migrations.constraints import UniqueConstraint
from tortoise.models import Model

from storage.fields import ID, InstantField

DAY = 10


class LeaveRow(Model):
    id = fields.CharField(primary_key=True, max_length=ID)
    leader = fields.CharField(max_length=ID)
    first_day = fields.CharField(max_length=DAY)
    last_day = fields.CharField(max_length=DAY)
    state = fields.CharField(max_length=12)
    state_since = InstantField()
    next_look_at = InstantField(null=True)

    class Meta:
        table = "leaves"
        indexes = (
            Index(fields=("leader",), name="leaves_leader"),
            Index(fields=("next_look_at",), name="leaves_look"),
        )


class CoverRow(Model):
    """`asked` are leaders' ids in turn, `moved` orders' ids; both as JSON lists."""

    id = fields.BigIntField(primary_key=True)
    leave = fields.CharField(max_length=ID)
    no = fields.IntField()
    point = fields.CharField(max_length=ID)
    first_day = fields.CharField(max_length=DAY)
    last_day = fields.CharField(max_length=DAY)
    state = fields.CharField(max_length=12)
    asked: "fields.JSONField[list[str]]" = fields.JSONField()
    answer_until = InstantField(null=True)
    offer = fields.CharField(max_length=ID)
    substitute = fields.CharField(max_length=ID)
    to_point = fields.CharField(max_length=ID)
    moved: "fields.JSONField[list[str]]" = fields.JSONField()

    class Meta:
        table = "covers"
        constraints = (UniqueConstraint(fields=("leave", "no"), name="covers_no"),)
