"""Ten mistakes planted in six files are all told at once, each at its line."""

from typing import NamedTuple

from tests.config.conftest import Folder, in_file


class Plant(NamedTuple):
    """What is replaced by what in a file, and what must then be said about which place."""

    file: str
    old: str
    new: str
    path: str
    said: str


TEN = (
    Plant(
        "operator.yaml",
        "zone: Asia/Shanghai",
        "zone: Asia/Shangai",
        "zone",
        "“Asia/Shangai” is no time zone; did you mean “Asia/Shanghai”?",
    ),
    Plant(
        "channels.yaml",
        "agent_id: 1000002",
        "agent_id: abc",
        "channels.wecom-app.agent_id",
        "must be a whole number, not text",
    ),
    Plant(
        "communities.yaml",
        "lat: 31.22541",
        "lat: 131.22541",
        "communities.lake.buildings[2].lat",
        "“131.22541” is too large; allowed: WGS-84 degrees north, -90 to 90",
    ),
    Plant(
        "communities.yaml",
        "chat: lake-2",
        "chat: lake-1",
        "chats.lake-2.chat",
        "this chat group is already chats.lake-1",
    ),
    Plant(
        "leaders.yaml",
        "rights: [orders, goods, verify]",
        "rights: [orders, good, verify]",
        "leaders.lin.rights[2]",
        "“good” is not one of them; did you mean “goods”?",
    ),
    Plant(
        "points.yaml",
        'from: "16:00", to: "20:30"',
        'from: "20:30", to: "16:00"',
        "points.lake-gate.windows[1]",
        "closes at 16:00 before it opens at 20:30",
    ),
    Plant(
        "points.yaml",
        "no: 2\n    name: C座架空层",
        "no: 1\n    name: C座架空层",
        "points.maple-c.no",
        "this number is already points.maple-shop",
    ),
    Plant(
        "points.yaml",
        "leader: lin",
        "leader: lim",
        "points.lake-6.leader",
        "there is no leader “lim” in leaders.yaml; did you mean “lin”?",
    ),
    Plant(
        "products.yaml",
        "unitt: 盒",
        "",
        "products.strawberry.unitt",
        "unknown key; did you mean “unit”?",
    ),
    Plant(
        "products.yaml",
        "price: 12.90",
        "price: 12.905",
        "products.blueberry.price",
        "“12.905” is no amount in yuan: digits with at most two decimals",
    ),
)


def plant(folder: Folder, it: Plant) -> int:
    """Plants it and returns its line."""
    if not it.new:
        return folder.replace(it.file, "    " + it.old.replace("unitt", "unit"), "    " + it.old)
    return folder.replace(it.file, it.old, it.new)


def test_ten_planted_mistakes_are_told_at_once_with_file_line_and_path(folder: Folder):
    lines = [plant(folder, it) for it in TEN]
    told = {in_file(it): it.what for it in folder.mistakes()}
    for it, line in zip(TEN, lines, strict=True):
        assert it.said in told[it.file, line, it.path], (it, line, told)


def test_nothing_is_told_beyond_the_ten_but_the_key_that_the_misspelt_one_leaves_missing(folder: Folder):
    for it in TEN:
        plant(folder, it)
    found = folder.mistakes()
    assert len(found) == len(TEN) + 1
    (extra,) = [it for it in found if it.path not in {ten.path for ten in TEN}]
    assert extra.path == "products.strawberry.unit"
    assert extra.what.startswith("is missing; allowed: the sale unit")


def test_each_of_the_ten_is_told_alone_as_well(folder: Folder):
    for it in TEN:
        kept = folder.read(it.file)
        line = plant(folder, it)
        places = [in_file(found) for found in folder.mistakes()]
        assert (it.file, line, it.path) in places
        assert {file for file, _, _ in places} == {it.file}
        folder.write(it.file, kept)
    assert folder.mistakes() == ()


def test_the_line_is_the_one_an_editor_shows(folder: Folder):
    line = folder.replace("products.yaml", "storage: frozen", "storage: frosen")
    assert folder.read("products.yaml").splitlines()[line - 1].strip() == "storage: frosen"
    assert folder.only_mistake().line == line


def test_mistakes_come_in_the_order_of_files_and_lines(folder: Folder):
    for it in TEN:
        plant(folder, it)
    places = [(it.file, it.line) for it in folder.mistakes()]
    assert places == sorted(places)


def test_the_printed_form_is_file_line_path_and_what_is_wrong(folder: Folder):
    line = folder.replace("points.yaml", "leader: lin", "leader: lim")
    assert str(folder.only_mistake()) == (
        f"{folder.path}/points.yaml:{line}: points.lake-6.leader: there is no leader “lim” in leaders.yaml; "
        "did you mean “lin”?; allowed: wang, zhou, lin"
    )
