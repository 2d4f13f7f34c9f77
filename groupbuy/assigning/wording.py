"""What is said of an assignment in chat: why a household goes where it does, and what would make it fit."""

from collections.abc import Mapping

from groupbuy.assigning.explain import Explanation, Option
from groupbuy.assigning.infeasible import Add, Trouble, Way
from groupbuy.assigning.model import Weights
from groupbuy.directory import StorageClass

KINDS = {StorageClass.NORMAL: "常温", StorageClass.CHILLED: "冷藏", StorageClass.FROZEN: "冷冻"}
Names = Mapping[str, str]
"""Point id → how people call it ("2 号点")."""
MOST_BESIDE = 3


def others(
    told: Explanation, names: Names, *, asked: str = "", needs: bool = True, kept: str = ""
) -> list[str]:
    """A line for each point worth comparing: the one `asked` about, those that would suit better but are full,
    the next best with room. `needs` False where others read it: nothing of the times and steps people told. `kept`:
    what keeps them where they are beside the terms."""
    return [
        f"{named(it, told, names)}：{beside(it, told, needs=needs, kept=kept)}"
        for it in compared(told, asked)
    ]


def compared(told: Explanation, asked: str) -> list[Option]:
    """At most three, cheapest first."""
    wanted = [it for it in told.others if asked == it.point]
    wanted += [
        it for it in told.others if it.lacks and (suits(it) < suits(told.own) or it.point == told.of.bound)
    ]
    fallback = told.next_with_room or told.runner_up
    wanted = [*wanted[: MOST_BESIDE - 1], *([fallback] if fallback else []), *wanted[MOST_BESIDE - 1 :]]
    kept = list({it.point: it for it in wanted}.values())[:MOST_BESIDE]
    return sorted(kept, key=lambda it: (it.total, it.point))


def suits(option: Option) -> int:
    """What a point costs by what it is for them, habits and promises left out."""
    return option.terms.walk + option.terms.window + option.terms.steps + option.terms.second


def drawn(told: Explanation, *, needs: bool = True) -> str:
    """走路约180米，没有台阶，说过的时间能取"""
    own = told.own
    parts = [] if own.metres is None else [f"走路约{tens(own.metres)}米"]
    if needs and told.of.step_free:
        parts.append("有台阶" if own.terms.steps else "没有台阶")
    if needs and told.of.told:
        parts.append(met(own) or "说过的时间能取")
    if own.point in told.of.that_day:
        parts.append("那天别的货也在这里取")
    return "，".join(parts)


def named(other: Option, told: Explanation, names: Names) -> str:
    return f"{names[other.point]}（自己选的）" if other.point == told.of.bound else names[other.point]


def beside(other: Option, told: Explanation, *, needs: bool, kept: str = "") -> str:
    """约120米，近60米，但有台阶，冷藏满了（差1格）"""
    better, worse = unlike(other, told.own) if needs else ([], [])
    worse += [f"{KINDS[it]}{_full(units, told.of.need[it])}" for it, units in other.lacks.items()]
    by, further = told.dearer(other), farther(other, told.own)
    if not worse and by <= 0:
        better.append("一样方便" if by == 0 else "现在有位子")
    elif not worse and not further:
        worse.append(kept or tie(other, told.own))
    good = [*distance(other, told.own), *better]
    but = "但" if good and not further else ""
    return "，".join([*good, *([but + "，".join(worse)] if worse else [])])


def _full(units: int, need: int) -> str:
    return f"满了（差{units}格）" if units >= need else f"不够放（差{units}格）"


def unlike(other: Option, own: Option) -> tuple[list[str], list[str]]:
    """Where it meets what they told about themselves better, and where worse."""
    better: list[str] = []
    worse: list[str] = []
    if other.terms.steps != own.terms.steps:
        (worse if other.terms.steps else better).append("有台阶" if other.terms.steps else "没有台阶")
    if other.terms.window > own.terms.window:
        worse.append(met(other))
    elif other.terms.window < own.terms.window:
        better.append(met(other) or "说过的时间能取")
    if other.terms.second < own.terms.second:
        better.append("那天别的货在那边取")
    return better, worse


def tie(other: Option, own: Option) -> str:
    """What keeps them where they are, where the walk does not."""
    if other.metres is None and other.terms.moved and not other.terms.unbound:
        return "远近不知道，不来回换"
    for name, text in (
        ("unbound", "这里是自己选的"),
        ("second", "别的货不在那边"),
        ("brought", "货要另外再送一趟"),
        ("retold", "已经通知过这里"),
        ("moved", "差得不多，不来回换"),
    ):
        if getattr(other.terms, name) > getattr(own.terms, name):
            return text
    return "那边人多" if other.load > own.load else "这里更合适"


def distance(other: Option, own: Option) -> list[str]:
    """约120米，近60米"""
    if other.metres is None:
        return []
    further = tens(other.metres) - tens(other.metres if own.metres is None else own.metres)
    than = [f"{'远' if further > 0 else '近'}{abs(further)}米"] if further else []
    return [f"约{tens(other.metres)}米", *than]


def tens(metres: int) -> int:
    """As people say it: nobody walks 117 m."""
    return (metres + 5) // 10 * 10 if metres > 10 else min(metres, 1) * 10


def farther(other: Option, own: Option) -> bool:
    return other.metres is not None and own.metres is not None and tens(other.metres) > tens(own.metres)


def met(option: Option) -> str:
    """How badly its windows meet the times told, "" where they do."""
    if not option.terms.window:
        return ""
    return (
        "和说过的时间对不上" if option.terms.window >= Weights().window_missed else "说过的时间只赶得上一会儿"
    )


def trouble(told: Trouble, names: Names) -> str:
    """What lacks, and the ways out, in one or two sentences."""
    lines = []
    if told.lacks:
        lacks = "，".join(f"{names[it.point]}{KINDS[it.kind]}差 {it.units} 格" for it in told.lacks)
        lines.append(f"{lacks}：" + "，或 ".join(way(it, told.lacks, names) for it in told.ways))
    elif told.ways:
        lines.append("可以：" + "，或 ".join(way(it, (), names) for it in told.ways))
    if told.stranded:
        lines.insert(0, f"{len(told.stranded)} 户附近没有能去的点")
    for kind, units in told.short.items():
        lines.append(f"所有点的{KINDS[kind]}加起来还差 {units} 格")
    return "\n".join(lines)


def way(told: Way, lacks: tuple[Add, ...], names: Names) -> str:
    parts = []
    if told.adds == lacks and len(lacks) == 1:
        parts.append(f"加 {lacks[0].units} 格")
    elif told.adds:
        parts.append("、".join(f"{names[it.point]}加 {it.units} 格{KINDS[it.kind]}" for it in told.adds))
    for move in told.moves:
        further = f"，平均多走 {move.further} 米" if move.further > 0 else ""
        parts.append(f"{len(move.households)} 户改 {names[move.to]}{further}")
    return "，".join(parts)
