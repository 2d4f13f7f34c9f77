"""Secrets: found in the environment under the names the files give, checked, never repeated in a mistake."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from config.channels import ChannelSpec, SimulatorSpec, WecomAppSpec, WecomBotSpec, WecomWebhookSpec
from config.findings import Finding, Parsed
from config.mistakes import Loc
from config.schema import channels as written

FILE = "channels.yaml"
VARIABLES = ("secret_env", "token_env", "aes_key_env")
SHAPES = {
    "aes_key_env": (
        r"[A-Za-z0-9+/]{43}",
        "43 characters of A–Z, a–z and 0–9, as WeCom shows its EncodingAESKey",
    ),
    "token_env": (r"[!-~]{1,64}", "1 to 64 characters without spaces"),
    "secret_env": (r"[!-~]{8,128}", "8 to 128 characters without spaces"),
}


def check_secrets(parsed: Parsed, environ: Mapping[str, str]) -> Iterator[Finding]:
    """Values of the wrong shape, and secrets that two places share."""
    by_name: dict[str, list[str]] = defaultdict(list)
    by_value: dict[str, list[tuple[Loc, str]]] = defaultdict(list)
    for name, key, variable in _variables(parsed):
        loc: Loc = ("channels", name, key)
        first = not by_name[variable]
        if not first:
            what = f"{variable} is already used by {by_name[variable][0]}; allowed: a variable of its own"
            yield Finding(FILE, loc, what)
        by_name[variable].append(f"channels.{name}.{key}")
        value = environ.get(variable, "")
        pattern, allowed = SHAPES[key]
        if value and not re.fullmatch(pattern, value, re.ASCII):
            yield Finding(
                FILE, loc, f"{variable} holds {len(value)} characters that do not fit; allowed: {allowed}"
            )
        if value and first:
            by_value[value].append((loc, variable))
    for same in by_value.values():
        for loc, variable in same[1:]:
            what = f"{variable} holds the same secret as {same[0][1]}; allowed: a secret for each place"
            yield Finding(FILE, loc, what)


def resolve(name: str, it: written.Channel, simulator: bool, environ: Mapping[str, str]) -> ChannelSpec:
    """The channel with its secrets, or off: a channel without them is no mistake."""
    if isinstance(it, written.Simulator):
        return SimulatorSpec(name=name, off=None if simulator else "simulator is false in operator.yaml")
    found = {key: environ.get(str(getattr(it, key)), "") for key in VARIABLES if hasattr(it, key)}
    unset = [str(getattr(it, key)) for key, value in found.items() if not value]
    off = f"{', '.join(unset)} not set in the environment" if unset else None
    secret, token, aes_key = ("" if off else found.get(key, "") for key in VARIABLES)
    if isinstance(it, written.WecomBot):
        return WecomBotSpec(
            name=name, corp_id=it.corp_id, off=off, bot_name=it.bot_name, token=token, aes_key=aes_key
        )
    if isinstance(it, written.WecomApp):
        return WecomAppSpec(
            name=name,
            corp_id=it.corp_id,
            off=off,
            agent_id=it.agent_id,
            api_url=it.api_url,
            secret=secret,
            token=token,
            aes_key=aes_key,
        )
    return WecomWebhookSpec(name=name, off=off, api_url=it.api_url, key=secret)


def _variables(parsed: Parsed) -> Iterator[tuple[str, str, str]]:
    for name, channel in parsed.channels.items():
        for key in VARIABLES:
            if hasattr(channel, key):
                yield name, key, str(getattr(channel, key))
