"""Text to intent: what a message in a group buy's chat asks for. Pure: no clock, no network, no storage."""

from .intent import Context, Intent
from .pipeline import explain, understand

__all__ = ["Context", "Intent", "explain", "understand"]
