"""Where a command begins and ends in what somebody types."""

from bot.commands import all_commands, all_questions
from bot.router import find_command
from tests.for_each import for_each


@for_each(
    ("text", "word", "rest"),
    [
        ("截单", "截单", ""),
        ("  截单  ", "截单", ""),
        ("截单。", "截单", ""),
        ("截单！", "截单", ""),
        ("截单 12", "截单", "12"),
        ("截单：12", "截单", "12"),
        ("核销123456", "核销", "123456"),
        ("核销 #12", "核销", "#12"),
        ("核销#12", "核销", "#12"),
        ("撤销核销 #12", "撤销核销", "#12"),
        ("开团 水果\n草莓 25/盒", "开团", "水果\n草莓 25/盒"),
        ("收迟单 3", "收下迟单", "3"),
        ("我叫 3-1203 王姐", "我叫", "3-1203 王姐"),
        ("help", "帮助", ""),
        ("接龙", "接龙", ""),
        ("接龙 12", "接龙", "12"),
        ("接龙12号团 第2页", "接龙", "12号团 第2页"),
        ("接龙 第2页。", "接龙", "第2页。"),
    ],
)
def test_a_command_is_its_word_and_what_follows(text: str, word: str, rest: str) -> None:
    call = find_command(text)
    assert call is not None
    assert (call.command.words[0], call.words) == (word, rest)


@for_each(
    "text",
    [
        "",
        "截单了吗",
        "今天截单",
        "团购一下",
        "团购 12",
        "地址在哪",
        "我叫他来",
        "草莓2盒",
        "核销员",
        "开团啦大家",
        "帮助我",
        "确认一下",
        "接龙\n1. 小满 草莓2盒",
        "接龙：\n\n1、小满 草莓2盒",
        "接龙 周末水果\n1. 小满 草莓2盒",
        "接龙 1\n1. 小满 草莓2盒",
        "接龙 1. 小满 草莓2盒 2. 阿宁 蓝莓1盒",
    ],
)
def test_talk_that_begins_or_ends_with_a_word_is_no_command(text: str) -> None:
    assert find_command(text) is None


def test_the_longest_word_wins() -> None:
    words = [max(map(len, it.words)) for it in all_commands()]
    assert words == sorted(words, reverse=True)
    call = find_command("取消团购")
    assert call is not None
    assert call.command.words[0] == "取消团购"


def test_everything_the_bot_asks_has_somebody_who_takes_the_answer() -> None:
    assert {"which", "choice", "quantity", "community", "open"} <= set(all_questions())
    assert all(kind == it.kind for kind, it in all_questions().items())


def test_commands_that_know_their_messages_are_asked_in_their_order_and_after_every_word() -> None:
    """What begins with a command's word is that command, whoever else would know the message."""
    listening = [it for it in all_commands() if it.hears]
    assert listening
    texts = ("晚上7点后才能取", "工作日晚上7点后，周末都能取", "家里老人腿脚不便", "草莓2盒", "", "你好")
    for text in texts:
        call = find_command(text)
        first = next((it for it in listening if it.hears and it.hears(text)), None)
        assert (call and call.command) == first, text
        assert call is None or call.words == text
    worded = find_command("截单 12")
    assert worded is not None
    assert worded.command.words[0] == "截单"
