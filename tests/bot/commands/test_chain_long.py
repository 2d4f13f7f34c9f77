"""A leader's long chain is answered within what one answer may be: what was refused first, none lost silently."""

import re

from bot.replies import CUT, MOST_BYTES
from tests.bot.commands.days import LAKE
from tests.conversation import village


async def test_long_names_do_not_cut_what_was_refused_from_the_answer() -> None:
    async with village() as v:
        await v.open()
        rows = "\n".join(f"{no}. {'长' * 18}{no} 草莓1盒 蓝莓1盒" for no in range(1, 61))
        await v.say("王姐", f"#接龙\n周末水果\n\n{rows}", chat=LAKE)
        answer = await v.say("王姐", "确认", chat=LAKE)
        assert CUT not in answer
        assert len(answer.encode()) <= MOST_BYTES
        assert "记了20行，40行没记" in answer
        shown = answer.count("✗")
        left = re.search(r"(\d+)行", answer.split("✗")[-1])
        assert shown
        assert left is not None
        assert shown + int(left[1]) == 40
