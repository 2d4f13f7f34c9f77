"""What residents told about fetching; orders whose point was chosen by hand."""

import functools
from json import dumps, loads

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("linli", "0013_leaves")]

    initial = False

    operations = [
        ops.CreateModel(
            name="ToldRow",
            fields=[
                ("resident", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                (
                    "free",
                    fields.JSONField(encoder=functools.partial(dumps, separators=(",", ":")), decoder=loads),
                ),
                ("step_free", fields.BooleanField()),
            ],
            options={"table": "told", "app": "linli", "pk_attr": "resident"},
            bases=["Model"],
        ),
        ops.AddField(model_name="OrderRow", name="by_hand", field=fields.BooleanField(null=True)),
    ]
