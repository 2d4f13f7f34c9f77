"""What an applied configuration does to leaders, and what then has to be done before opening."""

from dataclasses import replace
from datetime import date

import pytest

from groupbuy import applying, configuring, errors, onboarding
from groupbuy.applications import Applications, Ask, Step, Terms
from groupbuy.directory import Directory, Leader, Right
from groupbuy.leadership import Leadership, State
from groupbuy.resident import Speaker
from storage.unit import Unit
from tests.groupbuy.day import Day
from tests.groupbuy.made import DEPUTY, DIRECTORY, MEI, POINTS, a_directory, an_identity

TERMS = Terms("v1", "公平")
RULES = Applications(asks=(Ask.ADDRESS,), terms=TERMS, onboarding=tuple(Step))
HONG = Leader("hong", "小红", ("garden",), (an_identity("u-hong"),))
BEFORE = a_directory(applications=RULES)
TODAY = date(2026, 11, 21)


def with_leader(version: str, *leaders: Leader, **changed: object) -> Directory:
    kept = {**DIRECTORY.leaders, **{it.id: it for it in leaders}}
    return a_directory(**{"applications": RULES, "version": version, "leaders": kept, **changed})


async def puts(day: Day, new: Directory) -> None:
    """As main does: the unit's directory is the new one."""
    day.directory = new
    await day.run(lambda books: configuring.apply(books, new))


async def applies(day: Day, user: str = "u-hong", *, hand_in: bool = True) -> str:
    async def unit(books: Unit) -> str:
        person = await books.meet(an_identity(user))
        it = await applying.begin(books, Speaker(person, an_identity(user)))
        await applying.answer(books, it, {Ask.ADDRESS: "3号楼"})
        if hand_in:
            await applying.submit(books, it)
        return it.id

    return await day.run(unit)


async def found(day: Day, leader: str = "hong") -> Leadership:
    it = await day.store.reads.leadership_of(leader)
    assert it is not None
    return it


@pytest.fixture
def day(day: Day) -> Day:
    day.directory = BEFORE
    return day


async def test_an_applicant_who_stands_in_the_configuration_is_welcomed_once_and_the_answers_go(
    day: Day,
) -> None:
    key = await applies(day)
    assert (await day.told("admin:root"))[0].startswith("【团长申请】王姐想当团长。")
    for version in ("v2", "v3"):
        await puts(day, with_leader(version, HONG))
    it = await found(day)
    assert (it.id, it.state, it.leader, it.terms) == (key, State.WELCOMED, "hong", "v1")
    assert await day.store.reads.answers(key) == {}
    assert await day.kinds_told("leader:hong") == ["welcomed"]
    assert await day.store.reads.application_of(it.resident) is None


async def test_a_draft_is_enough_where_the_admin_was_faster(day: Day) -> None:
    await applies(day, hand_in=False)
    await puts(day, with_leader("v2", HONG))
    assert (await found(day)).state is State.WELCOMED
    assert "□ 同意条款" in (await day.told("leader:hong"))[0]


async def test_who_leads_already_is_not_welcomed_again_and_their_application_is_void(day: Day) -> None:
    await applies(day, "u-mei2")
    twice = replace(MEI, identities=(*MEI.identities, an_identity("u-mei2")))
    await day.run(lambda books: onboarding.accept(books, MEI, TERMS))
    await puts(day, with_leader("v2", twice))
    assert await day.kinds_told("leader:mei") == []
    assert (await found(day, "mei")).state is State.ACTIVE
    assert {it.state for it in await day.store.reads.leaderships(*State)} == {State.ACTIVE, State.WITHDRAWN}


async def test_steps_bind_only_who_was_just_welcomed_and_only_until_they_are_done(day: Day) -> None:
    await day.run(lambda books: onboarding.must_be_ready(books, MEI))
    await applies(day)
    await puts(day, with_leader("v2", HONG))
    theirs = POINTS | {"x": replace(POINTS["east"], id="x", no=9, leader="hong")}
    for step, then in (
        ("收款方式", with_leader("v3", replace(HONG, pay="微信"))),
        (
            "自己的自提点",
            with_leader(
                "v4",
                replace(HONG, pay="微信"),
                points=theirs,
            ),
        ),
    ):
        with pytest.raises(errors.NotReady, match=step):
            await day.run(lambda books: onboarding.must_be_ready(books, books.directory.leaders["hong"]))
        await puts(day, then)
    with pytest.raises(errors.NotReady, match="我的团长"):
        await day.run(lambda books: onboarding.must_be_ready(books, books.directory.leaders["hong"]))
    await day.run(lambda books: onboarding.report(books, books.directory.leaders["hong"]))
    assert (await found(day)).state is State.ACTIVE
    await puts(day, with_leader("v5", HONG))
    await day.run(lambda books: onboarding.must_be_ready(books, HONG))


async def test_retired_is_told_once_returned_is_active_and_gone_is_told_to_the_applicant(day: Day) -> None:
    await applies(day)
    await puts(day, with_leader("v2", HONG))
    for version in ("v3", "v4"):
        await puts(day, with_leader(version, replace(HONG, retired=True), replace(MEI, retired=True)))
    assert [await day.kinds_told(it) for it in ("leader:hong", "leader:mei")] == [
        ["welcomed", "retired"],
        ["retired"],
    ]
    for leader in ("hong", "mei"):
        assert (await found(day, leader)).state is State.RETIRED
    with pytest.raises(errors.RetiredLeader, match="阿管"):
        await day.run(lambda books: onboarding.must_be_ready(books, books.directory.leaders["mei"]))
    await puts(day, with_leader("v5", HONG))
    assert (await found(day)).state is State.ACTIVE
    await puts(day, with_leader("v6"))
    it = await found(day)
    assert it.state is State.RETIRED
    assert await day.told(f"resident:{it.resident}") == ["辛苦了！团长的事到今天告一段落，有疑问请找阿管。"]
    again = await applies(day)
    await puts(day, with_leader("v7", HONG))
    assert ((await found(day)).id, (await found(day)).state) == (again, State.WELCOMED)


async def test_terms_with_a_day_are_put_once_a_version_to_everybody_who_may_open(day: Day) -> None:
    since = replace(TERMS, since=TODAY)
    helper = replace(HONG, rights=frozenset({Right.VERIFY}))
    for version in ("v2", "v3"):
        await puts(day, with_leader(version, helper, applications=replace(RULES, terms=since)))
    assert await day.kinds_told("leader:mei") == ["terms_asked"]
    assert await day.kinds_told(f"leader:{DEPUTY.id}") == await day.kinds_told("leader:hong") == []
    with pytest.raises(errors.NotReady, match="同意条款"):
        await day.opens()
    await day.run(lambda books: onboarding.accept(books, MEI, since))
    with pytest.raises(errors.NothingChanged):
        await day.run(lambda books: onboarding.accept(books, MEI, since))
    await day.opens()
    new = replace(since, version="v2")
    await puts(day, with_leader("v4", applications=replace(RULES, terms=new)))
    assert await day.kinds_told("leader:mei") == ["terms_asked", "terms_asked"]
    await day.orders("wang", {1: 1})
    with pytest.raises(errors.NotReady, match="同意条款"):
        await day.opens()


async def test_nobody_applies_twice_or_as_a_leader_or_where_there_is_nothing_to_apply_for(day: Day) -> None:
    first = await applies(day, hand_in=False)
    assert await applies(day) == first

    async def begins(books: Unit) -> None:
        person = await books.meet(an_identity("u-mei"))
        await applying.begin(books, Speaker(person, an_identity("u-mei"), MEI))

    with pytest.raises(errors.LeadsAlready, match="阿管"):
        await day.run(begins)
    with pytest.raises(errors.NotThatFar, match="等管理员看"):
        await applies(day)
    day.directory = a_directory()
    with pytest.raises(errors.NobodyApplies, match="阿管"):
        await day.run(begins)


async def test_an_application_is_not_handed_in_before_everything_is_answered(day: Day) -> None:
    async def unit(books: Unit) -> None:
        person = await books.meet(an_identity("u-hong"))
        it = await applying.begin(books, Speaker(person, an_identity("u-hong")))
        assert await applying.missing(books, it) == (Ask.ADDRESS,)
        await applying.submit(books, it)

    with pytest.raises(errors.NotThatFar):
        await day.run(unit)
