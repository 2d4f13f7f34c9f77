"""While a database is migrated, the schema as it was before a step is made into models where a step looks at it."""

import pytest
from tortoise import fields
from tortoise.migrations import operations as ops
from tortoise.migrations.schema_generator.state import State
from tortoise.migrations.schema_generator.state_apps import StateApps

from storage.migrating import few_models

CLONE = StateApps.clone


def a_schema() -> State:
    """Two tables, one of which points to the other."""
    state = State(models={}, apps=StateApps(default_connections={"shop": None}))  # type: ignore[dict-item]
    key = ("id", fields.IntField(primary_key=True))
    ops.CreateModel("Buy", [key, ("title", fields.TextField())], {"table": "buys"}).state_forward(
        "shop", state
    )
    buy = fields.ForeignKeyField("shop.Buy", related_name="orders")
    ops.CreateModel("Order", [key, ("buy", buy)], {"table": "orders"}).state_forward("shop", state)
    return state


def columns_of(state: State, name: str) -> set[str]:
    return state.apps.get_model(f"shop.{name}")._meta.db_fields


def test_a_copy_holds_what_was_there_however_late_it_is_looked_at() -> None:
    with few_models():
        state = a_schema()
        before = state.clone()
        ops.AddField("Buy", "paid", fields.IntField(default=0)).state_forward("shop", state)
        between = state.clone()
        ops.RemoveField("Buy", "title").state_forward("shop", state)
        assert "apps" not in vars(before.apps), "nothing is made before somebody asks"
        found = [columns_of(it, "Buy") for it in (before, between, state)]
        assert found == [{"id", "title"}, {"id", "title", "paid"}, {"id", "paid"}]
        assert "apps" in vars(before.apps)
        order = before.apps.get_model("shop", "Order")
        assert order._meta.fields_map["buy"].related_model is before.apps.get_model("shop.Buy")
        before.validate_relations_initialized()
        assert columns_of(before.clone(), "Order") == {"id", "buy_id"}, "a copy of a copy"
        with pytest.raises(AttributeError, match="orders"):
            _ = between.apps.orders  # type: ignore[attr-defined]


def test_it_holds_what_a_copy_made_at_once_holds() -> None:
    at_once = a_schema().clone()
    with few_models():
        later = a_schema().clone()
        for name in ("Buy", "Order"):
            one, other = (it.apps.get_model(f"shop.{name}")._meta for it in (at_once, later))
            assert one.db_table == other.db_table
            assert list(one.fields_map) == list(other.fields_map)
            assert one.fields_db_projection == other.fields_db_projection


def test_afterwards_everything_is_as_it_was_also_where_a_step_failed() -> None:
    with few_models():
        assert StateApps.clone is not CLONE
        with pytest.raises(ZeroDivisionError), few_models():
            raise ZeroDivisionError
    assert StateApps.clone is CLONE
    assert type(a_schema().clone().apps) is StateApps
    assert type(a_schema().apps.clone()) is StateApps
