"""Logging: one JSON line an event; no message bodies, no phone numbers, no secrets."""

import logging
import re
from collections.abc import Mapping
from typing import Any, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
SECRET = re.compile(r"(?i)((?:access_token|msg_signature|secret|corpsecret|key|token)=)[^&\s\"']+")


def mask(text: str) -> str:
    """Phone numbers and secrets in addresses are blotted out; a line stays one line."""
    return SECRET.sub(r"\1…", PHONE.sub("1**********", text)).replace("\r", "\\r").replace("\n", "\\n")


def masked(value: Any) -> Any:
    """A value with every text and number in it masked, whatever it is inside of."""
    match value:
        case None | bool() | float():
            return value
        case int():
            return mask(str(value)) if PHONE.search(str(value)) else value
        case Mapping():
            return {str(key): masked(it) for key, it in value.items()}
        case list() | tuple() | set() | frozenset():
            return [masked(it) for it in value]
    return mask(value if isinstance(value, str) else repr(value))


def _masked(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    return {key: it if key.startswith("_") else masked(it) for key, it in event.items()}


def configure(stream: TextIO, level: int = logging.INFO) -> None:
    """Send our lines and the libraries' to `stream`, masked."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _masked,
    ]
    render = structlog.processors.JSONRenderer(ensure_ascii=False)
    structlog.configure(
        processors=[*shared, render],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(stream),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processor=render, foreign_pre_chain=shared))
    # Of every beat that finds the one before still waiting for the database it would write a line; /readyz says it.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    logging.basicConfig(handlers=[handler], level=max(level, logging.WARNING), force=True)
