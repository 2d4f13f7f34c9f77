"""The tables around the book: journal, people, inbox, outbox; bare likewise."""

import functools
from json import dumps, loads

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

from storage.fields import InstantField


class Migration(migrations.Migration):
    dependencies = [("linli", "0001_book")]

    initial = False

    operations = [
        ops.CreateModel(
            name="AuditRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("at", InstantField(max_length=27)),
                ("actor", fields.CharField(max_length=64)),
                ("what", fields.CharField(max_length=80)),
                ("detail", fields.TextField(unique=False)),
            ],
            options={"table": "audit", "app": "linli", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="BindingRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("resident", fields.CharField(max_length=64)),
                ("community", fields.CharField(max_length=64)),
                ("point", fields.CharField(max_length=64)),
            ],
            options={"table": "bindings", "app": "linli", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="InboxRow",
            fields=[
                ("key", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                ("answer", fields.TextField(unique=False)),
                ("outcome", fields.CharField(max_length=80)),
                ("at", InstantField(max_length=27)),
            ],
            options={"table": "inbox", "app": "linli", "pk_attr": "key"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="JournalRow",
            fields=[
                ("no", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("at", InstantField(max_length=27)),
                ("kind", fields.CharField(max_length=40)),
                (
                    "data",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("actor", fields.CharField(max_length=64)),
                ("message", fields.TextField(unique=False)),
                ("buy", fields.IntField(null=True)),
                ("order_id", fields.CharField(null=True, max_length=64)),
            ],
            options={"table": "journal", "app": "linli", "pk_attr": "no"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="OnceRow",
            fields=[
                ("key", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                ("at", InstantField(max_length=27)),
            ],
            options={"table": "once_keys", "app": "linli", "pk_attr": "key"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="OutboxRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("key", fields.CharField(max_length=64)),
                ("kind", fields.CharField(max_length=40)),
                ("recipient", fields.CharField(max_length=160)),
                (
                    "facts",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("buy", fields.IntField(null=True)),
                ("tries", fields.IntField(default=0)),
                ("state", fields.CharField(default="waiting", max_length=16)),
                ("reason", fields.TextField(default="", unique=False)),
                ("created_at", InstantField(max_length=27)),
                ("not_before", InstantField(max_length=27)),
                ("good_until", InstantField(null=True, max_length=27)),
                ("lease", fields.CharField(null=True, max_length=32)),
                ("lease_until", InstantField(null=True, max_length=27)),
                ("ended_at", InstantField(null=True, max_length=27)),
            ],
            options={"table": "outbox", "app": "linli", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="PendingRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("resident", fields.CharField(max_length=64)),
                ("chat", fields.CharField(max_length=256)),
                ("kind", fields.CharField(max_length=40)),
                (
                    "data",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("expires_at", InstantField(max_length=27)),
            ],
            options={"table": "pending", "app": "linli", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ResidentRow",
            fields=[
                ("id", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                ("name", fields.TextField(default="", unique=False)),
                ("room", fields.TextField(default="", unique=False)),
                ("sponsor", fields.CharField(null=True, max_length=64)),
                ("quiet", fields.BooleanField(default=False)),
                ("community", fields.CharField(null=True, max_length=64)),
                ("erased", fields.BooleanField(default=False)),
            ],
            options={"table": "residents", "app": "linli", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="IdentityRow",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("realm", fields.CharField(max_length=128)),
                ("user_id", fields.CharField(max_length=256)),
                (
                    "resident",
                    fields.ForeignKeyField(
                        "linli.ResidentRow",
                        source_field="resident_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="identities",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
            ],
            options={"table": "identities", "app": "linli", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="SettingRow",
            fields=[
                ("name", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=40)),
                ("value", fields.TextField(unique=False)),
            ],
            options={"table": "settings", "app": "linli", "pk_attr": "name"},
            bases=["Model"],
        ),
    ]
