"""A group webhook: pushes text and markdown into the one group its key belongs to."""

from collections.abc import Sequence
from typing import Any

from bot.channels.clean import clean, cut, split
from bot.channels.qyapi import QyApi
from bot.channels.sending import TryAgain, Undeliverable

TEXT_LIMIT = 2048  # bytes
MARKDOWN_LIMIT = 4096
_BAD_KEY = 93000  # told with HTTP 200


class WecomWebhook:
    """A `Pusher`. The key names the group, so `target` is not used. 20 messages a minute per key."""

    def __init__(self, api: QyApi, key: str) -> None:
        self._api = api
        self._key = key

    async def push(self, target: str, text: str, of: int = 0) -> None:
        await self.text(text)

    async def text(self, text: str, mention: Sequence[str] = ()) -> None:
        """Plain text, in several messages if long. `mention` holds user ids chosen by code: nothing
        written in a text mentions anybody."""
        pieces = split(clean(text), TEXT_LIMIT)
        if not pieces:
            raise Undeliverable("empty")
        for number, piece in enumerate(pieces):
            body: dict[str, Any] = {"content": piece}
            if mention and number == 0:
                body["mentioned_list"] = list(mention)
            await self._send({"msgtype": "text", "text": body})

    async def markdown(self, markdown: str) -> None:
        """Markdown written by code; what people wrote must have gone through `clean.inert`."""
        content = cut(clean(markdown), MARKDOWN_LIMIT)
        if not content.strip():
            raise Undeliverable("empty")
        await self._send({"msgtype": "markdown", "markdown": {"content": content}})

    async def _send(self, message: dict[str, Any]) -> None:
        answer = await self._api.call("/cgi-bin/webhook/send", {"key": self._key}, message)
        if answer["errcode"] == _BAD_KEY:
            raise Undeliverable("bad webhook key")
        if answer["errcode"] != 0:
            raise TryAgain(f"errcode {answer['errcode']}")
