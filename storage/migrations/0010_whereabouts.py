"""Where and when an order is fetched, as it was decided, and the room it takes there."""

import functools
from json import dumps, loads

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("linli", "0009_proxies")]

    initial = False

    operations = [
        ops.CreateModel(
            name="SpotRow",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                ("point", fields.CharField(max_length=64)),
                ("name", fields.TextField(unique=False)),
                ("kind", fields.CharField(max_length=8)),
                ("address", fields.TextField(unique=False)),
                ("access_note", fields.TextField(unique=False)),
                ("why", fields.TextField(unique=False)),
                ("erased", fields.BooleanField(default=False)),
            ],
            options={"table": "spots", "app": "linli", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.AddField(
            model_name="ItemRow", name="storage", field=fields.CharField(db_default="normal", max_length=8)
        ),
        ops.AddField(model_name="ItemRow", name="room", field=fields.BigIntField(db_default=1000)),
        ops.AddField(model_name="OrderRow", name="spot", field=fields.CharField(null=True, max_length=64)),
        ops.AddField(
            model_name="OrderRow", name="pickup_day", field=fields.CharField(null=True, max_length=10)
        ),
        ops.AddField(
            model_name="OrderRow",
            name="pickup_hours",
            field=fields.JSONField(
                null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
            ),
        ),
        ops.AddField(
            model_name="OrderRow", name="pickup_until", field=fields.CharField(null=True, max_length=30)
        ),
        ops.AddField(model_name="OrderRow", name="room_normal", field=fields.IntField(db_default=0)),
        ops.AddField(model_name="OrderRow", name="room_chilled", field=fields.IntField(db_default=0)),
        ops.AddField(model_name="OrderRow", name="room_frozen", field=fields.IntField(db_default=0)),
        ops.AddIndex(model_name="OrderRow", index=Index(fields=["point", "held"], name="orders_at_point")),
        ops.AddIndex(model_name="SpotRow", index=Index(fields=["point"], name="spots_point")),
    ]
