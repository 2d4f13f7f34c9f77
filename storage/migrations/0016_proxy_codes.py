"""Only orders with a proxy's code are indexed by it: hardly any has one, and counted with all the others they
look as if a code were shared by everybody, so that a planner with statistics reads all orders instead."""

from tortoise import migrations
from tortoise.migrations import operations as ops

from storage.fields import IndexOfSome

SOME = IndexOfSome(fields=["proxy_code"], name="orders_proxy_code", where="proxy_code IS NOT NULL")


class Migration(migrations.Migration):
    dependencies = [("linli", "0015_crowds")]

    initial = False

    operations = [
        ops.RemoveIndex(model_name="OrderRow", name="orders_proxy_code"),
        ops.AddIndex(model_name="OrderRow", index=SOME),
    ]
