"""The demo: one group-buy day over real encrypted callbacks, checked to the last figure at its end."""

from bot.demo.director import Production, perform
from bot.demo.keys import made_up_secrets
from bot.demo.platform import platform_for, pointed_at

__all__ = ["Production", "made_up_secrets", "perform", "platform_for", "pointed_at"]
