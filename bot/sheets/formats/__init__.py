"""The files a sheet can become, one writer each: a function from a sheet to the file's bytes."""

from collections.abc import Callable, Mapping

from bot.sheets.formats.as_csv import as_csv
from bot.sheets.formats.as_json import as_json
from bot.sheets.sheet import Sheet

Writer = Callable[[Sheet], bytes]
WRITERS: Mapping[str, Writer] = {"csv": as_csv, "json": as_json}
