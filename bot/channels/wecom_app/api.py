"""A self-built app speaking first: `message/send` to one member, with a shared access token."""

from contextlib import AbstractAsyncContextManager
from typing import Any, Protocol

from bot.channels.clean import clean, split
from bot.channels.qyapi import QyApi
from bot.channels.sending import TryAgain, Undeliverable
from bot.channels.wecom_app.wire import TEXT_LIMIT

# developer.work.weixin.qq.com/document/path/90313, the global error codes
_TOKEN_GONE = (40014, 42001)
_NOBODY = (40003, 40031, 60111, 81013)
_EARLY_S = 300  # a token is given up this long before the platform does
_REPEATS_S = 300  # a killed sender's notices are free after a minute; six of the eight tries lie within
_APART = 997


class TokenShelf(Protocol):
    """Where the workers share a token; losing it costs one more call."""

    async def get(self, key: str) -> str | None: ...

    async def put(self, key: str, value: str, ttl_seconds: int) -> None: ...

    def lock(self, key: str) -> AbstractAsyncContextManager[object]:
        """Held by one at a time, among all workers where the shelf is shared."""
        ...


class WecomApp:
    """A `Pusher`; `target` is a member's user id."""

    def __init__(self, api: QyApi, shelf: TokenShelf, corp_id: str, secret: str, agent_id: int) -> None:
        self._api = api
        self._shelf = shelf
        self._corp_id = corp_id
        self._secret = secret
        self._agent_id = agent_id
        self._key = f"wecom-app-token:{corp_id}:{agent_id}"

    async def push(self, target: str, text: str, of: int = 0) -> None:
        """A text over the platform's 2048 bytes goes as several; if a later one fails all are tried again.

        The platform leaves out what it got before: "the same content (request JSON)" within an interval of at
        most 4 hours (document/path/90236). An interval of each notice's own keeps what two notices say
        in the same words apart: "now 2 boxes", "now 3", "now 2" must all arrive.
        """
        if not target or "|" in target or target.startswith("@"):
            raise Undeliverable("not one member")  # "|" and "@all" would reach others
        pieces = split(clean(text), TEXT_LIMIT)
        if not pieces:
            raise Undeliverable("empty")
        for piece in pieces:
            await self._send(target, piece, of)

    async def _send(self, target: str, text: str, of: int) -> None:
        message = {"touser": target, "msgtype": "text", "agentid": self._agent_id, "text": {"content": text}}
        if of:
            message |= {"enable_duplicate_check": 1, "duplicate_check_interval": _REPEATS_S + of % _APART}
        token = await self._token()
        answer = await self._post(token, message)
        if answer["errcode"] in _TOKEN_GONE:
            answer = await self._post(await self._token(spent=token), message)
        if answer["errcode"] in _NOBODY or answer.get("invaliduser") or answer.get("unlicenseduser"):
            raise Undeliverable("no such member")
        if answer["errcode"] != 0:
            raise TryAgain(f"errcode {answer['errcode']}")

    async def _post(self, token: str, message: dict[str, Any]) -> dict[str, Any]:
        return await self._api.call("/cgi-bin/message/send", {"access_token": token}, message)

    async def _token(self, spent: str | None = None) -> str:
        """The shared token, fetched by whoever comes first; `spent` is one the platform just refused."""
        token = await self._shelf.get(self._key)
        if token and token != spent:
            return token
        async with self._shelf.lock(self._key):
            token = await self._shelf.get(self._key)
            if token and token != spent:
                return token
            return await self._fetch_token()

    async def _fetch_token(self) -> str:
        who = {"corpid": self._corp_id, "corpsecret": self._secret}
        answer = await self._api.call("/cgi-bin/gettoken", who)
        token, lives_s = answer.get("access_token"), answer.get("expires_in")
        if answer["errcode"] != 0 or not isinstance(token, str) or not isinstance(lives_s, int):
            raise TryAgain(f"no token, errcode {answer['errcode']}")
        await self._shelf.put(self._key, token, max(lives_s - _EARLY_S, 1))
        return token
