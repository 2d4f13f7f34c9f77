"""What a leader said in free words, as the command they could have typed: both go the same way."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from bot.parsing.plain import plain
from bot.talk import Talk
from bot.understand.intent import CommandIntent
from bot.which import named_in
from groupbuy.buy import GroupBuy, Item

Args = Mapping[str, Any]
Phrase = Callable[[Args, Talk, GroupBuy | None], str | None]
SEQ = re.compile(r"#?(\d{1,5})号|#(\d{1,5})|(\d{1,2})")
"""A 跟团号 as people say it; a longer bare number may be a room and is nobody's 跟团号."""
PLAIN_NAME = re.compile(r"[^\W\d_]+")
LEFT = re.compile("[剩剰]")


def canonical(intent: CommandIntent, talk: Talk, buy: GroupBuy | None) -> str | None:
    """The command's text, such as "库存 12号团 草莓 +10"; None where there is no command for it.

    `buy` is the one the message was read against. Its number is written only where the message can
    mean no other, so that the command asks as ever where several fit.
    """
    phrase = PHRASES.get(intent.name)
    return phrase(intent.args, talk, buy) if phrase else None


def _close(_args: Args, talk: Talk, buy: GroupBuy | None) -> str:
    return _joined("截单", _number(talk, buy))


def _extend(args: Args, talk: Talk, buy: GroupBuy | None) -> str:
    until = f"到 {args['deadline']}" if args.get("deadline") else f"{args.get('minutes', '')}分钟"
    return _joined("延长", _number(talk, buy), until)


def _cancel(_args: Args, talk: Talk, buy: GroupBuy | None) -> str:
    return _joined("取消团购", _number(talk, buy))


def _arrived(args: Args, talk: Talk, buy: GroupBuy | None) -> str | None:
    items = _items(args.get("products", ()), buy)
    if items is None:
        return None
    return _joined("到货", _number(talk, buy, items), *(_name(it) for it in items))


def _verify(args: Args, _talk: Talk, _buy: GroupBuy | None) -> str:
    return _joined("核销", str(args["code"]) if args.get("code") else _who(args, "#"))


def _paid(args: Args, talk: Talk, buy: GroupBuy | None) -> str:
    """An amount is not booked by itself: 已付 takes what is owed, so it is handed on to be refused."""
    amount = f"{args['amount']}元" if args.get("amount") else ""
    return _joined("已付", _number(talk, buy), _who(args, ""), amount)


def _summary(args: Args, talk: Talk, buy: GroupBuy | None) -> str | None:
    word = {"unpaid": "未付", "unpicked": "未取"}.get(str(args.get("filter")))
    if word:
        return _joined(word, _number(talk, buy))
    items = _items(args.get("products", ()), buy)
    if items is None:
        return None
    return _joined("汇总", _number(talk, buy, items), *(_name(it) for it in items))


def _remind(args: Args, talk: Talk, buy: GroupBuy | None) -> str:
    word = {"unpaid": "催付", "unpicked": "催取"}.get(str(args.get("filter")))
    return _joined(word, _number(talk, buy)) if word else "催"


def _stock(args: Args, talk: Talk, buy: GroupBuy | None) -> str | None:
    items = _items([args.get("product")], buy)
    if not items:
        return None
    qty = str(args.get("qty"))
    match args.get("op"):
        case "add":
            qty = f"+{qty}"
        case "sub":
            qty = f"-{qty}"
        case _ if qty == "0":
            qty = "售罄"
        case _ if LEFT.search(plain(talk.incoming.text)):
            qty = f"剩{qty}"
    return _joined("库存", _number(talk, buy, items), _name(items[0]), qty)


def _price(args: Args, talk: Talk, buy: GroupBuy | None) -> str | None:
    items = _items([args.get("product")], buy)
    return _joined("改价", _number(talk, buy, items), _name(items[0]), str(args["price"])) if items else None


def _open(args: Args, _talk: Talk, _buy: GroupBuy | None) -> str:
    rows = [f"开团 {args['title']}" if args.get("title") else "开团"]
    rows += [_offered(it) for it in args.get("products") or ()]
    rows += [f"截单 {args['deadline']}"] if args.get("deadline") else []
    return "\n".join(rows)


def _offered(it: Mapping[str, Any]) -> str:
    unit = f"/{it['unit']}" if it.get("unit") else "元"
    return f"{it['name']} {it['price']}{unit}" if it.get("price") is not None else str(it["name"])


PHRASES: Mapping[str, Phrase] = {
    "close": _close,
    "extend": _extend,
    "cancel_buy": _cancel,
    "arrived": _arrived,
    "verify": _verify,
    "paid": _paid,
    "summary": _summary,
    "remind": _remind,
    "stock": _stock,
    "price": _price,
    "open": _open,
}


def _joined(*words: str) -> str:
    return " ".join(it for it in words if it)


def _number(talk: Talk, buy: GroupBuy | None, items: Iterable[Item] = ()) -> str:
    """The buy's number where it was said, or where no other buy on offer has these items."""
    if buy is None:
        return ""
    names = {it.name for it in items}
    others = [it for it in talk.buys if it.number != buy.number]
    elsewhere = any(item.name in names for it in others for item in it.items.values())
    said = named_in(talk.incoming.text) == buy.number
    return f"{buy.number}号团" if said or (names and not elsewhere) else ""


def _items(numbers: Iterable[Any], buy: GroupBuy | None) -> list[Item] | None:
    """The buy's items of those numbers; None where one of them is not the buy's."""
    wanted = list(numbers)
    found = [buy.items[it] for it in wanted if buy and it in buy.items]
    return found if len(found) == len(wanted) else None


def _name(item: Item) -> str:
    """A name that commands cannot mistake, else the item's number."""
    return item.name if PLAIN_NAME.fullmatch(item.name) else f"第{item.no}样"


def _who(args: Args, mark: str) -> str:
    """A 跟团号, else the name; a longer bare number is a room, and written so that it is not taken for one."""
    who = str(args.get("who") or "").strip()
    seq = SEQ.fullmatch(who)
    if seq:
        return f"{mark}{next(it for it in seq.groups() if it)}"
    return f"{who}室" if who.isdecimal() else who
