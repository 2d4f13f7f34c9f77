"""The terminal: one line a bubble, local time, nobody's words obeyed as markup."""

from datetime import UTC, datetime
from io import StringIO
from zoneinfo import ZoneInfo

from rich.console import Console

from bot.demo.screen import LONG, Screen

AT = datetime(2026, 11, 22, 1, 5, tzinfo=UTC)


def shown(width: int = 60) -> tuple[Screen, StringIO]:
    file = StringIO()
    return Screen(Console(file=file, width=width), ZoneInfo("Asia/Shanghai")), file


def test_a_message_is_one_line_with_its_local_time_its_chat_and_its_speaker() -> None:
    screen, file = shown()
    screen.said(AT, "湖畔花园1群", "赵阿姨", "草莓2盒\n\n橙子3斤")
    assert file.getvalue() == "22 09:05 湖畔花园1群  赵阿姨: 草莓2盒 / 橙子3斤\n"


def test_an_answer_and_a_notice_stand_under_it() -> None:
    screen, file = shown()
    screen.answered(AT, "记好了：1号团 3号\n草莓 2盒 50元")
    screen.told(AT, "王姐", "【1号团】截单汇总")
    screen.remark(AT, "平台重发")
    assert file.getvalue().splitlines() == [
        "22 09:05     ↳ 记好了：1号团 3号 / 草莓 2盒 50元",
        "22 09:05     → 王姐: 【1号团】截单汇总",
        "22 09:05     · 平台重发",
    ]


def test_a_long_bubble_is_not_broken_by_us() -> None:
    screen, file = shown(width=20)
    screen.answered(AT, "草莓" * 50)
    assert len(file.getvalue().splitlines()) == 1


def test_what_people_write_is_shown_and_not_obeyed() -> None:
    screen, file = shown()
    screen.said(AT, "群", "[bold]赵[/bold]", "[red]草莓[/red] :smile: https://x.example")
    assert "[bold]赵[/bold]: [red]草莓[/red] :smile: https://x.example" in file.getvalue()


def test_a_scene_is_announced_across_the_page() -> None:
    screen, file = shown()
    screen.scene("12:00 截单")
    assert " 12:00 截单 " in file.getvalue()
    assert file.getvalue().startswith("─")


def test_of_many_notices_that_say_the_same_a_few_are_shown_and_the_rest_counted() -> None:
    screen, file = shown()
    with screen.few(1, "到货了"):
        for who in ("豆豆妈", "乐乐爸", "阿宽"):
            screen.told(AT, who, "【4号团】到货了：草莓2盒")
        screen.told(AT, "阿岚", "【4号团】自提点排好了")
    assert [line.strip() for line in file.getvalue().splitlines()] == [
        "22 09:05     → 豆豆妈: 【4号团】到货了：草莓2盒",
        "22 09:05     → 阿岚: 【4号团】自提点排好了",
        "… 另有2条“到货了”发给了其他人",
    ]
    with screen.few(1, "到货了"):
        screen.told(AT, "阿明", "【4号团】到货了：大米1袋")
    screen.told(AT, "可可", "【4号团】到货了：大米1袋")
    assert file.getvalue().count("另有") == 1, "nothing was left out the second time, nor afterwards"
    assert "可可" in file.getvalue()


def test_more_of_the_same_talk_can_go_on_unseen_and_what_follows_is_seen() -> None:
    screen, file = shown()
    with screen.aside():
        screen.said(AT, "群", "琪琪", "草莓2盒")
        screen.answered(AT, "记好了")
        screen.remark(AT, "平台重发")
    assert file.getvalue() == ""
    screen.remark(AT, "其他22位也这样下单")
    assert "其他22位" in file.getvalue()


def test_a_long_list_keeps_its_lines() -> None:
    screen, file = shown()
    screen.answered(AT, "\n".join(["送货单", *(f"{no}. 草莓" for no in range(1, LONG))]))
    lines = file.getvalue().splitlines()
    assert len(lines) == LONG
    assert lines[0].endswith("↳ 送货单")
    assert [line.strip() for line in lines[1:]] == [f"{no}. 草莓" for no in range(1, LONG)]
