"""What is refused: the words of a mistake, and the values that many settings refuse alike."""

LONG, TOO_LONG = "名" * 61, "长" * 301
CUT = {LONG: "名" * 59 + "…", TOO_LONG: "长" * 59 + "…", "w" * 65: "w" * 59 + "…"}
ID = "is no id: 1 to 40 of a–z, 0–9 and -, starting with a letter or digit"
DURATION = "is no duration: a whole number and s, m, h or d, such as 15m or 2h"
CLOCK = 'is no time of day: "00:00" to "23:59", in quotes'
DATE = "is no date: year-month-day, such as 2027-01-31"
YUAN = "is no amount in yuan: digits with at most two decimals, such as 12.80"
VARIABLE = "is not the name of an environment variable: A–Z, 0–9 and _; the secret itself never stands here"
ADDRESS = "is no address of the form https://host"
QUOTE = "must be text, not a number; write it in quotes"
TEXTS = (
    ("~", "must be text, not nothing"),
    ("12", QUOTE),
    ("1_000", QUOTE),
    ("1.50", "must be text, not a number with decimals; write it in quotes"),
    ("true", "must be text, not true or false"),
    ("[a]", "must be text, not a list"),
    ("{a: b}", "must be text, not a map of keys"),
    ("'  '", "must not be empty"),
    ('"a\\tb"', "must be one line without control characters"),
    ('"a\\nb"', "must be one line without control characters"),
)
NAMES = (*TEXTS[:2], (LONG, f"“{CUT[LONG]}” is too long"))
LONG_TEXTS = (*TEXTS[:2], (TOO_LONG, f"“{CUT[TOO_LONG]}” is too long"))
PLATFORM_IDS = (*TEXTS[1:2], TEXTS[7], ("w" * 65, f"“{CUT['w' * 65]}” is too long"))
LISTS = (("~", "must be a list, not nothing"), ("lake", "must be a list, not text"))
MAPS = (
    ("~", "must be a map of keys, not nothing"),
    ("[]", "must be a map of keys, not a list"),
    ("lake", "must be a map of keys, not text"),
)
CLOCKS = (
    ("16", f"“16” {CLOCK}"),
    ("960", f"“960” {CLOCK}"),
    ("8:00", f"“8:00” {CLOCK}"),
    ('"24:00"', f"“24:00” {CLOCK}"),
    ("~", f"nothing {CLOCK}"),
    ("4pm", f"“4pm” {CLOCK}"),
)
DAYS = (
    ("2027-1-1", f"“2027-1-1” {DATE}"),
    ("2027-02-30", f"“2027-02-30” {DATE}"),
    ("20270101", f"“20270101” {DATE}"),
    ("2027-01-01T00:00:00Z", f"“2027-01-01T00:00:00Z” {DATE}"),
)
SWITCHES = (("~", "must be true or false, not nothing"), ("1", "must be true or false, not a number"))
LATITUDES = (
    ("90.00001", "“90.00001” is too large"),
    ("-91", "“-91” is too small"),
    ("1e400", "“1E+400” is too large"),
    ("'31.2'", "must be a number, not text"),
    ("31,2", "must be a number, not text"),
    (".nan", "must be a number, not text"),
    ("~", "must be a number, not nothing"),
)
LONGITUDES = (("180.1", "“180.1” is too large"), ("-180.1", "“-180.1” is too small"), *LATITUDES[3:4])
VARIABLES = tuple(
    (it, VARIABLE)
    for it in ("AB", "1ABC", "bot_token", "$BOT_TOKEN", "BOT-TOKEN", "'BOT_TOKEN '", "A" * 61, "123456", "~")
)
PRICES = (
    ("0", "“0” is too small"),
    ("0.00", "“0.00” is too small"),
    ("100000.01", "“100000.01” is too large"),
    ("25.805", f"“25.805” {YUAN}"),
    ("25.8元", f"“25.8元” {YUAN}"),
    ("25,80", f"“25,80” {YUAN}"),
    ("-1", f"“-1” {YUAN}"),
    ("1e1", f"“1E+1” {YUAN}"),
    ("0x10", f"“0x10” {YUAN}"),
    ("yes", f"“yes” {YUAN}"),
    ("true", "must be an amount in yuan, not true or false"),
)


def whole(most: int, least: int = 1) -> tuple[tuple[str, str], ...]:
    return (
        (str(least - 1), f"“{least - 1}” is too small"),
        (str(most + 1), f"“{most + 1}” is too large"),
        ("-1", "“-1” is too small"),
        ("'5'", "must be a whole number, not text"),
        ("0x5", "must be a whole number, not text"),
        ("５", "must be a whole number, not text"),
        ("1.0", "must be a whole number, not a number with decimals"),
        ("1e1", "must be a whole number, not a number with decimals"),
        ("true", "must be a whole number, not true or false"),
        ("~", "must be a whole number, not nothing"),
    )


def one_of(*rows: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """(written, the one that was meant or ""), and what is no text at all."""
    told = tuple(
        (it, f"“{it}” is not one of them" + (f"; did you mean “{near}”?" if near else ""))
        for it, near in rows
    )
    return (*told, ("~", "nothing is not one of them"))


def in_list(rows: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str, str], ...]:
    return tuple((f"[{written}]", said, "[1]") for written, said in rows)


FEW, MANY = "has too few entries", "has too many entries"
