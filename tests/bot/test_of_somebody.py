"""张叔草莓改成9盒 changes nobody's order, 张三，你的草莓到了 marks nothing as arrived: nothing by a name misread."""

from bot.of_somebody import calls_one, head_of, of_one, owner
from tests.bot.commands.days import LAKE, book, bought, order, ordered
from tests.for_each import for_each

SELF = ("李阿姨", "3-1203", "3-1203李阿姨")
LEADERS = ("王姐", "小林")


@for_each(
    ("head", "whose"),
    [
        ("张叔", "张叔"),
        ("张叔的", "张叔"),
        ("把张叔的", "张叔"),
        ("麻烦把张叔家的", "张叔"),
        ("张叔 ", "张叔"),
        ("好的，张叔", "张叔"),
        ("张三的", "张三"),
        ("小明", "小明"),
        ("5-402", "5-402"),
        ("5-402的", "5-402"),
        ("我妈", "我妈"),
        ("王姐的", "王姐"),
        ("阿姨的", "阿姨"),
        ("王姐", ""),
        ("王姐，", ""),
        ("张叔，", ""),
        ("阿姨", ""),
        ("团长", ""),
        ("团长麻烦", ""),
        ("", ""),
        ("我", ""),
        ("我的", ""),
        ("把我家的", ""),
        ("李阿姨", ""),
        ("李阿姨 ", ""),
        ("3-1203", ""),
        ("3-1203的", ""),
        ("麻烦", ""),
        ("再", ""),
        ("大", ""),
        ("黄金", ""),
        ("新鲜的", ""),
        ("昨天订的", ""),
        ("老样子 ", ""),
        ("蓝莓不要了 ", ""),
    ],
)
def test_whose_goods_follow_these_words(head: str, whose: str) -> None:
    assert owner(head, SELF, LEADERS) == whose


@for_each(
    ("said", "one", "called"),
    [
        ("张三，你的草莓到了", True, False),
        ("张三 你的草莓到了", True, False),
        ("李阿姨你的草莓到了哈", True, False),
        ("李姐的草莓到了", True, False),
        ("张三的草莓到了", True, False),
        ("你订的草莓到了", True, False),
        ("他家草莓到了", True, False),
        ("张三，草莓到了", False, True),
        ("李姐，草莓到了", False, True),
        ("@张三 草莓到了", False, True),
        ("草莓到了", False, False),
        ("大家的草莓到了", False, False),
        ("你们的草莓到了", False, False),
        ("各位邻居，你们订的草莓到了", False, False),
        ("邻居们，草莓到了", False, False),
        ("姐妹们的草莓到了", False, False),
        ("王姐，草莓到了", False, False),
        ("亲，草莓到了", False, False),
        ("刚刚，草莓到了", False, False),
        ("今天的草莓到了", False, False),
        ("草莓到了，李姐来拿", False, False),
    ],
)
def test_whether_it_is_told_to_one_person_or_to_all(said: str, one: bool, called: bool) -> None:
    head, name = head_of(said, ["草莓", "蓝莓"])
    assert name == "草莓"
    assert of_one(head) is one
    assert calls_one(head, LEADERS) is called


def test_the_first_of_the_goods_named_counts_and_the_longest_there() -> None:
    assert head_of("张三，草莓酱和蓝莓到了", ["蓝莓", "草莓", "草莓酱"]) == ("张三,", "草莓酱")
    assert head_of("都到了", ["草莓"]) == ("", "")


async def test_a_residents_word_for_a_neighbour_changes_neither_order() -> None:
    async with ordered() as v:
        for said in ("陈伯草莓改成9盒", "把陈伯的草莓改成9盒", "6-101草莓改成9盒"):
            answer = await v.say("李阿姨", said, chat=LAKE)
            assert "没动账" in answer, said
            assert "或者请王姐来改；要改你自己的，就在前面加个“我的”" in answer
        assert [(await order(v, seq)).line(1).ordered for seq in (1, 3)] == [2, 1]
        assert "草莓 3盒" in await v.say("李阿姨", "我的草莓改成3盒", chat=LAKE)
        assert "草莓 4盒" in await v.say("李阿姨", "王姐，草莓改成4盒", chat=LAKE)
        assert "草莓 5盒" in await v.say("李阿姨", "李阿姨草莓改成5盒", chat=LAKE)
        await v.say("李阿姨", "给孙姐带草莓1盒", chat=LAKE)
        assert "草莓 2盒" in await v.say("李阿姨", "孙姐的草莓改成2盒", chat=LAKE), "she ordered that one"
        await v.say("王姐", "陈伯草莓改成3盒", chat=LAKE)
        assert (await order(v, 3)).line(1).ordered == 3, "their leader may"


async def test_a_buy_that_is_named_is_nobody_whose_goods_they_are() -> None:
    async with ordered() as v:
        other = await v.open(
            text="开团 鸡蛋牛奶\n草莓 26/盒\n牛奶 6/盒\n截单 今晚21:00\n取货 明天17:00-20:00"
        )
        for said, expected in (
            ("1号团 草莓改成3", "草莓 3盒"),
            ("1号团草莓改4盒", "草莓 4盒"),
            ("1号团 草莓加1", "草莓 5盒"),
            ("团1 草莓改成6盒", "草莓 6盒"),
        ):
            answer = await v.say("李阿姨", said, chat=LAKE)
            assert expected in answer, f"{said}: {answer}"
        refused = await v.say("李阿姨", "1号团 陈伯草莓改成9盒", chat=LAKE)
        assert "这像是陈伯的单" in refused
        assert (await order(v, 1)).line(1).ordered == 6
        assert not [it for it in await v.store.reads.orders(other) if it.lines]


async def test_a_leaders_word_to_one_neighbour_marks_nothing_as_arrived() -> None:
    async with bought() as v:
        await v.talk(
            ("王姐", LAKE, "张三，你的草莓到了", ""),
            ("王姐", LAKE, "陈伯的草莓到了", ""),
            ("王姐", None, "陈伯，你的草莓到了", "大家的都到了就回“到货 草莓”"),
            ("王姐", LAKE, "张三，草莓到了", "这像是跟一个人说的，我没记到货"),
        )
        assert (await book(v)).arrivals == {}
        assert (await book(v)).item(1).stock == 20
        assert "草莓 6盒" in await v.say("王姐", "草莓到了", chat=LAKE)
