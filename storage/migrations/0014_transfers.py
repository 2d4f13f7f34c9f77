"""Goods of a buy on their way from one of its points to another."""

import functools
from json import dumps, loads

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("linli", "0013_leaves")]

    initial = False

    operations = [
        ops.AddField(
            model_name="BuyRow",
            name="transfers",
            field=fields.JSONField(
                null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
            ),
        ),
    ]
