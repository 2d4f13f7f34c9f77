"""From what a leader wrote to a draft: products filled in, place and pickup chosen, all of it echoed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeVar

from bot.parsing.offer import Offer
from bot.parsing.offer_line import OfferLine
from bot.parsing.plain import same
from bot.talk import Talk
from groupbuy.buy import GroupBuy, Item, Pickup, measure
from groupbuy.directory import ChatGroup, Community, Directory, Leader, Product, Right
from groupbuy.errors import BadDraft, Refusal
from groupbuy.events import OfferedItem
from groupbuy.money import yuan
from groupbuy.notices.facts import when, window
from groupbuy.opening import Draft
from groupbuy.places import PickupPoint
from groupbuy.quantity import show
from groupbuy.rights import must_lead, runs

Place = TypeVar("Place", Community, ChatGroup)
HOURS = (time(17), time(20))
"""The window where the leader's point has none."""
MOST_ITEMS = 40
BRIEF_FROM = 15
"""From more items than this the echo leaves aliases out, so that it fits an answer to its last line."""
ASK_CUTOFF = "还没写截单时间，加一行，例如：截单 今晚8点"
ASK_PRICE = "“{name}”还没写价格，例如：{name} 15/份"
CONFIRM = "回“确认”开团；要改就重发一遍，不要了回“取消”。"


class WhichPlace(Refusal):
    """A leader of several communities; `line` is what to add, by the names in `choices`."""

    text = "开在哪里？请加一行“{line} …”：{choices}"


def drafted(talk: Talk, offer: Offer) -> tuple[Leader, Draft]:
    """The draft, and whose it is. BadDraft, WhichPlace, NotAllowed or RightMissing where it cannot be."""
    community, chats = _place(talk, offer)
    leader = must_lead(talk.speaker, community, Right.OPEN, talk.directory)
    if offer.cutoff_at is None:
        raise BadDraft(problem=ASK_CUTOFF)
    if len(offer.goods) > MOST_ITEMS:
        raise BadDraft(problem=f"一个团最多{MOST_ITEMS}样，请分成几个团")
    items = _apart([_item(no, it, talk.directory) for no, it in enumerate(offer.goods, 1)])
    pickup = pickup_for(offer, community, leader, offer.cutoff_at, talk.directory)
    title = offer.title or "、".join(it.name for it in items[:3])
    return leader, Draft(community, title, items, chats, offer.cutoff_at, pickup, offer.minimum)


def find_product(name: str, products: Iterable[Product]) -> Product | None:
    """The configured product of that very name or alias."""
    fits = [it for it in products if same(name) in {same(word) for word in (it.name, *it.aliases)}]
    return fits[0] if len(fits) == 1 else None


def pickup_for(
    offer: Offer, community: str, leader: Leader, cutoff_at: datetime, directory: Directory
) -> Pickup:
    """What was written; else the next day after the cutoff that is no holiday, in the point's hours."""
    day = offer.day or _next_day(cutoff_at.astimezone(directory.zone).date(), community, leader, directory)
    opens, closes = offer.hours or _hours(day, _points(community, leader, directory), directory) or HOURS
    return Pickup(day, opens, closes)


def echo(buy: GroupBuy, directory: Directory) -> str:
    """A draft as it was understood, and how to open or drop it."""
    rows = [f"{buy.number}号团《{buy.title}》，我记的是："]
    brief = len(buy.items) > BRIEF_FROM
    rows += [_offered(it, brief=brief) for _, it in sorted(buy.items.items())]
    rows.append(f"截单 {when(buy.cutoff_at, directory)}")
    rows.append(f"取货 {window(buy)}")
    if buy.minimum:
        rows.append(f"满{measure(buy.minimum, buy.minimum.need)}成团")
    rows.append("开在 " + "、".join(directory.chat(it).name for it in buy.chats))
    return "\n".join([*rows, CONFIRM])


def _offered(it: Item, *, brief: bool) -> str:
    stock = f"共{show(it.stock)}{it.unit}" if it.stock is not None else "不限量"
    limit = f" 每人限{show(it.limit)}{it.unit}" if it.limit is not None else ""
    also = f"（又叫{'、'.join(it.aliases)}）" if it.aliases and not brief else ""
    return f"{it.no}. {it.name} {yuan(it.price)}元/{it.unit} {stock}{limit}{also}"


def _item(no: int, line: OfferLine, directory: Directory) -> OfferedItem:
    """The line with what the configuration knows of a product of that name."""
    product = find_product(line.name, directory.products.values())
    price = line.price if line.price is not None else (product.price if product else None)
    if price is None:
        raise BadDraft(problem=ASK_PRICE.format(name=line.name))
    unit = line.unit or (product.unit if product else "份")
    known = (product.name, *product.aliases) if product else ()
    aliases = tuple(dict.fromkeys(it for it in (*line.aliases, *known) if it != line.name))
    return OfferedItem(
        no=no,
        name=line.name,
        unit=unit,
        price=price,
        stock=line.stock,
        limit=line.limit,
        aliases=aliases,
        product=product.id if product else None,
        storage=product.storage_class.value if product else "normal",
        units=product.units if product else Decimal(1),
    )


def _apart(items: Sequence[OfferedItem]) -> list[OfferedItem]:
    """No item's name is another's alias, so that 红颜草莓 and 奶油草莓 can stand side by side."""
    names = {same(it.name) for it in items}
    return [
        replace(it, aliases=tuple(name for name in it.aliases if same(name) not in names)) for it in items
    ]


def _place(talk: Talk, offer: Offer) -> tuple[str, Sequence[str]]:
    """The community and its chat groups: those named, else this one, else all of the leader's only one."""
    leader, directory = talk.speaker.leader, talk.directory
    led = [directory.communities[it] for it in (leader.communities if leader else ())]
    if offer.community:
        led = [_named(offer.community, led, "小区")]
    groups = [it for one in led for it in directory.chats_in(one.id)]
    if offer.chats:
        names = offer.chats.replace("，", "、").replace(",", "、").replace(" ", "、").split("、")
        groups = [_named(it, groups, "群") for it in names if it]
        if len({it.community for it in groups}) != 1:
            raise BadDraft(problem="一个团只能开在一个小区的群里，请分开来开")
        return groups[0].community, tuple(dict.fromkeys(it.id for it in groups))
    if talk.group is not None and not offer.community:
        return talk.group.community, (talk.group.id,)
    if len(led) != 1:
        raise WhichPlace(line="小区", choices="、".join(it.name for it in led))
    return led[0].id, tuple(it.id for it in groups)


def _named(said: str, places: Sequence[Place], line: str) -> Place:
    """The place of that name, or the only one with that in its name."""
    exact = [it for it in places if same(said) in (same(it.name), same(it.id))]
    fits = exact or [it for it in places if same(said) and same(said) in same(it.name)]
    if len(fits) != 1:
        raise WhichPlace(line=line, choices="、".join(it.name for it in places))
    return fits[0]


def _next_day(cutoff: date, community: str, leader: Leader, directory: Directory) -> date:
    """Within a fortnight a day with hours at the leader's point; failing that the first on which any
    point of the community is open."""
    days = [cutoff + timedelta(days=n) for n in range(1, 61)]
    working = [it for it in days if directory.open_points(community, it)]
    working = working or [it for it in days if it not in directory.holidays] or days
    own = _points(community, leader, directory)[:1]
    return next((it for it in working[:14] if _hours(it, own, directory)), working[0])


def _points(community: str, leader: Leader, directory: Directory) -> list[PickupPoint]:
    """The leader's own first, then the community's others, each by number."""
    return sorted(directory.points_in(community), key=lambda it: not runs(leader, it))


def _hours(day: date, points: Sequence[PickupPoint], directory: Directory) -> tuple[time, time] | None:
    """The window that day of the first of the points that has one."""
    stands = (directory.stands(it, day) for it in points)
    hours = next((it.hours[0] for it in stands if it and it.hours), None)
    return (hours.opens, hours.closes) if hours else None
