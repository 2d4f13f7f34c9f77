"""The same village on PostgreSQL: a part of the conversations, so that the bot notices no difference.

All of them run there with TEST_DATABASE=postgres.
"""

import asyncio
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.app import App
from bot.listening import listen
from storage.scope import OutOfScope
from storage.store import Store
from tests.conversation import Village, left, village

LAKE, MAPLE = "lake-1", "maple-1"


@dataclass
class Asking:
    """The store, noting which communities each unit was said to be about and which it was then given."""

    store: Store
    said: list[Collection[str] | None]
    given: list[Collection[str] | None]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)

    async def run(self, unit: Any, **how: Any) -> Any:
        async def noted(books: Any) -> Any:
            self.given.append(books._sql.scope)
            try:
                return await unit(books)
            except OutOfScope:
                self.given.append("too little")
                raise

        self.said.append(how.get("communities"))
        return await self.store.run(noted, **how)


def listening(v: Village) -> Asking:
    """The village's app from now on speaks through what is returned."""
    asking = Asking(v.store, [], [])
    v.parts.app = replace(v.parts.app, store=asking)  # type: ignore[arg-type]
    assert isinstance(v.parts.app, App)
    return asking


async def test_a_day_on_postgres_from_the_offer_to_the_last_bag() -> None:
    async with village(kind="postgres") as v:
        await v.open()
        await v.talk(
            ("李阿姨", LAKE, "草莓2盒", "记好了"),
            ("赵六", LAKE, "蓝莓1盒，给老张带草莓1盒", "记好了"),
            ("李阿姨", LAKE, "再加一盒蓝莓", "蓝莓"),
            ("赵六", LAKE, "草莓30盒", "草莓"),
            ("李阿姨", None, "我叫 3-1203 李", "3-1203"),
            ("李阿姨", None, "我的订单", "草莓"),
            ("赵六", LAKE, "我的不要了", "取消"),
            ("王姐", LAKE, "汇总", "草莓"),
            ("小陈", LAKE, "今天天气不错", ""),
        )
        assert await v.say("李阿姨", "草莓2盒", chat=LAKE, message_id="again") == await v.say(
            "李阿姨", "草莓2盒", chat=LAKE, message_id="again"
        )
        await v.pass_time(timedelta(hours=10, minutes=1))
        assert any("截单" in it for it in v.heard())
        await v.say("王姐", "照常成团", chat=LAKE)
        await v.say("王姐", "已采购", chat=LAKE)
        await v.say("王姐", "到货", chat=LAKE)
        orders = await v.store.reads.orders(1)
        here = await left(v)
    async with village(kind="postgres", since=here) as v:
        assert await v.store.reads.orders(1) == orders, "and it goes on after a backup was restored"
        assert await v.say("李阿姨", "我的订单") == await v.say("李阿姨", "我的订单")
        await v.pass_time(timedelta(days=3))


async def test_a_message_is_said_to_be_about_its_own_communities_and_may_be_about_others() -> None:
    async with village(kind="postgres") as v:
        await v.open()
        asking = listening(v)
        await v.talk(("李阿姨", LAKE, "草莓2盒", "记好了"))
        assert asking.said == [{"lake"}]
        assert all(it and "community lake" in it for it in asking.given), "no unit had to be run twice"
        asking.said.clear(), asking.given.clear()

        # Somebody nobody knows yet says 1:1 where they live, and what they order is booked there and then.
        answer = await v.say("新来的", "草莓1盒")
        assert "社区" in answer or "小区" in answer
        assert asking.said == [set()]
        assert asking.given == [None]
        asking.said.clear(), asking.given.clear()

        # To be forgotten concerns every community: the first try finds that out and the second has them all.
        await v.say("李阿姨", "我的不要了", chat=LAKE)
        asking.given.clear()
        await v.say("李阿姨", "删除我的信息")
        await v.say("李阿姨", "确认")
        assert None in asking.given


async def test_a_leader_is_heard_in_all_their_communities_and_a_stranger_in_none() -> None:
    async with village() as v:
        for who, chat, meant in (
            ("李阿姨", LAKE, {"lake"}),
            ("李阿姨", MAPLE, {"maple"}),
            ("新来的", None, set()),
            ("王姐", None, set(v.directory.leaders["wang"].communities)),
        ):
            talk, _ = await listen(
                v.message(who, "团购", chat=chat), v.store.reads, v.parts.settings, at=v.clock.now()
            )
            assert talk.communities == meant, who


async def test_two_communities_order_at_once_and_each_is_numbered_by_itself() -> None:
    async with village(kind="postgres") as v:
        await v.open()
        maple = next(it for it in v.directory.leaders.values() if "maple" in it.communities)
        second = await v.open(leader=maple.name, chat=MAPLE)
        said = await asyncio.gather(
            *(
                v.hear(v.message(f"{chat}邻居{i}", "蓝莓1盒", chat=chat))
                for i in range(12)
                for chat in (LAKE, MAPLE)
            )
        )
        assert all("记好了" in it for it in said)
        for number in (1, second):
            assert [it.seq_no for it in await v.store.reads.orders(number)] == list(range(1, 13))
