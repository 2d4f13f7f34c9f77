"""A day whose goods go to three points: 李阿姨 (草莓2 蓝莓1) and 陈伯 (草莓1 蓝莓2) at 1号点, 赵六 (草莓3) at
2号点 and 孙姐 (草莓2) at 3号点, which 小林 runs; 老张 drives."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from groupbuy.directory import Leader, Right
from tests.bot.commands.days import LAKE, ordered
from tests.bot.commands.test_rights_by_community import hire
from tests.conversation import Village

DRIVER = Leader("zhang", "老张", ("lake",), (("sim", "老张"),), rights=frozenset({Right.GOODS}))


@asynccontextmanager
async def on_the_way() -> AsyncIterator[Village]:
    async with ordered() as v:
        hire(v, DRIVER)
        await v.say("赵六", "自提点 2", chat=LAKE)
        await v.say("孙姐", "草莓2盒", chat=LAKE)
        await v.say("孙姐", "我叫 6-201 孙姐", chat=LAKE)
        await v.say("孙姐", "自提点 3", chat=LAKE)
        await v.say("王姐", "截单", chat=LAKE)
        await v.say("王姐", "已采购", chat=LAKE)
        yield v
