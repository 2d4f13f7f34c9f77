"""The words that an order's lines rest on; which message a question or a late order came from."""

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("linli", "0007_leading")]

    initial = False

    operations = [
        ops.CreateModel(
            name="WordsRow",
            fields=[
                ("key", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                ("order_id", fields.CharField(max_length=64)),
                ("item", fields.IntField()),
                ("message", fields.TextField(unique=False)),
                ("text", fields.TextField(unique=False)),
            ],
            options={"table": "words", "app": "linli", "pk_attr": "key"},
            bases=["Model"],
        ),
        ops.AddField(model_name="LateRow", name="message", field=fields.TextField(null=True, unique=False)),
        ops.AddField(model_name="LateRow", name="withdrawn", field=fields.BooleanField(null=True)),
        ops.AddField(
            model_name="PendingRow", name="message", field=fields.TextField(null=True, unique=False)
        ),
        ops.AddIndex(model_name="WordsRow", index=Index(fields=["order_id"], name="words_order")),
    ]
