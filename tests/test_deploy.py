"""The files under deploy/ say what the product understands: commands, variables, addresses, figures."""

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer
from aiohttp import web
from ruamel.yaml import YAML

import main
from bot.metrics import Metrics
from bot.server import Health, make_watched

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "deploy"
OURS = ("web", "worker", "migrate")


def read(file: Path) -> Any:
    return YAML(typ="safe").load(file.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return read(DEPLOY / "compose.yaml")


def parsed(words: list[str]) -> dict[str, Any]:
    """The options as the command line itself reads them; an unknown one fails."""
    group = typer.main.get_command(main.cli)
    command = group.commands[words[0]]  # type: ignore[attr-defined]
    return command.make_context(words[0], list(words[1:])).params


def test_the_site_has_two_web_processes_and_two_workers_on_postgresql_and_redis(
    compose: dict[str, Any],
) -> None:
    services = compose["services"]
    assert [services[it]["deploy"]["replicas"] for it in ("web", "worker")] == [2, 2]
    assert {"postgres", "redis", "proxy", "migrate"} <= set(services)


@pytest.mark.parametrize("name", OURS)
def test_every_command_is_one_the_command_line_takes(compose: dict[str, Any], name: str) -> None:
    options = parsed(compose["services"][name]["command"])
    if name != "migrate":
        assert options["role"] == name
        assert options["config"] == Path("/etc/linli")


@pytest.mark.parametrize("name", OURS)
def test_every_process_gets_the_variables_the_product_reads(compose: dict[str, Any], name: str) -> None:
    given = compose["services"][name]["environment"]
    assert given["LINLI_DATABASE_URL"].startswith("postgres://linli:${POSTGRES_PASSWORD")
    assert given["LINLI_REDIS_URL"].startswith("redis://redis")
    # They are read by the product under these very names.
    source = "".join(
        it.read_text(encoding="utf-8") for it in (ROOT / "main.py", *(ROOT / "storage").glob("**/*.py"))
    )
    for variable in ("LINLI_DATABASE_URL", "LINLI_REDIS_URL"):
        assert variable in source


def test_nobody_serves_before_the_schema_is_there(compose: dict[str, Any]) -> None:
    for name in ("web", "worker"):
        waits = compose["services"][name]["depends_on"]
        assert waits["migrate"]["condition"] == "service_completed_successfully"
    assert compose["services"]["migrate"]["depends_on"]["postgres"]["condition"] == "service_healthy"


def test_a_stopped_process_has_more_time_than_it_may_take(compose: dict[str, Any]) -> None:
    for name in ("web", "worker"):
        assert int(compose["services"][name]["stop_grace_period"].removesuffix("s")) > 10
    for unit in ("linli-web@.service", "linli-worker@.service"):
        assert int(settings(unit)["TimeoutStopSec"][0]) > 10


def test_only_the_loopback_is_opened_to_the_outside(compose: dict[str, Any]) -> None:
    opened = [port for it in compose["services"].values() for port in it.get("ports", [])]
    assert opened
    assert all(port.startswith("127.0.0.1:") for port in opened)


def test_every_file_that_is_mounted_lies_here(compose: dict[str, Any]) -> None:
    named = set(compose["volumes"])
    mounted = [it.split(":")[0] for one in compose["services"].values() for it in one.get("volumes", [])]
    for source in mounted:
        if source not in named and source != "./config":  # the operator's own
            assert (DEPLOY / source).exists(), source
    assert named <= set(mounted)


def test_every_secret_the_sample_names_has_its_line_in_the_example() -> None:
    asked = set(
        re.findall(r"_env: (\w+)", (ROOT / "config/sample/channels.yaml").read_text(encoding="utf-8"))
    )
    lines = (DEPLOY / "env.example").read_text(encoding="utf-8").splitlines()
    offered = {line.partition("=")[0] for line in lines if not line.startswith("#")}
    assert asked | {"POSTGRES_PASSWORD"} == offered
    assert all(line.endswith("=") for line in lines if not line.startswith("#")), "no secret stands here"


def test_the_container_takes_along_every_package_of_the_product() -> None:
    copied = re.findall(
        r"^COPY (.+) \S+$", (DEPLOY / "Containerfile").read_text(encoding="utf-8"), re.MULTILINE
    )
    files = {name.rstrip("/") for line in copied for name in line.split()}
    assert {"bot", "config", "groupbuy", "storage", "main.py", "requirements.lock"} <= files
    assert all((ROOT / name).exists() for name in files)


def test_what_the_operator_puts_here_is_neither_committed_nor_sent_along_to_make_an_image() -> None:
    """The head of compose.yaml says to copy secrets and configuration to where they lie beside the code."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"/deploy/.env", "/deploy/config/"} <= set(lines)
    left_out, *sent = [
        it for it in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if it[0] != "#"
    ]
    assert left_out == "*"
    copied = re.findall(
        r"^COPY (.+) \S+$", (DEPLOY / "Containerfile").read_text(encoding="utf-8"), re.MULTILINE
    )
    needed = {f"!{name.rstrip('/')}" for line in copied for name in line.split()}
    assert {it for it in sent if it[0] == "!"} == needed


def settings(unit: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in (DEPLOY / "systemd" / unit).read_text(encoding="utf-8").splitlines():
        name, is_one, value = line.partition("=")
        if is_one and not line.startswith("#"):
            found.setdefault(name, []).append(value)
    return found


@pytest.mark.parametrize("role", ["web", "worker"])
def test_every_unit_starts_the_process_it_is_named_for(role: str) -> None:
    words = shlex.split(settings(f"linli-{role}@.service")["ExecStart"][0].replace("%i", "8081"))
    assert words[1] == "main.py"
    options = parsed(words[2:])
    assert (options["role"], options["port"], options["host"]) == (role, 8081, "127.0.0.1")
    it = settings(f"linli-{role}@.service")
    assert (it["Restart"], it["StartLimitIntervalSec"]) == (["always"], ["0"]), (
        "however long the database is away"
    )


def test_the_nightly_backup_is_a_command_there_is() -> None:
    words = shlex.split(shlex.split(settings("linli-backup.service")["ExecStart"][0])[2])
    assert words[1:3] == [words[1], "main.py"]
    assert parsed(words[3:])["file"].name.endswith(".linli")
    assert settings("linli-backup.timer")["OnCalendar"]


def test_the_proxy_lets_through_callbacks_and_readiness_and_nothing_else() -> None:
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    assert re.findall(r"location (?:= )?(\S+) \{", text) == ["/channels/", "/readyz", "/"]
    assert "return 404" in text
    assert text.count("{") == text.count("}")


SERIES = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count"), "gauge": ("",)}


def figures() -> dict[str, set[str]]:
    """Every series the product shows, with its labels."""
    metrics = Metrics()
    known = {"up": {"job", "instance"}}
    for (
        collector
    ) in metrics.registry._collector_to_names:  # the only place that knows labels nobody has used yet
        (family,) = collector.collect()
        labels = {"instance", "job", *getattr(collector, "_labelnames", ())}
        known |= {family.name + ending: labels for ending in SERIES[family.type]}
    return known


def test_alerts_and_dashboard_ask_for_series_and_labels_there_are() -> None:
    known = figures()
    rules = [it for group in read(DEPLOY / "prometheus/alerts.yaml")["groups"] for it in group["rules"]]
    board = json.loads((DEPLOY / "grafana/linli.json").read_text(encoding="utf-8"))
    asked = [it["expr"] for it in rules] + [
        it["expr"] for panel in board["panels"] for it in panel["targets"]
    ]
    assert len(asked) > 25
    for expression in asked:
        names = re.findall(r"\b(linli_\w+|up)\b", expression)
        assert names, expression
        for name in names:
            assert name in known, f"{name} in {expression}"
        for labels in re.findall(r"by \(([^)]*)\)", expression):
            theirs = set.union(*(known[name] for name in names)) | {"le"}
            assert {it.strip() for it in labels.split(",")} <= theirs, expression
        assert expression.count("(") == expression.count(")")
    shown = {re.sub(r"_(total|bucket)$", "", name) for it in asked for name in re.findall(r"linli_\w+", it)}
    every = {re.sub(r"_(total|bucket|sum|count)$", "", name) for name in known if name != "up"}
    assert every == shown, "a figure nobody looks at"


def test_every_alert_says_what_to_do() -> None:
    rules = [it for group in read(DEPLOY / "prometheus/alerts.yaml")["groups"] for it in group["rules"]]
    assert len({it["alert"] for it in rules}) == len(rules)
    for it in rules:
        assert it["labels"]["severity"] in {"page", "look"}
        assert it["annotations"]["summary"]
        assert it["annotations"]["what_to_do"]


def test_the_dashboards_panels_lie_side_by_side_and_not_on_each_other() -> None:
    taken: set[tuple[int, int]] = set()
    for panel in json.loads((DEPLOY / "grafana/linli.json").read_text(encoding="utf-8"))["panels"]:
        at = panel["gridPos"]
        cells = {(x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])}
        assert not cells & taken, panel["title"]
        assert max(x for x, _ in cells) < 24
        taken |= cells


def test_every_process_is_scraped_where_it_serves_its_figures(compose: dict[str, Any]) -> None:
    (job,) = read(DEPLOY / "prometheus/prometheus.yml")["scrape_configs"]
    (where,) = job["dns_sd_configs"]
    assert set(where["names"]) == {"web", "worker"}
    for name in where["names"]:
        assert parsed(compose["services"][name]["command"])["port"] == where["port"]
    assert job["metrics_path"] in {
        route.resource.canonical for route in watched().router.routes() if route.resource
    }


def watched() -> web.Application:
    async def nothing() -> None: ...
    async def there() -> bool:
        return True

    async def no_figures() -> bytes:
        return b""

    return make_watched(Health(nothing, there), no_figures)
