"""Refusals: what the rules say no to, each by name, with its default wording as `text`."""

from typing import Any, ClassVar


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """A rule said no. `text` is the default wording (a str.format template over the facts given).

    A refusal is not a crash: the use case's work is undone, the answer is remembered and sent.
    """

    text: ClassVar[str] = ""

    def __init__(self, *args: Any, **facts: Any) -> None:
        super().__init__(*args)
        self.facts: dict[str, Any] = facts

    @property
    def name(self) -> str:
        """How wording files and metrics call it: `refusal.SoldOut`."""
        return f"refusal.{type(self).__name__}"

    def __str__(self) -> str:
        return self.text.format_map(self.facts)


class UnknownChat(Refusal):
    text = "这个群还没登记"


class UnknownPoint(Refusal):
    text = "没有这个自提点，发“自提点”看看有哪些"


class BadAmount(Refusal):
    text = "“{text}”不像金额，请写成 12.8 这样"


class BadQuantity(Refusal):
    text = "“{text}”不像数量，请写成 2 或 1.5 这样"


class NoSuchItem(Refusal):
    text = "{buy}号团没有第{no}样，发“团购”看看有什么"


class NoSuchBuy(Refusal):
    text = "没有{buy}号团，发“团购”看看有什么"


class WrongState(Refusal):
    text = "{buy}号团{now}，不能变成{wanted}"


class NoSuchOrder(Refusal):
    text = "没找到这个订单，发“我的订单”看看"


class SoldOut(Refusal):
    """`left` sale units can still be had."""

    text = "{name}只剩{left}{unit}了，要{wanted}{unit}不够"
