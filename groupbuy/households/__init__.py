"""Households: what people write about where they live, read against the community's buildings."""

from groupbuy.households.household import Household, Reading
from groupbuy.households.living import Households
from groupbuy.households.reading import Buildings

__all__ = ["Buildings", "Household", "Households", "Reading"]
