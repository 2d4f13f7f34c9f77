"""Who may do what: decided by the configuration's roles, never by a name or a text."""

from groupbuy.buy import GroupBuy
from groupbuy.directory import Directory, Leader, Right
from groupbuy.errors import NotAllowed, NotYourBuy, RightMissing
from groupbuy.order import Order
from groupbuy.resident import Speaker

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
        raise NotAllowed(leader=whom_to_ask(community, directory))
    if right not in leader.rights:
        raise RightMissing(right=RIGHT_NAMES[right])
    return leader


def must_run(speaker: Speaker, buy: GroupBuy, right: Right, directory: Directory) -> Leader:
    """The speaker as this buy's own leader or that leader's deputy, with that right."""
    leader = must_lead(speaker, buy.community, right, directory)
    if not stands_for(leader, buy.leader):
        raise NotYourBuy(buy=buy.number, leader=leader_name(buy.leader, directory))
    return leader


def must_hand_out(speaker: Speaker, buy: GroupBuy, order: Order, directory: Directory) -> Leader:
    """The speaker as the leader of the order's point, or of the buy, with the right to verify."""
    leader = must_lead(speaker, buy.community, Right.VERIFY, directory)
    point = directory.points.get(order.point)
    if not stands_for(leader, buy.leader) and not (point and stands_for(leader, point.leader)):
        raise NotYourBuy(buy=buy.number, leader=leader_name(buy.leader, directory))
    return leader


def stands_for(leader: Leader, whom: str) -> bool:
    """Is, or is the deputy of."""
    return whom in (leader.id, leader.deputy_of)


def leader_name(leader: str, directory: Directory) -> str:
    found = directory.leaders.get(leader)
    return found.name if found else "团长"


def whom_to_ask(community: str, directory: Directory) -> str:
    """The leaders of a community, as people call them."""
    names = [it.name for it in directory.leaders.values() if community in it.communities]
    return "、".join(names[:3]) or "管理员"
