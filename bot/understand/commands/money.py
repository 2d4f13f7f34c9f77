"""Leaders' words about money: who paid, what a product costs from now on."""

import re

from bot.understand.intent import CommandIntent
from bot.understand.shapes import plain

from . import cuewords as words
from .cues import Said, has, plausible

#: 4块5 is 4.5
_KUAI = re.compile(r"(\d+)块(\d)(?!\d)")
_SUM = re.compile(r"[¥$]?(\d+(?:\.\d{1,2})?)\s*(?:元钱|元|块钱|块|米)?")


_PAYS = re.compile(r"(付款|微信|支付宝|支付)(?=\s*\d)")
_NOT_PAID = tuple("没付 未付 没收到 没转 大家 记得 请 谢谢 付款码 收到货 到货 都付 退".split())
_RECEIVED = ("收到了", "已收到", "收到", "已收", "收了")


def paid(said: Said) -> CommandIntent | None:
    """X付款了, X转了88.5, 收到X 60元."""
    text = said.normal.text
    if said.asks or not (has(text, words.PAID) or _PAYS.search(text)) or has(text, _NOT_PAID):
        return None
    opening = next((w for w in _RECEIVED if text.startswith(w)), "")
    if opening:
        return _received(said, len(opening))
    sums = [found.group(1) for found in _PAYS.finditer(text)]
    who = said.who_before((*words.PAID, *sums))
    if not who:
        return None
    found = _SUM.search(text, min(at for at in (text.find(w) for w in (*words.PAID, *sums)) if at > 0))
    amount = found.group(1) if found else None
    before = re.search(r"(?:的|[ ¥])(\d+(?:\.\d{1,2})?)(?:元|块|块钱)?$", who)
    if amount is None and before and len(before.group(0)) > len(before.group(1)):
        amount, who = before.group(1), who[: before.start()].strip()
    return _paid(who, amount)


def _received(said: Said, start: int) -> CommandIntent | None:
    text = said.normal.text
    found = _SUM.search(text, start)
    tail = found.start() if found and _at_end(text, found) else len(text)
    amount = found.group(1) if found and tail < len(text) else None
    return _paid(said.name(start, tail), amount)


def _paid(who: str, amount: str | None) -> CommandIntent | None:
    who = _trim(who.removesuffix("了"))
    if not plausible(who):
        return None
    return CommandIntent("paid", {"who": who, "amount": amount}) if who and not who.isdigit() else None


def _at_end(text: str, found: re.Match[str]) -> bool:
    return len(text) - found.end() <= 3


def _trim(who: str) -> str:
    for tail in ("的转账", "转账", "的款", "的钱", "付款", "转来", "转的", "的", "付的", "红包", "微信"):
        who = who.removesuffix(tail).strip()
    return who


#: 降价2元, 便宜3块: by so much, not to so much; which it comes to is the leader's to say
_BY = re.compile(r"(?:[降涨][价了]?|便宜|优惠|立?减|[多少]收?)了?\s*\d+(?:\.\d+)?\s*(?:元|块|毛|角)")


def price(said: Said) -> CommandIntent | None:
    """苹果调价到45, 山竹改成17.8元."""
    text = said.text
    money = [t for t in said.tokens if t.kind == "money"]
    changed = has(text, words.PRICE) or (money and "改" in text)
    if said.asks or not changed or _BY.search(text) or any(t.kind == "future" for t in said.tokens):
        return None
    by_unit = any(t.text[-2:-1] in ("一", "/", "每") for t in money)  # 改成12一袋
    priced = by_unit or has(text, ("价", "降到", "涨到", "降为", "涨为", "元", "块", "¥"))
    product = said.products[0] if len(said.products) == 1 else said.goods.only if not said.products else None
    if (
        product is None
        or not priced
        or has(
            text,
            (
                "原价",
                "市场价",
                "批发价",
                "进价",
                "进货",
                "成本",
                "外面",
                "别家",
                "超市",
                "运费",
                "昨天",
                "去年",
            ),
        )
    ):
        return None
    if money:
        found = _SUM.search(_KUAI.sub(r"\1.\2", money[-1].text))
        return (
            CommandIntent("price", {"product": product, "price": found.group(1)})
            if found and len(money) == 1
            else None
        )
    bare = [
        a
        for a in said.amounts
        if a.number is not None and (a.bare or a.unit in (said.goods.products[product].unit, "块"))
    ]
    if len(bare) != 1 or bare[0].number is None:
        return None
    return CommandIntent("price", {"product": product, "price": plain(bare[0].number)})
