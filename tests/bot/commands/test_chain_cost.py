"""A chain of a whole group is read, merged and answered without holding anybody up."""

import time
from itertools import count

from tests.conversation import Village, village
from tests.slowness import fits

NEW = count()


async def cpu(v: Village, who: str, entries: int) -> float:
    """Seconds of CPU for a chain that nobody has read before: the least of three, others may be busy."""
    spent = []
    for _ in range(3):
        rows = (f"{no}. 户{next(NEW)} 草莓1盒" for no in range(1, entries + 1))
        heard = v.message(who, "\n".join(["#接龙", "周末水果", "", *rows]), chat="lake-1")
        started = time.process_time()
        await v.hear(heard)
        spent.append(time.process_time() - started)
    return min(spent)


async def test_four_hundred_lines_cost_about_ten_times_forty_and_less_than_a_third_of_a_second() -> None:
    async with village() as v:
        await v.open()
        for who in ("李阿姨", "王姐"):
            few, many = await cpu(v, who, 40), await cpu(v, who, 400)
            assert many <= 15 * few
            assert fits(many, 0.3)
