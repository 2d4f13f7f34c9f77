"""The kept hostile inputs (H8): each ends at the stage it is known for, on every way in, and none crashes."""

import time
from collections import Counter

from tests.conversation import village
from tests.hostile.keeping import KEPT, kept, seeds, words
from tests.hostile.stages import STAGES, listeners

WAYS = {*STAGES, "text"}


async def test_every_kept_input_ends_where_it_is_known_to_end() -> None:
    """Three hundred and more: grown by coverage (`make test-faults`) and made by hand. A new stage is no harm by
    itself: where a reader reads more than before, the line is changed; a crash is."""
    corpus = kept()
    began = time.process_time()
    async with village() as v:
        stages = STAGES | {"text": (await listeners(v)).text}
        wrong = []
        for it in corpus:
            ended = stages[it.at](it.body)
            if ended != it.stage:
                wrong.append((it.at, it.why, it.body[:80], ended))
        assert wrong == []
    ways = Counter(it.at for it in corpus)
    ends = {(it.at, it.stage) for it in corpus}
    spent = time.process_time() - began
    print(f"H8: {len(corpus)} inputs {dict(ways)}, {len(ends)} different ends, {spent:.1f} s of CPU")
    assert len(corpus) >= 300
    assert set(ways) == WAYS
    assert len({(it.at, it.body) for it in corpus}) == len(corpus), "one stands there twice"


def test_the_kept_inputs_reach_every_refusal_and_every_kind_of_message() -> None:
    ends = {(it.at, it.stage) for it in kept()}
    for way in ("app", "bot"):
        assert {(way, "text"), (way, "enter"), (way, "unsupported"), (way, "nothing")} <= ends
    assert {
        ("app", "400 xml"),
        ("app", "400 CreateTime"),
        ("app", "400 FromUserName"),
        ("bot", "400 json"),
    } <= ends
    assert {("blocks", "400 ciphertext"), ("blocks", "text"), ("blocks", "400 xml")} <= ends
    for way in ("app body", "bot body"):
        assert {(way, "403 unencrypted"), (way, "413 body"), (way, "400 ciphertext")} <= ends
    assert {
        ("frame", it) for it in ("Hello", "Say", "Recall", "Edit", "Forward", "MoveTo", "BadFrame")
    } <= ends
    assert {("text", it) for it in ("nothing", "command", "words")} <= ends


def test_the_kept_inputs_stay_small_and_the_fuzzer_begins_with_them() -> None:
    assert KEPT.stat().st_size < 200_000
    for way in WAYS:
        begins = [*seeds(way)]
        assert {it.body for it in kept() if it.at == way} <= {*begins}
        assert words(way)
    assert "截单" in words("text")
