"""What is asked of all orders of a buy, or of a point, for every single order: answered from an index alone."""

from tortoise import migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

LYING = ["point", "held", "pickup_day", "pickup_until", "room_normal", "room_chilled", "room_frozen", "id"]


class Migration(migrations.Migration):
    dependencies = [("linli", "0014_told"), ("linli", "0014_transfers")]

    initial = False

    operations = [
        ops.AddIndex(model_name="OrderRow", index=Index(fields=LYING, name="orders_lying")),
        ops.AddIndex(
            model_name="OrderRow",
            index=Index(fields=["buy_id", "placed_by", "resident"], name="orders_placed"),
        ),
        ops.RemoveIndex(model_name="OrderRow", name="orders_at_point"),
    ]
