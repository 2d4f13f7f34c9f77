"""What pydantic finds wrong, said in plain words: what it is, and what is allowed instead."""

import re
from collections.abc import Iterator
from typing import Any

from pydantic_core import ErrorDetails, ValidationError

from config.documents import Document
from config.fields import kind_of, shown
from config.mistakes import Loc, Mistake, did_you_mean, listed
from config.settings import Outline, outline

SECRETS = {"secret", "token", "aes_key", "key", "encoding_aes_key", "corpsecret", "password"}
WANTED = {
    "model_type": "a map of keys",
    "model_attributes_type": "a map of keys",
    "dict_type": "a map of keys",
    "list_type": "a list",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "string_type": "text",
}
BOUNDS = {
    "greater_than": "is too small",
    "greater_than_equal": "is too small",
    "less_than": "is too large",
    "less_than_equal": "is too large",
    "string_too_long": "is too long",
    "too_short": "has too few entries",
    "too_long": "has too many entries",
}


def mistakes_in(document: Document, error: ValidationError) -> Iterator[Mistake]:
    """One mistake for each thing pydantic found in this document."""
    known = outline(document.file.rsplit("/", 1)[-1])
    for it in error.errors(include_url=False):
        loc = place_of(it, document.data)
        yield document.mistake(loc, _words(it, loc, known, document.data))


def place_of(error: ErrorDetails, data: Any) -> Loc:
    """Where it stands in the file: pydantic also names the variant tried and `[key]`."""
    loc: list[str | int] = []
    for part in error["loc"]:
        here = _at(data, tuple(loc))
        if part in ("<list>", "<map>"):  # as it is written
            continue
        if part == "[key]" and not (isinstance(here, dict) and part in here):
            continue
        if isinstance(here, dict) and part not in here and part == here.get("kind"):
            continue
        if isinstance(here, dict | list) or isinstance(part, str):
            loc.append(part)
    if error["type"].startswith("union_tag"):
        loc.append("kind")
    return tuple(loc)


def _words(error: ErrorDetails, loc: Loc, known: Outline, data: Any) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_key(str(error["loc"][-1]), loc[:-1], known, data)
    allowed = f"allowed: {known.what_is_allowed(loc)}"
    if kind in ("missing", "union_tag_not_found"):
        return f"is missing; {allowed}"
    if kind == "linli":
        return f"{context['what']}; {allowed}"
    value = error["input"] if kind != "union_tag_invalid" else _at(data, loc)
    if kind in ("literal_error", "union_tag_invalid"):
        return f"{shown(value)} is not one of them{_near(value, context)}; {allowed}"
    if kind in WANTED:
        return f"must be {WANTED[kind]}, not {kind_of(value)}; {allowed}"
    written = _at(data, loc)  # pydantic has yuan as fen by now
    if kind == "too_long" and not isinstance(written, list | dict):
        kind = "string_too_long"
    return f"{shown(written)} {BOUNDS.get(kind, 'does not fit here')}; {allowed}"


def _unknown_key(key: str, parent: Loc, known: Outline, data: Any) -> str:
    path, here = known.path(parent), _at(data, parent)
    variant = f"{path}#{here.get('kind')}" if isinstance(here, dict) else path
    keys = known.keys.get(variant) or known.keys.get(path, ())
    if key.lower() in SECRETS:
        names = [it for it in keys if it.endswith("_env")] or ["secret_env"]
        return f"a secret never stands in the file; allowed: the name of an environment variable under {listed(names)}"
    return f"unknown key{did_you_mean(key, keys)}; allowed: {listed(keys)}"


def _near(value: Any, context: dict[str, Any]) -> str:
    choices = re.findall(r"'([^']*)'", str(context.get("expected") or context.get("expected_tags") or ""))
    return did_you_mean(value, choices) if isinstance(value, str) else ""


def _at(data: Any, loc: Loc) -> Any:
    for part in loc:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data
