"""Every setting with what may stand there, at the edges of what is allowed, and the value the rules then read."""

from pathlib import Path
from typing import Any

from config.settings import settings
from tests.config.accepted_running import CHANNELS, OPERATOR
from tests.config.accepted_selling import COMMUNITIES, LEADERS, POINTS, PRODUCTS
from tests.config.accepting import Setting
from tests.config.small import Small
from tests.for_each import for_each

FILES = {
    "operator.yaml": OPERATOR,
    "channels.yaml": CHANNELS,
    "communities.yaml": COMMUNITIES,
    "leaders.yaml": LEADERS,
    "points.yaml": POINTS,
    "products.yaml": PRODUCTS,
}
ROWS = [
    (file, it, written, value)
    for file, table in FILES.items()
    for it in table.values()
    for written, value in it.accepts
]


@for_each(("file", "setting", "written", "value"), ROWS)
def test_a_value_at_the_edge_of_what_is_allowed_is_read_as_it_is_meant(
    tmp_path: Path, file: str, setting: Setting, written: str, value: Any
):
    small = Small(tmp_path)
    small.put(file, setting.place, written)
    read = setting.read(small.load())
    assert (read, type(read)) == (value, type(value))


def test_every_setting_there_is_has_a_value_that_is_accepted():
    tried = [f"{file}: {name}" for file, table in FILES.items() for name in table]
    assert tried == list(settings())


def test_the_small_operator_itself_has_no_mistake_and_every_setting_once(tmp_path: Path):
    small = Small(tmp_path)
    assert small.mistakes() == ()
    for file, table in FILES.items():
        for it in table.values():
            assert small.line(file, it.place) >= 1
