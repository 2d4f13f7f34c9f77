"""Checks across entries and files: what is claimed twice, and what does not go together."""

from collections.abc import Callable, Hashable, Iterable, Iterator

from config.findings import Finding, Parsed
from config.mistakes import Loc, listed, path_of, quoted
from config.walks import walks
from groupbuy.households.written import fold

Claim = tuple[Loc, Hashable]

SPEAKERS = ("wecom_webhook", "simulator")
"""Who can speak in a group unasked: an AI bot by callback cannot, an app only in groups that it created itself,
which this version does not."""


def check_all(parsed: Parsed) -> Iterator[Finding]:
    """Every check, over the entries that are right by themselves."""
    for check in CHECKS:
        yield from check(parsed)


def simulators(parsed: Parsed) -> Iterator[Finding]:
    names = [it for it, channel in parsed.channels.items() if channel.kind == "simulator"]
    for name in names[1:]:
        yield Finding("channels.yaml", ("channels", name), f"{names[0]} is a simulator already; allowed: one")
    if parsed.operator and parsed.operator.simulator and parsed.channels and not names:
        what = "true, but channels.yaml has no channel of kind simulator; allowed: false, or add one"
        yield Finding("operator.yaml", ("simulator",), what)


def apps(parsed: Parsed) -> Iterator[Finding]:
    claims = (
        (("channels", name, "agent_id"), (it.corp_id, it.agent_id))
        for name, it in parsed.channels.items()
        if it.kind == "wecom_app"
    )
    yield from _twice("channels.yaml", claims, "this app is already {first}; allowed: one channel per app")


def buildings(parsed: Parsed) -> Iterator[Finding]:
    """A name that two buildings bear names neither."""
    for key, community in parsed.communities.items():
        owners: dict[str, int] = {}
        for no, building in enumerate(community.buildings):
            here: Loc = ("communities", key, "buildings", no)
            claims = [
                (("name",), building.name),
                *((("aliases", i), it) for i, it in enumerate(building.aliases)),
            ]
            for below, name in claims:
                first = owners.setdefault(fold(name), no)
                if first != no:
                    what = (
                        f"{quoted(name)} is building {first + 1} already; allowed: a name that no other bears"
                    )
                    yield Finding("communities.yaml", (*here, *below), what)


def chats_claimed(parsed: Parsed) -> Iterator[Finding]:
    here = parsed.chats.items()
    platform = ((("chats", key, "chat"), (it.channel, it.chat)) for key, it in here)
    yield from _twice(
        "communities.yaml", platform, "this chat group is already {first}; allowed: one entry per group"
    )
    names = ((("chats", key, "name"), it.name) for key, it in here)
    yield from _twice("communities.yaml", names, "this name is already {first}; allowed: a name of its own")
    pushes = (
        (("chats", key, "push"), it.push)
        for key, it in here
        if getattr(parsed.channels.get(it.push or ""), "kind", None) == "wecom_webhook"
    )
    yield from _twice(
        "communities.yaml", pushes, "this group is already reached by {first}; allowed: one entry per group"
    )


def chats_and_channels(parsed: Parsed) -> Iterator[Finding]:
    """What a channel can hear and say in a group is the platform's decision, not the admin's."""
    for key, chat in parsed.chats.items():
        hearing = getattr(parsed.channels.get(chat.channel), "kind", None)
        speaking = getattr(parsed.channels.get(chat.push or ""), "kind", None)
        if hearing == "wecom_webhook":
            what = "a wecom_webhook hears nothing; allowed: a simulator, wecom_bot or wecom_app here, the webhook as push"
            yield Finding("communities.yaml", ("chats", key, "channel"), what)
        if hearing and hearing != "simulator" and chat.hears == "all":
            what = f"a {hearing} does not hear all of a group; allowed: mentions"
            yield Finding("communities.yaml", ("chats", key, "hears"), what)
        if speaking and speaking not in SPEAKERS:
            what = (
                f"a {speaking} cannot speak in a group unasked; allowed: a channel of kind {listed(SPEAKERS)}"
            )
            yield Finding("communities.yaml", ("chats", key, "push"), what)


def identities(parsed: Parsed) -> Iterator[Finding]:
    for section, people in (("leaders", parsed.leaders), ("admins", parsed.admins)):
        seen: dict[tuple[str, str], str] = {}
        for key, person in people.items():
            for channel, ids in person.ids.items():
                loc = (section, key, "ids", channel)
                if getattr(parsed.channels.get(channel), "kind", None) == "wecom_webhook":
                    yield Finding(
                        "leaders.yaml", loc, "nobody talks through a wecom_webhook; allowed: another channel"
                    )
                for user in ids:
                    owner = seen.setdefault((parsed.realm(channel), user), key)
                    if owner != key:
                        what = f"{quoted(user)} is already {section}.{owner}; allowed: an id that nobody else has"
                        yield Finding("leaders.yaml", loc, what)


def deputies(parsed: Parsed) -> Iterator[Finding]:
    for key, leader in parsed.leaders.items():
        principal = parsed.leaders.get(leader.deputy_of or "")
        here: Loc = ("leaders", key, "deputy_of")
        if leader.deputy_of == key:
            yield Finding("leaders.yaml", here, "nobody is their own deputy; allowed: another leader's id")
        elif principal and principal.deputy_of:
            what = f"{leader.deputy_of} is a deputy too; allowed: a leader who is nobody's deputy"
            yield Finding("leaders.yaml", here, what)
        elif principal:
            loc: Loc = ("leaders", key, "communities")
            known = _existing(parsed, leader.communities)
            yield from _beyond(loc, known, principal.communities, leader.deputy_of or "")
            found: dict[Finding, None] = {}
            for place in known:
                if place in principal.communities:
                    where = (*loc, place) if isinstance(leader.communities, dict) else (*loc[:2], "rights")
                    theirs = principal.rights_in(place)
                    found |= dict.fromkeys(
                        _beyond(where, leader.rights_in(place), theirs, leader.deputy_of or "")
                    )
            yield from found


def rights_within(parsed: Parsed) -> Iterator[Finding]:
    """What is written for one community stays within the leader's rights."""
    for key, leader in parsed.leaders.items():
        for place, rights in leader.communities.items() if isinstance(leader.communities, dict) else ():
            if beyond := [it for it in rights if it not in leader.rights]:
                what = f"{listed(beyond)} is not among the rights; allowed: {listed(leader.rights)}"
                yield Finding("leaders.yaml", ("leaders", key, "communities", place), what)


def points(parsed: Parsed) -> Iterator[Finding]:
    here = parsed.points.items()
    numbers = ((("points", key, "no"), (it.community, it.no)) for key, it in here)
    yield from _twice(
        "points.yaml", numbers, "this number is already {first}; allowed: each number once in a community"
    )
    names = ((("points", key, "name"), (it.community, it.name)) for key, it in here)
    yield from _twice(
        "points.yaml", names, "this name is already {first}; allowed: each name once in a community"
    )


def managers(parsed: Parsed) -> Iterator[Finding]:
    """Whoever runs a point leads its community."""
    for key, point in parsed.points.items():
        here: Loc = ("points", key)
        places: list[tuple[Loc, str]] = [((*here, "leader"), point.leader)]
        places += [((*here, "managers", no), it) for no, it in enumerate(point.managers)]
        for loc, named in places:
            leader = parsed.leaders.get(named)
            if (
                leader
                and _known(parsed, point.community, *leader.communities)
                and point.community not in leader.communities
            ):
                what = f"{named} does not lead {point.community}; allowed: a leader of {point.community}"
                yield Finding("points.yaml", loc, what)


def replacements(parsed: Parsed) -> Iterator[Finding]:
    """A point is at one address on any day."""
    for key, point in parsed.points.items():
        for no, it in enumerate(point.replacements):
            for earlier, other in enumerate(point.replacements[:no], 1):
                if it.first <= other.last and other.first <= it.last:
                    what = f"shares days with entry {earlier}; allowed: one address on each day"
                    yield Finding("points.yaml", ("points", key, "replacements", no), what)
                    break


def products(parsed: Parsed) -> Iterator[Finding]:
    claims = ((("products", key, "name"), (it.name, it.spec, it.unit)) for key, it in parsed.products.items())
    yield from _twice(
        "products.yaml", claims, "the same name, spec and unit as {first}; allowed: one that differs"
    )


CHECKS: tuple[Callable[[Parsed], Iterator[Finding]], ...] = (
    simulators,
    apps,
    buildings,
    walks,
    chats_claimed,
    chats_and_channels,
    identities,
    deputies,
    rights_within,
    points,
    managers,
    replacements,
    products,
)


def _beyond(loc: Loc, own: Iterable[str], theirs: Iterable[str], principal: str) -> Iterator[Finding]:
    if beyond := [it for it in own if it not in theirs]:
        what = f"{listed(beyond)} goes beyond {principal}; allowed for a deputy: {listed(theirs)}"
        yield Finding("leaders.yaml", loc, what)


def _known(parsed: Parsed, *communities: str) -> bool:
    """False while one is misspelt, which is told by itself: no second mistake is made of it."""
    return all(it in parsed.communities for it in communities)


def _existing(parsed: Parsed, communities: Iterable[str]) -> list[str]:
    return [it for it in communities if it in parsed.communities]


def _twice(file: str, claims: Iterable[Claim], what: str) -> Iterator[Finding]:
    first: dict[Hashable, Loc] = {}
    for loc, claim in claims:
        if claim in first:
            yield Finding(file, loc, what.format(first=path_of(first[claim][:2])))
        first.setdefault(claim, loc)
