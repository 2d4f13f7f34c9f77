"""Every kind of notice with what it says: to its recipient, and to a group about them ("" = never there)."""

from datetime import date
from typing import Any

from groupbuy.notices import Notice
from groupbuy.notices.amended import AMENDED_BY, Amended
from groupbuy.notices.applied import Applied
from groupbuy.notices.arrival_withdrawn import ArrivalWithdrawn
from groupbuy.notices.arrived import Arrived
from groupbuy.notices.brought import Brought
from groupbuy.notices.buy_off import BuyOff
from groupbuy.notices.chain_differs import ChainDiffers
from groupbuy.notices.claim_asked import ClaimAsked
from groupbuy.notices.closed import Closed
from groupbuy.notices.closed_summary import ClosedSummary
from groupbuy.notices.cover_asked import CoverAsked
from groupbuy.notices.cover_found import CoverFound
from groupbuy.notices.cover_missing import CoverMissing
from groupbuy.notices.cover_over import CoverOver
from groupbuy.notices.cutoff_moved import CutoffMoved
from groupbuy.notices.cutoff_soon import CutoffSoon
from groupbuy.notices.declined import Declined
from groupbuy.notices.delayed import Delayed, DelayedTonight
from groupbuy.notices.facts import ItemFact
from groupbuy.notices.fetch_reminder import FetchReminder
from groupbuy.notices.formed import Formed
from groupbuy.notices.handed_over import HandedOver
from groupbuy.notices.late_order import LateOrderKept
from groupbuy.notices.not_formed import NotFormed
from groupbuy.notices.opened import Offer, Opened
from groupbuy.notices.pay_reminder import PayReminder
from groupbuy.notices.pickup_moved import PickupMoved
from groupbuy.notices.pickup_soon import PickupSoon
from groupbuy.notices.point_assigned import PointAssigned
from groupbuy.notices.points_assigned import PointsAssigned
from groupbuy.notices.points_short import PointsShort
from groupbuy.notices.proxy_fetched import ProxyFetched
from groupbuy.notices.retired import Retired
from groupbuy.notices.room_short import RoomShort
from groupbuy.notices.shortage_lifted import ShortageLifted
from groupbuy.notices.shorted import Shorted
from groupbuy.notices.summary_corrected import SummaryCorrected
from groupbuy.notices.terms_asked import TermsAsked
from groupbuy.notices.transferred import Transferred
from groupbuy.notices.unclaimed import Unclaimed, Uncollected
from groupbuy.notices.welcomed import Welcomed
from tests.groupbuy.made import CUTOFF, D, at_home

WINDOW = "11月22日(日) 17:00–20:00"
BERRIES = (ItemFact("草莓", "盒", D(2), 5000), ItemFact("排骨", "斤", D("1.250"), 4975))
COUNTED = (ItemFact("草莓", "盒", D(3), 7500, orders=2), ItemFact("排骨", "斤", D("0.5"), 1990, orders=1))


def chat(cls: type[Notice], **facts: Any) -> Notice:
    return cls(**{"to": "chat:garden-1", "subject": "buy:7", "buy": 7, **facts})


def leader(cls: type[Notice], **facts: Any) -> Notice:
    return cls(to="leader:mei", subject="buy:7", buy=7, **facts)


def told(to: str, cls: type[Notice], **facts: Any) -> Notice:
    return cls(to=to, subject="leadership:a1", **facts)


def covered(to: str, cls: type[Notice], **facts: Any) -> Notice:
    """About a cover of 梅姐's north point, from the 24th to the 26th."""
    days = {"first": date(2026, 11, 24), "last": date(2026, 11, 26)}
    return cls(**{"to": to, "subject": "leave:l1", "absent": "mei", "point": "north", **days, **facts})


def handed(**facts: Any) -> Notice:
    about = {"point": "north", "spot": "s1", "day": date(2026, 11, 22), "window": WINDOW}
    return person(HandedOver, **{**about, "person": "qiang", "absent": "mei", **facts})


def person(cls: type[Notice], **facts: Any) -> Notice:
    return cls(**{"to": "resident:r1", "subject": "order:o1", "buy": 7, "resident": "r1", **facts})


def theirs(cls: type[Notice], **facts: Any) -> Notice:
    return person(cls, point="north", window=WINDOW, code="031415", **facts)


CASES: list[tuple[Notice, str, str]] = [
    (
        chat(
            Opened,
            title="周末水果",
            offers=(Offer(1, "草莓", "盒", 2500, D(20), D(5)), Offer(2, "蓝莓", "盒", 1990)),
            cutoff_at=CUTOFF,
            pickup=WINDOW,
        ),
        (
            "【7号团】周末水果\n1. 草莓 25元/盒 共20盒 限5\n2. 蓝莓 19.9元/盒\n截单 11月21日(六) 20:00\n"
            "取货 11月22日(日) 17:00–20:00\n直接说要什么就行，例如：草莓2盒"
        ),
        "",
    ),
    (
        chat(
            Opened,
            title="试吃",
            offers=(Offer(1, "排骨", "斤", 0, D("0.50"), D("0.250")),),
            cutoff_at=at_home("2027-01-01 00:00"),
            pickup=WINDOW,
        ),
        (
            "【7号团】试吃\n1. 排骨 0元/斤 共0.5斤 限0.25\n截单 1月1日(五) 00:00\n"
            "取货 11月22日(日) 17:00–20:00\n直接说要什么就行，例如：排骨2斤"
        ),
        "",
    ),
    (
        chat(CutoffSoon, title="周末水果", cutoff_at=CUTOFF, orders=11, progress="，还差9户成团"),
        "【7号团】周末水果 11月21日(六) 20:00 截单，已有11户下单，还差9户成团。还要的请直接说。",
        "",
    ),
    (
        chat(CutoffSoon, title="周末水果", cutoff_at=at_home("2028-02-29 23:59"), orders=0),
        "【7号团】周末水果 2月29日(二) 23:59 截单，还没有人下单。还要的请直接说。",
        "",
    ),
    (
        chat(CutoffMoved, title="周末水果", cutoff_at=at_home("2026-11-21 21:30")),
        "【7号团】周末水果 截单改到 11月21日(六) 21:30，还可以下单。",
        "",
    ),
    (
        chat(CutoffMoved, title="{cutoff}", cutoff_at=at_home("2026-12-31 23:00")),
        "【7号团】{cutoff} 截单改到 12月31日(四) 23:00，还可以下单。",
        "",
    ),
    (
        chat(Closed, title="周末水果", orders=2, items=COUNTED, outcome=f"取货 {WINDOW}，到货再通知。"),
        (
            "【7号团】周末水果 已截单，共2户\n草莓 3盒（2户）\n排骨 0.5斤（1户）\n"
            "取货 11月22日(日) 17:00–20:00，到货再通知。"
        ),
        "",
    ),
    (
        chat(Closed, title="周末水果", orders=0, items=(), outcome="还没到起订量，团长决定后告诉大家。"),
        "【7号团】周末水果 已截单，共0户\n没有人下单\n还没到起订量，团长决定后告诉大家。",
        "",
    ),
    (
        leader(
            ClosedSummary,
            title="周末水果",
            orders=2,
            amount=9490,
            paid=2500,
            items=COUNTED,
            next="没到起订量，请看下一条。",
        ),
        (
            "【7号团】周末水果 截单汇总：2单，94.9元，已收25元\n草莓 3盒（2户）\n排骨 0.5斤（1户）\n"
            "没到起订量，请看下一条。"
        ),
        "",
    ),
    (
        leader(ClosedSummary, title="周末水果", orders=0, amount=0, paid=-5, items=(), next="完。"),
        "【7号团】周末水果 截单汇总：0单，0元，已收-0.05元\n没有人下单\n完。",
        "",
    ),
    (
        leader(
            SummaryCorrected,
            resident="r1",
            seq_no=3,
            order=BERRIES,
            orders=2,
            amount=14465,
            items=COUNTED,
        ),
        (
            "【7号团】汇总有更正：3-1203 王姐（3号）现为 草莓2盒、排骨1.25斤\n更正后 2单，144.65元\n"
            "草莓 3盒（2户）\n排骨 0.5斤（1户）"
        ),
        "",
    ),
    (
        leader(SummaryCorrected, resident="r1", seq_no=1, order=(), orders=0, amount=0, items=()),
        "【7号团】汇总有更正：3-1203 王姐（1号）现为 已取消\n更正后 0单，0元\n",
        "",
    ),
    (
        leader(NotFormed, title="周末水果", have="11户", need="20户", by=at_home("2026-11-21 23:01")),
        (
            "【7号团】周末水果 没到起订量（11户/20户），请选一个：\n延长 7 30分钟：重新开放下单\n"
            "照常成团 7：按现有的单采购\n取消团购 7：全部取消并通知大家\n到 11月21日(六) 23:01 没有答复就自动取消。"
        ),
        "",
    ),
    (
        leader(NotFormed, title="年货", have="0元", need="0.01元", by=at_home("2027-01-01 08:00")),
        (
            "【7号团】年货 没到起订量（0元/0.01元），请选一个：\n延长 7 30分钟：重新开放下单\n"
            "照常成团 7：按现有的单采购\n取消团购 7：全部取消并通知大家\n到 1月1日(五) 08:00 没有答复就自动取消。"
        ),
        "",
    ),
    (chat(Formed, title="周末水果", pickup=WINDOW), f"【7号团】周末水果 成团了，取货 {WINDOW}。", ""),
    (chat(Formed, title="", pickup=""), "【7号团】 成团了，取货 。", ""),
    (
        chat(BuyOff, title="周末水果", why="团长取消", leader="梅姐"),
        "【7号团】周末水果 取消了（团长取消），订单不用付款。",
        "",
    ),
    (
        chat(BuyOff, to="resident:r1", title="周末水果", why="没到起订量", leader="梅姐", paid=1),
        "【7号团】周末水果 取消了（没到起订量），订单不用付款。你已付的0.01元由梅姐退给你。",
        "",
    ),
    (
        leader(LateOrderKept, no=3, resident="r1", wanted="草莓2盒、取消蓝莓", sent_in_time=False),
        "【7号团】迟单 3：3-1203 王姐 要 草莓2盒、取消蓝莓。收下请回“收迟单 3”",
        "",
    ),
    (
        leader(LateOrderKept, no=12, resident="r1", wanted="加排骨0.5斤", sent_in_time=True),
        "【7号团】迟单 12：3-1203 王姐 要 加排骨0.5斤（截单前发的）。收下请回“收迟单 12”",
        "",
    ),
    (
        leader(ClaimAsked, resident="r1", entered="r1", seq_no=5),
        "【7号团】3-1203 王姐 说 5号（3-1203 王姐）是自己的单。是就私聊我回“同意认领 5号 7号团”。",
        "",
    ),
    (
        leader(ClaimAsked, resident="r1", entered="r1", seq_no=12),
        "【7号团】3-1203 王姐 说 12号（3-1203 王姐）是自己的单。是就私聊我回“同意认领 12号 7号团”。",
        "",
    ),
    (
        person(Amended, seq_no=3, why=AMENDED_BY["leader"], items=BERRIES, amount=9975),
        "【7号团】团长帮你改了单，你的订单（3号）现为 草莓2盒、排骨1.25斤，99.75元。",
        "【7号团】王姐 的订单（3号）团长帮你改了单，现为 草莓2盒、排骨1.25斤。",
    ),
    (
        person(Amended, seq_no=1, why=AMENDED_BY["late"], items=(), amount=0),
        "【7号团】团长收下了你的迟单，你的订单（1号）现为 已取消，0元。",
        "【7号团】王姐 的订单（1号）团长收下了你的迟单，现为 已取消。",
    ),
    (
        person(PayReminder, seq_no=3, items=BERRIES, amount=9975, how="微信转给我"),
        "【7号团】你的3号单（草莓2盒、排骨1.25斤）还有99.75元没付。\n付款：微信转给我\n付了回“已付”。",
        "【7号团】王姐 的单（3号）还没付款，付了回“已付”，详情私聊我发“我的订单”。",
    ),
    (
        person(PayReminder, to="resident:r9", seq_no=12, items=BERRIES[:1], amount=1),
        "【7号团】王姐的12号单（草莓2盒）还有0.01元没付。\n付了回“已付”。",
        "【7号团】王姐 的单（12号）还没付款，付了回“已付”，详情私聊我发“我的订单”。",
    ),
    (
        theirs(FetchReminder, items=BERRIES),
        f"【7号团】你的草莓2盒、排骨1.25斤还没取：北门便利店（北门8号铺），{WINDOW}。取货码 031415",
        f"【7号团】王姐 的草莓2盒、排骨1.25斤还没取，{WINDOW}到北门便利店，取货码私聊我发“取货码”",
    ),
    (
        theirs(FetchReminder, to="resident:r9", items=BERRIES[:1]),
        f"【7号团】王姐的草莓2盒还没取：北门便利店（北门8号铺），{WINDOW}。取货码 031415",
        f"【7号团】王姐 的草莓2盒还没取，{WINDOW}到北门便利店，取货码私聊我发“取货码”",
    ),
    (
        theirs(Arrived, order="o1", items=BERRIES),
        f"【7号团】到货了：草莓2盒、排骨1.25斤\n北门便利店（北门8号铺）\n{WINDOW}\n取货码 031415",
        f"【7号团】王姐 的草莓2盒、排骨1.25斤到货了，{WINDOW}到北门便利店取，取货码私聊我发“取货码”",
    ),
    (
        person(Arrived, order="o1", items=BERRIES[:1], point="gone", window=WINDOW, code="000000"),
        f"【7号团】到货了：草莓2盒\ngone（）\n{WINDOW}\n取货码 000000",
        f"【7号团】王姐 的草莓2盒到货了，{WINDOW}到gone取，取货码私聊我发“取货码”",
    ),
    (
        theirs(Arrived, order="o1", items=BERRIES[:1], spot="s1"),
        f"【7号团】到货了：草莓2盒\n北门便利店（北门9号铺）\n{WINDOW}\n取货码 031415",
        f"【7号团】王姐 的草莓2盒到货了，{WINDOW}到北门便利店取，取货码私聊我发“取货码”",
    ),
    (
        person(Brought, items=BERRIES, window=WINDOW),
        f"【7号团】货来了：草莓2盒、排骨1.25斤\n{WINDOW}送到家门口，请留人在家",
        f"【7号团】王姐 的草莓2盒、排骨1.25斤来了，{WINDOW}送到家门口",
    ),
    (
        person(Brought, to="resident:r9", items=BERRIES[:1], window="尽快"),
        "【7号团】王姐的货来了：草莓2盒\n尽快送到家门口，请留人在家",
        "【7号团】王姐 的草莓2盒来了，尽快送到家门口",
    ),
    (
        leader(RoomShort, need="冷藏6格", most="冷藏2格", point="东门驿站"),
        "【7号团】自提点放不下了：有一单要冷藏6格，最多的东门驿站还剩冷藏2格，没有记上。请加格数或加自提点",
        "",
    ),
    (
        leader(
            PointsAssigned,
            moved=3,
            walk=320,
            before=410,
            rows=("1 东门驿站：12户，冷藏8/20格", "2 会所：3户"),
        ),
        "【7号团】自提点排好了：3单换了点，已通知本人，平均走320米（原来410米）\n1 东门驿站：12户，冷藏8/20格\n2 会所：3户",
        "",
    ),
    (
        leader(
            PointsAssigned,
            moved=1,
            walk=None,
            before=None,
            rows=("1 东门驿站：1户",),
            after=("到1号点：草莓3盒、大米1袋",),
            apart=("3号、9号",),
        ),
        (
            "【7号团】自提点排好了：1单换了点，已通知本人\n1 东门驿站：1户\n"
            "3号、9号是一家，没有一个点都放得下，分开取\n要补送到1号点：草莓3盒、大米1袋"
        ),
        "",
    ),
    (
        leader(PointsAssigned, moved=0, walk=None, before=None, rows=("1 东门驿站：12户",)),
        "【7号团】自提点排好了：都不用换\n1 东门驿站：12户",
        "",
    ),
    (
        leader(
            PointsShort,
            trouble="2号点冷藏差 6 格：加 6 格，或 2 户改 5号点，平均多走 180 米",
            moves=("改5号点的：3号、9号，回“改点 7号团 3号 5号点”",),
        ),
        (
            "【7号团】自提点放不下，先都不动：\n2号点冷藏差 6 格：加 6 格，或 2 户改 5号点，平均多走 180 米\n"
            "改5号点的：3号、9号，回“改点 7号团 3号 5号点”\n加格数在 points.yaml 里改，改完回“重新分配 7”"
        ),
        "",
    ),
    (
        leader(PointsShort, trouble="2号点冷藏差 1 格：加 1 格", moves=()),
        "【7号团】自提点放不下，先都不动：\n2号点冷藏差 1 格：加 1 格\n加格数在 points.yaml 里改，改完回“重新分配 7”",
        "",
    ),
    (
        leader(
            PointsShort,
            trouble="1 户附近没有能去的点\n可以：1 户改 3号点",
            moves=("改3号点的：2号，回“改点 7号团 2号 3号点”",),
            room=False,
        ),
        (
            "【7号团】有人没排到自提点，别人的都排了：\n1 户附近没有能去的点\n可以：1 户改 3号点\n"
            "改3号点的：2号，回“改点 7号团 2号 3号点”\n改完回“重新分配 7”"
        ),
        "",
    ),
    (
        person(PointAssigned, point="north", spot="s1", day=date(2026, 11, 22), window=WINDOW, code="271828"),
        f"【7号团】自提点统一排过了，你的货改到这里取：\n北门便利店（北门9号铺），按门铃\n{WINDOW}\n取货码 271828",
        f"【7号团】自提点统一排过了，王姐 的货改到北门便利店取，{WINDOW}，取货码私聊我发“取货码”",
    ),
    (
        person(
            PointAssigned,
            point="north",
            spot="s1",
            day=date(2026, 11, 22),
            window=WINDOW,
            code="271828",
            by_leader=True,
        ),
        f"【7号团】团长调了自提点，你的货改到这里取：\n北门便利店（北门9号铺），按门铃\n{WINDOW}\n取货码 271828",
        f"【7号团】团长调了自提点，王姐 的货改到北门便利店取，{WINDOW}，取货码私聊我发“取货码”",
    ),
    (
        person(
            PointAssigned,
            to="resident:r9",
            point="north",
            spot="gone",
            day=date(2026, 11, 22),
            window=WINDOW,
            code="271828",
            gone="东门驿站",
        ),
        f"【7号团】东门驿站那天取不了，王姐的货改到这里取：\n北门便利店（北门8号铺）\n{WINDOW}\n取货码 271828",
        f"【7号团】东门驿站那天取不了，王姐 的货改到北门便利店取，{WINDOW}，取货码私聊我发“取货码”",
    ),
    (
        RoomShort(to="admin:root", subject="buy:7", buy=7, need="常温3格、冷冻1格", most="0格", point="北门"),
        "【7号团】自提点放不下了：有一单要常温3格、冷冻1格，最多的北门还剩0格，没有记上。请加格数或加自提点",
        "",
    ),
    (
        person(PickupMoved, point="north", spot="s1", day=date(2026, 11, 22), window=WINDOW),
        f"【7号团】取货改了（装修）：\n北门便利店（北门9号铺），按门铃\n{WINDOW}",
        f"【7号团】王姐 的取货改到北门便利店，{WINDOW}（装修）",
    ),
    (
        person(
            PickupMoved, to="resident:r9", point="north", spot="gone", day=date(2026, 11, 22), window=WINDOW
        ),
        f"【7号团】王姐的取货改了：\n北门便利店（北门8号铺）\n{WINDOW}",
        f"【7号团】王姐 的取货改到北门便利店，{WINDOW}",
    ),
    (
        person(Delayed, point="north", spot="s1", day=date(2026, 11, 22), opens="19:00:00", window=WINDOW),
        f"【7号团】货要晚到，取货改到{WINDOW}：北门便利店。到了再告诉你。",
        f"【7号团】王姐 的货要晚到，取货改到{WINDOW}：北门便利店，到了再说。",
    ),
    (
        person(
            Delayed, to="resident:r9", point="x", spot="", day=date(2026, 11, 22), opens="", window=WINDOW
        ),
        f"【7号团】王姐的货要晚到，取货改到{WINDOW}：x。到了再告诉你。",
        f"【7号团】王姐 的货要晚到，取货改到{WINDOW}：x，到了再说。",
    ),
    (
        person(DelayedTonight, point="north", spot="", day=date(2026, 11, 22), opens="", window=WINDOW),
        f"【7号团】货要晚到，取货改到{WINDOW}：北门便利店。到了再告诉你。",
        f"【7号团】王姐 的货要晚到，取货改到{WINDOW}：北门便利店，到了再说。",
    ),
    (
        person(
            DelayedTonight,
            to="resident:r9",
            point="x",
            spot="",
            day=date(2026, 11, 22),
            opens="17:00:00",
            window=WINDOW,
            late=False,
        ),
        f"【7号团】王姐的货能按时到，取货改到{WINDOW}：x。到了再告诉你。",
        f"【7号团】王姐 的货能按时到，取货改到{WINDOW}：x，到了再说。",
    ),
    (
        theirs(PickupSoon, items=BERRIES),
        f"【7号团】还有草莓2盒、排骨1.25斤等你取：北门便利店，{WINDOW}。取货码 031415",
        f"【7号团】王姐 还有草莓2盒、排骨1.25斤没取，{WINDOW}到北门便利店。",
    ),
    (
        person(PickupSoon, items=(ItemFact("米", "斤", D("0.001"), 0),), point="x", window="", code=""),
        "【7号团】还有米0.001斤等你取：x，。取货码 ",
        "【7号团】王姐 还有米0.001斤没取，到x。",
    ),
    (
        person(
            Shorted,
            name="草莓",
            unit="盒",
            ordered=D(3),
            short=D("1.50"),
            amount=3750,
            back=3750,
            leader="梅姐",
        ),
        "【7号团】抱歉，草莓少到了，你的3盒缺1.5盒。订单现为37.5元。多付的37.5元由梅姐退给你。",
        "【7号团】抱歉，王姐 的草莓少到1.5盒，账已改好，详情私聊我发“我的订单”",
    ),
    (
        person(Shorted, name="草莓", unit="盒", ordered=D(2), short=D(2), amount=0, back=0, leader="团长"),
        "【7号团】抱歉，草莓少到了，你的2盒缺2盒。订单现为0元。",
        "【7号团】抱歉，王姐 的草莓少到2盒，账已改好，详情私聊我发“我的订单”",
    ),
    (
        person(ShortageLifted, name="草莓", unit="盒", ordered=D(2), amount=5000),
        "【7号团】更正：草莓2盒照常，订单现为50元。",
        "【7号团】更正：王姐 的草莓2盒照常。",
    ),
    (
        person(ShortageLifted, name="排骨", unit="斤", ordered=D("0.100"), amount=398),
        "【7号团】更正：排骨0.1斤照常，订单现为3.98元。",
        "【7号团】更正：王姐 的排骨0.1斤照常。",
    ),
    (
        person(ProxyFetched, items=BERRIES),
        "【7号团】你的草莓2盒、排骨1.25斤有人代领走了。不是你托的人就马上告诉团长。",
        "【7号团】王姐 的草莓2盒、排骨1.25斤代领走了。",
    ),
    (
        person(ProxyFetched, to="resident:r9", items=BERRIES[:1]),
        "【7号团】王姐的草莓2盒有人代领走了。不是你托的人就马上告诉团长。",
        "【7号团】王姐 的草莓2盒代领走了。",
    ),
    (
        person(ArrivalWithdrawn, name="草莓"),
        "【7号团】更正：草莓还没到货，先别跑一趟，到了再告诉你。",
        "【7号团】更正：王姐 的草莓还没到货，到了再说。",
    ),
    (
        person(ArrivalWithdrawn, name="草莓（大）\\n{who}"),
        "【7号团】更正：草莓（大）\\n{who}还没到货，先别跑一趟，到了再告诉你。",
        "【7号团】更正：王姐 的草莓（大）\\n{who}还没到货，到了再说。",
    ),
    (
        leader(
            Unclaimed,
            title="周末水果",
            orders=(Uncollected(2, "r2", BERRIES), Uncollected(3, "r3", BERRIES[:1], at_door=True)),
        ),
        (
            "【7号团】周末水果 取货时间到了，还有2单没取：\n2号 3-1203 王姐 草莓2盒、排骨1.25斤\n"
            "3号 3-1203 王姐 草莓2盒（送上门的，还没记送到）"
        ),
        "",
    ),
    (
        leader(Unclaimed, title="周末水果", orders=()),
        "【7号团】周末水果 取货时间到了，还有0单没取：\n",
        "",
    ),
    (
        told("admin:root", Applied, leadership="a1", resident="r1"),
        (
            "【团长申请】王姐想当团长。同意：把下面两段粘进配置，再重新加载。不同意：回“拒绝申请 王姐 原因”。"
            "以后要看发“团长申请”。\n  wang-jie:"
        ),
        "",
    ),
    (
        told("admin:root", Applied, leadership="gone", resident="r1"),
        (
            "【团长申请】王姐想当团长。同意：把下面两段粘进配置，再重新加载。不同意：回“拒绝申请 王姐 原因”。"
            "以后要看发“团长申请”。\n（申请已经撤回或处理好了）"
        ),
        "",
    ),
    (
        told("resident:r1", Declined, reason="这个小区暂时够了"),
        "谢谢你愿意当团长。这次没有通过：这个小区暂时够了。情况有变化，随时可以再发“申请团长”。",
        "",
    ),
    (
        told("resident:r1", Declined, reason=""),
        "谢谢你愿意当团长。这次没有通过。情况有变化，随时可以再发“申请团长”。",
        "",
    ),
    (
        told("leader:mei", Welcomed, name="梅姐", communities=("garden", "gone"), left=("terms", "pay")),
        (
            "欢迎梅姐，你现在是花园里的团长了！开第一个团以前还有：\n□ 同意条款：私聊我发“条款”，看完回“同意条款”\n"
            "□ 收款方式：怎么收款告诉阿管，写进配置就行"
        ),
        "",
    ),
    (
        told("leader:mei", Welcomed, name="梅姐", communities=("garden", "river"), left=()),
        "欢迎梅姐，你现在是花园里、滨江里的团长了！发“开团”就能开，怎么写发“帮助 开团”。",
        "",
    ),
    (
        told("leader:mei", Retired),
        "辛苦了！团长的事到今天告一段落，手上的团请照常做完，新团不用再开。有疑问请找阿管。",
        "",
    ),
    (
        told("resident:r1", Retired, gone=True),
        "辛苦了！团长的事到今天告一段落，有疑问请找阿管。",
        "",
    ),
    (
        told("leader:mei", TermsAsked, terms="2026-11", since=date(2027, 3, 1)),
        "团长条款有了新的（2026-11）。私聊我发“条款”看全文，回“同意条款”。3月1日起没同意不能开新团，已开的团照常。",
        "",
    ),
    (
        told("leader:mei", TermsAsked, terms="v2", since=date(2026, 12, 31)),
        "团长条款有了新的（v2）。私聊我发“条款”看全文，回“同意条款”。12月31日起没同意不能开新团，已开的团照常。",
        "",
    ),
    (
        leader(ChainDiffers, resident="r1", changed=2, unknown=1),
        (
            "【7号团】3-1203 王姐 发的接龙里有2行改了别人的、1行我不认识是谁，我没动账。"
            "发“接龙 7”看是哪几行；要收就把接龙发给我。"
        ),
        "",
    ),
    (
        leader(ChainDiffers, resident="r1", changed=0, unknown=30),
        (
            "【7号团】3-1203 王姐 发的接龙里有30行我不认识是谁，我没动账。"
            "发“接龙 7”看是哪几行；要收就把接龙发给我。"
        ),
        "",
    ),
    (
        covered("leader:qiang", CoverAsked, until=CUTOFF, households=12, offer="east"),
        (
            "【代班】梅姐11月24日–26日请假，北门便利店想请你代班，现在有12户要取。\n1 去北门便利店代\n"
            "2 让他们到东门驿站取\n3 这次不行\n请在11月21日(六) 20:00前回，“代班 1”也行。"
        ),
        "",
    ),
    (
        covered("leader:lan", CoverAsked, until=CUTOFF, last=date(2026, 11, 24), point="gone"),
        (
            "【代班】梅姐11月24日(二)请假，gone想请你代班。\n1 去gone代\n2 这次不行\n"
            "请在11月21日(六) 20:00前回，“代班 1”也行。"
        ),
        "",
    ),
    (
        covered("leader:mei", CoverFound, person="lan"),
        "【代班】梅姐11月24日–26日请假，北门便利店由小兰代班。",
        "",
    ),
    (
        covered("leader:mei", CoverFound, person="qiang", where="east", last=date(2026, 12, 2)),
        "【代班】梅姐11月24日–12月2日请假，北门便利店由强哥代班，邻居们到东门驿站取。",
        "",
    ),
    (
        covered("admin:root", CoverMissing, households=3),
        "【代班】梅姐11月24日–26日请假，北门便利店还没有人代，现在有3户要取。请定一位：“指派代班 梅姐 名字 2号点”",
        "",
    ),
    (
        covered("leader:mei", CoverMissing),
        "【代班】梅姐11月24日–26日请假，北门便利店还没有人代。请定一位：“指派代班 梅姐 名字 2号点”",
        "",
    ),
    (
        covered("leader:qiang", CoverOver, first=date(2026, 11, 26), point="clinic"),
        "【代班】北门诊所（梅姐，11月26日(四)）不用再代了，谢谢你！",
        "",
    ),
    (
        covered("leader:lan", CoverOver),
        "【代班】北门便利店（梅姐，11月24日–26日）不用再代了，谢谢你！",
        "",
    ),
    (
        handed(),
        (
            "【7号团】取货请找强哥（梅姐请假）：北门便利店（北门9号铺），按门铃，11月22日(日) 17:00–20:00。"
            "取货码不变。"
        ),
        "【7号团】王姐 取货请找强哥（梅姐请假）：北门便利店，11月22日(日) 17:00–20:00。",
    ),
    (
        handed(spot="s2", moved=True, code="031415", to="resident:r9"),
        (
            "【7号团】王姐的取货请找强哥（梅姐请假）：改到北门便利店（送到家门口），11月22日(日) 17:00–20:00。"
            "取货码换成 031415。"
        ),
        "【7号团】王姐 取货请找强哥（梅姐请假）：北门便利店，11月22日(日) 17:00–20:00。",
    ),
    (
        handed(spot="gone", person="mei", absent=""),
        "【7号团】取货请找梅姐：北门便利店，11月22日(日) 17:00–20:00。取货码不变。",
        "【7号团】王姐 取货请找梅姐：北门便利店，11月22日(日) 17:00–20:00。",
    ),
    (
        leader(Transferred, no=5, name="草莓", unit="盒", qty=D(3), origin="north", target="x", step="sent"),
        "【7号团】2号点调来草莓3盒。点清了回“收到调货 7号团 5”，不对回“拒收调货 7号团 5”。",
        "",
    ),
    (
        leader(
            Transferred, no=5, name="草莓", unit="盒", qty=D(3), origin="north", target="x", step="received"
        ),
        "【7号团】x收到了你调去的草莓3盒。",
        "",
    ),
    (
        leader(
            Transferred, no=5, name="草莓", unit="盒", qty=D(3), origin="north", target="x", step="refused"
        ),
        "【7号团】x没收你调去的草莓3盒，还算在2号点。",
        "",
    ),
    (
        leader(
            Transferred, no=5, name="草莓", unit="盒", qty=D(3), origin="north", target="x", step="recalled"
        ),
        "【7号团】2号点不调草莓3盒来了，不用等。",
        "",
    ),
]
