"""Who may do what: decided by the configuration's roles, never by a name or a text."""

from dataclasses import replace
from datetime import date

from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory, Leader, Right
from groupbuy.errors import NotAllowed, NotYourBuy, RightMissing
from groupbuy.order import Order
from groupbuy.places import PickupPoint
from groupbuy.resident import Speaker

MOST_NAMES = 3
COVERED = frozenset({Right.GOODS, Right.VERIFY})
"""What somebody may do where they stand in for an absent leader."""
RIGHT_NAMES = {
    Right.OPEN: "开团",
    Right.ORDERS: "改单",
    Right.GOODS: "到货",
    Right.VERIFY: "核销",
    Right.MONEY: "收款",
}


def must_lead(speaker: Speaker, community: str, right: Right, directory: Directory) -> Leader:
    """The speaker as a leader of the community with that right, or the refusal that says whom to ask."""
    leader = speaker.leader
    if leader is None or community not in leader.communities:
        raise NotAllowed(leader=whom_to_ask(community, directory, right))
    if right not in leader.rights_in(community) and not (
        right in COVERED and _minds(leader, community, directory)
    ):
        raise RightMissing(right=RIGHT_NAMES[right], leader=whom_to_ask(community, directory, right))
    return leader


def must_run(speaker: Speaker, buy: GroupBuy, right: Right, directory: Directory) -> Leader:
    """The speaker as this buy's own leader or that leader's deputy, with that right."""
    leader = must_lead(speaker, buy.community, right, directory)
    if not (stands_for(leader, buy.leader) or (right in COVERED and minds_for(leader, buy.leader))):
        raise NotYourBuy(buy=buy.number, leader=leader_name(buy.leader, directory))
    return leader


def must_hand_out(speaker: Speaker, buy: GroupBuy, order: Order, directory: Directory) -> Leader:
    """The speaker as one who runs the order's point, leads the buy, or verifies for the community."""
    leader = must_lead(speaker, buy.community, Right.VERIFY, directory)
    if only_verifies(leader, buy.community):
        return leader
    point = directory.points.get(order.point)
    if not stands_for(leader, buy.leader) and not (point and runs(leader, point)):
        raise NotYourBuy(buy=buy.number, leader=leader_name(buy.leader, directory))
    return leader


def must_deliver(speaker: Speaker, buy: GroupBuy, point: PickupPoint, directory: Directory) -> Leader:
    """The speaker as one who runs the point, leads the buy, or drives for the community."""
    leader = must_lead(speaker, buy.community, Right.GOODS, directory)
    if drives(leader, buy.community) or stands_for(leader, buy.leader) or runs(leader, point):
        return leader
    raise NotYourBuy(buy=buy.number, leader=leader_name(buy.leader, directory))


def stands_for(leader: Leader, whom: str) -> bool:
    """Is, or is the deputy of."""
    return whom in (leader.id, leader.deputy_of)


def only_verifies(leader: Leader, community: str) -> bool:
    """A 核销员: hands out at every point of the community, and does nothing else there."""
    return leader.deputy_of is None and leader.rights_in(community) == {Right.VERIFY}


def drives(leader: Leader, community: str) -> bool:
    """A driver: has goods signed for at every point of the community, and does nothing else there."""
    return leader.deputy_of is None and leader.rights_in(community) == {Right.GOODS}


def role_word(leader: Leader) -> str:
    """What the part is called: as the operator writes it, else by the rights."""
    if leader.role or leader.rights == {Right.VERIFY}:
        return leader.role or "核销员"
    if leader.rights == {Right.GOODS}:
        return "送货员"
    return "副团长" if leader.deputy_of else "团长"


def runs(leader: Leader, point: PickupPoint) -> bool:
    """Is one of the point's leaders, or the deputy of one, or minds it while its leader is away."""
    return any(stands_for(leader, it) for it in point.run_by) or any(
        it.point == point.id for it in leader.minds
    )


def minds_for(leader: Leader, whom: str) -> bool:
    """Stands in today at a point of `whom`, who is away."""
    return any(it.leader == whom for it in leader.minds)


def on_duty(leader: Leader, directory: Directory, day: date) -> Leader:
    """The leader with what they stand in for that day: the goods and pickups there are theirs, not the money."""
    mine = (it for it in directory.standins if it.substitute == leader.id and it.holds(day))
    return replace(leader, minds=tuple(mine))


def substitutes(leader: str, buy: GroupBuy, right: Right, directory: Directory, day: date) -> tuple[str, ...]:
    """Ids of those who have `right` over an absent leader's buy that day because they stand in for them."""
    found = (it for it in directory.standins if it.leader == leader and it.holds(day) and it.substitute)
    here = {point.id for point in directory.points_in(buy.community)}
    able = dict.fromkeys(it.substitute for it in found if it.point in here)
    return tuple(
        it for it in able if right in COVERED or _deputy(directory.leaders.get(it), leader, buy, right)
    )


def _deputy(it: Leader | None, whom: str, buy: GroupBuy, right: Right) -> bool:
    return it is not None and it.deputy_of == whom and right in it.rights_in(buy.community)


def _minds(leader: Leader, community: str, directory: Directory) -> bool:
    points = (directory.points.get(it.point) for it in leader.minds)
    return any(it is not None and it.community == community for it in points)


def leader_name(leader: str, directory: Directory) -> str:
    found = directory.leaders.get(leader)
    return found.name if found else "团长"


def whom_to_ask(community: str, directory: Directory, right: Right | None = None) -> str:
    """The leaders of a community (who have that right there), else the admins, as people call them."""
    here = [it for it in directory.leaders.values() if community in it.communities and not it.retired]
    able = [it.name for it in here if right is None or right in it.rights_in(community)]
    return "、".join(able[:MOST_NAMES]) or admins_to_ask(directory)


def admins_to_ask(directory: Directory) -> str:
    names = [it.name for it in directory.admins.values()]
    return "、".join(names[:MOST_NAMES]) or "管理员"
