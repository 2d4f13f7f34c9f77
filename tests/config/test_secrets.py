"""Secrets come from the environment: unset is off, the wrong shape is a mistake, and no value is ever repeated."""

import pytest

from config.channels import WecomAppSpec, WecomBotSpec, WecomWebhookSpec
from tests.config.conftest import Folder, in_file

KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
OTHER_KEY = KEY[::-1]
ALL_SET = {
    "LINLI_BOT_TOKEN": "bot-token",
    "LINLI_BOT_AES_KEY": KEY,
    "LINLI_APP_SECRET": "app-secret-of-some-length",
    "LINLI_APP_TOKEN": "app-token",
    "LINLI_APP_AES_KEY": OTHER_KEY,
    "LINLI_LAKE_WEBHOOK_KEY": "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa",
}


def test_with_every_secret_set_every_channel_is_on_and_has_its_own(folder: Folder):
    loaded = folder.load(ALL_SET)
    assert [it.off for it in loaded.channels] == [None] * 4
    bot, app, webhook = (loaded.channel(it) for it in ("wecom-bot", "wecom-app", "lake-webhook"))
    assert isinstance(bot, WecomBotSpec)
    assert (bot.token, bot.aes_key, bot.bot_name) == ("bot-token", KEY, "邻里小助手")
    assert isinstance(app, WecomAppSpec)
    assert (app.secret, app.token, app.aes_key) == ("app-secret-of-some-length", "app-token", OTHER_KEY)
    assert (app.corp_id, app.agent_id) == ("ww0000000000000000", 1000002)
    assert isinstance(webhook, WecomWebhookSpec)
    assert webhook.key == ALL_SET["LINLI_LAKE_WEBHOOK_KEY"]


@pytest.mark.parametrize("missing", ALL_SET)
@pytest.mark.parametrize("how", ["unset", "empty"])
def test_a_channel_without_one_of_its_secrets_is_off_and_says_which(folder: Folder, missing: str, how: str):
    environ = {key: value for key, value in ALL_SET.items() if key != missing} | (
        {missing: ""} if how == "empty" else {}
    )
    off = [it for it in folder.load(environ).channels if it.off]
    assert [it.off for it in off] == [f"{missing} not set in the environment"]
    (channel,) = off
    assert not any(getattr(channel, it, "") for it in ("token", "aes_key", "secret", "key"))


def test_the_simulator_is_off_when_the_operator_says_so(folder: Folder):
    folder.replace("operator.yaml", "simulator: true", "simulator: false")
    loaded = folder.load()
    simulator = loaded.channel("sim")
    assert simulator
    assert simulator.off == "simulator is false in operator.yaml"
    assert loaded.simulator is False


@pytest.mark.parametrize("length", [1, 42, 44, 86])
def test_an_aes_key_of_the_wrong_length_is_told_by_its_variable_and_never_by_its_value(
    folder: Folder, length: int
):
    value = (KEY * 2)[:length]
    found = folder.only_mistake(ALL_SET | {"LINLI_BOT_AES_KEY": value})
    assert in_file(found) == ("channels.yaml", 19, "channels.wecom-bot.aes_key_env")
    assert "LINLI_BOT_AES_KEY" in found.what
    assert "43 characters" in found.what
    assert f"holds {length} characters" in found.what
    assert length == 1 or value not in str(found)


def test_an_aes_key_with_a_stray_newline_is_told(folder: Folder):
    found = folder.only_mistake(ALL_SET | {"LINLI_APP_AES_KEY": OTHER_KEY + "\n"})
    assert found.path == "channels.wecom-app.aes_key_env"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("LINLI_BOT_TOKEN", "with space"),
        ("LINLI_BOT_TOKEN", "t" * 65),
        ("LINLI_APP_SECRET", "short"),
        ("LINLI_APP_TOKEN", "令牌"),
    ],
)
def test_other_secrets_of_the_wrong_shape_are_told_without_their_value(
    folder: Folder, variable: str, value: str
):
    found = folder.only_mistake(ALL_SET | {variable: value})
    assert variable in found.what
    assert "without spaces" in found.what
    assert value not in str(found)


def test_two_channels_with_one_secret_are_told_without_it(folder: Folder):
    found = folder.only_mistake(ALL_SET | {"LINLI_APP_AES_KEY": KEY})
    assert found.path == "channels.wecom-app.aes_key_env"
    assert found.what.startswith("LINLI_APP_AES_KEY holds the same secret as LINLI_BOT_AES_KEY")
    assert KEY not in str(found)


def test_two_places_that_name_one_variable_are_told_even_while_it_is_unset(folder: Folder):
    line = folder.replace("channels.yaml", "token_env: LINLI_APP_TOKEN", "token_env: LINLI_BOT_TOKEN")
    found = folder.only_mistake()
    assert in_file(found) == ("channels.yaml", line, "channels.wecom-app.token_env")
    assert "already used by channels.wecom-bot.token_env" in found.what


@pytest.mark.parametrize("key", ["token", "secret", "aes_key", "Token", "key"])
def test_a_secret_written_into_the_file_is_told_where_it_belongs_and_not_repeated(folder: Folder, key: str):
    line = folder.replace(
        "channels.yaml",
        "token_env: LINLI_BOT_TOKEN",
        f"{key}: hush-hush-value\n    token_env: LINLI_BOT_TOKEN",
    )
    found = folder.only_mistake()
    assert in_file(found) == ("channels.yaml", line, f"channels.wecom-bot.{key}")
    assert found.what.startswith("a secret never stands in the file")
    assert "token_env, aes_key_env" in found.what
    assert "hush" not in str(found)


@pytest.mark.parametrize(
    "value", ["hush-hush-value", KEY, "$LINLI_BOT_TOKEN", "linli_bot_token", "12345678", "[a]"]
)
def test_a_secret_written_where_its_variable_belongs_is_not_repeated_either(folder: Folder, value: str):
    folder.replace("channels.yaml", "token_env: LINLI_BOT_TOKEN", f"token_env: {value}")
    found = folder.only_mistake()
    assert found.path == "channels.wecom-bot.token_env"
    assert "is not the name of an environment variable" in found.what
    assert value not in str(found)


def test_no_secret_shows_when_a_loaded_configuration_is_printed(folder: Folder):
    loaded = folder.load(ALL_SET)
    for it in loaded.channels:
        assert not any(value in repr(it) for value in ALL_SET.values())
    assert not any(value in repr(loaded) for value in ALL_SET.values())


def test_the_version_does_not_depend_on_secrets(folder: Folder):
    assert folder.load(ALL_SET).version == folder.load().version


def test_channels_of_one_corp_share_their_users_and_others_have_their_own(folder: Folder):
    realms = {it.name: it.realm for it in folder.load().channels}
    corp = "ww0000000000000000"
    assert realms == {"sim": "sim", "wecom-bot": corp, "wecom-app": corp, "lake-webhook": "lake-webhook"}


@pytest.mark.parametrize(
    "url", ["https://wecom.example.com", "https://wecom.example.com/", "http://127.0.0.1:9000"]
)
def test_a_private_deployment_names_its_own_api(folder: Folder, url: str):
    folder.replace("channels.yaml", "agent_id: 1000002", f"agent_id: 1000002\n    api_url: {url}")
    app = folder.load().channel("wecom-app")
    assert isinstance(app, WecomAppSpec)
    assert app.api_url == url.rstrip("/")


@pytest.mark.parametrize(
    "url",
    [
        "wecom.example.com",
        "http://wecom.example.com",
        "ftp://x",
        "https://",
        "https://u:p@h",
        "https://h?a=1",
        "3",
        "https://[x",
    ],
)
def test_an_api_address_that_is_none_or_not_encrypted_is_told(folder: Folder, url: str):
    folder.replace("channels.yaml", "agent_id: 1000002", f"agent_id: 1000002\n    api_url: {url}")
    found = folder.only_mistake()
    assert found.path == "channels.wecom-app.api_url"
    assert "https://" in found.what
