"""The community somebody's room is in; which household it is is worked out from both when it is asked."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("linli", "0005_chains")]

    initial = False

    operations = [
        ops.AddField(
            model_name="ResidentRow",
            name="home",
            field=fields.CharField(null=True, max_length=64),
        ),
    ]
