"""Opens an AI bot by HTTP callback: it hears and answers; it cannot speak first."""

from typing import Protocol

from bot.channels.opening import Opened, Tools
from bot.channels.wecom_bot.wire import WecomBotWire


class BotSpec(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def token(self) -> str: ...
    @property
    def aes_key(self) -> str: ...
    @property
    def bot_name(self) -> str: ...


def open_channel(spec: BotSpec, _tools: Tools) -> Opened:
    return Opened(wire=WecomBotWire(spec.name, spec.token, spec.aes_key, bot_name=spec.bot_name))
