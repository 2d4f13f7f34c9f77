"""U1: ten thousand orders are brought to a later schema while people order; both versions run beside each other, and
the older one goes on alone."""

import asyncio
import shutil
import subprocess
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

import storage
from storage.schema import newest
from tests.bench.throughput.filling import Db, PostgresDb, SqliteDb
from tests.bench.throughput.past import Past, copied
from tests.bot.wecom_town import ENVIRON, LEADER, config_folder
from tests.faults import killing
from tests.faults.budget import LIMIT, fresh, noted, rounds
from tests.faults.cluster import RUN, Cluster, Member, cluster, database, offer
from tests.migrated import migrated_copy
from tests.test_run import CLEAN, ROOT

pytestmark = [pytest.mark.faults, pytest.mark.timeout(LIMIT)]
BUYS, EACH, MESSAGES = 100, 100, 1200
LATER = '''"""What a later version adds beside what there is."""

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("linli", "{before}")]
    initial = False
    operations = [
        ops.CreateModel(
            name="LaterRow",
            fields=[("id", fields.IntField(primary_key=True)), ("what", fields.TextField(null=True, unique=False))],
            options={{"table": "laters", "app": "linli", "pk_attr": "id"}},
            bases=["Model"],
        ),
        ops.AddField(model_name="OrderRow", name="later", field=fields.CharField(null=True, max_length=40)),
        ops.AddField(model_name="BuyRow", name="later", field=fields.IntField(db_default=7)),
        ops.AddIndex(model_name="OrderRow", index=Index(fields=["buy_id", "later"], name="orders_later")),
    ]
'''


def later_version(folder: Path, name: str) -> Path:
    """This code with one migration more."""
    root = folder / "later"
    for it in ("bot", "config", "groupbuy", "storage"):
        shutil.copytree(ROOT / it, root / it)
    shutil.copy(ROOT / "main.py", root)
    text = LATER.format(before=max(newest()))
    (root / "storage" / "migrations" / f"{name}.py").write_text(text, encoding="utf-8")
    return root


async def counted(db: Db) -> dict[str, object]:
    """Rows and sums of what there was before the upgrade."""
    past = f"buy_id <= {BUYS + 1}"
    return {
        name: (await db.rows(query))[0]
        for name, query in {
            "orders": f"SELECT COUNT(*) AS many, SUM(paid) AS paid FROM orders WHERE {past}",  # noqa: S608
            "items": f"SELECT COUNT(*) AS many, SUM(price) AS price, SUM(taken) AS taken FROM items WHERE {past}",  # noqa: S608
            "journal": f"SELECT COUNT(*) AS many, SUM(LENGTH(CAST(data AS TEXT))) AS size FROM journal WHERE buy <= {BUYS + 1}",  # noqa: S608
            "lines": f"SELECT COUNT(*) AS many, SUM(ordered) AS had FROM lines JOIN orders o ON o.id = order_id WHERE {past}",  # noqa: S608
        }.items()
    }


async def filled(it: Cluster, db: Db) -> None:
    """One buy lived to its end and many more like it."""
    talk = ("确认", "截单", "已采购", "到货", "完成 1 确认")
    assert "我记的是" in await it.say(LEADER, offer(1000), "past0")
    for no, text in enumerate(talk, 1):
        assert await it.say(LEADER, text, f"past{no}")
        if no == 1:
            assert "记好了" in await it.say("P599", "草莓2盒", "past-order")
    await copied(db, Past(of=1, buys=BUYS, each=EACH, people=EACH))


def steps(it: Cluster, later: Member) -> list[Callable[[], Awaitable[None]]]:
    """The later version comes beside the older one; each is killed and comes back on the later schema."""

    async def beside() -> None:
        later.start()
        await it.ready(later)
        it.members.append(later)

    return [beside, lambda: it.killed_and_back(it.members[0]), lambda: it.killed_and_back(later)]


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
async def test_two_versions_run_beside_each_other_and_the_older_goes_on_alone(
    tmp_path: Path, kind: str
) -> None:
    for seed in rounds(40, at_most=5):
        folder = fresh(tmp_path, seed)
        async with database(kind, folder) as url, cluster(folder, url, ("all",), seed, 600) as it:
            db: Db = SqliteDb(Path(url.partition("://")[2])) if kind == "sqlite" else PostgresDb(url)
            await filled(it, db)
            before = await counted(db)
            await killing.opened(it, stock=MESSAGES // 3)
            older = it.members[0]
            root = later_version(folder, "9998_next")
            later = Member("all", older.config, older.environ, folder / "later.log", root)
            to_come, turn = steps(it, later), asyncio.Lock()

            async def trouble(
                to_come: list[Callable[[], Awaitable[None]]] = to_come, turn: asyncio.Lock = turn
            ) -> None:
                async with turn:
                    await to_come.pop(0)()

            moments = [MESSAGES // 6, MESSAGES // 2, MESSAGES * 3 // 4]
            booked = await killing.bought(it, MESSAGES, moments, trouble)
            it.members.remove(later)
            later.kill()
            reading = await killing.told(it, {who for who, _ in booked}, 0)
            found = await killing.sums(it, booked, MESSAGES, reading, buy=BUYS + 2)
            applied = await db.rows("SELECT name FROM tortoise_migrations WHERE name = '9998_next'")
            noted(
                f"U1 {kind}, seed {seed}: {BUYS * EACH} orders, {found}; both versions, "
                "then the older alone on the later schema"
            )
            assert len(applied) == 1
            assert (found.lost, found.doubled, found.unbalanced, found.noticeless) == (0, 0, [], 0)
            assert found.seen["apology"] == 0
            assert await counted(db) == before
            if kind == "postgres":  # nobody else can use it as it is
                left = (
                    "ALTER TABLE orders DROP COLUMN later",
                    "ALTER TABLE buys DROP COLUMN later",
                    "DROP TABLE laters",
                )
                await db.script([*left, "DELETE FROM tortoise_migrations WHERE name = '9998_next'"])


def ran(root: Path, environ: dict[str, str], *command: object) -> subprocess.CompletedProcess[str]:
    said = [RUN[0], "main.py", *map(str, command)]
    return subprocess.run(said, cwd=root, env=environ, capture_output=True, text=True, timeout=120)


async def test_an_older_version_does_not_start_where_the_later_one_leaves_it_no_place(tmp_path: Path) -> None:
    """One line, exit code 1, not a byte changed; and one that runs is not ready any more."""
    path = migrated_copy(tmp_path)
    url = f"sqlite://{path}"
    async with storage.open(url) as running:
        root = later_version(tmp_path, "9999_alone_next")
        environ = CLEAN | ENVIRON | {"LINLI_DATABASE_URL": url}
        assert (await asyncio.to_thread(ran, root, environ, "migrate")).returncode == 0
        with pytest.raises(storage.NotReady, match="9999_alone_next"):
            await running.check()
    was = path.read_bytes()
    ended = await asyncio.to_thread(
        ran, ROOT, environ, "run", "--config", config_folder(tmp_path), "--port", 0
    )
    assert ended.returncode == 1
    assert len(ended.stderr.splitlines()) == 1, ended.stderr
    assert ended.stderr.startswith("a later version of Linli has changed the database (9999_alone_next)")
    assert path.read_bytes() == was
