"""接龙 pasted into the chat: everybody's own line and nobody else's; a leader's is echoed first."""

from datetime import timedelta

import pytest

from tests.conversation import Village, village

HEAD = "#接龙\n周末水果 明天到\n"


def chain(*lines: str) -> str:
    return HEAD + "\n".join(f"{no}. {line}" for no, line in enumerate(lines, 1))


async def book_of(v: Village, number: int) -> dict[str, dict[int, str]]:
    """What stands in the book, by the name on the list."""
    orders = [it for it in await v.store.reads.orders(number) if it.active]
    people = await v.store.reads.residents(it.resident for it in orders)
    return {
        people[it.resident].name: {no: str(line.ordered) for no, line in it.lines.items() if line.ordered}
        for it in orders
    }


@pytest.fixture
async def v():
    async with village() as opened:
        yield opened


async def test_a_residents_chain_books_their_own_line_and_nobody_elses(v: Village) -> None:
    number = await v.open()
    await v.say("u1", "我叫 小李", chat="lake-1")
    answer = await v.say("u1", chain("阿云 草莓2盒", "小李 蓝莓3盒"), chat="lake-1")
    assert "蓝莓 3盒 45元" in answer
    assert "草莓" not in answer
    assert await book_of(v, number) == {"小李": {2: "3"}}


async def test_the_leader_hears_once_of_lines_nobody_is_known_for(v: Village) -> None:
    await v.open()
    await v.say("u1", "我叫 小李", chat="lake-1")
    text = chain("阿云 草莓2盒", "小李 蓝莓3盒")
    await v.say("u1", text, chat="lake-1")
    await v.say("u1", text, chat="lake-1")
    told = [it for it in v.heard(user="王姐") if "接龙" in it]
    assert len(told) == 1
    assert "1行我不认识是谁" in told[0]


async def test_the_only_new_line_is_the_senders_although_the_bot_does_not_know_their_name(v: Village) -> None:
    number = await v.open()
    await v.say("u1", "我叫 阿云", chat="lake-1")
    await v.say("u1", chain("阿云 草莓2盒"), chat="lake-1")
    answer = await v.say("u2", chain("阿云 草莓2盒", "3-502 蓝莓1"), chat="lake-1")
    assert "蓝莓 1盒" in answer
    assert [sorted(it) for it in (await book_of(v, number)).values()] == [[1], [2]]


async def test_several_new_lines_and_no_known_name_are_asked_about_and_a_number_answers(v: Village) -> None:
    number = await v.open()
    asked = await v.say("u1", chain("甲 草莓2盒", "乙 蓝莓3盒"), chat="lake-1")
    assert "哪一行是你的" in asked
    assert "1 甲" in asked
    assert "2 乙" in asked
    assert await book_of(v, number) == {}
    assert "蓝莓 3盒" in await v.say("u1", "2", chat="lake-1")
    await v.pass_time(timedelta(minutes=1))
    assert "蓝莓 4盒" in await v.say("u1", chain("甲 草莓2盒", "乙 蓝莓4盒"), chat="lake-1")


async def test_a_fork_that_carries_an_old_line_of_somebody_changes_nothing(v: Village) -> None:
    number = await v.open()
    for user, name in (("u1", "阿云"), ("u2", "老白")):
        await v.say(user, f"我叫 {name}", chat="lake-1")
    await v.say("u1", chain("阿云 草莓1盒"), chat="lake-1")
    await v.pass_time(timedelta(minutes=1))
    await v.say("u1", chain("阿云 草莓3盒"), chat="lake-1")
    await v.pass_time(timedelta(minutes=1))
    await v.say("u2", chain("阿云 草莓1盒", "老白 蓝莓1盒"), chat="lake-1")
    assert await book_of(v, number) == {"阿云": {1: "3"}, "老白": {2: "1"}}
    assert [it for it in v.heard(user="王姐") if "接龙" in it] == []


async def test_changing_somebody_elses_line_is_told_to_the_leader_and_not_done(v: Village) -> None:
    number = await v.open()
    for user, name in (("u1", "阿云"), ("u2", "老白")):
        await v.say(user, f"我叫 {name}", chat="lake-1")
    await v.say("u1", chain("阿云 草莓1盒"), chat="lake-1")
    await v.pass_time(timedelta(minutes=1))
    await v.say("u2", chain("阿云 草莓9盒", "老白 蓝莓1盒"), chat="lake-1")
    assert await book_of(v, number) == {"阿云": {1: "1"}, "老白": {2: "1"}}
    assert any("1行改了别人的" in it for it in v.heard(user="王姐"))
    shown = await v.say("王姐", "接龙")
    assert "✓ 阿云：草莓1盒" in shown
    assert "有人把 阿云 改成草莓9盒，没算" in shown


async def test_an_own_line_changed_later_is_the_whole_of_what_one_wants(v: Village) -> None:
    number = await v.open()
    await v.say("u1", "我叫 阿云", chat="lake-1")
    await v.say("u1", chain("阿云 草莓2盒"), chat="lake-1")
    await v.pass_time(timedelta(minutes=1))
    await v.say("u1", chain("阿云 蓝莓1盒"), chat="lake-1")
    assert await book_of(v, number) == {"阿云": {2: "1"}}
    await v.pass_time(timedelta(minutes=1))
    assert "已取消" in await v.say("u1", chain("阿云 取消"), chat="lake-1")
    assert await book_of(v, number) == {}


async def test_an_own_line_missing_from_ones_own_later_chain_is_asked_about(v: Village) -> None:
    number = await v.open()
    await v.say("u1", "我叫 阿云", chat="lake-1")
    await v.say("u1", chain("阿云 草莓2盒"), chat="lake-1")
    await v.pass_time(timedelta(minutes=1))
    assert "草莓2盒 不在这条里了" in await v.say("u1", chain("老白 蓝莓1盒", "老黑 蓝莓1盒"), chat="lake-1")
    assert await book_of(v, number) == {"阿云": {1: "2"}}


async def test_the_same_chain_again_is_met_with_silence_and_answered_when_addressed(v: Village) -> None:
    await v.open()
    await v.say("u1", "我叫 阿云", chat="lake-1")
    await v.say("u1", chain("阿云 草莓2盒"), chat="lake-1")
    assert await v.say("u1", chain("阿云 草莓2盒"), chat="lake-1") == ""
    assert "没有变化" in await v.say("u1", chain("阿云 草莓2盒"), chat="lake-1", mention=True)


async def test_a_sold_out_line_is_refused_and_the_sending_still_counts_for_the_merge(v: Village) -> None:
    number = await v.open()
    await v.say("u1", "我叫 阿云", chat="lake-1")
    assert "草莓只剩20盒" in await v.say("u1", chain("阿云 草莓21盒"), chat="lake-1")
    assert await book_of(v, number) == {}
    assert "＋ 阿云：草莓21盒" in await v.say("王姐", "接龙")


async def test_a_chain_after_the_cutoff_is_a_late_order(v: Village) -> None:
    number = await v.open()
    await v.say("u1", "我叫 阿云", chat="lake-1")
    await v.pass_time(timedelta(hours=10, minutes=5))
    assert "迟单 1" in await v.say("u1", chain("阿云 草莓2盒"), chat="lake-1")
    assert "收下" in await v.say("王姐", "收迟单 1")
    assert await book_of(v, number) == {"阿云": {1: "2"}}


async def test_whoever_orders_for_a_neighbour_may_enter_their_line_too(v: Village) -> None:
    number = await v.open()
    await v.say("u1", "我叫 阿云", chat="lake-1")
    await v.say("u1", "帮陈大爷带蓝莓1盒", chat="lake-1")
    await v.say("u1", chain("阿云 草莓2盒", "陈大爷 蓝莓3盒"), chat="lake-1")
    assert await book_of(v, number) == {"陈大爷": {2: "3"}, "阿云": {1: "2"}}


async def test_a_leaders_chain_is_echoed_and_books_all_on_a_yes(v: Village) -> None:
    number = await v.open()
    await v.say("u1", "我叫 阿云", chat="lake-1")
    await v.say("u1", "草莓2盒", chat="lake-1")
    text = chain("阿云 草莓2盒", "老白 蓝莓3盒", "小陈 草莓1盒 蓝莓1盒", "谁 随便来点")
    echo = await v.say("王姐", text)
    assert "✓ 阿云：草莓2盒" in echo
    assert "＋ 老白：蓝莓3盒" in echo
    assert "？ 谁" in echo
    assert await book_of(v, number) == {"阿云": {1: "2"}}
    done = await v.say("王姐", "确认")
    assert "记了2行" in done
    assert await book_of(v, number) == {"阿云": {1: "2"}, "老白": {2: "3"}, "小陈": {1: "1", 2: "1"}}
    assert "账上都有了" in await v.say("王姐", text)


async def test_a_leaders_chain_does_not_overwrite_who_ordered_themself(v: Village) -> None:
    number = await v.open()
    await v.say("u1", "我叫 阿云", chat="lake-1")
    await v.say("u1", "草莓2盒", chat="lake-1")
    echo = await v.say("王姐", chain("阿云 草莓5盒"))
    assert "≠ 阿云：草莓5盒" in echo
    await v.say("王姐", "确认")
    assert await book_of(v, number) == {"阿云": {1: "2"}}


async def test_a_leader_may_change_the_lines_they_entered_and_drop_the_question(v: Village) -> None:
    number = await v.open()
    await v.say("王姐", chain("老白 蓝莓3盒"))
    await v.say("王姐", "确认")
    await v.pass_time(timedelta(minutes=1))
    assert "改 老白：蓝莓1盒" in await v.say("王姐", chain("老白 蓝莓1盒"))
    assert "没有记" in await v.say("王姐", "算了")
    assert await book_of(v, number) == {"老白": {2: "3"}}
    await v.say("王姐", chain("老白 蓝莓1盒"))
    await v.say("王姐", "确认")
    assert await book_of(v, number) == {"老白": {2: "1"}}


async def test_one_line_of_a_leaders_chain_that_does_not_fit_does_not_hold_up_the_others(v: Village) -> None:
    number = await v.open()
    await v.say("王姐", chain("老白 草莓30盒", "小陈 草莓2盒"))
    done = await v.say("王姐", "确认")
    assert "记了1行" in done
    assert "✗ 老白：草莓只剩20盒" in done
    assert await book_of(v, number) == {"小陈": {1: "2"}}


async def test_a_limit_counts_for_each_of_a_leaders_lines_alone(v: Village) -> None:
    number = await v.open(text="开团 限量\n草莓 25/盒 限3\n截单 今晚20:00\n取货 明天17:00-20:00")
    await v.say("王姐", chain("老白 草莓3", "小陈 草莓3", "阿云 草莓4"))
    done = await v.say("王姐", "确认")
    assert "记了2行" in done
    assert "每人限购3盒" in done
    assert set(await book_of(v, number)) == {"老白", "小陈"}


async def test_a_resident_may_not_look_at_the_merged_chain(v: Village) -> None:
    await v.open()
    assert "团长" in await v.say("u1", "接龙", chat="lake-1", mention=True)


async def test_a_chain_headed_without_a_hash_is_a_chain_and_not_the_leaders_command(v: Village) -> None:
    number = await v.open()
    assert "草莓 2盒" in await v.say("u1", "接龙\n1. 小满 草莓2盒", chat="lake-1")
    await v.pass_time(timedelta(minutes=1))
    assert "蓝莓 1盒" in await v.say("u2", "接龙 周末水果\n1. 小满 草莓2盒\n2、阿宁 蓝莓1盒", chat="lake-1")
    assert [sorted(it.lines) for it in await v.store.reads.orders(number)] == [[1], [2]]
    echo = await v.say("王姐", "接龙：\n\n1. 甲 草莓2盒\n2. 乙 蓝莓1盒")
    assert "共2行要记" in echo
    assert "记了2行" in await v.say("王姐", "确认")
    assert len(await v.store.reads.orders(number)) == 4
    assert "接龙合并后" in await v.say("王姐", "接龙 1")
