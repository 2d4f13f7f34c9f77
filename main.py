"""The command line and the composition root: everything is made and wired here, nothing is decided."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any, Literal
from uuid import uuid4

import typer

from config import loader
from config.mistakes import Mistakes
from groupbuy.errors import Refusal
from groupbuy.ports import Unavailable

if TYPE_CHECKING:  # imported where they are used: `check` and `--help` need no database library
    import storage
    from bot.assembly import Parts
    from bot.texts import Texts
    from config.loader import Loaded

HERE = Path(__file__).parent
NAME = "邻里 Linli: group buying in the chat."
cli = typer.Typer(help=NAME, add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False)
Config = Annotated[Path, typer.Option(help="Folder with the admin's YAML files.")]
Role = Literal["all", "web", "worker"]
SAMPLE = HERE / "config" / "sample"


def real_time() -> datetime:
    """The only place that asks the machine's clock."""
    return datetime.now(UTC)


def database_url() -> str:
    return os.environ.get("LINLI_DATABASE_URL") or f"sqlite://{HERE / 'var' / 'linli.db'}"


def both_of(folder: Path) -> "tuple[Loaded, Texts]":
    """The configuration and the operator's own wording. Mistakes where there are any."""
    from bot.texts import Texts, known_names

    own = folder / "texts"
    texts = own if own.is_dir() else HERE / "config" / "texts"
    loaded, wording = loader.load_with_texts(folder, os.environ, texts, known_names())
    return loaded, Texts(dict(wording))


def read_config(folder: Path) -> "tuple[Loaded, Texts]":
    """As `both_of`; prints every mistake and exits 1 if there is any."""
    try:
        return both_of(folder)
    except Mistakes as mistakes:
        typer.echo("\n".join(map(str, mistakes.items)), err=True)
        raise typer.Exit(1) from None


@asynccontextmanager
async def assembled(
    folder: Path, *, apply: bool = True
) -> "AsyncIterator[tuple[Loaded, storage.Store, Parts]]":
    """Everything made and wired; with `apply` brought up to date and in force. Exits 1 where that is refused."""
    import aiohttp

    import storage
    from bot import logs
    from bot.assembly import assemble
    from bot.clock import StoreClock
    from bot.settings import Settings

    logs.configure(sys.stderr)
    loaded, texts = read_config(folder)
    await storage.migrate(database_url(), older=apply)
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(storage.open(database_url()))
        session = await stack.enter_async_context(aiohttp.ClientSession())
        on = [it for it in loaded.channels if it.off is None]
        clock = StoreClock(store, real_time, movable=all(it.kind == "simulator" for it in on))
        await clock.refresh()
        settings = Settings(loaded.directory, texts, {it.name: it.realm for it in loaded.channels})
        shelf = await stack.enter_async_context(storage.open_shelf(os.environ.get("LINLI_REDIS_URL")))
        parts = assemble(store, settings, clock, on, session, shelf)
        if apply:
            await parts.in_force.start(loaded.edited_at)
        parts.in_force.read = lambda: both_of(folder)
        yield loaded, store, parts


async def reload(folder: Path, parts: "Parts") -> None:
    """Apply an admin's edit; a bad one, or one that orphans orders, changes nothing and says so."""
    from config.changes import removed

    before = parts.settings.directory
    try:
        loaded, texts = read_config(folder)
        await parts.in_force.put(loaded.directory, texts)
    except typer.Exit:
        typer.echo("The configuration has mistakes: the one before stays in force.", err=True)
    except Refusal as refused:
        typer.echo(f"{refused}\nThe configuration before stays in force.", err=True)
    else:
        gone = removed(before, loaded.directory)
        typer.echo(f"Configuration {loaded.version} is in force; taken away: {gone}.", err=True)


def go(work: Coroutine[Any, Any, None], done: str = "") -> None:
    """Run one command and say it is `done`; a refusal is one line and exit code 1, never a traceback."""
    import storage
    from bot.sheets import SheetError

    told = (Refusal, SheetError, OSError, Unavailable, *storage.ERRORS)
    try:
        asyncio.run(work)
        typer.echo(done, nl=bool(done))
    except told as refused:
        typer.echo(str(refused), err=True)
        raise typer.Exit(1) from None


@cli.command()
def run(
    config: Config = SAMPLE,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="8080; a worker's: its figures.")] = None,
    role: Annotated[Role, typer.Option(help="web: requests; worker: clock and notices.")] = "all",
    expose_simulator: Annotated[
        bool, typer.Option(help="Open the simulator to other machines: anyone there can play the leader.")
    ] = False,
) -> None:
    """Serve channels, simulator page, scheduler and sender until stopped."""
    go(_run(config, host, port, role, expose_simulator))


async def _run(config: Path, host: str, port: int | None, role: str, allow_remote: bool) -> None:
    from bot.assembly import make_web
    from bot.doctor import greeting
    from bot.service import Process

    async with assembled(config) as (loaded, store, parts):
        port = 8080 if port is None and role != "worker" else port
        web = make_web(parts, store.check, allow_remote=allow_remote, watched_only=role == "worker")
        process = Process(
            parts.worker, web if port is not None else None, role != "web", lambda: reload(config, parts)
        )
        hello = greeting(loaded.channels, host, port, role, exposed=allow_remote)
        await process.run(host, port or 0, lambda: typer.echo(hello))


@cli.command()
def demo() -> None:
    """Play four days of group buying through the real server; exit 0 only if every figure agrees."""
    raise typer.Exit(asyncio.run(play_demo()))


async def play_demo() -> int:
    """The exit code, after a day in a database that is thrown away."""
    import storage
    from bot import demo, logs

    logs.configure(sys.stderr)
    it = loader.load(HERE / "config" / "demo", demo.made_up_secrets())
    with TemporaryDirectory() as folder:
        url = f"sqlite://{folder}/demo.db"
        await storage.migrate(url)
        async with (
            storage.open(url) as store,
            demo.produced(store, it.directory, it.channels, storage.LocalShelf(), real_time) as made,
        ):
            return await demo.perform(made)


@cli.command()
def say(
    text: Annotated[list[str], typer.Argument(help="The message; several words are joined by spaces.")],
    chat: Annotated[str, typer.Option(help="Chat group (id or name); 1:1 or empty: a talk with the bot.")],
    as_: Annotated[str, typer.Option("--as", help="Who speaks: a name, or the simulator's user id.")],
    at: Annotated[
        str | None, typer.Option(help="Move the store's clock forward to this ISO time first.")
    ] = None,
    config: Config = SAMPLE,
) -> None:
    """Send one message through the simulator channel; prints replies and notices."""
    go(_say(config, chat, as_, at, " ".join(text)))


async def _say(config: Path, chat: str, name: str, at: str | None, text: str) -> None:
    from bot.saying import say_once

    async with assembled(config) as (_, _, parts):
        typer.echo("\n".join(await say_once(parts, chat, name, text, at, message_id=uuid4().hex)))


@cli.command()
def understand(
    explain: Annotated[str | None, typer.Option(help="A message whose reading is shown, by stages.")] = None,
    buy: Annotated[int | None, typer.Option(help="Read it against this group buy.")] = None,
    config: Config = SAMPLE,
) -> None:
    """Cases on standard input (JSON lines) to predictions on standard output; or explain one message."""
    if explain is not None:
        go(_explain(config, explain, buy))
        return
    from bot.understand.cases import BadCase, predictions

    try:
        for line in predictions(sys.stdin):
            sys.stdout.write(line + "\n")
    except BadCase as bad:
        raise typer.BadParameter(str(bad)) from None


async def _explain(config: Path, text: str, number: int | None) -> None:
    from bot.saying import explained

    async with assembled(config) as (_, store, parts):
        buy = await store.reads.buy(number) if number is not None else None
        typer.echo("\n".join(explained(text, buy, parts.clock.now(), parts.settings.directory.zone)))


@cli.command()
def check(config: Config = SAMPLE) -> None:
    """Every mistake in the admin's files at once; exit 1 if there is any."""
    from bot.doctor import channel_lines

    loaded, _ = read_config(config)
    typer.echo("\n".join([*channel_lines(loaded.channels), f"{config}: no mistakes."]))


@cli.command()
def migrate() -> None:
    """Bring the database's schema up to date."""
    import storage

    go(storage.migrate(database_url()), "The database is up to date.")


@cli.command()
def doctor(config: Config = SAMPLE) -> None:
    """Is everything reachable and configured? Exit 1 if something is not."""
    go(_doctor(config))


async def _doctor(config: Path) -> None:
    from bot.examining import examined

    async with assembled(config, apply=False) as (loaded, store, parts):
        lines, well = await examined(parts, store, loaded.channels, real_time(), database_url())
        typer.echo("\n".join(lines))
        raise typer.Exit(0 if well else 1)


@cli.command()
def backup(file: Path) -> None:
    """Copy the database to FILE while it is in use."""
    import storage

    go(storage.backup(database_url(), file), f"Backed up to {file}.")


@cli.command()
def restore(
    file: Path, force: Annotated[bool, typer.Option(help="Replace a database that has data.")] = False
) -> None:
    """Put a backup in the database's place; its journal is folded and compared first."""
    import storage

    go(storage.restore(database_url(), file, force=force), f"Restored from {file}.")


@cli.command()
def export(
    kind: Annotated[str, typer.Argument(help="Which list; an unknown one lists them all.")],
    buy: Annotated[int, typer.Option(help="Number of the group buy.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="File to write.")],
    format_: Annotated[str, typer.Option("--format", help="csv or json.")] = "csv",
    config: Config = SAMPLE,
) -> None:
    """Write a list or ledger of one group buy to a file."""
    go(_export(config, kind, buy, format_, output))


async def _export(config: Path, kind: str, buy: int, format_: str, output: Path) -> None:
    from bot import sheets

    sheets.must_be_known(kind, format_)
    async with assembled(config) as (loaded, store, parts):
        directory, now = loaded.directory, parts.clock.now()
        made = lambda books: sheets.make(kind, buy, books, directory)  # noqa: E731 - one snapshot
        sheet = await store.run(made, at=now, directory=directory, alone=True)
        sheets.write(sheet, format_, output)
        typer.echo(f"{output}: {len(sheet.rows)} rows")


if __name__ == "__main__":
    cli()
