"""The channels as the program opens them: one typed value per kind, its secrets taken from the environment."""

from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Spec:
    """`name` is the channel's name in channels.yaml; `off` says why it is not to be opened, None when it is on.

    `realm` names the space its user ids live in (groupbuy.directory.Identity).
    """

    kind: ClassVar[str]
    name: str
    corp_id: str | None = None
    off: str | None = None

    @property
    def realm(self) -> str:
        return self.corp_id or self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatorSpec(Spec):
    kind: ClassVar[str] = "simulator"


@dataclass(frozen=True, slots=True, kw_only=True)
class WecomBotSpec(Spec):
    """An AI bot by HTTP callback. `bot_name` is how it is mentioned, without @; secrets are empty when off."""

    kind: ClassVar[str] = "wecom_bot"
    bot_name: str
    token: str = field(default="", repr=False)
    aes_key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class WecomAppSpec(Spec):
    """A self-built app: callback and `message/send`. `api_url` has no slash at its end."""

    kind: ClassVar[str] = "wecom_app"
    agent_id: int
    api_url: str
    secret: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    aes_key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class WecomWebhookSpec(Spec):
    """A group webhook: speaks in one internal group. `key` is the part of its address after `key=`."""

    kind: ClassVar[str] = "wecom_webhook"
    api_url: str
    key: str = field(default="", repr=False)


ChannelSpec = SimulatorSpec | WecomBotSpec | WecomAppSpec | WecomWebhookSpec
