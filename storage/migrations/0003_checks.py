"""What a row may say; before any index, which SQLite's rebuilding of a table would lose."""

from tortoise import migrations
from tortoise.migrations import operations as ops
from tortoise.migrations.constraints import CheckConstraint


class Migration(migrations.Migration):
    dependencies = [("linli", "0002_around")]

    initial = False

    operations = [
        ops.AddConstraint(
            model_name="BuyRow",
            constraint=CheckConstraint(check="last_seq >= 0", name="buys_last_seq"),
        ),
        ops.AddConstraint(
            model_name="ItemRow",
            constraint=CheckConstraint(check="taken >= 0", name="items_taken"),
        ),
        ops.AddConstraint(
            model_name="ItemRow",
            constraint=CheckConstraint(check="stock IS NULL OR taken <= stock", name="items_stock"),
        ),
        ops.AddConstraint(
            model_name="ItemRow",
            constraint=CheckConstraint(check="price >= 0", name="items_price"),
        ),
        ops.AddConstraint(
            model_name="OrderRow",
            constraint=CheckConstraint(check="seq_no > 0", name="orders_seq_no"),
        ),
        ops.AddConstraint(
            model_name="LineRow",
            constraint=CheckConstraint(
                check="ordered >= 0 AND short >= 0 AND picked >= 0", name="lines_signs"
            ),
        ),
        ops.AddConstraint(
            model_name="LineRow",
            constraint=CheckConstraint(check="picked <= ordered", name="lines_picked"),
        ),
    ]
