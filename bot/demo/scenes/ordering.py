"""09:10 to noon: everybody orders, in every form; changes, questions and talk in between."""

from collections.abc import Awaitable, Callable, Sequence
from decimal import Decimal
from functools import partial

from bot.demo.cast import WANG, Person
from bot.demo.goods import (
    BAGEL,
    BAKERY,
    BLUEBERRY,
    BREAD,
    BREAKFAST,
    CHERRY,
    EGG,
    FRUIT,
    MILK,
    ORANGE,
    STRAWBERRY,
    TOAST,
    Good,
    ask_for,
    ask_for_two,
)
from bot.demo.play import Play

Step = Callable[[], Awaitable[object]]

QUESTIONS = (
    *(
        ("草莓多少钱一盒？", "25"),
        ("车厘子还有吗", "车厘子"),
        ("什么时候取货", "16:00"),
        ("团购", "周末水果团"),
    ),
    *(("还剩多少草莓？", "草莓"), ("帮助", "团购"), ("自提点", "东门驿站"), ("在哪里取货？", "16:00")),
)
TALK = (
    *("今天天气真好", "有人一起去超市吗", "3栋电梯又坏了？", "物业说下午修", "早上好各位", "谢谢王姐"),
    *("上周的草莓真甜", "我家娃就爱吃这个", "快递放门卫了", "周末有雨", "车位怎么又被占了", "收到", "哈哈哈"),
)


async def play(it: Play) -> None:
    await it.stage.scene("09:10", "大家来接龙：各种说法的单、改单、取消、提问和闲聊")
    await _interleaved(it, [await _first_steps(it, who) for who in _regulars(it)])
    await _newcomer(it)
    await _bakery(it)
    await _clarified(it)
    await it.stage.scene("10:00", "改价：橙子 5.5 元改 6 元，之前订的不变")
    await it.stage.until("10:30")
    await it.say(WANG, "改价 1号团 橙子 6", "改为 6", private=True)
    it.ledger.prices[FRUIT, ORANGE.name] = 600
    await _interleaved(it, [await _second_steps(it, who) for who in it.cast.lake])
    await it.stage.scene("11:30", "面包团截单；抢最后几盒蓝莓，订完为止")
    await it.stage.until("11:40")
    await _sell_out(it)


async def _interleaved(it: Play, queues: Sequence[list[Step]]) -> None:
    """Everybody's steps in their own order, mixed with everybody else's."""
    waiting = [queue for queue in queues if queue]
    while waiting:
        queue = it.dice.choice(waiting)
        await queue.pop(0)()
        waiting = [it for it in waiting if it]


def _regulars(it: Play) -> list[Person]:
    """Everybody but the newcomer."""
    return [*it.cast.lake[:-1], *it.cast.maple]


async def _newcomer(it: Play) -> None:
    """A first contact 1:1 that fits both communities: asked once, then booked as it was said."""
    who = it.cast.lake[-1]
    await it.say(who, "橙子2斤，放门口，电话13900000000", "你是哪个小区的", private=True)
    await it.order(who, "湖畔花园", {ORANGE: Decimal(2)}, buy=FRUIT, private=True)


async def _first_steps(it: Play, who: Person) -> list[Step]:
    steps: list[Step] = []
    named = it.dice.random() < 0.7
    if named:
        steps.append(partial(it.say, who, f"我叫 {who.room} {who.name}", who.name))
    goods, buy = ((MILK, EGG, TOAST), BREAKFAST) if who.home == "maple-1" else (_FRUIT, FRUIT)
    steps.append(_an_order(it, who, goods, buy, private=named and it.dice.random() < 0.2))
    extras: list[Step] = [partial(it.stage.overheard, who, it.dice.choice(TALK))]
    if buy == FRUIT:
        question, must = it.dice.choice(QUESTIONS)
        extras.append(partial(it.say, who, question, must))
    steps += [extra for extra in extras if it.dice.random() < 0.4]
    return steps


_FRUIT = (STRAWBERRY, STRAWBERRY, BLUEBERRY, ORANGE, ORANGE, CHERRY)


def _an_order(it: Play, who: Person, goods: Sequence[Good], buy: int, *, private: bool) -> Step:
    """One item or two, for oneself, in the group or (of somebody met there) 1:1."""
    order = partial(it.order, who, buy=buy, private=private)
    chosen = list(dict.fromkeys(it.dice.sample(goods, 2)))
    if len(chosen) == 2 and it.dice.random() < 0.45:
        pair = [(good, _how_many(it, good)) for good in chosen]
        wanted = {good: Decimal(qty) for good, qty in pair}
        return partial(order, ask_for_two(it.dice, pair), wanted)
    good = chosen[0]
    qty = _how_many(it, good)
    return partial(order, ask_for(it.dice, good, qty), {good: Decimal(qty)})


def _how_many(it: Play, good: Good) -> int:
    if good.unit == "斤":
        return it.dice.randint(2, 6)
    return it.dice.choice((1, 1, 2)) if good is not STRAWBERRY else it.dice.choice((1, 2, 2))


async def _second_steps(it: Play, who: Person) -> list[Step]:
    """After the new price: more, less, something else, nothing any more."""
    tab = it.ledger.tabs.get((FRUIT, who.name))
    if tab is None or it.dice.random() < 0.35:
        return []
    add = partial(it.order, buy=FRUIT, mode="add")
    held = [good for good in (STRAWBERRY, ORANGE, CHERRY) if tab.qty(good.name)]
    choices: list[Step] = [
        partial(add, who, "再来2斤橙子", {ORANGE: Decimal(2)}),
        partial(add, who, "橙子加1斤", {ORANGE: Decimal(1)}),
        partial(add, who, "加一盒车厘子", {CHERRY: Decimal(1)}),
        partial(it.order, who, "橙子一斤半", {ORANGE: Decimal("1.5")}, buy=FRUIT),
        partial(it.order, who, "草莓改成3盒", {STRAWBERRY: Decimal(3)}, buy=FRUIT),
    ]
    choices += [partial(it.cancel, who, f"{good.name}不要了", buy=FRUIT, goods=[good]) for good in held]
    if who.home == "lake-1":
        choices.append(partial(it.cancel, who, it.dice.choice(("取消", "我不要了")), buy=FRUIT))
    return [it.dice.choice(choices), partial(it.say, who, "我的订单", "合计|没有订单", private=True)]


async def _bakery(it: Play) -> None:
    """Too few for the minimum of 40."""
    for who in it.cast.lake_two[:6]:
        good = it.dice.choice((BREAD, BAGEL))
        await it.order(who, ask_for(it.dice, good, 2), {good: Decimal(2)}, buy=BAKERY)
    await it.order(it.cast.lake_two[0], "欧包1个 贝果3个", {BREAD: Decimal(1), BAGEL: Decimal(3)}, buy=BAKERY)


async def _clarified(it: Play) -> None:
    """For neighbours, a question asked back, a limit, a leader's command from a resident, silence."""
    first, second, third, fourth = it.cast.lake_one[:4]
    await it.order(first, "帮5楼张奶奶订橙子2斤", {ORANGE: Decimal(2)}, buy=FRUIT, owner="5楼张奶奶")
    await it.order(second, "给陈师傅也来一盒草莓", {STRAWBERRY: Decimal(1)}, buy=FRUIT, owner="陈师傅")
    await it.say(third, "来点橙子", "橙子要几斤")
    await it.order(third, "3", {ORANGE: Decimal(3)}, buy=FRUIT)
    await it.order(fourth, "草莓5盒", {STRAWBERRY: Decimal(5)}, buy=FRUIT)
    await it.say(fourth, "葡萄2串", "哪一种")
    await it.say(fourth, "截单 1", "这是团长的操作")
    await it.say(fourth, "今天的云真好看", "没看懂")
    await _silence(it)
    await it.say(it.cast.lake_one[6], "别提醒我", "不再提醒", private=True)
    for who in it.cast.maple[:5]:
        await it.say(who, "自提点 2", "C座架空层")


async def _silence(it: Play) -> None:
    """Events that mean nothing here, and a group nobody registered: told once where it belongs, then left alone."""
    await it.stage.nothing(it.cast.lake_one[5])
    await it.stage.nothing(it.cast.maple[5])
    stranger, tally = it.cast.lake_one[5], it.stage.tally
    if "还没有登记" not in await it.stage.from_strangers(stranger, "wrNobodysGroup", "草莓2盒"):
        it.wrong("an unknown group was not told that it is unknown")
    for text in ("草莓2盒", "有人吗"):
        tally.silences += 1
        if await it.stage.from_strangers(stranger, "wrNobodysGroup", text):
            tally.wrong_silences.append(text)


async def _sell_out(it: Play) -> None:
    """Whoever comes while there is some gets it; then it is refused by name."""
    for who in it.cast.lake:
        left = (BLUEBERRY.stock or 0) - int(it.ledger.sold(FRUIT, BLUEBERRY.name))
        tab = it.ledger.tabs.get((FRUIT, who.name))
        if tab is not None and tab.qty(BLUEBERRY.name):
            continue
        if not left:
            await it.order(who, "蓝莓1盒", {BLUEBERRY: Decimal(1)}, buy=FRUIT)
            await it.say(who, "蓝莓还有吗", "订完")
            return
        qty = min(3, left)
        await it.order(who, f"蓝莓{qty}盒", {BLUEBERRY: Decimal(qty)}, buy=FRUIT)
