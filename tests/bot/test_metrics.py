"""What an operator watches: the figures count what happened, and their labels name nobody."""

from bot.metrics import Metrics
from tests.bot.commands.days import LAKE
from tests.conversation import village


def lines(metrics: Metrics) -> dict[str, float]:
    rows = [it.rsplit(" ", 1) for it in metrics.text().decode().splitlines() if not it.startswith("#")]
    return {name: float(value) for name, value in rows}


def test_every_figure_stands_in_the_text_with_its_labels() -> None:
    metrics = Metrics()
    metrics.heard("sim", "done")
    metrics.heard("sim", "done")
    metrics.heard("sim", "refusal.SoldOut")
    metrics.turned_away("wecom-bot", 403)
    metrics.told("arrived", "sent")
    metrics.lateness.set(1.5)
    found = lines(metrics)
    assert found['linli_messages_total{channel="sim",outcome="done"}'] == 2
    assert found['linli_messages_total{channel="sim",outcome="refusal.SoldOut"}'] == 1
    assert found['linli_callbacks_refused_total{channel="wecom-bot",status="403"}'] == 1
    assert found['linli_notices_total{end="sent",kind="arrived"}'] == 1
    assert found["linli_tick_lateness_seconds"] == 1.5


def test_two_processes_figures_do_not_mix() -> None:
    one, two = Metrics(), Metrics()
    one.heard("sim", "done")
    assert not any("linli_messages_total{" in it for it in lines(two))


async def test_messages_are_counted_by_how_they_ended() -> None:
    async with village() as v:
        metrics = Metrics()
        v.parts.app.count = metrics.heard
        await v.open()
        for text in ("草莓2盒", "草莓99盒", "早上好"):
            await v.say("李阿姨", text, chat=LAKE)
        await v.say("李阿姨", "蓝莓1盒", chat=LAKE, message_id="same")
        await v.say("李阿姨", "蓝莓1盒", chat=LAKE, message_id="same")
        found = lines(metrics)
        assert found['linli_messages_total{channel="sim",outcome="done"}'] == 4
        assert found['linli_messages_total{channel="sim",outcome="refusal.SoldOut"}'] == 1
        assert found['linli_messages_total{channel="sim",outcome="silence"}'] == 1
        assert found['linli_messages_total{channel="sim",outcome="repeat"}'] == 1
        text = metrics.text().decode()
        assert "李阿姨" not in text
        assert "lake-1" not in text
