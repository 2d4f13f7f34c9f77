"""Refusals have names and wording; nothing of a fact is taken for a template."""

import re
from string import Formatter

from groupbuy import errors
from groupbuy.errors import Refusal
from tests.for_each import for_each

REFUSALS = [
    it
    for it in vars(errors).values()
    if isinstance(it, type) and issubclass(it, Refusal) and it is not Refusal
]


@for_each("cls", REFUSALS)
def test_every_refusal_is_worded_in_plain_chinese_with_its_facts(cls: type[Refusal]) -> None:
    wanted = {name for _, name, _, _ in Formatter().parse(cls.text) if name}
    said = str(cls(**dict.fromkeys(wanted, "{x}")))
    assert re.search("[一-鿿]", cls.text.replace("{problem}", "字"))
    assert said.count("{x}") == cls.text.count("{")
    assert len(said) < 120


@for_each("cls", REFUSALS)
def test_every_refusal_is_named_for_wording_files_and_counters(cls: type[Refusal]) -> None:
    assert cls().name == f"refusal.{cls.__name__}"


def test_names_are_told_apart() -> None:
    assert len({it.__name__ for it in REFUSALS}) == len(REFUSALS) > 30
