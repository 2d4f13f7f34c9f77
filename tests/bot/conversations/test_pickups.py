"""At the pickup point: codes and numbers, parts, mistakes taken back, and nobody else's goods."""

from tests.bot.commands.days import LAKE, arrived, bought, code_of, order


async def test_a_part_now_the_rest_later_and_then_nothing() -> None:
    async with arrived() as v:
        code = await code_of(v, "李阿姨")
        await v.talk(
            ("王姐", None, f"核销 {code} 草莓1", "还剩草莓1盒、蓝莓1盒"),
            ("李阿姨", None, "取货码", code),
            ("李阿姨", None, "我的到了没", "草莓1盒"),
            ("王姐", None, f"核销 {code}", "取完了"),
            ("王姐", None, f"核销 {code}", "已经取完了"),
            ("李阿姨", None, "取货码", "没有待取"),
        )


async def test_the_wrong_hand_out_is_reversed_and_done_again() -> None:
    async with arrived() as v:
        await v.talk(
            ("王姐", LAKE, "核销 #1", "取完了"),
            ("王姐", LAKE, "撤销核销 #1", "1号"),
            ("王姐", LAKE, "未取", "3单"),
            ("王姐", LAKE, "撤销核销 #1", "没有"),
            ("王姐", LAKE, "核销 #1 蓝莓1", "还剩草莓2盒"),
            ("王姐", LAKE, "撤销核销 #1", "蓝莓"),
            ("王姐", LAKE, "核销 #1", "草莓2盒、蓝莓1盒，取完了"),
        )
        assert not (await order(v, 1)).waiting


async def test_only_the_latest_of_two_hand_outs_is_taken_back() -> None:
    async with arrived() as v:
        await v.talk(
            ("王姐", LAKE, "核销 #1 草莓1", "还剩"),
            ("王姐", LAKE, "核销 #1 蓝莓1", "还剩草莓1盒"),
            ("王姐", LAKE, "撤销核销 #1", "蓝莓"),
            ("王姐", LAKE, "核销 #1", "草莓1盒、蓝莓1盒，取完了"),
        )


async def test_a_mistyped_code_hands_out_nothing() -> None:
    async with arrived() as v:
        codes = {await code_of(v, who) for who in ("李阿姨", "赵六", "陈伯")}
        wrong = next(f"{it:06}" for it in range(1000) if f"{it:06}" not in codes)
        await v.talk(("王姐", None, f"核销 {wrong}", "没有取货码"), ("王姐", None, "未取", "3单"))


async def test_a_bare_code_from_the_leader_one_to_one_is_helped_on() -> None:
    async with arrived() as v:
        answer = await v.say("王姐", await code_of(v, "李阿姨"))
        assert answer
        assert "记好了" not in answer


async def test_the_deputy_hands_out_and_the_leader_reads_who_is_left() -> None:
    async with arrived() as v:
        await v.talk(
            ("小林", LAKE, "核销 #2", "取完了"),
            ("王姐", LAKE, "未取", "2单"),
            ("小林", None, "撤销核销 1号团 #2", "2号"),
            ("王姐", LAKE, "未取", "3单"),
        )


async def test_pickups_in_free_words() -> None:
    async with arrived() as v:
        code = await code_of(v, "赵六")
        await v.talk(
            ("王姐", LAKE, "1号取走了", "取完了"),
            ("王姐", LAKE, "3号已取", "取完了"),
            ("王姐", None, f"{code}核销", "取完了"),
        )


async def test_goods_already_there_are_fetched_where_they_are() -> None:
    async with arrived() as v:
        await v.talk(
            ("李阿姨", None, "自提点", "会所一楼"),
            ("李阿姨", None, "自提点 2", "1号团的货已经到原来的点了"),
            ("李阿姨", None, "取货码", "东门驿站"),
            ("王姐", None, "核销 #1", "取完了"),
        )


async def test_before_arrival_the_order_moves_along() -> None:
    async with bought() as v:
        await v.talk(
            ("李阿姨", None, "自提点 2", "会所一楼"),
            ("李阿姨", None, "取货码", "会所一楼"),
            ("李阿姨", None, "地址", "会所一楼"),
            ("王姐", None, "到货", "都到齐了"),
            ("王姐", None, f"核销 {await code_of(v, '李阿姨')}", "取完了"),
        )


async def test_a_resident_never_sees_anothers_code() -> None:
    async with arrived() as v:
        codes = {who: await code_of(v, who) for who in ("李阿姨", "赵六", "陈伯")}
        for text in ("取货码 2", "取货码 赵六", "赵六的取货码", "未取", "名单", "#2取货码多少"):
            answer = await v.say("李阿姨", text)
            assert codes["赵六"] not in answer, text
            assert codes["陈伯"] not in answer, text
            assert "5-402" not in answer, text
