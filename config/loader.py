"""Reads the configuration folder: all of it right, or every mistake at once."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from config import build
from config.channels import ChannelSpec
from config.checks import check_all
from config.documents import Document, read_document
from config.fields import Settings
from config.findings import Finding, Parsed
from config.mistakes import Mistake, Mistakes, did_you_mean, listed
from config.references import check_references
from config.schema import FILES
from config.secrets import check_secrets, resolve
from config.texts import load_texts
from config.wording import mistakes_in
from groupbuy.directory import Directory


@dataclass(frozen=True, slots=True)
class Loaded:
    """One configuration without mistakes. `version` is a digest of the files; secrets are not part of it.
    `edited_at` is when the last of the files was changed, as the file system tells it."""

    directory: Directory
    channels: tuple[ChannelSpec, ...]
    simulator: bool
    version: str
    edited_at: datetime = field(compare=False)

    def channel(self, name: str) -> ChannelSpec | None:
        """The channel called `name` in channels.yaml, on or off, or None."""
        return next((it for it in self.channels if it.name == name), None)


def load(folder: Path, environ: Mapping[str, str]) -> Loaded:
    """The folder's content, secrets taken from `environ`. Raises Mistakes, and nothing else, for what an
    admin can do wrong: it names all of them, over all files."""
    documents = (
        {name: read_document(folder / name, f"{folder}/{name}") for name in FILES}
        if _is_folder(folder)
        else {}
    )
    if not documents:
        raise Mistakes([Mistake(str(folder), 1, "", f"is not a folder; needed: one with {', '.join(FILES)}")])
    parsed, mistakes = _parse(documents)
    findings = chain(check_references(documents), check_all(parsed), check_secrets(parsed, environ))
    mistakes += _located(documents, findings)
    mistakes += _strangers(folder)
    if mistakes or parsed.operator is None:
        raise Mistakes(mistakes)
    version = _digest(documents.values())
    simulator = parsed.operator.simulator
    channels = tuple(resolve(name, it, simulator, environ) for name, it in parsed.channels.items())
    return Loaded(build.directory(parsed, version), channels, simulator, version, _edited_at(folder))


def load_with_texts(
    folder: Path, environ: Mapping[str, str], texts: Path, known: Mapping[str, str]
) -> tuple[Loaded, Mapping[str, str]]:
    """The folder and the wording in the folder `texts`; raises Mistakes with every one of both."""
    mistakes: list[Mistake] = []
    try:
        loaded = load(folder, environ)
    except Mistakes as found:
        mistakes += found.items
    try:
        wording = load_texts(texts, known)
    except Mistakes as found:
        mistakes += found.items
    if mistakes:
        raise Mistakes(mistakes)
    return loaded, wording


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # a name too long, or with a NUL in it
        return False


def _parse(documents: Mapping[str, Document]) -> tuple[Parsed, list[Mistake]]:
    mistakes: list[Mistake] = []
    parts: dict[str, Any] = {}
    for name, document in documents.items():
        mistakes += document.mistakes
        model, found = _validate(FILES[name], document)
        mistakes += found
        if name == "operator.yaml":
            parts["operator"] = model
        elif model is not None:
            parts |= {section: getattr(model, section) for section in FILES[name].model_fields}
    return Parsed(**parts), mistakes


def _validate(model: type[Settings], document: Document) -> tuple[Settings | None, list[Mistake]]:
    """The model of what is right, and what is wrong: an entry with a mistake is left out, so that the
    others are still checked against each other."""
    if document.data is None:
        return None, []
    try:
        return model.model_validate(document.data), []
    except ValidationError as error:
        mistakes = list(mistakes_in(document, error))
        remaining = _without(document.data, error)
    try:
        return model.model_validate(remaining), mistakes
    except ValidationError:
        return None, mistakes


def _without(data: Any, error: ValidationError) -> Any:
    if not isinstance(data, dict):
        return {}
    remaining = {key: dict(it) if isinstance(it, dict) else it for key, it in data.items()}
    for section, *rest in (
        it["loc"] for it in error.errors(include_url=False, include_input=False) if it["loc"]
    ):
        entries = remaining.get(str(section))
        if rest and isinstance(entries, dict):
            entries.pop(rest[0], None)
        else:
            remaining.pop(str(section), None)
    return remaining


def _located(documents: Mapping[str, Document], findings: Iterable[Finding]) -> list[Mistake]:
    return [documents[it.file].mistake(it.loc, it.what) for it in findings]


def _strangers(folder: Path) -> Iterator[Mistake]:
    """A file beside the known ones is most likely one of them, misspelt."""
    for path in sorted(folder.iterdir()):
        if (
            path.suffix.lower() in (".yaml", ".yml")
            and path.name not in FILES
            and not path.name.startswith(".")
        ):
            what = f"is not a file of the configuration{did_you_mean(path.name, FILES)}; allowed: {listed(FILES)}"
            yield Mistake(str(path), 1, "", what)


def _edited_at(folder: Path) -> datetime:
    changed = max((folder / name).stat().st_mtime for name in FILES)
    return datetime.fromtimestamp(changed, UTC)


def _digest(documents: Iterable[Document]) -> str:
    digest = hashlib.sha256()
    for it in documents:
        digest.update(hashlib.sha256(it.raw).digest())
    return digest.hexdigest()[:16]
