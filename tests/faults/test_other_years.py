"""T4 with a whole process under another year's clock: `faketime` where the machine has it, else it is said that not."""

from datetime import datetime
from pathlib import Path

import pytest

import storage
from main import real_time
from tests.bot.wecom_town import LEADER
from tests.eventually import eventually
from tests.faults.budget import LIMIT, noted
from tests.faults.cluster import Clock, cluster, database, offer

pytestmark = [pytest.mark.faults, pytest.mark.timeout(LIMIT)]
LIBRARIES = sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))


def shifted_to(when: datetime) -> Clock:
    """Skips the test where nothing can shift a process's clock. Preloaded by hand: `faketime` itself stays between a
    process and who kills it."""
    if not LIBRARIES:
        noted(
            "T4: no libfaketime here (Debian: apt-get install faketime): no whole process under another clock"
        )
        pytest.skip("no libfaketime")
    ahead = when - real_time()
    return Clock(ahead, {"LD_PRELOAD": str(LIBRARIES[0]), "FAKETIME": f"+{ahead.total_seconds():.0f}s"})


@pytest.mark.parametrize(
    ("when", "kind"),
    [
        ("2027-01-01T00:00:30+08:00", "sqlite"),
        ("2028-02-29T12:00+08:00", "sqlite"),
        ("2038-01-20T12:00+08:00", "sqlite"),
        ("2038-01-20T12:00+08:00", "postgres"),
    ],
)
async def test_a_whole_process_lives_in_another_year(tmp_path: Path, kind: str, when: str) -> None:
    """Ready; a buy is opened, ordered from, closed and told of over encrypted loopback; the sums hold."""
    there = datetime.fromisoformat(when)
    clock = shifted_to(there)
    async with (
        database(kind, tmp_path) as url,
        cluster(tmp_path, url, ("all",), 1, 10, clock=clock) as it,
        storage.open(url) as store,
    ):
        assert "我记的是" in await it.say(LEADER, offer(20, clock.ahead), "m1")
        assert "开了" in await it.say(LEADER, "确认", "m2")
        assert "草莓 2盒 50元" in await it.say("P1", "草莓2盒", "m3")
        for no, text in enumerate(("截单", "已采购", "到货")):
            assert await it.say(LEADER, text, f"close{no}")
        await eventually(
            lambda: any("到货了" in m["text"]["content"] for m in it.platform.sent),
            "nothing is told",
            within_s=60,
        )
        await it.ready(it.members[0])
        [order] = await store.reads.orders(1)
        journal = await store.reads.journal()
        assert {(entry.at - there).days for entry in journal} == {0}
        assert await store.disagreements() == []
        assert it.members[0].tracebacks() == 0
        assert not it.seen
        noted(
            f"T4 {kind}, {when}: ready, {order.seq_no} order, {len(journal)} events of {journal[-1].at:%Y-%m-%d}"
        )
