"""09:00: addresses are verified, forgeries turned away, and three leaders open their group buys."""

import secrets
from datetime import timedelta

from bot.channels.standin import verification
from bot.demo.cast import LIN, WANG, ZHOU
from bot.demo.doors import Delivery
from bot.demo.goods import (
    BAKERY,
    BAKERY_OPENING,
    BAKERY_WITHOUT_CUTOFF,
    BREAKFAST,
    BREAKFAST_OPENING,
    FRUIT,
    FRUIT_OPENING,
)
from bot.demo.play import Play
from bot.demo.stage import Stage

GROUPS = {FRUIT: ("lake-1", "lake-2"), BREAKFAST: ("maple-1",), BAKERY: ("lake-2",)}


async def play(it: Play) -> None:
    await it.stage.scene("09:00", "开门：回调地址验证，挡住伪造的消息")
    await _addresses(it.stage)
    await _forgeries(it.stage)
    await it.stage.scene("09:02", "三位团长开团")
    await it.stage.enter(WANG)
    await it.say(WANG, FRUIT_OPENING, "1号团《周末水果团》", private=True)
    await it.say(WANG, "确认", "开了", private=True)
    await it.say(ZHOU, BREAKFAST_OPENING, "2号团《早餐奶蛋团》", private=True)
    await it.say(ZHOU, "确认", "开了", private=True)
    await it.say(LIN, BAKERY_WITHOUT_CUTOFF, "还没写截单时间", private=True)
    await it.say(LIN, BAKERY_OPENING, "3号团《现烤面包团》", private=True)
    await it.say(LIN, "确认", "开了", private=True)
    for buy, groups in GROUPS.items():
        for group in groups:
            it.expected.add("opened", buy, f"group:{group}")
            it.expected.add("cutoff_soon", buy, *[f"group:{group}"] * 2)
            it.expected.add("closed", buy, f"group:{group}")


async def _addresses(stage: Stage) -> None:
    """The GET that comes when an admin saves the address: the echo comes back decrypted."""
    for door in stage.doors.values():
        echo = secrets.token_hex(8)
        query = verification(door.envelope, echo, secrets.token_hex(8), stage.now)
        async with stage.client.get(f"{stage.base}/channels/{door.name}", params=query) as response:
            right = response.status == 200 and await response.text() == echo
        stage.screen.remark(stage.now, f"{door.name} 验证回调地址：{'通过' if right else '没通过'}")
        if not right:
            stage.tally.wrong_answers.append(f"verification of {door.name}")


async def _forgeries(stage: Stage) -> None:
    """Forged, stale and plaintext: each is turned away with 403 and changes nothing."""
    door = stage.doors["lake-bot"]
    message = Delivery(door.name, WANG.user, "forged", "取消团购 1", stage.now)
    good, body = door.seal(message, secrets.token_hex(8), stage.now)
    old, old_body = door.seal(message, secrets.token_hex(8), stage.now - timedelta(minutes=10))
    forged = good | {"msg_signature": "0" * 40}
    plaintext = b'{"msgtype":"text","text":{"content":"1"}}'
    for what, query, sent in (
        ("签名是伪造的", forged, body),
        ("签名是十分钟前的", old, old_body),
        ("没有加密的", good, plaintext),
    ):
        status, reply = await stage.post(door.name, query, sent)
        stage.tally.refused += 1
        stage.screen.remark(stage.now, f"{what}消息：HTTP {status}")
        if status != 403 or reply:
            stage.tally.wrong_refusals.append(f"{what}: HTTP {status}")
