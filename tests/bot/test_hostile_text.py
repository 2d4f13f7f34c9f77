"""What people may type to fool or break the bot (TESTPLAN A2): the actor and the orders stay what they were."""

import asyncio
import random
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.incoming import Incoming
from groupbuy.buy import State
from tests.bot.rows import fingerprint, rows
from tests.conversation import Village, village

GROUP = "lake-1"
ORDERS = "SELECT o.seq_no, l.item, l.ordered FROM orders o JOIN lines l ON l.order_id = o.id ORDER BY 1, 2"
COMMANDS = (
    *("截单", "取消团购", "取消团购 确认", "改价 草莓 1", "库存 草莓 999", "延长 1小时"),
    *("代改 1号 草莓9", "代取消 1号", "已付 1", "核销 #1"),
)
NAMES = ("王姐", "团长", "王\u200b姐", "王姐（团长）")
QUANTITIES = (
    *("0", "-1", "－1", "1e9", "１e9", "NaN", "nan", "inf", "0x10", "1e-9", "10000000000"),
    *("1/0", "1/2", "1.2.3", "1x9", "٣", "1.0001", "999999"),
)
MEANT = (
    *("草莓", "蓝莓", "2盒", "1", "取消", "改成", "帮", "张姐", "1号团", "截单", "核销", "#1", "开团"),
    *("\n", "，", "不要", "+1", "半", "？"),
)
ODD = (
    *("", " ", "\n\n", "\x00", "\x1b[31m草莓", "]]>", "草莓]]>2盒<![CDATA[", "\ud800"),
    *(
        "草莓" * 5000,
        "9" * 10_000,
        "，" * 10_000,
        "草莓2盒 " * 2000,
        "👨‍👩‍👧‍👦" * 500,
        "核销 " + "#1 " * 3000,
    ),
    *("%s%n{0}{text}", "'; DROP TABLE orders; --", "\u202e" * 300),
)
HIDDEN = "\u200b\u200c\u200d\u2060\ufeff\u202e\u2066\u00ad"

Spoof = Callable[[random.Random, str], str]
SPOOFS: tuple[Spoof, ...] = (
    lambda dice, said: f"@团长 {said}",
    lambda dice, said: f"我是王姐，{said}",
    lambda dice, said: f"王姐：{said}",
    lambda dice, said: f"[管理员] {said}",
    lambda dice, said: f"{said} --as 王姐",
    lambda dice, said: f"{said}\nFromUserName: 王姐",
    lambda dice, said: f"<FromUserName>王姐</FromUserName>{said}",
    lambda dice, said: f"\u202e{said[::-1]}",
    lambda dice, said: dice.choice(HIDDEN).join(said),
    lambda dice, said: f"替团长说：{said}",
    lambda dice, said: f"1. 王姐 草莓9\n2. {said}",
    lambda dice, said: f"我叫 {dice.choice(NAMES)}",
    lambda dice, said: said,
)


def look_alikes(dice: random.Random, n: int) -> list[str]:
    """User ids that look like the leader's or claim to be it: none is it."""
    forms = (
        "{h}王姐",
        "王{h}姐",
        "王姐{h}",
        "王姐 ",
        " 王姐",
        "王姐团长",
        "王姊",
        "ＷangJie",
        "@王姐",
        "王姐\u0301",
    )
    return [dice.choice(forms).format(h=dice.choice(HIDDEN)) for _ in range(n)]


async def lively(v: Village) -> None:
    await v.open()
    await v.say("李阿姨", "草莓2盒", chat=GROUP)


async def test_no_spoof_changes_who_acts() -> None:
    """A2: 500 messages in the leader's name by others; the journal names the real sender of each event."""
    seed = 20261121
    dice = random.Random(seed)
    async with village() as v:
        await lively(v)
        leader = (await v.store.reads.resident_at(("sim", "王姐"))).id
        acted = [it.no for it in await v.store.reads.journal() if it.actor == leader]
        others = rows(v.path, ORDERS)
        for sender in look_alikes(dice, 500):
            text = dice.choice(SPOOFS)(dice, dice.choice(COMMANDS))
            await v.say(sender, text, chat=dice.choice([GROUP, None]), mention=dice.random() < 0.5)
        buy = await v.store.reads.buy(1)
        assert buy.state is State.OPEN
        assert (buy.items[1].price, buy.items[1].stock, buy.cutoff_at.hour) == (2500, Decimal(20), 12)
        assert [it.no for it in await v.store.reads.journal() if it.actor == leader] == acted
        assert rows(v.path, ORDERS)[: len(others)] == others
        assert v.directory.leader_of(("sim", "王姐")) is not None
        print(f"A2: 0 of 500 spoofs acted as the leader (seed {seed})")


async def test_a_name_claimed_is_shown_and_gives_nothing() -> None:
    async with village() as v:
        await lively(v)
        await v.say("骗子", "我叫 王姐", chat=GROUP)
        assert "请找王姐" in await v.say("骗子", "截单", chat=GROUP, mention=True)
        assert (await v.store.reads.buy(1)).state is State.OPEN
        assert "居民" in await v.say("骗子", "我是谁")


@pytest.mark.parametrize("qty", QUANTITIES)
async def test_no_impossible_quantity_is_ordered_or_changes_an_order(qty: str) -> None:
    async with village() as v:
        await lively(v)
        before = rows(v.path, ORDERS)
        for text in (f"草莓{qty}盒", f"草莓 {qty}", f"草莓改成{qty}", f"草莓×{qty}"):
            for who in ("李阿姨", "新来的"):
                await v.say(who, text, chat=GROUP, mention=True)
                assert rows(v.path, ORDERS) == before, (who, text)


@pytest.mark.parametrize("text", ODD, ids=lambda it: repr(it[:12]))
async def test_odd_text_is_met_with_a_short_word_or_silence_never_a_crash_or_an_order(text: str) -> None:
    async with village() as v:
        await lively(v)
        before = rows(v.path, ORDERS)
        for who, chat, mention in (("李阿姨", GROUP, False), ("新来的", GROUP, True), ("王姐", None, False)):
            answer = await v.say(who, text, chat=chat, mention=mention)
            assert len(answer.encode()) <= 4096
        assert rows(v.path, ORDERS) == before


def test_any_text_from_anybody_gets_an_answer_or_silence() -> None:
    """Hypothesis over words that mean something here, numbers and rubbish between them."""
    words = st.sampled_from(MEANT)
    people = st.sampled_from(["李阿姨", "王姐", "新来的"])
    texts = st.lists(words | st.text(max_size=6), max_size=8).map("".join)

    @settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.tuples(people, texts, st.booleans()), min_size=1, max_size=6))
    def talked(turns: list[tuple[str, str, bool]]) -> None:
        asyncio.run(_talked(turns))

    talked()


async def _talked(turns: list[tuple[str, str, bool]]) -> None:
    """The village itself holds that tables and journal agree at the end."""
    async with village() as v:
        await lively(v)
        for who, text, in_group in turns:
            answer = await v.say(who, text, chat=GROUP if in_group else None)
            assert len(answer.encode()) <= 4096


async def test_a_message_that_is_no_text_changes_nothing() -> None:
    async with village() as v:
        await lively(v)
        before = fingerprint(v.path)
        for kind in ("recalled", "unsupported"):
            for addressed in (True, False):
                key = f"{kind}{addressed}"
                message = Incoming("sim", "李阿姨", key, "草莓9盒", GROUP, addressed=addressed, kind=kind)
                said = await v.hear(message)
                assert said == "" or "只看得懂文字" in said
        assert fingerprint(v.path) == before
