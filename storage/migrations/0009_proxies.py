"""The code against which a neighbour may fetch an order, and until when."""

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from storage.fields import InstantField


class Migration(migrations.Migration):
    dependencies = [("linli", "0008_words")]

    initial = False

    operations = [
        ops.AddField(
            model_name="OrderRow",
            name="proxy_code",
            field=fields.CharField(null=True, max_length=8),
        ),
        ops.AddField(
            model_name="OrderRow",
            name="proxy_until",
            field=InstantField(null=True, max_length=27),
        ),
        ops.AddIndex(model_name="OrderRow", index=Index(fields=["proxy_code"], name="orders_proxy_code")),
    ]
