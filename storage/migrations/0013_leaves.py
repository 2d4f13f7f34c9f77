"""Who is away when, who stands in where, and who that was at the place an order is fetched."""

import functools
from json import dumps, loads

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import UniqueConstraint

from storage.fields import InstantField

JSON = functools.partial(dumps, separators=(",", ":"))


class Migration(migrations.Migration):
    dependencies = [("linli", "0012_routes")]

    initial = False

    operations = [
        ops.CreateModel(
            name="LeaveRow",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                ("leader", fields.CharField(max_length=64)),
                ("first_day", fields.CharField(max_length=10)),
                ("last_day", fields.CharField(max_length=10)),
                ("state", fields.CharField(max_length=12)),
                ("state_since", InstantField(max_length=27)),
                ("next_look_at", InstantField(null=True, max_length=27)),
            ],
            options={"table": "leaves", "app": "linli", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="CoverRow",
            fields=[
                (
                    "id",
                    fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True),
                ),
                ("leave", fields.CharField(max_length=64)),
                ("no", fields.IntField()),
                ("point", fields.CharField(max_length=64)),
                ("first_day", fields.CharField(max_length=10)),
                ("last_day", fields.CharField(max_length=10)),
                ("state", fields.CharField(max_length=12)),
                ("asked", fields.JSONField(encoder=JSON, decoder=loads)),
                ("answer_until", InstantField(null=True, max_length=27)),
                ("offer", fields.CharField(max_length=64)),
                ("substitute", fields.CharField(max_length=64)),
                ("to_point", fields.CharField(max_length=64)),
                ("moved", fields.JSONField(encoder=JSON, decoder=loads)),
            ],
            options={"table": "covers", "app": "linli", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.AddField(model_name="SpotRow", name="who", field=fields.CharField(db_default="", max_length=80)),
        ops.AddConstraint(
            model_name="CoverRow", constraint=UniqueConstraint(fields=("leave", "no"), name="covers_no")
        ),
        ops.AddIndex(model_name="LeaveRow", index=Index(fields=["leader"], name="leaves_leader")),
        ops.AddIndex(model_name="LeaveRow", index=Index(fields=["next_look_at"], name="leaves_look")),
    ]
