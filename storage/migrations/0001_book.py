"""The book's tables, bare: constraints given to CreateModel would be lost on the way to SQL."""

import functools
from json import dumps, loads

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

from storage.fields import InstantField


class Migration(migrations.Migration):
    initial = True

    operations = [
        ops.CreateModel(
            name="BuyRow",
            fields=[
                ("number", fields.IntField(generated=False, primary_key=True, unique=True, db_index=True)),
                ("community", fields.CharField(max_length=64)),
                ("leader", fields.CharField(max_length=64)),
                ("title", fields.TextField(unique=False)),
                ("cutoff_at", InstantField(max_length=27)),
                ("pickup_day", fields.CharField(max_length=10)),
                ("pickup_opens", fields.CharField(max_length=15)),
                ("pickup_closes", fields.CharField(max_length=15)),
                ("minimum_of", fields.CharField(null=True, max_length=8)),
                ("minimum_need", fields.BigIntField(default=0)),
                ("state", fields.CharField(max_length=12)),
                ("state_since", InstantField(null=True, max_length=27)),
                ("last_seq", fields.IntField(default=0)),
                ("last_arrival", fields.IntField(default=0)),
                (
                    "passed",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("next_look_at", InstantField(null=True, max_length=27)),
            ],
            options={"table": "buys", "app": "linli", "pk_attr": "number"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ArrivalRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "buy",
                    fields.ForeignKeyField(
                        "linli.BuyRow",
                        source_field="buy_id",
                        db_constraint=True,
                        to_field="number",
                        related_name="arrivals",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("no", fields.IntField()),
                ("came", fields.BooleanField()),
                ("item", fields.IntField()),
                ("point", fields.CharField(max_length=64)),
                ("short", fields.BigIntField()),
            ],
            options={"table": "arrivals", "app": "linli", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ChatRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "buy",
                    fields.ForeignKeyField(
                        "linli.BuyRow",
                        source_field="buy_id",
                        db_constraint=True,
                        to_field="number",
                        related_name="chats",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("place", fields.IntField()),
                ("chat", fields.CharField(max_length=64)),
            ],
            options={"table": "buy_chats", "app": "linli", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ItemRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "buy",
                    fields.ForeignKeyField(
                        "linli.BuyRow",
                        source_field="buy_id",
                        db_constraint=True,
                        to_field="number",
                        related_name="items",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("no", fields.IntField()),
                ("name", fields.TextField(unique=False)),
                ("unit", fields.TextField(unique=False)),
                ("price", fields.BigIntField()),
                ("stock", fields.BigIntField(null=True)),
                ("most", fields.BigIntField(null=True)),
                (
                    "aliases",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("product", fields.CharField(null=True, max_length=64)),
                ("taken", fields.BigIntField(default=0)),
                (
                    "arrived",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
            ],
            options={"table": "items", "app": "linli", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="LateRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "buy",
                    fields.ForeignKeyField(
                        "linli.BuyRow",
                        source_field="buy_id",
                        db_constraint=True,
                        to_field="number",
                        related_name="late",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("no", fields.IntField()),
                ("resident", fields.CharField(max_length=64)),
                ("sent_at", InstantField(max_length=27)),
                ("on_time", fields.BooleanField()),
                (
                    "wishes",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("accepted", fields.BooleanField(default=False)),
            ],
            options={"table": "late_orders", "app": "linli", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="OrderRow",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                (
                    "buy",
                    fields.ForeignKeyField(
                        "linli.BuyRow",
                        source_field="buy_id",
                        db_constraint=True,
                        to_field="number",
                        related_name="orders",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("resident", fields.CharField(max_length=64)),
                ("placed_by", fields.CharField(max_length=64)),
                ("seq_no", fields.IntField()),
                ("point", fields.CharField(max_length=64)),
                ("code", fields.CharField(max_length=8)),
                ("held", fields.CharField(null=True, max_length=73)),
                ("claimed", fields.BooleanField(default=False)),
                ("paid", fields.BigIntField(default=0)),
            ],
            options={"table": "orders", "app": "linli", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="LineRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "order",
                    fields.ForeignKeyField(
                        "linli.OrderRow",
                        source_field="order_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="lines",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("item", fields.IntField()),
                (
                    "parts",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("ordered", fields.BigIntField()),
                ("short", fields.BigIntField(default=0)),
                ("picked", fields.BigIntField(default=0)),
            ],
            options={"table": "lines", "app": "linli", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="NoteRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "order",
                    fields.ForeignKeyField(
                        "linli.OrderRow",
                        source_field="order_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="notes",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("item", fields.IntField()),
                ("text", fields.TextField(unique=False)),
            ],
            options={"table": "notes", "app": "linli", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="VerificationRow",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                (
                    "order",
                    fields.ForeignKeyField(
                        "linli.OrderRow",
                        source_field="order_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="handed",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("place", fields.IntField()),
                (
                    "picked",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
            ],
            options={"table": "verifications", "app": "linli", "pk_attr": "id"},
            bases=["Model"],
        ),
    ]
