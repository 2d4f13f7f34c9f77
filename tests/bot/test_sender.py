"""When a notice goes out, waits for the morning, lapses, or has no way out; and by which way it goes."""

from bot.channels.sending import Undeliverable
from tests.bot.posting import posting, ready

GROUP = "lake-1"
EARLY_WINDOW = "开团 早点\n草莓 25/盒\n截单 今晚20:00\n取货 明天06:00-07:30"
LATE_CUTOFF = "开团 夜宵\n草莓 25/盒\n截单 今晚23:00\n取货 明天17:00-20:00"


async def test_what_may_wait_waits_for_quiet_hours_to_end() -> None:
    async with posting() as p:
        await ready(p, "李阿姨")
        p.at(22, 30)
        await p.arrive()
        await p.drain()
        assert p.ends("arrived") == [("waiting", "quiet hours")]
        p.at(7, 59, day=22)
        assert await p.drain() == 0
        p.at(8, day=22)
        await p.drain()
        assert p.ends("arrived") == [("sent", "sim")]
        assert "到货了：草莓2盒" in p.postman.to("李阿姨")[-1]


async def test_the_close_of_a_cutoff_in_quiet_hours_is_told_in_them() -> None:
    async with posting() as p:
        await ready(p, "李阿姨", offer=LATE_CUTOFF)
        p.at(23, 2)
        await p.tick()
        await p.drain()
        assert p.ends("closed") == [("sent", "sim")]
        assert p.ends("closed_summary") == [("sent", "sim")]


async def test_a_close_by_hand_before_quiet_hours_sent_late_waits_for_the_morning() -> None:
    async with posting() as p:
        await ready(p, "李阿姨")
        p.at(21, 59)
        await p.say("王姐", "截单")
        p.at(22, 1)
        await p.drain()
        assert p.ends("closed") == [("waiting", "quiet hours")]
        p.at(8, day=22)
        await p.drain()
        assert p.ends("closed") == [("sent", "sim")]


async def test_closing_soon_is_dropped_once_the_cutoff_has_passed() -> None:
    async with posting() as p:
        await ready(p)
        p.at(19, 45)
        await p.tick()
        p.at(20, 0)
        await p.drain()
        assert p.ends("cutoff_soon") == [("expired", "its moment has passed")]
        assert p.postman.to(GROUP)[1:] == []


async def test_closing_soon_is_dropped_where_the_cutoff_moved_meanwhile() -> None:
    async with posting() as p:
        await ready(p)
        p.at(19, 45)
        await p.tick()
        await p.say("王姐", "延长 到 21:00")
        await p.drain()
        assert p.ends("cutoff_soon") == [("expired", "no longer true")]


async def test_what_quiet_hours_would_outlast_is_dropped_at_once() -> None:
    async with posting() as p:
        await ready(p, "李阿姨", offer=EARLY_WINDOW)
        p.at(22, 30)
        await p.arrive()
        await p.drain()
        assert p.ends("arrived") == [("expired", "quiet hours outlast it")]


async def test_an_arrival_already_fetched_is_no_longer_told() -> None:
    async with posting() as p:
        await ready(p, "李阿姨")
        await p.arrive()
        await p.say("王姐", "核销 #1")
        await p.drain()
        assert p.ends("arrived") == [("expired", "no longer true")]


async def test_who_asked_not_to_be_reminded_gets_the_arrival_but_no_reminder() -> None:
    async with posting() as p:
        await ready(p, "李阿姨", "小张")
        await p.say("李阿姨", "别提醒我")
        await p.arrive()
        await p.drain()
        p.at(18, 0, day=22)
        await p.tick()
        await p.drain()
        assert p.ends("arrived") == [("sent", "sim")] * 2
        assert sorted(p.ends("pickup_soon")) == [
            ("sent", "sim"),
            ("undeliverable", "asked not to be reminded"),
        ]
        assert "还有草莓2盒等你取" in p.postman.to("小张")[-1]


async def test_what_the_platform_will_never_deliver_ends_with_its_reason() -> None:
    async with posting() as p:
        p.postman.fail(GROUP, Undeliverable("bad webhook key"))
        await p.open()
        await p.drain()
        assert p.ends("opened") == [("undeliverable", "bad webhook key")]


async def test_without_any_way_to_the_recipient_a_notice_is_undeliverable() -> None:
    async with posting(to_people=False, to_groups=False) as p:
        await p.open()
        await p.drain()
        assert p.ends("opened") == [("undeliverable", "no channel reaches the recipient")]


async def test_a_group_nothing_can_speak_to_is_told_by_its_leader() -> None:
    async with posting(to_groups=False) as p:
        await p.open()
        await p.drain()
        [text] = p.postman.to("王姐")
        assert text.startswith("请转发到湖畔花园1群：\n【1号团】")


async def test_a_person_nothing_reaches_1_to_1_is_named_in_the_group_without_the_code() -> None:
    async with posting(to_people=False) as p:
        await ready(p, "李阿姨")
        await p.say("李阿姨", "我叫 3-1203 李阿姨")
        [code] = [it.code for it in await p.village.store.reads.orders(1)]
        await p.arrive()
        await p.drain()
        said = p.postman.to(GROUP)[-1]
        assert "李阿姨 的草莓2盒到货了" in said
        assert code not in said
        assert "1203" not in said
        # The summary has no wording for a group's eyes and no way to the leader.
        assert p.ends("closed_summary") == [("undeliverable", "no channel reaches the recipient")]
