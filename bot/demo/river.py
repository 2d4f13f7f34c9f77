"""Who plays in 临河新村: four leaders, a driver and 24 people along a river, with what each of them orders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.demo.cast import Person
from bot.demo.goods import BERRIES, DUMPLINGS, FRESH_MILK, RICE, Good

HOME = "river-1"


def _person(name: str, user: str, room: str = "") -> Person:
    return Person(name, user, HOME, room, "lake-bot", "lake-app", told=True)


LAN = _person("阿岚", "ALan")
"""Opens the buy; runs 北门菜店 and 物业前台."""
TANG = _person("小唐", "XiaoTang")
"""Runs 河滨小超市."""
HAN = _person("老韩", "LaoHan")
"""Runs 老韩家小院, and is away on the day of delivery."""
LIANG = _person("梁师傅", "LiangShifu")
"""Runs 南桥奶站."""
LIU = _person("大刘", "DaLiu")
"""Drives."""
RIVER_LEADERS = (LAN, TANG, HAN, LIANG, LIU)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody orders, in their words; `shown`: one of those whose talk is printed in full."""

    who: Person
    text: str
    goods: Mapping[Good, Decimal]
    shown: bool = False

    @property
    def building(self) -> str:
        """3-402 is in 3号楼."""
        return f"{self.who.room.split('-')[0]}号楼"


def _wishes() -> Sequence[Wish]:
    """In the order in which they come: who lives between two points comes early, so that the fridges nearby are
    full when the far ends order."""
    one, two, three = Decimal(1), Decimal(2), Decimal(3)
    rows: Sequence[tuple[str, str, str, Mapping[Good, Decimal]]] = (
        ("豆豆妈", "6-1103", "草莓2盒，牛奶1瓶", {BERRIES: two, FRESH_MILK: one}),
        ("乐乐爸", "3-402", "牛奶2瓶，水饺1袋", {FRESH_MILK: two, DUMPLINGS: one}),
        ("糖糖奶奶", "10-101", "草莓2盒", {BERRIES: two}),
        ("阿宽", "6-503", "来一盒草莓 两袋水饺", {BERRIES: one, DUMPLINGS: two}),
        ("小满妈妈", "9-201", "草莓2盒 水饺1袋", {BERRIES: two, DUMPLINGS: one}),
        ("圆圆妈", "10-901", "草莓要三盒", {BERRIES: three}),
        ("可可", "11-702", "牛奶2瓶，大米1袋", {FRESH_MILK: two, RICE: one}),
        ("朵朵奶奶", "11-1201", "两盒草莓，谢谢", {BERRIES: two}),
        ("木木", "5-804", "草莓2盒、大米1袋", {BERRIES: two, RICE: one}),
        ("果果", "5-1004", "草莓2盒，水饺1袋", {BERRIES: two, DUMPLINGS: one}),
        ("老郭", "7-603", "草莓一盒，大米一袋", {BERRIES: one, RICE: one}),
        ("米粒", "7-1001", "草莓x2", {BERRIES: two}),
        ("大鹏", "8-304", "草莓2盒 水饺2袋", {BERRIES: two, DUMPLINGS: two}),
        ("跳跳爸", "1-303", "草莓2盒", {BERRIES: two}),
        ("琪琪", "9-502", "我要牛奶2瓶", {FRESH_MILK: two}),
        ("安安爸", "10-1502", "牛奶2瓶，水饺1袋", {FRESH_MILK: two, DUMPLINGS: one}),
        ("阿哲", "8-602", "草莓2盒", {BERRIES: two}),
        ("小雨", "2-601", "草莓1盒", {BERRIES: one}),
        ("果果爸", "5-1004", "牛奶1瓶，大米1袋", {FRESH_MILK: one, RICE: one}),
        ("浩浩妈", "12-303", "草莓2盒", {BERRIES: two}),
        ("阿明", "12-1104", "草莓2盒，大米1袋", {BERRIES: two, RICE: one}),
        ("桃子", "1-501", "牛奶两瓶", {FRESH_MILK: two}),
        ("南南", "11-302", "草莓1盒", {BERRIES: one}),
        ("阿黎", "2-204", "大米2袋", {RICE: two}),
    )
    shown = ("豆豆妈", "阿明")
    return tuple(
        Wish(_person(name, f"wmriver{no:02d}", room), text, goods, name in shown)
        for no, (name, room, text, goods) in enumerate(rows, 1)
    )


WISHES = _wishes()
RIVER = tuple(it.who for it in WISHES)
STEPS = "糖糖奶奶"
"""Says that she cannot climb steps."""


def somebody(name: str) -> Person:
    """A resident of 临河新村 by name."""
    return next(it for it in RIVER if it.name == name)
