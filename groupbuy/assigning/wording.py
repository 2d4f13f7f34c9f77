"""What is said of an assignment in chat: why a household goes where it does, and what would make it fit."""

from collections.abc import Mapping

from groupbuy.assigning.explain import Explanation, Option
from groupbuy.assigning.infeasible import Add, Trouble, Way
from groupbuy.directory import StorageClass

KINDS = {StorageClass.NORMAL: "常温", StorageClass.CHILLED: "冷藏", StorageClass.FROZEN: "冷冻"}
DRAWBACKS = {
    "window": "取货时间对不上",
    "steps": "有台阶",
    "moved": "不是之前的点",
    "retold": "和通知过的不一样",
    "unbound": "不是自己选的点",
}

Names = Mapping[str, str]
"""Point id → how people call it ("2 号点")."""


def why(told: Explanation, names: Names) -> str:
    """One line for the point, one for each point that would have been cheaper but is full, one for the next best."""
    lines = [f"{names[told.own.point]}：{drawn(told.own)}"]
    if told.pinned:
        return f"{lines[0]}（团长指定的）"
    for other in told.others:
        full = "、".join(f"{KINDS[kind]}差{units}格" for kind, units in other.lacks.items())
        by = told.dearer(other)
        if not other.lacks:
            same = "一样方便，先到的点优先" if by == 0 else f"合起来多算{by}米"
            lines.append(f"没选{names[other.point]}：{drawn(other)}，{same}")
            break
        if by < 0 or other is told.runner_up:
            lines.append(f"没选{names[other.point]}：{drawn(other)}，但满了（{full}）")
    return "\n".join(lines)


def drawn(option: Option) -> str:
    drawbacks = [text for name, text in DRAWBACKS.items() if getattr(option.terms, name)]
    crowded = ["人多"] if option.load else []
    return "，".join([f"走路约{option.terms.walk}米", *drawbacks, *crowded])


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
