"""Who can be reached how: from a notice's recipient to a channel, its address there, and the wording."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.channels.opening import Outlet
from groupbuy.directory import ChatGroup, Directory, Identity, Right
from groupbuy.ports import Reads


@dataclass(frozen=True, slots=True)
class Way:
    """One message's way out. `public`: others read it, so it is worded without code or room.
    `head` goes before the text (a group's notice that the leader is to post); `instead` is where to
    name a person whom this way turns out not to reach."""

    outlet: Outlet
    target: str
    public: bool = False
    head: str = ""
    instead: "Way | None" = None


@dataclass(frozen=True, slots=True)
class Ways:
    """The outlets of a configuration and how recipients map onto them."""

    outlets: Mapping[str, Outlet]

    async def of(self, to: str, buy_chats: Sequence[str], directory: Directory, reads: Reads) -> Way | None:
        """The way to "chat:…", "resident:…", "leader:…" or "admin:…"; None: there is none.

        A group that no channel can speak to is reached through its community's leaders, as text to
        post. A person without a 1:1 channel is named in the buy's group.
        """
        kind, _, name = to.partition(":")
        match kind:
            case "chat":
                group = directory.chats.get(name)
                return (self._group(group) or self._by_leader(group, directory)) if group else None
            case "leader" if name in directory.leaders:
                return self._person(directory.leaders[name].identities)
            case "admin" if name in directory.admins:
                return self._person(directory.admins[name].identities)
            case "resident":
                return await self._resident(name, buy_chats, directory, reads)
        return None

    async def _resident(
        self, name: str, buy_chats: Sequence[str], directory: Directory, reads: Reads
    ) -> Way | None:
        person = await reads.resident(name)
        if person is None:
            return None
        groups = (self._group(directory.chats[it]) for it in buy_chats if it in directory.chats)
        found = next((it for it in groups if it), None)
        named = Way(found.outlet, found.target, public=True) if found else None
        way = self._person(person.identities)
        return replace(way, instead=named) if way else named

    def _person(self, identities: Sequence[Identity]) -> Way | None:
        for realm, user in identities:
            for outlet in self.outlets.values():
                if outlet.to_people and outlet.realm == realm:
                    return Way(outlet, outlet.address("user", user))
        return None

    def _group(self, group: ChatGroup) -> Way | None:
        outlet = self.outlets.get(group.push or group.channel)
        if outlet is None or not outlet.to_groups:
            return None
        return Way(outlet, outlet.address("chat", group.chat))

    def _by_leader(self, group: ChatGroup, directory: Directory) -> Way | None:
        """Those who open there first, the retired last."""
        here = [it for it in directory.leaders.values() if group.community in it.communities]
        here.sort(key=lambda it: (it.retired, Right.OPEN not in it.rights_in(group.community)))
        for leader in here:
            way = self._person(leader.identities)
            if way:
                return Way(way.outlet, way.target, head=f"请转发到{group.name}：\n")
        return None
