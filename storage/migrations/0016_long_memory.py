"""What an order asks about its resident and its codes, answered without reading the orders of years.

Only orders with a proxy's code are indexed by it: hardly any has one, and counted with all the others they look as
if a code were shared by everybody, so that a planner with statistics reads all orders instead.
"""

from tortoise import migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops

from storage.fields import IndexOfSome

SOME = IndexOfSome(fields=["proxy_code"], name="orders_proxy_code", where="proxy_code IS NOT NULL")


class Migration(migrations.Migration):
    dependencies = [("linli", "0015_crowds")]

    initial = False

    operations = [
        ops.RemoveIndex(model_name="OrderRow", name="orders_proxy_code"),
        ops.AddIndex(model_name="OrderRow", index=SOME),
        ops.RemoveIndex(model_name="OrderRow", name="orders_resident"),
        ops.AddIndex(
            model_name="OrderRow", index=Index(fields=["resident", "buy_id", "held"], name="orders_resident")
        ),
        ops.RemoveIndex(model_name="OrderRow", name="orders_placed_by"),
        ops.AddIndex(
            model_name="OrderRow",
            index=Index(fields=["placed_by", "buy_id", "held"], name="orders_placed_by"),
        ),
    ]
