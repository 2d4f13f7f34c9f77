"""From what the admin wrote, checked, to the value the rules read: groupbuy.directory.Directory."""

from datetime import timedelta

from config.build_communities import community
from config.build_points import point
from config.findings import Parsed
from config.schema import communities, leaders, operator, products
from groupbuy.applications import Applications, Ask, Step, Terms
from groupbuy.directory import (
    Admin,
    ChatGroup,
    Directory,
    Identity,
    Leader,
    Limits,
    Place,
    Product,
    QuietHours,
    Reminders,
    Right,
    StorageClass,
    Supplier,
)


def directory(parsed: Parsed, version: str) -> Directory:
    """The files' content; they must be without mistakes."""
    it = parsed.operator
    if it is None:
        raise ValueError("an operator.yaml with mistakes has no directory")
    return Directory(
        operator=it.name,
        zone=it.zone,
        version=version,
        communities={key: community(key, one) for key, one in parsed.communities.items()},
        chats={key: _chat(key, one) for key, one in parsed.chats.items()},
        leaders={key: _leader(parsed, key, one) for key, one in parsed.leaders.items()},
        admins={key: Admin(key, one.name, _identities(parsed, one)) for key, one in parsed.admins.items()},
        applications=_applications(parsed.applications) if parsed.applications else None,
        points={key: point(key, one) for key, one in parsed.points.items()},
        products={key: _product(key, one) for key, one in parsed.products.items()},
        suppliers={key: Supplier(key, one.name, one.contact) for key, one in parsed.suppliers.items()},
        holidays=frozenset(day for one in it.holidays for day in one.days()),
        quiet=QuietHours(it.quiet_hours.starts, it.quiet_hours.ends) if it.quiet_hours else None,
        reminders=_reminders(it.reminders),
        depot=Place(it.depot.lat, it.depot.lon) if it.depot else None,
        limits=Limits(**{name: getattr(it.limits, name) for name in operator.Limits.model_fields}),
    )


def _chat(key: str, it: communities.Chat) -> ChatGroup:
    return ChatGroup(
        id=key,
        name=it.name,
        community=it.community,
        channel=it.channel,
        chat=it.chat,
        hears_all=it.hears == "all",
        push=it.push,
    )


def _identities(parsed: Parsed, person: leaders.Admin) -> tuple[Identity, ...]:
    found = ((parsed.realm(channel), user) for channel, ids in person.ids.items() for user in ids)
    return tuple(dict.fromkeys(found))


def _leader(parsed: Parsed, key: str, it: leaders.Leader) -> Leader:
    by = it.communities if isinstance(it.communities, dict) else {}
    rights_by = {place: frozenset(Right(name) for name in rights) for place, rights in by.items()}
    return Leader(
        id=key,
        name=it.name,
        communities=tuple(dict.fromkeys(it.communities)),
        identities=_identities(parsed, it),
        pay=it.pay,
        rights=frozenset[Right]().union(*rights_by.values()) if by else frozenset(map(Right, it.rights)),
        deputy_of=it.deputy_of,
        rights_by=rights_by,
        role=it.role or "",
        retired=it.retired,
    )


def _applications(it: leaders.Applications) -> Applications:
    return Applications(
        asks=tuple(ask for ask in Ask if ask in it.asks),
        terms=Terms(it.terms.version, it.terms.text, it.terms.since) if it.terms else None,
        onboarding=tuple(step for step in Step if step in it.onboarding),
    )


def _product(key: str, it: products.Product) -> Product:
    return Product(
        id=key,
        name=it.name,
        unit=it.unit,
        spec=it.spec,
        aliases=tuple(dict.fromkeys(it.aliases)),
        storage_class=StorageClass(it.storage),
        units=it.units,
        supplier=it.supplier,
        price=it.price,
        supply_price=it.supply_price,
    )


def _reminders(it: operator.Reminders) -> Reminders:
    leads: tuple[timedelta, ...] = tuple(sorted(it.before_cutoff, reverse=True))
    return Reminders(leads, it.before_pickup_closes, it.not_formed_answer, it.reopen_within, it.cover_answer)
