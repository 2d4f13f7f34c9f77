"""Environment secrets: each shape at its edges, who shares what, and that no value is ever printed."""

from pathlib import Path

import pytest

from config.channels import SimulatorSpec
from tests.config.conftest import in_file
from tests.config.small import Small
from tests.for_each import for_each

KEY, OTHER = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "0" * 43
ALL = {
    "BOT_TOKEN": "bot-token",
    "BOT_AES_KEY": KEY,
    "APP_SECRET": "app-secret",
    "APP_TOKEN": "app-token",
    "APP_AES_KEY": OTHER,
    "HOOK_KEY": "hook-key-hook-key",
}
PLACES = {
    "BOT_TOKEN": "channels.bot.token_env",
    "BOT_AES_KEY": "channels.bot.aes_key_env",
    "APP_SECRET": "channels.app.secret_env",
    "APP_TOKEN": "channels.app.token_env",
    "APP_AES_KEY": "channels.app.aes_key_env",
    "HOOK_KEY": "channels.hook.secret_env",
}
TOKEN, SECRET = "1 to 64 characters without spaces", "8 to 128 characters without spaces"
AES = "43 characters of A–Z, a–z and 0–9, as WeCom shows its EncodingAESKey"


@for_each(
    ("variable", "value"),
    [
        ("BOT_TOKEN", "t"),
        ("BOT_TOKEN", "t" * 64),
        ("APP_TOKEN", "!~#$%"),
        ("APP_SECRET", "s" * 8),
        ("APP_SECRET", "s" * 128),
        ("HOOK_KEY", "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa"),
        ("APP_AES_KEY", "A" * 43),
        ("APP_AES_KEY", "9" * 43),
    ],
)
def test_a_secret_at_the_edge_of_its_shape_turns_its_channel_on(tmp_path: Path, variable: str, value: str):
    loaded = Small(tmp_path).load(ALL | {variable: value})
    assert [it.off for it in loaded.channels] == [None] * 4


@for_each(
    ("variable", "value", "allowed"),
    [
        ("BOT_TOKEN", "t" * 65, TOKEN),
        ("BOT_TOKEN", "a b", TOKEN),
        ("BOT_TOKEN", "token\n", TOKEN),
        ("BOT_TOKEN", " token", TOKEN),
        ("APP_TOKEN", "令牌令牌", TOKEN),
        ("APP_SECRET", "s" * 7, SECRET),
        ("APP_SECRET", "s" * 129, SECRET),
        ("HOOK_KEY", "hook\tkey-hook-key", SECRET),
        ("APP_AES_KEY", "A" * 42, AES),
        ("APP_AES_KEY", "A" * 44, AES),
        ("APP_AES_KEY", "A" * 42 + "=", AES),
        ("APP_AES_KEY", "A" * 42 + "Ａ", AES),
        ("BOT_AES_KEY", f'"{"A" * 43}"', AES),
    ],
)
def test_a_secret_of_the_wrong_shape_is_told_by_name_place_and_length_alone(
    tmp_path: Path, variable: str, value: str, allowed: str
):
    small = Small(tmp_path)
    found = small.only_mistake(ALL | {variable: value})
    place = PLACES[variable]
    assert in_file(found) == ("channels.yaml", small.line("channels.yaml", place), place)
    assert found.what == f"{variable} holds {len(value)} characters that do not fit; allowed: {allowed}"


@pytest.mark.parametrize("variable", ALL)
def test_an_unset_variable_turns_off_its_channel_and_no_other(tmp_path: Path, variable: str):
    environ = {key: value for key, value in ALL.items() if key != variable}
    channels = Small(tmp_path).load(environ).channels
    (off,) = [it for it in channels if it.off]
    assert off.name == PLACES[variable].split(".")[1]
    assert off.off == f"{variable} not set in the environment"


def test_a_channel_that_is_off_holds_none_of_the_secrets_that_were_set(tmp_path: Path):
    app = Small(tmp_path).load({"APP_SECRET": "app-secret", "APP_TOKEN": "app-token"}).channel("app")
    assert app is not None
    assert app.off == "APP_AES_KEY not set in the environment"
    assert (app.secret, app.token, app.aes_key) == ("", "", "")


def test_all_that_is_unset_is_named_in_the_order_of_the_page(tmp_path: Path):
    app = Small(tmp_path).load().channel("app")
    assert app is not None
    assert app.off == "APP_SECRET, APP_TOKEN, APP_AES_KEY not set in the environment"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("BOT_AES_KEY", "APP_AES_KEY"),
        ("BOT_TOKEN", "APP_TOKEN"),
        ("APP_SECRET", "APP_TOKEN"),
        ("APP_SECRET", "HOOK_KEY"),
    ],
)
def test_one_secret_in_two_places_is_told_at_the_later(tmp_path: Path, one: str, two: str):
    small = Small(tmp_path)
    found = small.only_mistake(ALL | {two: ALL[one]})
    assert found.path == PLACES[two]
    assert found.what == f"{two} holds the same secret as {one}; allowed: a secret for each place"


def test_one_secret_in_three_places_is_told_at_the_second_and_the_third(tmp_path: Path):
    same = dict.fromkeys(("BOT_TOKEN", "APP_SECRET", "HOOK_KEY"), "the-same-secret")
    assert [it.path for it in Small(tmp_path).mistakes(ALL | same)] == [
        "channels.app.secret_env",
        "channels.hook.secret_env",
    ]


def test_one_variable_named_thrice_is_told_where_it_stood_first(tmp_path: Path):
    small = Small(tmp_path)
    small.put("channels.yaml", "channels.app.token_env", "BOT_TOKEN")
    small.put("channels.yaml", "channels.hook.secret_env", "BOT_TOKEN")
    told = {it.path: it.what for it in small.mistakes(ALL)}
    what = "BOT_TOKEN is already used by channels.bot.token_env; allowed: a variable of its own"
    assert told == {"channels.app.token_env": what, "channels.hook.secret_env": what}


def test_an_empty_variable_is_an_unset_one_also_where_two_are_empty(tmp_path: Path):
    empty = dict.fromkeys(ALL, "")
    assert [it.off is None for it in Small(tmp_path).load(empty).channels] == [True, False, False, False]


def test_variables_that_no_file_names_are_nobodys_business(tmp_path: Path):
    loaded = Small(tmp_path).load(ALL | {"OTHER": "x" * 500, "ANOTHER": "bot-token"})
    assert [it.off for it in loaded.channels] == [None] * 4


@pytest.mark.parametrize(
    "key", ["token", "secret", "AES_KEY", "key", "EncodingAESKey", "corpsecret", "password"]
)
def test_a_secret_as_a_key_of_the_file_is_told_where_it_belongs_and_not_repeated(tmp_path: Path, key: str):
    small = Small(tmp_path)
    line = small.put("channels.yaml", f"channels.hook.{key}", "hush-hush")
    found = small.only_mistake()
    assert found.line == line
    assert "hush" not in str(found)
    assert ("a secret never stands in the file" in found.what) == (key != "EncodingAESKey")


def test_nothing_loaded_shows_a_secret_however_it_is_printed(tmp_path: Path):
    loaded = Small(tmp_path).load(ALL)
    shown = f"{loaded} {loaded!r} {loaded.channels} " + "".join(f"{it!s}{it!r}" for it in loaded.channels)
    for value in ALL.values():
        assert value not in shown


@pytest.mark.parametrize(
    ("simulator", "off"), [("true", None), ("false", "simulator is false in operator.yaml")]
)
def test_the_simulator_needs_no_secret_but_the_operators_word(
    tmp_path: Path, simulator: str, off: str | None
):
    small = Small(tmp_path)
    small.put("operator.yaml", "simulator", simulator)
    assert small.load(ALL).channel("sim") == SimulatorSpec(name="sim", off=off)
