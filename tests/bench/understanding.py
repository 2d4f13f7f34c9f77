"""What understanding costs beside F1: short messages, chains, hostile texts; `make bench`."""

import asyncio
import json
import random
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

from bot.understand import understand
from bot.understand.intent import Context, Product
from bot.understand.shapes import context_of
from tests.bench import floor

CORPUS = Path(__file__).parents[1] / "corpus" / "dev.jsonl"
GOODS = (
    "草莓 蓝莓 橙子 车厘子 苹果 香蕉 葡萄 西瓜 哈密瓜 火龙果 猕猴桃 柚子 桃子 雪梨 芒果 荔枝 龙眼 菠萝 榴莲 山竹"
    " 土鸡蛋 鲜牛奶 全麦吐司 大黄鱼 鲍鱼 排骨 五花肉 青菜 土豆 番茄"
).split()
ROUNDS = 5
GATES = {"message": 0.3, "chain of 40": 20.0, "growth 40 to 1000": 1.5, "hostile": 100.0}


def thirty() -> Context:
    """A buy of 30 products, read at the corpus's own time."""
    sample = context_of(json.loads(CORPUS.read_text(encoding="utf-8").splitlines()[0]))
    products = tuple(Product(no, name, "盒", "12") for no, name in enumerate(GOODS, 1))
    return Context("一周果蔬", products, sample.now)


def messages() -> list[str]:
    """Everything short in the corpus, its goods replaced by nothing: chit-chat costs too."""
    lines = CORPUS.read_text(encoding="utf-8").splitlines()
    found = [json.loads(line)["message"] for line in lines]
    own = [f"{name}{no}盒，不要太软" for no, name in enumerate(GOODS, 1)]
    return [it for it in found if len(it) <= 60 and "\n" not in it] + own


NEW = count()


def chain(entries: int) -> str:
    """A chain nobody has read before: what is kept of entries read earlier does not help."""
    dice = random.Random(next(NEW))
    rows = [
        f"{no}. 邻居{dice.randint(1, 10**9)} {dice.choice(GOODS)}{dice.randint(1, 5)}盒"
        for no in range(1, entries + 1)
    ]
    return "\n".join(["#接龙", "一周果蔬 明天到", *rows])


def hostile() -> dict[str, str]:
    dice = random.Random(7)
    return {
        "digits": "1" * 10_000,
        "one product": "草莓" * 5_000,
        "orders": "两盒草莓，" * 2_000,
        "blanks": " " * 10_000,
        "markers": "\n1. " * 2_500,
        "emoji": "🍓" * 10_000,
        "numerals": "一二三十百千万" * 1_430,
        "plus": "+1" * 5_000,
        "brackets": "（" * 10_000,
        "mentions": "@邻里 " * 2_500,
        "any letters": "".join(chr(dice.randint(0x4E00, 0x9FFF)) for _ in range(10_000)),
    }


def cpu_ms(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000


def one_round(context: Context) -> dict[str, float]:
    texts = messages()
    mean = cpu_ms(lambda: [understand(it, context) for it in texts]) / len(texts)
    forty, thousand = (cpu_ms(partial(understand, it, context)) for it in map(chain, (40, 1000)))
    worst = max((cpu_ms(lambda it=it: understand(it, context)), name) for name, it in hostile().items())
    return {"mean": mean, "forty": forty, "thousand": thousand, "worst": worst[0]}


async def main() -> int:
    """Prints the table, writes var/bench-understanding.json; 1 where a gate is missed."""
    context = thirty()
    one_round(context)
    rounds = [{**one_round(context), "floor": await floor.milliseconds(1_500)} for _ in range(ROUNDS)]
    middle = {name: statistics.median(it[name] for it in rounds) for name in rounds[0]}
    figures = {
        "message": middle["mean"] / middle["floor"],
        "chain of 40": middle["forty"] / middle["mean"],
        "growth 40 to 1000": middle["thousand"] / middle["forty"] / 25,
        "hostile": middle["worst"],
    }
    units = {
        "message": "× F1",
        "chain of 40": "× a message",
        "growth 40 to 1000": "× linear",
        "hostile": "ms",
    }
    print(f"F1 {middle['floor']:.3f} ms CPU; a message {middle['mean']:.3f} ms; medians of {ROUNDS} rounds")
    for name, value in figures.items():
        verdict = "ok" if value <= GATES[name] else "MISSED"
        print(f"{name:20} {value:8.3f} {units[name]:12} (at most {GATES[name]:g})  {verdict}")
    out = Path("var") / "bench-understanding.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(
        json.dumps({"figures": figures, "gates": GATES, "rounds": rounds}, indent=2), encoding="utf-8"
    )
    return int(any(figures[name] > GATES[name] for name in GATES))


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
