"""The demo: four days of group buying over real encrypted callbacks, checked to the last figure at their end."""

from bot.demo.director import Production, perform, produced
from bot.demo.keys import made_up_secrets

__all__ = ["Production", "made_up_secrets", "perform", "produced"]
