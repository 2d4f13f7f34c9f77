"""When a buy's goods are at its points, where somebody said that they come late."""

import functools
from json import dumps, loads

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("linli", "0010_whereabouts")]

    initial = False

    operations = [
        ops.AddField(
            model_name="BuyRow",
            name="delays",
            field=fields.JSONField(
                null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
            ),
        ),
    ]
