"""What is claimed twice and what does not go together, across entries and files."""

import pytest

from groupbuy.directory import Right
from tests.config.conftest import Folder, in_file

REAL_GROUP = """
  lake-wecom:
    name: 湖畔花园团购群
    community: lake
    channel: wecom-bot
    chat: wrkGroupOne
    hears: mentions
    push: lake-webhook
"""
OTHER_APP = """
  second-app:
    kind: wecom_app
    corp_id: ww0000000000000000
    agent_id: 1000002
    secret_env: OTHER_SECRET
    token_env: OTHER_TOKEN
    aes_key_env: OTHER_AES_KEY
"""


def test_a_real_group_with_a_webhook_to_speak_through_is_right(folder: Folder):
    folder.append("communities.yaml", REAL_GROUP)
    chat = folder.load().directory.chats["lake-wecom"]
    assert (chat.channel, chat.chat, chat.hears_all) == ("wecom-bot", "wrkGroupOne", False)
    assert chat.push == "lake-webhook"


def test_a_chat_group_claimed_twice_is_told(folder: Folder):
    line = folder.replace("communities.yaml", "chat: maple-1", "chat: lake-1")
    found = folder.only_mistake()
    assert in_file(found) == ("communities.yaml", line, "chats.maple-1.chat")
    assert found.what == "this chat group is already chats.lake-1; allowed: one entry per group"


def test_group_ids_differ_by_case(folder: Folder):
    folder.append("communities.yaml", REAL_GROUP)
    other = REAL_GROUP.replace("lake-wecom", "lake-other").replace("wrkGroupOne", "wrkGroupONE")
    folder.append(
        "communities.yaml", other.replace("团购群", "团购二群").replace("    push: lake-webhook\n", "")
    )
    assert folder.mistakes() == ()


def test_the_same_id_on_another_channel_is_another_group(folder: Folder):
    folder.append("communities.yaml", REAL_GROUP.replace("wrkGroupOne", "lake-1"))
    assert folder.mistakes() == ()


def test_two_groups_of_one_name_are_told(folder: Folder):
    folder.replace("communities.yaml", "name: 湖畔花园2群", "name: 湖畔花园1群")
    assert in_file(folder.only_mistake())[2] == "chats.lake-2.name"


def test_two_groups_spoken_to_through_one_webhook_are_told(folder: Folder):
    folder.append("communities.yaml", REAL_GROUP)
    folder.replace("communities.yaml", "chat: lake-2", "chat: lake-2\n    push: lake-webhook")
    found = folder.only_mistake()
    assert found.path == "chats.lake-wecom.push"
    assert "already reached by chats.lake-2" in found.what


@pytest.mark.parametrize(
    ("old", "new", "path", "said"),
    [
        (
            "hears: mentions",
            "hears: all",
            "hears",
            "a wecom_bot does not hear all of a group; allowed: mentions",
        ),
        ("channel: wecom-bot", "channel: lake-webhook", "channel", "a wecom_webhook hears nothing"),
        ("push: lake-webhook", "push: wecom-bot", "push", "a wecom_bot cannot speak in a group unasked"),
        (
            "push: lake-webhook",
            "push: wecom-app",
            "push",
            "a wecom_app cannot speak in a group unasked; allowed: a channel of kind wecom_webhook, simulator",
        ),
    ],
)
def test_what_the_platform_cannot_do_is_told(folder: Folder, old: str, new: str, path: str, said: str):
    folder.append("communities.yaml", REAL_GROUP.replace(old, new))
    found = folder.only_mistake()
    assert found.path == f"chats.lake-wecom.{path}"
    assert found.what.startswith(said)


def test_a_simulator_may_speak_for_any_number_of_groups(folder: Folder):
    folder.append("communities.yaml", REAL_GROUP.replace("push: lake-webhook", "push: sim"))
    folder.replace("communities.yaml", "chat: lake-2", "chat: lake-2\n    push: sim")
    chats = folder.load().directory.chats
    assert (chats["lake-wecom"].push, chats["lake-2"].push) == ("sim", "sim")


def test_an_identity_of_two_leaders_is_told(folder: Folder):
    line = folder.replace("leaders.yaml", "sim: 老周", "sim: 王姐")
    found = folder.only_mistake()
    assert in_file(found) == ("leaders.yaml", line, "leaders.zhou.ids.sim")
    assert found.what == "“王姐” is already leaders.wang; allowed: an id that nobody else has"


def test_an_identity_of_two_leaders_is_told_across_channels_of_one_corp(folder: Folder):
    folder.replace("leaders.yaml", "wecom-bot: LaoZhou", "wecom-app: WangJie")
    assert folder.only_mistake().path == "leaders.zhou.ids.wecom-app"


def test_one_person_may_have_the_same_id_on_channels_of_one_corp(folder: Folder):
    folder.replace(
        "leaders.yaml", "wecom-bot: WangJie", "wecom-bot: WangJie\n      wecom-app: [WangJie, Wang2]"
    )
    corp = "ww0000000000000000"
    identities = folder.load().directory.leaders["wang"].identities
    assert identities == (("sim", "王姐"), (corp, "WangJie"), (corp, "Wang2"))


def test_a_leader_may_be_an_admin_as_well(folder: Folder):
    folder.replace("leaders.yaml", "sim: 小何", "sim: 王姐")
    assert folder.mistakes() == ()


def test_an_identity_of_two_admins_is_told(folder: Folder):
    folder.replace("leaders.yaml", "sim: 小何", "sim: 陈经理")
    assert folder.only_mistake().path == "admins.he.ids.sim"


def test_an_identity_on_a_webhook_is_told_since_nobody_talks_there(folder: Folder):
    folder.replace("leaders.yaml", "wecom-bot: LaoZhou", "lake-webhook: LaoZhou")
    assert "nobody talks through a wecom_webhook" in folder.only_mistake().what


@pytest.mark.parametrize(
    ("old", "new", "path", "said"),
    [
        ("deputy_of: wang", "deputy_of: lin", "deputy_of", "nobody is their own deputy"),
        (
            "deputy_of: wang",
            "deputy_of: zhou",
            "communities",
            "lake goes beyond zhou; allowed for a deputy: maple",
        ),
    ],
)
def test_a_deputy_stands_in_for_another_who_leads_as_much(
    folder: Folder, old: str, new: str, path: str, said: str
):
    folder.replace("leaders.yaml", old, new)
    found = folder.only_mistake()
    assert found.path == f"leaders.lin.{path}"
    assert said in found.what


def test_a_deputy_has_no_right_that_the_leader_lacks(folder: Folder):
    folder.replace(
        "leaders.yaml", "    pay: 取货时付", "    rights: [open, orders, goods]\n    pay: 取货时付"
    )
    found = folder.only_mistake()
    assert found.path == "leaders.lin.rights"
    assert found.what == "verify goes beyond wang; allowed for a deputy: open, orders, goods"


def test_rights_by_community_are_read_and_stay_within_the_leaders_and_the_principals(folder: Folder):
    wangs, lins = (f"communities: [lake]\n    ids:\n      sim: {name}" for name in ("王姐", "小林"))
    folder.replace("leaders.yaml", wangs, wangs.replace("[lake]", "{lake: [open, verify], maple: []}"))
    folder.replace("leaders.yaml", "rights: [orders, goods, verify]", "rights: [verify]")
    wang = folder.load().directory.leaders["wang"]
    assert (wang.communities, wang.rights_in("lake")) == (("lake", "maple"), {Right.OPEN, Right.VERIFY})
    assert wang.rights_in("maple") == wang.rights_in("elsewhere") == frozenset()
    folder.replace("leaders.yaml", lins, lins.replace("[lake]", "{lake: [verify, money], mapel: []}"))
    assert [(it.path, it.what.partition(";")[0]) for it in folder.mistakes()] == [
        ("leaders.lin.communities.lake", "money goes beyond wang"),
        ("leaders.lin.communities.lake", "money is not among the rights"),
        ("leaders.lin.communities.mapel", "there is no community “mapel” in communities.yaml"),
    ]


def test_onboarding_with_terms_needs_terms(folder: Folder):
    folder.replace("leaders.yaml", "  terms: #", "  termss: #")
    assert [it.path for it in folder.mistakes()] == ["applications.termss"]
    text = folder.read("leaders.yaml")
    start, end = text.index("  termss: #"), text.index("  onboarding:")
    folder.write("leaders.yaml", text[:start] + text[end:])
    found = folder.only_mistake()
    assert (found.path, found.what.partition(";")[0]) == (
        "applications",
        "onboarding asks for terms and there are none",
    )


def test_a_deputy_of_a_deputy_is_told(folder: Folder):
    folder.replace("leaders.yaml", "    pay: 到货后扫", "    deputy_of: lin\n    pay: 到货后扫")
    assert folder.only_mistake().what.startswith("lin is a deputy too")


def test_two_points_of_one_community_share_no_number_and_no_name(folder: Folder):
    folder.replace("points.yaml", "no: 3\n    name: 小林家车库", "no: 2\n    name: 会所一楼")
    assert [it.path for it in folder.mistakes()] == ["points.lake-6.no", "points.lake-6.name"]


def test_points_of_two_communities_may_share_a_number(folder: Folder):
    directory = folder.load().directory
    assert directory.points["lake-gate"].no == directory.points["maple-shop"].no == 1


def test_a_point_is_kept_by_a_leader_of_its_community(folder: Folder):
    folder.replace("points.yaml", "leader: lin", "leader: zhou")
    found = folder.only_mistake()
    assert found.what == "zhou does not lead lake; allowed: a leader of lake"


def test_whoever_helps_to_run_a_point_leads_its_community_too(folder: Folder):
    folder.replace("points.yaml", "managers: [lin]", "managers: [wang, zhou, lin]")
    found = folder.only_mistake()
    assert found.path == "points.lake-gate.managers[2]"
    assert found.what == "zhou does not lead lake; allowed: a leader of lake"


@pytest.mark.parametrize(
    ("first", "last", "clash"),
    [
        ("2027-02-01", "2027-02-28", False),
        ("2027-02-01", "2027-03-01", True),
        ("2027-03-14", "2027-03-14", True),
        ("2027-02-01", "2027-04-01", True),
        ("2027-03-15", "2027-03-20", False),
    ],
)
def test_a_point_cannot_be_at_two_addresses_on_one_day(folder: Folder, first: str, last: str, clash: bool):
    more = f"    replacements:\n      - {{from: {first}, to: {last}, address: 西门}}\n"
    folder.replace("points.yaml", "    replacements:\n", more)
    found = folder.mistakes()
    assert [it.path for it in found] == (["points.lake-club.replacements[2]"] if clash else [])
    assert all(it.what == "shares days with entry 1; allowed: one address on each day" for it in found)


def test_two_products_of_one_name_spec_and_unit_are_told(folder: Folder):
    folder.append("products.yaml", "  again:\n    name: 草莓\n    unit: 盒\n    spec: 约500g/盒\n")
    assert "as products.strawberry" in folder.only_mistake().what


def test_an_alias_of_two_products_is_no_mistake(folder: Folder):
    folder.append("products.yaml", "  again:\n    name: 草莓\n    unit: 箱\n    aliases: [奶油草莓]\n")
    assert folder.mistakes() == ()


def test_a_second_simulator_is_told(folder: Folder):
    line = folder.append("channels.yaml", "  sim2:\n    kind: simulator\n")
    assert in_file(folder.only_mistake()) == ("channels.yaml", line, "channels.sim2")


def test_a_simulator_page_without_a_simulator_channel_is_told(folder: Folder):
    folder.replace("channels.yaml", "kind: simulator", "kind: wecom_webhook\n    secret_env: SOME_KEY")
    told = {it.path: it.what for it in folder.mistakes()}
    assert "no channel of kind simulator" in told["simulator"]


def test_the_same_app_twice_is_told(folder: Folder):
    folder.append("channels.yaml", OTHER_APP)
    found = folder.only_mistake()
    assert found.path == "channels.second-app.agent_id"
    assert "already channels.wecom-app" in found.what


def test_a_reminder_lead_given_twice_is_told(folder: Folder):
    line = folder.replace("operator.yaml", "[2h, 15m]", "[2h, 120m]")
    found = folder.only_mistake()
    assert found.path == "reminders"
    assert found.line == line - 1
    assert "the same lead twice" in found.what


@pytest.mark.parametrize("lead", ["0m", "8d", "59s"])
def test_a_reminder_lead_out_of_range_is_told(folder: Folder, lead: str):
    folder.replace("operator.yaml", "[2h, 15m]", f"[2h, {lead}]")
    found = folder.only_mistake()
    assert found.path == "reminders.before_cutoff[2]"
    assert f"“{lead}” is too" in found.what


def test_reminder_leads_come_longest_first_however_they_are_written(folder: Folder):
    folder.replace("operator.yaml", "[2h, 15m]", "[15m, 1d, 2h]")
    leads = folder.load().directory.reminders.before_cutoff
    assert [it.total_seconds() for it in leads] == [86400, 7200, 900]


def test_a_holiday_that_ends_before_it_starts_is_told(folder: Folder):
    folder.replace("operator.yaml", "to: 2027-02-11", "to: 2027-02-01")
    found = folder.only_mistake()
    assert found.path == "holidays[2]"
    assert "does not follow from 2027-02-05" in found.what


def test_two_buildings_of_one_name_are_told_whatever_the_script_or_width(folder: Folder):
    line = folder.replace("communities.yaml", "name: 2号楼,", "name: １號樓,")
    found = folder.only_mistake()
    assert in_file(found) == ("communities.yaml", line, "communities.lake.buildings[2].name")
    assert "“１號樓” is building 1 already" in found.what


def test_an_alias_that_is_another_buildings_name_is_told_and_ones_own_is_not(folder: Folder):
    folder.replace("communities.yaml", "name: 2号楼,", "name: 2号楼, aliases: [听涛楼, 2号楼, 三号楼],")
    found = folder.only_mistake()
    assert found.path == "communities.lake.buildings[3].name"
    assert "is building 2 already" in found.what
