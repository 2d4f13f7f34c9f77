"""Who plays at first: three leaders and the made-up residents of two communities; river.py has the third."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

SURNAMES = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹柏苏潘葛范彭鲁韦马方"
CALLED = ("阿姨", "大爷", "姐", "哥", "老师", "妈妈", "叔", "奶奶")
LAKE_ONE, LAKE_TWO, MAPLE = 24, 20, 20


@dataclass(frozen=True, slots=True)
class Person:
    """`home` is the chat group they are in; `user` the platform's opaque id. `private` is the channel they
    write to 1:1, `told` whether the operator's app reaches them there."""

    name: str
    user: str
    home: str
    room: str
    group_door: str
    private: str
    told: bool


WANG = Person("王姐", "WangJie", "lake-1", "", "lake-bot", "lake-app", told=True)
LIN = Person("小林", "XiaoLin", "lake-2", "", "lake-bot", "lake-app", told=True)
ZHOU = Person("老周", "LaoZhou", "maple-1", "", "maple-bot", "maple-bot", told=True)
LEADERS = (WANG, LIN, ZHOU)


@dataclass(frozen=True, slots=True)
class Cast:
    """The residents by chat group."""

    lake_one: Sequence[Person]
    lake_two: Sequence[Person]
    maple: Sequence[Person]
    river: Sequence[Person] = ()

    @property
    def lake(self) -> Sequence[Person]:
        return (*self.lake_one, *self.lake_two)

    @property
    def everybody(self) -> Sequence[Person]:
        return (*LEADERS, *self.lake, *self.maple, *self.river)


def make_cast(dice: Random) -> Cast:
    """No two people share a name; the same dice make the same people."""
    names = [f"{surname}{called}" for called in CALLED for surname in SURNAMES]
    taken = {it.name for it in LEADERS}
    chosen = dice.sample([it for it in names if it not in taken], LAKE_ONE + LAKE_TWO + MAPLE)
    people = [_person(dice, no, name) for no, name in enumerate(chosen)]
    return Cast(people[:LAKE_ONE], people[LAKE_ONE : LAKE_ONE + LAKE_TWO], people[LAKE_ONE + LAKE_TWO :])


def _person(dice: Random, no: int, name: str) -> Person:
    user = f"wm{dice.getrandbits(48):012x}"
    room = f"{dice.randint(1, 9)}-{dice.randint(1, 18)}0{dice.randint(5, 8)}"
    if no < LAKE_ONE + LAKE_TWO:
        home = "lake-1" if no < LAKE_ONE else "lake-2"
        return Person(name, user, home, room, "lake-bot", "lake-app", told=True)
    return Person(name, user, "maple-1", room, "maple-bot", "maple-bot", told=False)
