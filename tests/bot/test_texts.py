"""Wording: defaults in the code, an operator's own by name; names and figures in it."""

from string import Formatter

from prometheus_client.parser import text_string_to_metric_families

from bot.metrics import Metrics
from bot.names import KnownNames, names_for
from bot.texts import Texts, known_names
from groupbuy.errors import NotAllowed, Refusal, SoldOut
from groupbuy.notices import notice_kinds
from groupbuy.notices.unclaimed import Unclaimed, Uncollected
from groupbuy.resident import Resident
from tests.bot.posting import posting, ready
from tests.conversation import village
from tests.for_each import for_each

SOLD_OUT = {"name": "草莓", "left": "2", "unit": "盒", "wanted": "3"}


def test_a_refusal_is_worded_by_default_or_as_the_operator_wants() -> None:
    refused = SoldOut(**SOLD_OUT)
    assert "草莓只剩2盒" in Texts().refusal(refused)
    assert Texts({"refusal.SoldOut": "{name}没了"}).refusal(refused) == "草莓没了"
    assert (
        Texts({"refusal.SoldOut": "{name}没了"}).refusal(NotAllowed(leader="王姐"))
        == "这是团长的操作，请找王姐"
    )


def test_facts_with_braces_are_words_not_templates() -> None:
    refused = SoldOut(**(SOLD_OUT | {"name": "{wanted.__class__}"}))
    assert "{wanted.__class__}" in Texts().refusal(refused)


def test_a_notice_has_a_wording_for_one_and_one_for_a_group_where_it_may_be_seen() -> None:
    assert "取货码" in Texts().notice("arrived")
    assert "{code}" not in Texts().notice("arrived", public=True)
    own = Texts({"notice.arrived.public": "{who} 到货"})
    assert own.notice("arrived", public=True) == "{who} 到货"
    assert own.notice("arrived") == Texts().notice("arrived")


def test_everything_that_can_be_worded_has_a_name_and_a_default() -> None:
    names = known_names()
    assert all(text for text in names.values())
    assert {f"notice.{kind}" for kind in notice_kinds()} <= set(names)
    assert {"refusal.SoldOut", "refusal.TooLate", "refusal.NotAllowed"} <= set(names)


@for_each("name", sorted(it for it in known_names() if it.startswith("notice.")))
def test_every_notices_template_is_well_formed(name: str) -> None:
    fields = [field for _, field, _, _ in Formatter().parse(known_names()[name]) if field is not None]
    assert all(it.isidentifier() for it in fields)


def test_no_public_wording_shows_a_code_or_a_room() -> None:
    for name, text in known_names().items():
        if name.endswith(".public"):
            assert "{code}" not in text
            assert "{label}" not in text


def test_refusals_say_what_can_be_done_in_plain_short_words() -> None:
    for name, text in known_names().items():
        if name.startswith("refusal."):
            assert len(text) <= 120, name
            assert "Error" not in text
            assert "\u3002\u3002" not in text


async def test_an_operators_wording_is_what_people_read() -> None:
    async with village() as v:
        v.parts.settings.texts = Texts({"refusal.SoldOut": "不好意思，{name}不够了"})
        await v.open()
        assert "不好意思，草莓不够了" in await v.say("李阿姨", "草莓21盒", chat="lake-1")


async def test_an_operators_notice_goes_out_in_their_words() -> None:
    async with posting() as p:
        p.village.parts.settings.texts = Texts({"notice.arrived": "来啦{items}，码{code}"})
        await ready(p, "李阿姨")
        await p.arrive()
        await p.drain()
        [order] = await p.village.store.reads.orders(1)
        assert p.postman.to("李阿姨")[-1] == f"来啦草莓2盒，码{order.code}"


async def test_names_are_read_when_a_notice_goes_out_so_an_erased_one_is_a_neighbour() -> None:
    async with posting(to_people=False) as p:
        await ready(p, "李阿姨")
        await p.say("李阿姨", "我叫 3-1203 李阿姨")
        await p.arrive()
        await p.say("李阿姨", "删除我的资料")
        assert "删好了" in await p.say("李阿姨", "确认")
        await p.drain()
        [told] = [text for _, text in p.postman.sent if "到货了" in text]
        assert "邻居" in told
        assert "李阿姨" not in told


def test_somebody_unknown_is_called_a_neighbour() -> None:
    names = KnownNames({"r1": Resident("r1", name="王姐", room="3-1203")})
    assert names.label("r1") == "3-1203 王姐"
    assert names.masked("r1") == "王姐"
    assert names.masked("r2").startswith("邻居")
    assert names.label("r2").startswith("邻居")


async def test_the_names_of_everybody_in_a_list_are_read() -> None:
    async with village() as v:
        await v.open()
        for who in ("李阿姨", "小张"):
            await v.say(who, f"我叫 {who}", chat="lake-1")
        ids = [(await v.store.reads.resident_at(("sim", it))).id for it in ("李阿姨", "小张")]
        listed = tuple(Uncollected(no, it, ()) for no, it in enumerate(ids, 1))
        notice = Unclaimed(to="leader:wang", subject="buy:1", buy=1, title="x", orders=listed)
        names = await names_for(notice, v.store.reads)
        assert [names.masked(it) for it in ids] == ["李阿姨", "小张"]


def test_figures_are_read_by_prometheus() -> None:
    metrics = Metrics()
    metrics.heard("sim", "done")
    metrics.heard("sim", "done")
    metrics.turned_away("wecom-bot", 403)
    metrics.told("arrived", "sent")
    metrics.late(2.5)
    found = {
        (it.name, *sorted(it.labels.values())): it.value
        for family in text_string_to_metric_families(metrics.text().decode())
        for it in family.samples
    }
    assert found["linli_messages_total", "done", "sim"] == 2
    assert found["linli_callbacks_refused_total", "403", "wecom-bot"] == 1
    assert found["linli_notices_total", "arrived", "sent"] == 1
    assert found["linli_tick_lateness_seconds_sum",] == 2.5


def test_two_processes_parts_do_not_share_figures() -> None:
    one, other = Metrics(), Metrics()
    one.heard("sim", "done")
    assert b'outcome="done"' not in other.text()


def test_every_refusal_is_an_exception_with_a_name_for_wording_and_metrics() -> None:
    assert SoldOut(**SOLD_OUT).name == "refusal.SoldOut"
    assert issubclass(SoldOut, Refusal)
    assert str(SoldOut(**SOLD_OUT)) == Texts().refusal(SoldOut(**SOLD_OUT))
