"""What everything that pushes a text offers, and the three ways a push fails."""

from typing import Protocol


class SendFailed(Exception):
    """A push that did not arrive; which kind says whether to try again."""


class Undeliverable(SendFailed):
    """This text will never reach this target; `reason` is short and holds no secret."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RateLimited(SendFailed):
    """The platform's own limit was met; nothing went out. Wait `retry_after_s` seconds."""

    def __init__(self, retry_after_s: float) -> None:
        super().__init__(f"rate limited for {retry_after_s:g} s")
        self.retry_after_s = retry_after_s


class TryAgain(SendFailed):
    """It may or may not have gone out (network, 5xx, busy, a setting an admin can mend)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Pusher(Protocol):
    """A channel that can speak first. `target` is the platform's user or chat id."""

    async def push(self, target: str, text: str, of: int = 0) -> None:
        """Sends `text`; raises `Undeliverable`, `RateLimited` or `TryAgain`, nothing else.

        `of` is the notice's number (0: none): the same text of the same notice again is a repeat, which
        a platform that can leaves out; the same text of another notice is not.
        """
        ...
