"""Whoever the book knows has one order: a leader's words change it, a claim is asked, strangers get none."""

from tests.bot.commands.days import LAKE
from tests.bot.commands.test_chain import book_of, chain
from tests.conversation import village

SEA = "开团 海鲜\n带鱼 20/斤\n草莓 25/盒\n截单 今晚20:00\n取货 明天17:00-20:00"


async def test_a_leaders_words_change_the_order_of_whom_the_book_knows() -> None:
    async with village() as v:
        number = await v.open()
        await v.say("u5", "我叫 5-501 张叔", chat=LAKE)
        await v.say("u5", "草莓2盒", chat=LAKE)
        for said, left in (
            ("张叔草莓改成3盒", {"张叔": {1: "3"}}),
            ("帮张叔再加1盒草莓", {"张叔": {1: "4"}}),
            ("5-501 蓝莓1盒", {"张叔": {1: "4", 2: "1"}}),
            ("张叔的取消", {}),
        ):
            await v.say("王姐", said, chat=LAKE)
            assert await book_of(v, number) == left, said
        assert len(await v.store.reads.orders(number)) == 1
        assert any("团长帮你改了单" in it for it in v.heard(user="u5"))


async def test_of_two_of_one_name_the_leader_is_asked_and_a_number_answers() -> None:
    async with village() as v:
        await v.open()
        for user, room, qty in (("u5", "5-501", 2), ("u6", "6-601", 1)):
            await v.say(user, f"我叫 {room} 张叔", chat=LAKE)
            await v.say(user, f"草莓{qty}盒", chat=LAKE)
        asked = await v.say("王姐", "张叔草莓改成3盒", chat=LAKE)
        assert "“张叔”有2单，是哪个？回编号" in asked
        assert "5-501" not in asked, "no room in a group"
        assert "草莓 3盒" in await v.say("王姐", "2", chat=LAKE)
        assert "有2单" in await v.say("王姐", "张叔的取消", chat=LAKE)
        assert "1号）的单已取消" in await v.say("王姐", "1", chat=LAKE)
        lines = [it.line(1).ordered for it in await v.store.reads.orders(1)]
        assert lines == [0, 3]


async def test_a_leaders_paste_with_a_name_two_people_have_enters_neither() -> None:
    async with village() as v:
        number = await v.open()
        for user, room in (("u5", "5-501"), ("u6", "6-601")):
            await v.say(user, f"我叫 {room} 张叔", chat=LAKE)
            await v.say(user, "草莓1盒", chat=LAKE)
        shown = await v.say("王姐", chain("张叔 草莓5盒", "老白 蓝莓1盒"))
        assert "张叔：有2个同名的单（1号、2号）" in shown
        assert "共1行要记" in shown
        await v.say("王姐", "确认")
        assert [it.line(1).ordered for it in await v.store.reads.orders(number)] == [1, 1, 0]
        advised = shown.split("例如“")[1].split("”")[0]
        assert "1号团 1号" in await v.say("王姐", advised, chat=LAKE), "what is advised is a command"
        assert [it.line(1).ordered for it in await v.store.reads.orders(number)] == [5, 1, 0]


async def test_what_a_leader_entered_under_ones_name_is_asked_about_before_there_are_two() -> None:
    async with village() as v:
        number = await v.open()
        await v.say("王姐", chain("李阿姨 草莓3盒", "张叔 草莓1盒"))
        await v.say("王姐", "确认")
        await v.say("u5", "我叫 5-501 张叔", chat=LAKE)
        asked = await v.say("u5", chain("李阿姨 草莓3盒", "张叔 草莓2盒"), chat=LAKE)
        assert "王姐已用“张叔”记了一单（2号：草莓1盒），是你的吗？" in asked
        assert "已告诉团长" in await v.say("u5", "1", chat=LAKE)
        await v.say("王姐", "同意认领 2号")
        await v.say("u5", "草莓2盒", chat=LAKE)
        assert await book_of(v, number) == {"李阿姨": {1: "3"}, "张叔": {1: "2"}}
        await v.say("u6", "我叫 李阿姨", chat=LAKE)
        assert "是你的吗" in await v.say("u6", "草莓4盒", chat=LAKE)
        assert "草莓 4盒" in await v.say("u6", "2", chat=LAKE)
        assert "草莓 5盒" in await v.say("u6", "草莓5盒", chat=LAKE), "asked once"


async def test_lines_of_several_people_book_the_senders_own_and_no_strangers() -> None:
    async with village() as v:
        number = await v.open()
        said = "小满 草莓2盒\n晓晓 蓝莓1盒"
        assert "哪一行是你的？回编号：1 小满 2 晓晓" in await v.say("u7", said, chat=LAKE)
        assert await book_of(v, number) == {}
        await v.say("u8", "我叫 小满", chat=LAKE)
        await v.say("u8", said, chat=LAKE)
        assert await book_of(v, number) == {"小满": {1: "2"}}


async def test_a_chain_over_two_buys_is_answered_and_one_that_fits_both_is_asked_about() -> None:
    async with village() as v:
        await v.open()
        await v.open(text=SEA.replace("草莓 25/盒\n", ""))
        assert "每个团分开接" in await v.say("u7", "#接龙\n1. 小美 带鱼2斤 草莓1盒", chat=LAKE)
        assert "2号团" in await v.say("u8", "#接龙\n1. 小丽 带鱼2斤", chat=LAKE)
    async with village() as v:
        await v.open()
        await v.open(text=SEA)
        assert "是哪个？回团号" in await v.say("u8", "#接龙\n1. 小丽 草莓2盒", chat=LAKE)
        assert "2号团" in await v.say("u8", "2", chat=LAKE)
        assert "1号团" in await v.say("u9", "#接龙\n周末水果\n1. 小红 草莓2盒", chat=LAKE)


async def test_leafing_through_the_table_keeps_it_for_the_yes() -> None:
    async with village() as v:
        await v.open()
        rows = chain(
            *(
                f"住户{no}家 蓝莓1盒"
                for no in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月"
            )
        )
        assert "第1/2页" in await v.say("王姐", rows)
        assert "住户月家" in await v.say("王姐", "下一页")
        assert "住户甲家" in await v.say("王姐", "第1页")
        done = await v.say("王姐", "确认")
        assert "记了32行" in done
        assert "1号 住户甲家：蓝莓1盒" in done


async def test_the_list_of_namesakes_is_a_question_that_a_number_answers() -> None:
    async with village() as v:
        await v.open()
        for user, room in (("u5", "5-501"), ("u6", "6-601")):
            await v.say(user, f"我叫 {room} 张叔", chat=LAKE)
            await v.say(user, "草莓1盒", chat=LAKE)
        for paid, seq in (("已付 张叔", "2"), ("已付 张叔", "1号")):
            assert "“张叔”有2位" in await v.say("王姐", paid)
            assert f"{seq.rstrip('号')}号" in await v.say("王姐", seq)
        assert [it.paid for it in await v.store.reads.orders(1)] == [2500, 2500]


async def test_a_remark_is_said_back_with_what_was_booked() -> None:
    async with village() as v:
        await v.open()
        answer = await v.say("u5", "草莓2盒，不要太熟", chat=LAKE)
        assert "草莓 2盒 50元（不要太熟）" in answer
        await v.say("u6", "我叫 阿云", chat=LAKE)
        assert "（要红的）" in await v.say("u6", chain("阿云 草莓1盒 要红的"), chat=LAKE)
