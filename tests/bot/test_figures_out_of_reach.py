"""Figures no calendar and no counter holds, as found by fuzzing (H8): a refusal, never a crash, and nothing moves."""

from tests.bot.rows import rows
from tests.conversation import village

MOVED = (
    "延长 " + "9" * 50 + "小时",
    "延长 99999999小时",
    "延长 9999-12-31 23:59",
    "推迟 " + "9" * 40 + "天",
    "复制 9999-12-31 23:59",
    "开团 草莓团\n草莓 25/盒\n截单 9999-12-31 23:59\n取货 9999-12-31 17:00-20:00",
    "改价 草莓 " + "9" * 60,
    "库存 草莓 " + "9" * 60,
    "核销 " + "9" * 400,
    "9" * 5000 + "号团 草莓1",
)


async def test_a_leader_who_names_a_figure_out_of_reach_is_refused_and_the_buy_stays_as_it_was() -> None:
    async with village() as v:
        await v.open()
        before = rows(v.path, "SELECT number, state, cutoff_at, pickup_day FROM buys")
        for text in MOVED:
            answer = await v.say("王姐", text, chat="lake-1", mention=True)
            assert answer, text[:20]
            assert len(answer.encode()) <= 4096
        assert rows(v.path, "SELECT number, state, cutoff_at, pickup_day FROM buys") == before
        assert "截单" in await v.say("王姐", "延长 1小时", chat="lake-1")
