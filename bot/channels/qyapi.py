"""One call to WeCom's API host: JSON back, or one of the ways a push fails."""

from typing import Any

import aiohttp

from bot.channels.sending import RateLimited, TryAgain

HOST = "https://qyapi.weixin.qq.com"
Json = dict[str, Any]
_BUSY = -1
_PER_MINUTE = 45009  # "api freq out of limit": windows of a minute
_AT_ONCE = 45033  # too many calls at the same time


class QyApi:
    """Shared by all channels of a process; `timeout_s` seconds for a call. The caller closes `session`."""

    def __init__(self, session: aiohttp.ClientSession, base_url: str = HOST, timeout_s: float = 5.0) -> None:
        self._session = session
        self._base_url = base_url.rstrip("/")
        self._timeout = aiohttp.ClientTimeout(total=timeout_s)

    async def call(self, path: str, params: dict[str, str], json: Json | None = None) -> Json:
        """POSTs `json` (GETs without it); the answer's other `errcode`s are the caller's to judge.

        Raises `TryAgain` (network, 5xx, unreadable, errcode -1) and `RateLimited`. Their texts never
        hold the address, whose query carries tokens and keys; nor does a chained exception.
        """
        answer = await self._fetch(path, params, json)
        if isinstance(answer, str):
            raise TryAgain(answer)
        errcode = answer.setdefault("errcode", 0)
        if errcode == _BUSY:
            raise TryAgain("errcode -1")
        if errcode in (_PER_MINUTE, _AT_ONCE):
            raise RateLimited(60 if errcode == _PER_MINUTE else 2)
        return answer

    async def _fetch(self, path: str, params: dict[str, str], json: Json | None) -> Json | str:
        """The answer, or in a word why there is none."""
        try:
            async with self._session.request(
                "GET" if json is None else "POST",
                self._base_url + path,
                params=params,
                json=json,
                timeout=self._timeout,
                allow_redirects=False,  # a token goes to this host or nowhere
            ) as response:
                if response.status != 200:
                    return f"HTTP {response.status}"
                answer = await response.json(content_type=None)
        except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
            return type(error).__name__
        return answer if isinstance(answer, dict) else "unreadable answer"
