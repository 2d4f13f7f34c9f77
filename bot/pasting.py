"""What an admin pastes to take an applicant on: entries for leaders.yaml and points.yaml, safely quoted."""

import json
import re
from collections.abc import Container, Mapping

from bot.parsing.answers import EVERY, read_capacity, read_windows
from groupbuy.applications import Ask
from groupbuy.directory import Directory
from groupbuy.resident import Resident

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CHANNEL, ACCOUNT = "channel", "account"
"""Kept beside the answers: where the application was made, and as whom."""
LONGEST_ID = 30


def paste(person: Resident, answers: Mapping[str, str], directory: Directory) -> str:
    """Indented as the files are; ids follow the name's sound and are free in `directory`."""
    community = answers.get(Ask.COMMUNITY, "") or person.community or next(iter(directory.communities))
    name = person.name or person.label
    leader = free_id(name, directory.leaders)
    rows = [
        "# leaders.yaml，leaders: 下面",
        f"  {leader}:",
        f"    name: {quoted(name)}",
        f"    communities: [{community}]",
        "    ids:",
        f"      {answers.get(CHANNEL, '')}: {quoted(answers.get(ACCOUNT, ''))}",
        "    # pay: 怎么收款，问好再写",
    ]
    if Ask.CONTACT in answers:
        rows.append(f"    # 联系：{answers[Ask.CONTACT]}")
    if Ask.ADDRESS in answers:
        rows += ["# points.yaml，points: 下面", *_point(leader, name, community, answers, directory)]
    return "\n".join(rows)


def quoted(text: str) -> str:
    """A string as JSON writes it, which YAML reads as the same string whatever is in it."""
    return json.dumps(text, ensure_ascii=False)


def free_id(name: str, taken: Container[str]) -> str:
    """王姐 -> wang-jie, wang-jie-2 where that is taken."""
    from pypinyin import lazy_pinyin  # half a second of tables: loaded by who needs them

    sounds = "-".join(lazy_pinyin(name))
    base = re.sub(r"[^a-z0-9]+", "-", sounds.lower())[:LONGEST_ID].strip("-") or "leader"
    no = 1
    while (found := base if no == 1 else f"{base}-{no}") in taken:
        no += 1
    return found


def _point(
    leader: str, name: str, community: str, answers: Mapping[str, str], directory: Directory
) -> list[str]:
    here = directory.points_in(community)
    numbers, names = {it.no for it in here}, {it.name for it in here}
    called = f"{name}自提点"
    while called in names:
        called += "2"
    rows = [
        f"  {free_id(f'{community}-{leader}', directory.points)}:",
        f"    no: {next(no for no in range(1, len(numbers) + 2) if no not in numbers)}",
        f"    name: {quoted(called)}",
        f"    community: {community}",
        f"    leader: {leader}",
        f"    address: {quoted(answers[Ask.ADDRESS])}",
    ]
    windows = read_windows(answers.get(Ask.HOURS, ""))
    rows += ["    windows:"] if windows else []
    for it in windows or ():
        days = ", ".join(DAYS[day] for day in sorted(it.weekdays))
        on = "" if it.weekdays == EVERY else f"days: [{days}], "
        rows.append(f'      - {{{on}from: "{it.opens:%H:%M}", to: "{it.closes:%H:%M}"}}')
    capacity = read_capacity(answers.get(Ask.CAPACITY, ""))
    if capacity:
        rows.append(f"    capacity: {{{', '.join(f'{it}: {most}' for it, most in capacity.items())}}}")
    return rows
