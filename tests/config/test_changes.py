"""A reload asks what a new configuration takes away."""

from dataclasses import replace

import pytest

from config.changes import Removed, removed
from config.loader import Loaded


def test_nothing_is_removed_when_nothing_changed(sample: Loaded):
    nothing = removed(sample.directory, sample.directory)
    assert nothing == Removed()
    assert not nothing


@pytest.mark.parametrize(("what", "key"), [("leaders", "zhou"), ("points", "maple-c"), ("products", "rice")])
def test_what_disappears_is_named_by_its_id(sample: Loaded, what: str, key: str):
    old = sample.directory
    new = replace(old, **{what: {it: value for it, value in getattr(old, what).items() if it != key}})
    gone = removed(old, new)
    assert gone
    assert gone == replace(Removed(), **{what: (key,)})


def test_what_is_added_or_renamed_is_no_removal(sample: Loaded):
    new = sample.directory
    leaders = {key: it for key, it in new.leaders.items() if key != "zhou"}
    old = replace(new, leaders=leaders)
    renamed = {key: replace(it, name=it.name + "2") for key, it in new.leaders.items()}
    assert not removed(old, replace(new, leaders=renamed))


def test_a_new_id_for_the_same_person_is_a_removal(sample: Loaded):
    old = sample.directory
    leaders = {("wang2" if key == "wang" else key): it for key, it in old.leaders.items()}
    assert removed(old, replace(old, leaders=leaders)).leaders == ("wang",)


def test_several_come_in_the_order_of_the_files(sample: Loaded):
    old = sample.directory
    gone = removed(old, replace(old, products={}, points={}))
    assert gone.points == ("lake-gate", "lake-club", "lake-6", "maple-shop", "maple-c")
    assert gone.products == tuple(old.products)
    assert gone.leaders == ()
