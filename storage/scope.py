"""What a unit may write, by name: units of one scope are never under way in two processes at once."""

from collections.abc import Collection

OUTBOX = ("outbox",)
"""Claiming notices: two at once could both see that nobody has one."""
BUY_NUMBERS = "buy numbers"


class OutOfScope(Exception):
    """A unit writes what its scope does not cover; it is run again with everything."""


def scope_of(communities: Collection[str], actor: str) -> frozenset[str]:
    """The communities and the person who acts."""
    return frozenset({*map(of_community, communities), *([f"person {actor}"] if actor else [])})


def of_community(community: str) -> str:
    return f"community {community}"
