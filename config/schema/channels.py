"""channels.yaml: how the bot hears and speaks; secrets are named here, never written."""

import re
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field

from config.fields import Id, PlatformId, Settings, Text, wrong

WECOM_API = "https://qyapi.weixin.qq.com"
"""Where WeCom's API lives, https://developer.work.weixin.qq.com/document/path/90664."""


def _variable(value: Any) -> str:
    """The value is not repeated in the mistake: it may be the secret itself."""
    if not isinstance(value, str) or not re.fullmatch(r"[A-Z][A-Z0-9_]{2,59}", value, re.ASCII):
        raise wrong(
            "is not the name of an environment variable: A–Z, 0–9 and _; the secret itself never stands here"
        )
    return value


def _url(value: Any) -> str:
    if not _is_address(value):
        raise wrong("is no address of the form https://host")
    url = urlsplit(value)
    host = url.hostname
    if url.scheme != "https" and (url.scheme, host in ("127.0.0.1", "localhost", "::1")) != ("http", True):
        raise wrong("must start with https:// (plain http only to this machine)")
    return str(value).rstrip("/")


def _is_address(value: Any) -> bool:
    if not isinstance(value, str) or not re.fullmatch(r"[!-~]+", value, re.ASCII):
        return False
    try:
        url = urlsplit(value)
        return bool(url.hostname and url.port != 0) and not (url.query or url.fragment or url.username)
    except ValueError:  # brackets or a port that are none
        return False


Variable = Annotated[str, BeforeValidator(_variable)]
Url = Annotated[str, BeforeValidator(_url)]


class Simulator(Settings):
    kind: Literal["simulator"] = Field(description="simulator, wecom_bot, wecom_app or wecom_webhook")


class WecomBot(Settings):
    kind: Literal["wecom_bot"]
    bot_name: Text = Field(description="the bot's name as it is mentioned in groups, without @")
    corp_id: PlatformId | None = Field(
        None, description="the corp id, up to 64 characters; channels with the same one share user ids"
    )
    token_env: Variable = Field(description="the environment variable that holds the callback's token")
    aes_key_env: Variable = Field(
        description="the environment variable that holds the callback's EncodingAESKey"
    )


class WecomApp(Settings):
    kind: Literal["wecom_app"]
    corp_id: PlatformId = Field(
        description="the corp id, up to 64 characters; channels with the same one share user ids"
    )
    agent_id: int = Field(ge=1, description="the app's AgentId, a whole number")
    secret_env: Variable = Field(
        description="the environment variable that holds the secret (for a webhook: its key)"
    )
    token_env: Variable = Field(description="the environment variable that holds the callback's token")
    aes_key_env: Variable = Field(
        description="the environment variable that holds the callback's EncodingAESKey"
    )
    api_url: Url = Field(
        WECOM_API, description="https://host of the platform's API, for a private deployment"
    )


class WecomWebhook(Settings):
    kind: Literal["wecom_webhook"]
    secret_env: Variable = Field(
        description="the environment variable that holds the secret (for a webhook: its key)"
    )
    api_url: Url = Field(
        WECOM_API, description="https://host of the platform's API, for a private deployment"
    )


Channel = Annotated[Simulator | WecomBot | WecomApp | WecomWebhook, Field(discriminator="kind")]


class ChannelsFile(Settings):
    channels: dict[Id, Channel] = Field(min_length=1, description="a map of at least one channel by name")
