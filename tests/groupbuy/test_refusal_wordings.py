"""Every refusal as people read it, with facts as they occur: short, Chinese, and with what to do next."""

import re
from typing import Any

import pytest

from groupbuy import delivery_errors, errors
from groupbuy.errors import Refusal
from tests.for_each import for_each

SAID: dict[type[Refusal], tuple[dict[str, Any], str]] = {
    errors.UnknownChat: ({}, "这个群还没登记"),
    errors.UnknownPoint: ({}, "没有这个自提点，发“自提点”看看有哪些"),
    errors.BadAmount: ({"text": "十二块八"}, "“十二块八”不像金额，请写成 12.8 这样"),
    errors.BadPrice: ({"name": "草莓", "price": "0"}, "草莓的价格不能是0元，最少0.01元，请写成 12.8 这样"),
    errors.EmptyBuy: ({"buy": 12}, "12号团没有人下单，回“取消团购 12”"),
    errors.BadQuantity: ({"text": "-1"}, "“-1”不像数量，请写成 2 或 1.5 这样"),
    errors.NoSuchItem: ({"buy": 12, "no": 9}, "12号团没有第9样，发“团购”看看有什么"),
    errors.NoSuchBuy: ({"buy": 99}, "没有99号团，发“团购”看看有什么"),
    errors.WrongState: (
        {"buy": 12, "now": "开团中", "wanted": "采购中"},
        "12号团开团中，不能变成采购中",
    ),
    errors.NoSuchOrder: ({"order": "0f3a"}, "没找到这个订单，发“我的订单”看看"),
    errors.SoldOut: (
        {"name": "草莓", "left": "1.5", "unit": "盒", "wanted": "3"},
        "草莓只剩1.5盒了，再要3盒不够",
    ),
    errors.NoSuchLate: ({"no": 4}, "迟单里没有 4 号（或已经收下）"),
    errors.NoSuchPickup: ({}, "没有可撤销的核销"),
    errors.ProxyTooLate: ({"seq_no": 7}, "7号的代领码过期了，请本人报取货码，或重新发“代领”"),
    errors.NothingToFetch: ({}, "你现在没有要取的东西，不用代领"),
    errors.NoProxy: ({}, "没有代领码可以取消"),
    errors.NoSuchArrival: ({"name": "草莓"}, "草莓还没有到货或缺货记录，没有可撤销的"),
    errors.WrongCode: (
        {"code": "314159"},
        "没有取货码 314159 的待取订单，请对一下码或用跟团号（核销 #12）",
    ),
    errors.NotYourBuy: ({"buy": 12, "leader": "梅姐"}, "12号团是梅姐的，请找梅姐"),
    errors.NotAllowed: ({"leader": "梅姐、强哥"}, "这是团长的操作，请找梅姐、强哥"),
    errors.RightMissing: ({"right": "收款", "leader": "梅姐"}, "你没有“收款”这项权限，请找梅姐"),
    errors.NotYourOrder: ({}, "这不是你的订单"),
    errors.TooLate: (
        {"buy": 12, "no": 3, "cutoff": "20:00", "leader": "梅姐", "late": object()},
        "12号团20:00已截单，这单记在迟单 3，梅姐同意就算数",
    ),
    errors.TooLateToBook: (
        {"buy": 12, "no": 3, "cutoff": "20:00", "leader": "梅姐", "late": object()},
        "12号团已在采购，你是截单前发的，记在迟单 3，等梅姐确认",
    ),
    errors.BuyOver: ({"buy": 12, "now": "已完成"}, "12号团已完成，不能再改了"),
    errors.OverLimit: (
        {"name": "草莓", "unit": "盒", "limit": "5", "wanted": "6.5"},
        "草莓每人限购5盒（帮别人订的也算），现在是6.5盒",
    ),
    errors.TooMuch: (
        {"name": "草莓", "unit": "盒", "most": "99", "leader": "梅姐"},
        "草莓一次最多99盒，要更多请直接找梅姐",
    ),
    errors.TooManyLines: ({"most": 30}, "一条消息最多写30样，请分几条发"),
    errors.AmountTooHigh: ({"most": "5000", "leader": "梅姐"}, "一单最多5000元，要更多请直接找梅姐"),
    errors.NothingOrdered: ({"buy": 12}, "你在12号团还没订，不用取消"),
    errors.NothingChanged: ({}, "和现在的一样，没有变化"),
    errors.NoPoint: ({"admin": "陈经理"}, "这个小区还没有自提点，请找陈经理"),
    errors.NoRoom: (
        {"need": "冷藏6格", "point": "东门驿站", "most": "冷藏2格", "leader": "梅姐"},
        "自提点放不下：这单要冷藏6格，最多的东门驿站还剩冷藏2格。请少订一点，或找梅姐",
    ),
    errors.PointFull: (
        {"point": "会所", "lacks": "冷藏2格", "ways": "放得下的有 1 东门驿站，回“自提点 1”"},
        "会所放不下了，还差冷藏2格。放得下的有 1 东门驿站，回“自提点 1”",
    ),
    errors.PointShut: ({"point": "会所"}, "会所那天不开，请换一个点"),
    errors.OnePointOnly: ({"buy": 12}, "12号团那天只有一个自提点能取，没有可分的"),
    errors.StockBelowOrders: (
        {"name": "排骨", "taken": "12.5", "unit": "斤"},
        "排骨已经订出12.5斤，库存不能少于这个数",
    ),
    errors.BadCutoff: ({"cutoff": "11-21 20:00"}, "截单时间 11-21 20:00 已经过了，请写一个以后的时间"),
    errors.BadPickup: (
        {"pickup": "11-22 17:00-20:00", "cutoff": "11-22 21:00"},
        "取货时间（11-22 17:00-20:00）要晚于截单（11-22 21:00）",
    ),
    errors.NotReached: (
        {"buy": 12, "have": "11户", "need": "20户"},
        "12号团还没成团（11户/20户）。回“延长 12 到 时间”“照常成团 12”或“取消团购 12”",
    ),
    errors.MiscountedArrival: (
        {"name": "草莓", "sold": "7", "said": "8", "unit": "盒"},
        "草莓账上订了7盒，不是8盒，请再核对",
    ),
    errors.ArrivedAlready: ({"name": "草莓"}, "草莓已记到货，要改请先“撤销到货 草莓”"),
    delivery_errors.DelayPast: ({"time": "19:30"}, "19:30 已经过了，请写一个以后的时间，例如“晚到 到19:30”"),
    delivery_errors.DelayTooLong: ({"days": 3}, "最多晚3天，再晚请取消团购或另约取货的日子"),
    delivery_errors.NobodyWaits: ({"buy": 12}, "12号团没有还在等货的人，不用改时间"),
    delivery_errors.NotThoseStops: ({"numbers": "1、2、5"}, "要送的点是 1、2、5，请每个写一次"),
    delivery_errors.SamePoint: ({}, "两个点是同一个，请写“调货 草莓 3 1号点 到 2号点”这样"),
    delivery_errors.NotThereYet: ({"point": "2号点", "name": "草莓"}, "2号点的草莓还没签收，先“签收 2号点”"),
    delivery_errors.NoSuchTransfer: ({"no": 5}, "没有等收的调货 5，发“调货单”看看"),
    delivery_errors.TransferredSince: ({"name": "草莓"}, "草莓已经调过货，先“撤回调货”，收了的请调回来"),
    delivery_errors.SignedAlready: (
        {"point": "2号点", "name": "草莓"},
        "2号点的草莓已经签收了，记错了先“撤销签收 2号点”",
    ),
    delivery_errors.FetchedAlready: ({"seq_no": 8}, "跟团号 8 已经取完了。记错了回“撤销核销 #8”"),
    delivery_errors.NotSigned: ({"point": "2号点", "name": "草莓"}, "2号点的草莓还没有签收，没有可撤销的"),
    delivery_errors.GoodsMissing: (
        {"buy": 12, "goods": "草莓6盒、蓝莓3盒", "example": "1号点 草莓 5"},
        "12号团还有货没到：草莓6盒、蓝莓3盒。到了回“签收”，不来了回“缺货 12 1号点 草莓 5”，再回“完成 12”",
    ),
    delivery_errors.TransferOpen: (
        {"buy": 12, "no": 5},
        "调货 5 还没人收：到了回“收到调货 5”，没去成回“撤回调货 5”，再回“完成 12”",
    ),
    errors.PickedSince: ({"name": "草莓"}, "草莓已有人取走，先撤销那几单的核销"),
    errors.NotArrived: ({"name": "草莓、蓝莓"}, "草莓、蓝莓还没到货，不能核销"),
    errors.NothingToPick: ({"seq_no": 8}, "跟团号 8 没有待取的东西"),
    errors.MoreThanBilled: (
        {"name": "草莓", "unit": "盒", "most": "1.5", "wanted": "2"},
        "草莓只有1.5盒可取，不能核销2盒",
    ),
    errors.StillWaiting: ({"buy": 12, "count": 2}, "12号团还有2单没取完，确定完成请回“完成 12 确认”"),
    errors.TooManyBuys: ({"most": 20}, "同时最多开20个团，先完成或取消几个"),
    errors.RetiredLeader: (
        {"admin": "陈经理"},
        "你已经退任：手上的团可以做完，新团开不了，要回来请找陈经理",
    ),
    errors.NotThatFar: ({"now": "已撤回"}, "团长申请现在是“已撤回”，这一步做不了，发“我的团长”看看"),
    errors.NotReady: (
        {"step": "同意条款", "how": "私聊我发“条款”，看完回“同意条款”"},
        "开团前还差“同意条款”：私聊我发“条款”，看完回“同意条款”",
    ),
    errors.LeadsAlready: ({"admin": "陈经理"}, "你已经是团长了，发“我的团长”看看；要改请找陈经理"),
    errors.NobodyApplies: ({"admin": "陈经理"}, "这里还不能在聊天里申请团长，请找陈经理"),
    errors.NotAdmin: ({"admin": "陈经理"}, "这是管理员的操作，请找陈经理"),
    errors.BadDraft: (
        {"problem": "有两样同名，请改成不一样的名字"},
        "有两样同名，请改成不一样的名字",
    ),
    errors.StillInUse: (
        {"missing": "leader mei（1、2号团）"},
        "不能删掉还有未取订单在用的：leader mei（1、2号团）",
    ),
    errors.NothingToPay: ({}, "你现在没有要付的款"),
    errors.AllGone: ({"name": "草莓", "left": "0", "unit": "盒", "wanted": "1"}, "草莓已经订完了"),
    errors.NotClaimable: ({"buy": 12, "seq_no": 3}, "12号团3号是别人自己下的单，不能认领"),
    errors.NobodyClaims: ({"buy": 12, "seq_no": 3}, "还没有人认领12号团3号"),
    errors.HasOwnOrder: (
        {"buy": 12, "own": 8, "leader": "王姐"},
        "你在12号团已有8号单，要并到一起请找王姐",
    ),
}
NAMES_CONFIGURATION_KEYS = {errors.StillInUse}
NOTHING_TO_DO = {
    errors.UnknownChat,
    errors.WrongState,
    errors.OnePointOnly,
    errors.SoldOut,
    errors.AllGone,
    errors.NoSuchLate,
    errors.NoSuchPickup,
    errors.NothingToFetch,
    errors.NoProxy,
    errors.NoSuchArrival,
    delivery_errors.NotSigned,
    delivery_errors.NobodyWaits,
    errors.NotYourOrder,
    errors.BuyOver,
    errors.OverLimit,
    errors.NothingOrdered,
    errors.NothingChanged,
    errors.StockBelowOrders,
    errors.BadPickup,
    errors.NotArrived,
    errors.NothingToPick,
    errors.MoreThanBilled,
    errors.StillInUse,
    errors.NothingToPay,
    errors.NotClaimable,
    errors.NobodyClaims,
}
"""These say how things stand, and the figure or name in them is what one goes by."""
NEXT_STEP = re.compile("请|发“|回“|先|同意就算数|确认")
EVERY = sorted(SAID, key=lambda it: it.__name__)


def every_refusal() -> set[type[Refusal]]:
    found = {
        it
        for it in (vars(errors) | vars(delivery_errors)).values()
        if isinstance(it, type) and issubclass(it, Refusal)
    }
    return found - {Refusal}


def test_the_table_above_leaves_no_refusal_out() -> None:
    assert set(SAID) == every_refusal()


@for_each("cls", EVERY)
def test_a_refusal_says_exactly_this(cls: type[Refusal]) -> None:
    facts, said = SAID[cls]
    assert str(cls(**facts)) == said


@for_each("cls", EVERY)
def test_a_refusal_is_short_chinese_and_without_a_gap(cls: type[Refusal]) -> None:
    said = str(cls(**SAID[cls][0]))
    assert len(said) <= 60
    assert not set("{}") & set(said)
    assert not re.search(r"None|Decimal|\(\)|“”|（）", said), "a fact that is missing shows"
    if cls not in NAMES_CONFIGURATION_KEYS:
        assert not re.search("[A-Za-z]", said)
    assert not re.search("[,;!?。]$|[,;!?]", said), "Chinese punctuation, and no full stop at the end"


@for_each("cls", EVERY)
def test_a_refusal_says_what_to_do_where_something_can_be_done(cls: type[Refusal]) -> None:
    said = str(cls(**SAID[cls][0]))
    assert bool(NEXT_STEP.search(said)) is (cls not in NOTHING_TO_DO)


@for_each("cls", EVERY)
def test_a_refusal_without_its_facts_is_a_mistake_that_shows_at_once(cls: type[Refusal]) -> None:
    _facts, said = SAID[cls]
    if "{" not in cls.text:
        assert str(cls()) == said
        return
    with pytest.raises(KeyError):
        str(cls())


def test_an_amount_or_a_quantity_that_is_no_such_thing_is_repeated_only_so_far() -> None:
    from groupbuy.money import parse_yuan
    from groupbuy.quantity import parse_qty

    for parse in (parse_yuan, parse_qty):
        with pytest.raises(Refusal) as refused:
            parse("很" * 500)
        assert len(str(refused.value)) < 60
