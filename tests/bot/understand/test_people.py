"""For whom an order is: oneself, somebody named, several (LABELS §2 for)."""

import pytest

from tests.for_each import for_each

from .buys import EGGS, buy, said


@for_each(
    ("text", "meaning"),
    [
        ("帮我妈订2板", "set 1:2@我妈"),
        ("給我媽訂2板", "set 1:2@我媽"),
        ("替9-909拿2板", "set 1:2@9-909"),
        ("给隔壁朱阿姨带一板", "set 1:1@隔壁朱阿姨"),
        ("帮同楼的郝奶奶带2板", "set 1:2@同楼的郝奶奶"),
        ("代小李订1板", "set 1:1@小李"),
        ("我老公说要2板", "set 1:2@我老公"),
        ("王姐说要3板", "set 1:3@王姐"),
        ("我和我姐各一板", "set 1:1 1:1@我姐"),
        ("我跟对门一人一板", "set 1:1 1:1@对门"),
        ("帮我和王姐各带一板", "set 1:1 1:1@王姐"),
        ("帮李叔和王姐各订2板", "set 1:2@李叔 1:2@王姐"),
        ("我2板，我姐1板", "set 1:2 1:1@我姐"),
        ("共3板，我2板，我姐1板", "set 1:2 1:1@我姐"),
        ("帮我留2板", "set 1:2"),
        ("给我来2板", "set 1:2"),
        ("帮忙带2板", "set 1:2"),
        ("给我家留2板", "set 1:2"),
        ("王阿姨 2板", "set 1:2"),
        ("3-502 2板", "set 1:2"),
        ("老王2板", "set 1:2"),
        ("帮小满 2板\n帮小到 1板", "set 1:2@小满 1:1@小到"),
    ],
)
def test_for_whom(text: str, meaning: str) -> None:
    assert said(text, buy(EGGS)) == meaning


@for_each(
    ("sender", "text", "meaning"),
    [
        ("3-404 小闫", "3-808 刘叔 1板", "set 1:1@3-808 刘叔"),
        ("3-404 小闫", "3-404 1板", "set 1:1"),
        ("3-404 小闫", "404 小闫 1板", "set 1:1"),
        ("2幢1单元606", "2幢1单元606 1板", "set 1:1"),
        ("毛豆", "3-808 1板", "set 1:1"),
    ],
)
def test_a_signature_with_another_room_than_ones_own_is_somebody_else(
    sender: str, text: str, meaning: str
) -> None:
    assert said(text, buy(EGGS, sender=sender)) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("王阿姨 2板", "set 1:2@王阿姨"),
        ("3-502 2板", "set 1:2@3-502"),
        ("给1单元903记两板", "set 1:2@1单元903"),
        ("团长小敏 2板", "set 1:2"),
    ],
)
def test_a_leader_writes_names_before_the_orders_of_others(text: str, meaning: str) -> None:
    assert said(text, buy(EGGS, leader=True, sender="团长小敏")) == meaning
