"""The sendings of order chains, from which forks are merged."""

import functools
from json import dumps, loads

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from storage.fields import InstantField


class Migration(migrations.Migration):
    dependencies = [("linli", "0004_keys")]

    initial = False

    operations = [
        ops.CreateModel(
            name="ChainRow",
            fields=[
                ("key", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                ("buy", fields.IntField()),
                ("author", fields.CharField(max_length=64)),
                ("sent_at", InstantField(max_length=27)),
                (
                    "entries",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("leads", fields.BooleanField(default=False)),
                ("own", fields.TextField(default="", unique=False)),
            ],
            options={"table": "chains", "app": "linli", "pk_attr": "key"},
            bases=["Model"],
        ),
        ops.AddIndex(model_name="ChainRow", index=Index(fields=["buy"], name="chains_buy")),
        ops.AddIndex(model_name="ChainRow", index=Index(fields=["sent_at"], name="chains_sent_at")),
    ]
