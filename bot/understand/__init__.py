"""Text to intent: what a message in a group buy's chat asks for. Pure: no clock, no network, no storage."""

from . import numerals, sound
from .intent import Context, Intent
from .pipeline import explain, understand

__all__ = ["Context", "Intent", "explain", "understand", "warm"]


def warm() -> None:
    """Load the tables of sounds and numerals, which the first message that needs them waits for else."""
    sound.syllables("团")
    numerals.chinese("二")
