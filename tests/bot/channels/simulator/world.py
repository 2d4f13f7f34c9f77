"""A small world behind the simulator's page: it answers a few words and writes down what it was told."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from bot.channels.simulator.port import Chat, Person, Roster
from bot.incoming import Incoming
from groupbuy.errors import Refusal

NOW = datetime(2026, 11, 21, 2, 5, tzinfo=UTC)  # Saturday 10:05 in Shanghai
CUTOFF = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
CLOSE = datetime(2026, 11, 21, 12, 1, tzinfo=UTC)
TOO_FAR = datetime(2027, 6, 1, tzinfo=UTC)
CHATS = (Chat("g-lake-1", "湖畔一期团购群", "湖畔花园"), Chat("g-hill", "山语城买菜群", "山语城"))
PEOPLE = (
    Person("u-wang", "王姐"),
    Person("u-li", "3-502 李叔"),
    Person("u-zhou", "团长周敏", "leader"),
    Person("u-admin", "值班小赵", "admin"),
)
OPEN_NOW = "今天在团：\n1. 草莓 25元/盒 余18\n2. 蓝莓 18元/盒 余40\n20:00 截单，发“草莓2盒”就能下单。"


class ClockIsFixed(Refusal):
    text = "接了真实渠道，时钟不能拨。"


@dataclass
class SmallWorld:
    """Stands for the whole system: silent to chit-chat, forgets nothing it hears."""

    roster_now: Roster = field(
        default_factory=lambda: Roster(CHATS, PEOPLE, NOW, "Asia/Shanghai", CUTOFF, CLOSE)
    )
    heard: list[Incoming] = field(default_factory=list)
    answered: dict[str, str] = field(default_factory=dict)
    movable: bool = True

    def now(self) -> datetime:
        return self.roster_now.now

    async def roster(self) -> Roster:
        return self.roster_now

    async def say(self, incoming: Incoming) -> str | None:
        self.heard.append(incoming)
        if incoming.key in self.answered:
            return self.answered[incoming.key]
        answer = self._answer(incoming)
        if answer:
            self.answered[incoming.key] = answer
        return answer

    async def move_clock(self, to: datetime) -> None:
        if not self.movable:
            raise ClockIsFixed
        if to == TOO_FAR:
            raise RuntimeError("broken on purpose")
        self.roster_now = replace(self.roster_now, now=to)

    def _answer(self, incoming: Incoming) -> str | None:
        if incoming.text == "坏掉":
            raise RuntimeError("broken on purpose")
        if incoming.text == "我叫 3-1203 王姐":
            people = (replace(PEOPLE[0], name="3-1203 王姐"), *PEOPLE[1:])
            self.roster_now = replace(self.roster_now, people=people)
            return "记下了：3-1203 王姐。"
        if incoming.text == "团购":
            return OPEN_NOW
        if "草莓" in incoming.text and incoming.text[-1] in "盒份":
            return f"王姐，{incoming.text} 记下了（第{len(self.answered) + 1}号），共 50.00 元。\n20:00 前都能改。"
        return "没看懂，发“帮助”看看。" if incoming.addressed else None
