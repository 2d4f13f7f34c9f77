"""Downtime over a cutoff: afterwards the book is as without it, and what is still worth telling is told."""

from datetime import timedelta

from groupbuy.buy import State
from tests.bot.posting import Post, posting, ready
from tests.bot.rows import rows
from tests.conversation import START, Village, village

OFFER = "开团 起订\n草莓 25/盒 库存20\n蓝莓 15/盒\n截单 今晚20:00\n取货 明天17:00-20:00\n成团 满{need}份"
MOMENTS = timedelta(hours=11, minutes=30)


async def one_day(v: Village, need: int, *, down: bool) -> None:
    """Orders in the morning; then time passes moment by moment, or all at once as after an outage."""
    await v.open(text=OFFER.format(need=need))
    await v.say("李阿姨", "草莓2盒", chat="lake-1")
    await v.say("小张", "蓝莓1盒", chat="lake-1")
    if not down:
        await v.pass_time(MOMENTS)
        return
    v.clock.at = START + MOMENTS
    for _ in range(3):  # the scheduler's first beats
        await v.parts.settle()


async def outcome(v: Village) -> tuple[State, list[object], list[str]]:
    """State, orders, and who was told what kind of thing besides the reminders of the past."""
    buy = await v.store.reads.buy(1)
    told = rows(
        v.path, "SELECT kind, recipient FROM outbox WHERE kind <> 'cutoff_soon' ORDER BY kind, recipient"
    )
    orders = [(it.seq_no, it.amount, it.active) for it in await v.store.reads.orders(1)]
    return buy.state, orders, [f"{kind} {to.split(':')[0]}" for kind, to in told]


async def test_a_cutoff_slept_through_ends_in_the_same_state_with_the_same_told() -> None:
    async with village() as awake, village() as asleep:
        await one_day(awake, 3, down=False)
        await one_day(asleep, 3, down=True)
        # The half hour in which a close may be taken back begins when the close is told.
        await asleep.pass_time(timedelta(hours=1))
        assert await outcome(awake) == await outcome(asleep)
        state, _, told = await outcome(asleep)
        assert state is State.FORMED
        assert told.count("closed chat") == 1
        assert told.count("closed_summary leader") == 1


async def test_a_minimum_missed_during_downtime_is_asked_about_as_without_it() -> None:
    async with village() as awake, village() as asleep:
        await one_day(awake, 30, down=False)
        await one_day(asleep, 30, down=True)
        assert await outcome(awake) == await outcome(asleep)
        assert (await outcome(asleep))[0] is State.NOT_FORMED
        assert any("回“延长" in it or "延长 1" in it for it in asleep.heard(user="王姐")), asleep.heard()


async def test_a_reminder_whose_moment_was_slept_through_is_not_told_afterwards() -> None:
    async with village() as v:
        await one_day(v, 3, down=True)
        assert not any("已有2户下单" in it for it in v.heard(chat="lake-1"))


async def test_notices_held_up_by_a_sender_that_was_down_lapse_or_are_told_each_with_its_reason() -> None:
    async with posting() as p:
        await ready(p, "李阿姨")
        p.at(19, 45)
        await p.tick()  # "closing soon" is written down; nobody sends
        p.at(20, 1)
        await p.tick()
        assert p.ends("cutoff_soon") == [("waiting", "")]
        p.at(20, 30)
        await p.drain()
        assert p.ends("cutoff_soon") == [("expired", "its moment has passed")]
        assert p.ends("closed") == [("sent", "sim")]
        assert p.ends("closed_summary") == [("sent", "sim")]
        assert p.counted["cutoff_soon", "expired"] == 1


async def told_after(p: Post, hours: float) -> list[str]:
    p.later(hours=hours)
    before = len(p.postman.sent)
    await p.tick()
    await p.drain()
    return [text for _, text in p.postman.sent[before:]]


async def test_an_order_sent_in_time_is_booked_though_handled_after_the_outage() -> None:
    """DESIGN §3 Cutoff: what counts is when it was sent, and the leader gets a corrected summary."""
    async with posting() as p:
        await ready(p, "李阿姨")
        sent = p.at(19, 59)
        p.at(20, 10)
        assert any("截单汇总：1单" in it for it in await told_after(p, 0))
        late = p.village.message("小张", "草莓3盒", chat="lake-1", sent_at=sent)
        assert "草莓 3盒 75元" in await p.village.hear(late)
        assert any("2单" in it or "草莓 5盒" in it for it in await told_after(p, 0.01))
        too_late = p.village.message("赵姐", "草莓3盒", chat="lake-1")
        assert "记在迟单 1" in await p.village.hear(too_late)


async def test_beats_that_were_missed_do_not_pile_up() -> None:
    """Ten beats at one instant do what one does."""
    async with village() as v:
        await one_day(v, 3, down=True)
        once = rows(v.path, "SELECT COUNT(*) FROM outbox"), rows(v.path, "SELECT COUNT(*) FROM journal")
        for _ in range(10):
            await v.parts.settle()
        assert (
            rows(v.path, "SELECT COUNT(*) FROM outbox"),
            rows(v.path, "SELECT COUNT(*) FROM journal"),
        ) == once
