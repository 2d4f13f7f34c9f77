"""In which order a buy's goods are brought to their points."""

import functools
from json import dumps, loads

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("linli", "0011_delays")]

    initial = False

    operations = [
        ops.AddField(
            model_name="BuyRow",
            name="route",
            field=fields.JSONField(
                null=True, encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads
            ),
        ),
        ops.AddField(model_name="BuyRow", name="by_hand", field=fields.BooleanField(db_default=False)),
    ]
