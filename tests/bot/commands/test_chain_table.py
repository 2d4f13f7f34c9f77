"""A leader's table: nothing of it is lost between the paste and the yes."""

from tests.bot.commands.test_chain import book_of, chain
from tests.conversation import village

SEA = "开团 海鲜\n带鱼 25/斤\n截单 今晚21:00\n取货 明天17:00-20:00"


async def test_a_yes_counts_all_that_was_not_booked_though_it_lists_a_few() -> None:
    async with village() as v:
        number = await v.open()
        await v.say("王姐", chain(*(f"户{no}甲 草莓1盒" for no in range(60))))
        done = await v.say("王姐", "确认")
        assert "记了20行，40行没记" in done
        assert f"没记的还有10行，发“接龙 {number}”看" in done
        assert "其余20行也记了" in done
        assert done.count("✗") == 30
        assert len(await v.store.reads.orders(number)) == 20


async def test_a_line_whose_owner_has_ordered_since_is_said_and_not_booked_twice() -> None:
    async with village() as v:
        number = await v.open()
        await v.say("王姐", chain("阿云 草莓2盒", "老白 蓝莓1盒"))
        await v.say("u1", "我叫 阿云", chat="lake-1")
        await v.say("u1", "草莓3盒", chat="lake-1")
        done = await v.say("王姐", "确认")
        assert "记了1行，1行没记" in done
        assert "≠ 阿云：草莓2盒，没动" in done
        assert await book_of(v, number) == {"阿云": {1: "3"}, "老白": {2: "1"}}


async def test_a_second_table_replaces_the_first_and_says_so() -> None:
    async with village() as v:
        fruit = await v.open()
        sea = await v.open(text=SEA)
        await v.say("王姐", "#接龙\n海鲜\n1. 甲 带鱼1斤\n2. 乙 带鱼2斤")
        echo = await v.say("王姐", chain("丙 草莓1盒"))
        assert f"上一条{sea}号团的接龙还有2行没记" in echo
        assert "记了1行" in await v.say("王姐", "确认")
        assert await book_of(v, sea) == {}
        assert await book_of(v, fruit) == {"丙": {1: "1"}}
        await v.say("王姐", chain("丁 草莓1盒"))
        assert "还有1行没记" in await v.say("王姐", chain("戊 草莓1盒"))
        assert "没记" not in await v.say("王姐", chain("戊 草莓1盒", "己 草莓1盒")), (
            "all of it is in this one"
        )
