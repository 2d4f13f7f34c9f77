"""Secrets for one run: every variable that config/demo/channels.yaml names gets a value made up on the spot."""

import secrets
import string

LETTERS = string.ascii_letters + string.digits
AES_KEY_LENGTH = 43  # an EncodingAESKey as the platform shows it

NAMES = (
    *("DEMO_LAKE_BOT_TOKEN", "DEMO_LAKE_BOT_AES_KEY", "DEMO_MAPLE_BOT_TOKEN", "DEMO_MAPLE_BOT_AES_KEY"),
    *("DEMO_APP_SECRET", "DEMO_APP_TOKEN", "DEMO_APP_AES_KEY"),
    *("DEMO_LAKE_1_WEBHOOK_KEY", "DEMO_LAKE_2_WEBHOOK_KEY", "DEMO_MAPLE_WEBHOOK_KEY"),
    "DEMO_RIVER_WEBHOOK_KEY",
)


def made_up_secrets() -> dict[str, str]:
    """An environment for the configuration's loader; different at every call, kept nowhere."""
    return {name: _random(AES_KEY_LENGTH if name.endswith("_AES_KEY") else 32) for name in NAMES}


def _random(length: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(length))
