"""From a recipient to a way: which channel, which address, and whether others read it."""

from collections.abc import Mapping
from dataclasses import replace

from bot.channels.opening import Outlet
from bot.ways import Way, Ways
from groupbuy.directory import Directory
from tests.bot.posting import Postman
from tests.conversation import Village, village


def outlet(
    name: str, realm: str = "sim", *, people: bool = True, groups: bool = True, prefixed: bool = False
) -> Outlet:
    return Outlet(name, realm, Postman(), people, groups, per_minute=60, prefixed=prefixed)


async def way(
    v: Village, to: str, outlets: Mapping[str, Outlet], directory: Directory | None = None
) -> Way | None:
    return await Ways(outlets).of(to, ("lake-1",), directory or v.directory, v.store.reads)


async def met(v: Village, who: str) -> str:
    await v.say(who, "团购", chat="lake-1")
    found = await v.store.reads.resident_at(("sim", who))
    assert found is not None
    return f"resident:{found.id}"


async def test_everybody_is_reached_where_they_are_known() -> None:
    async with village() as v:
        sim = {"sim": outlet("sim")}
        someone = await met(v, "李阿姨")
        reached = [await way(v, it, sim) for it in ("chat:lake-1", "leader:wang", "admin:chen", someone)]
        assert [it and (it.target, it.public, it.head) for it in reached] == [
            (name, False, "") for name in ("lake-1", "王姐", "陈经理", "李阿姨")
        ]


async def test_who_is_not_in_the_configuration_or_the_book_is_reached_by_nobody() -> None:
    async with village() as v:
        for to in ("chat:gone", "leader:gone", "admin:gone", "resident:gone", "nonsense:x", "leader"):
            assert await way(v, to, {"sim": outlet("sim")}) is None


async def test_a_channel_with_two_kinds_of_address_is_told_which() -> None:
    async with village() as v:
        both = {"sim": outlet("sim", prefixed=True)}
        assert [(await way(v, it, both)).target for it in ("chat:lake-1", "leader:wang")] == [
            "chat:lake-1",
            "user:王姐",
        ]


async def test_a_group_with_push_is_spoken_to_by_that_channel() -> None:
    async with village() as v:
        chats = dict(v.directory.chats)
        chats["lake-1"] = replace(chats["lake-1"], push="hook")
        directory = replace(v.directory, chats=chats)
        found = await way(
            v, "chat:lake-1", {"sim": outlet("sim"), "hook": outlet("hook", people=False)}, directory
        )
        assert found is not None
        assert found.outlet.name == "hook"


async def test_a_group_nobody_can_speak_to_goes_to_a_leader_to_post_and_to_nobody_where_none_is_reached() -> (
    None
):
    async with village() as v:
        found = await way(v, "chat:maple-1", {"sim": outlet("sim", groups=False)})
        assert found is not None
        assert (found.target, found.head) == ("老周", "请转发到枫林苑1群：\n")
        assert (
            await way(v, "chat:maple-1", {"hook": outlet("hook", "other", people=True, groups=False)}) is None
        )


async def test_a_person_is_found_by_the_realm_of_their_ids_not_by_the_channels_name() -> None:
    async with village() as v:
        someone = await met(v, "李阿姨")
        found = await way(v, someone, {"app": outlet("app", realm="sim", groups=False)})
        assert found is not None
        assert found.outlet.name == "app"
        assert await way(v, someone, {"app": outlet("app", realm="ww1", groups=False)}) is None


async def test_a_person_without_a_1_to_1_way_is_named_in_the_group_buys_group() -> None:
    async with village() as v:
        found = await way(v, await met(v, "李阿姨"), {"sim": outlet("sim", people=False)})
        assert found is not None
        assert (found.target, found.public) == ("lake-1", True)


async def test_text_to_post_goes_to_who_opens_there_before_a_helper_and_to_the_retired_last() -> None:
    async with village() as v:
        mute = {"sim": outlet("sim", groups=False)}
        wang, lin = v.directory.leaders["wang"], v.directory.leaders["lin"]
        for leaders, target in (
            ((lin, wang), "王姐"),
            ((replace(wang, retired=True), lin), "小林"),
            ((replace(wang, retired=True), replace(lin, retired=True)), "王姐"),
        ):
            new = replace(v.directory, leaders={it.id: it for it in leaders})
            found = await way(v, "chat:lake-1", mute, new)
            assert found is not None
            assert found.target == target
