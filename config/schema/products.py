"""products.yaml: what is sold and who supplies it."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from config.fields import Fraction, Id, LongText, Settings, Text, Yuan
from config.schema.points import StorageName

Price = Annotated[Yuan, Field(ge=1, le=10_000_000)]


class Supplier(Settings):
    name: Text = Field(description="the supplier's name, up to 60 characters")
    contact: LongText = Field("", description="how to reach them, up to 300 characters")


class Product(Settings):
    name: Text = Field(description="what residents call it, up to 60 characters")
    unit: Text = Field(max_length=10, description="the sale unit, such as 盒, 份 or 斤, up to 10 characters")
    spec: Text = Field("", description="what one unit is, such as 约500g/盒, up to 60 characters")
    aliases: list[Text] = Field([], max_length=20, description="a list of up to 20 other names people write")
    storage: StorageName = Field("normal", description="normal, chilled or frozen")
    units: Annotated[Fraction, Field(gt=0, le=1000)] = Field(
        Decimal(1),
        description="what one sale unit takes of a point's capacity: above 0, up to 1000, at most three decimals",
    )
    supplier: Id | None = Field(None, description="the id of a supplier in this file")
    price: Price | None = Field(
        None, description="yuan per unit, 0.01 to 100000; without it the leader names it"
    )
    supply_price: Price | None = Field(
        None, description="what the supplier gets in yuan per unit, 0.01 to 100000"
    )


class ProductsFile(Settings):
    suppliers: dict[Id, Supplier] = Field({}, description="a map of suppliers by id")
    products: dict[Id, Product] = Field(min_length=1, description="a map of at least one product by id")
