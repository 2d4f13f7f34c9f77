"""One coverage-guided run (H8), a process of its own, as libFuzzer ends the process it runs in.

python -m tests.faults.fuzzing WAY FOLDER [libFuzzer's options]: WAY as in tests/hostile/stages.py, "text", or
"village" for whole messages through the real app; what is found goes to FOLDER, an input that crashes with it.
"""

import asyncio
import sys
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import atheris

# To instrument a module takes a tenth of a second: of each way, what reads what came from outside.
READING = ["bot.channels"]
if sys.argv[1] in ("text", "village"):
    READING = ["bot.understand", "bot.parsing", "bot.router", "bot.reading", "bot.channels.clean"]

with atheris.instrument_imports(include=READING, enable_loader_override=False):
    from bot.channels.clean import clean
    from tests.conversation import START, Lived, Village, left, village
    from tests.hostile import keeping
    from tests.hostile.stages import LONGEST, STAGES, Listeners, listeners

FRESH = 400
"""Messages after which the village is what it was at the beginning."""
SPEAKERS = (
    ("王姐", "lake-1"),
    ("李阿姨", "lake-1"),
    ("李阿姨", None),
    ("新来的", None),
    ("王姐", None),
    ("陈经理", None),
)
MOST_ANSWER = 4096


class Villages:
    """Whole messages, one after the other, in a village that is begun anew now and then."""

    def __init__(self, run: Callable[[Coroutine[Any, Any, Any]], Any]) -> None:
        self._run = run
        self._open = AsyncExitStack()
        self._lived: Lived | None = None
        self._said = 0
        self._village: Village | None = None

    def hear(self, body: bytes) -> None:
        self._run(self._hear(body))

    async def _hear(self, body: bytes) -> None:
        if self._village is None or self._said % FRESH == 0:
            await self._begin()
        assert self._village is not None
        self._said += 1
        who, chat = SPEAKERS[body[0] % len(SPEAKERS)] if body else SPEAKERS[0]
        text = clean(body[1:].decode("utf-8", "replace")[:LONGEST]).strip()
        answer = await self._village.hear(
            self._village.message(who, text, chat=chat, mention=chat is not None)
        )
        assert len(answer.encode()) <= MOST_ANSWER

    async def _begin(self) -> None:
        """Tables and journal must agree at the end of each."""
        await self._open.aclose()
        if self._lived is None:
            async with village() as v:
                await listeners(v)
                self._lived = await left(v)
        self._village = await self._open.enter_async_context(village(at=START, since=self._lived))


async def _listeners() -> Listeners:
    async with village() as v:
        return await listeners(v)


def main(way: str, folder: Path, options: list[str]) -> None:
    loop = asyncio.new_event_loop()
    if way == "village":
        one: Callable[[bytes], object] = Villages(loop.run_until_complete).hear
    else:
        one = STAGES[way] if way in STAGES else loop.run_until_complete(_listeners()).text
    begin = folder / "seeds"
    begin.mkdir(exist_ok=True)
    for no, seed in enumerate(keeping.seeds("text" if way == "village" else way)):
        (begin / f"{no:05}").write_bytes(b"\x00" + seed if way == "village" else seed)
    words = "\n".join(
        '"' + "".join(f"\\x{it:02x}" for it in word.encode()) + '"' for word in keeping.words(way)
    )
    (folder / "words").write_text(words)
    (folder / "new").mkdir(exist_ok=True)
    fixed = [
        f"-dict={folder / 'words'}",
        "-max_len=2000",
        "-timeout=20",
        "-rss_limit_mb=4000",
        "-print_final_stats=1",
    ]
    atheris.Setup(
        [sys.argv[0], *fixed, f"-artifact_prefix={folder}/", *options, str(folder / "new"), str(begin)],
        lambda body: one(body) and None,
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
