"""A small operator with every setting there is, one a line, so that each can be changed alone and its line is known."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from config.loader import Loaded, load
from config.mistakes import Mistake, Mistakes

Tree = dict[str, Any]

SMALL: Mapping[str, Tree] = {
    "operator.yaml": {
        "name": "邻里",
        "zone": "Asia/Shanghai",
        "simulator": "true",
        "quiet_hours": {"from": '"22:00"', "to": '"08:00"'},
        "reminders": {
            "before_cutoff": "[2h]",
            "before_pickup_closes": "2h",
            "not_formed_answer": "3h",
            "reopen_within": "30m",
            "cover_answer": "2h",
        },
        "limits": {
            "grace": "60s",
            "max_qty_per_line": "99",
            "max_lines_per_message": "30",
            "max_order_amount": "5000",
            "messages_per_minute": "20",
            "open_buys_per_leader": "20",
        },
        "depot": {"lat": "31.22", "lon": "121.44"},
        "holidays": [{"from": "2027-01-01", "to": "2027-01-03", "name": "元旦"}],
    },
    "channels.yaml": {
        "channels": {
            "sim": {"kind": "simulator"},
            "bot": {
                "kind": "wecom_bot",
                "bot_name": "小助手",
                "corp_id": "ww1",
                "token_env": "BOT_TOKEN",
                "aes_key_env": "BOT_AES_KEY",
            },
            "app": {
                "kind": "wecom_app",
                "corp_id": "ww1",
                "agent_id": "1000002",
                "secret_env": "APP_SECRET",
                "token_env": "APP_TOKEN",
                "aes_key_env": "APP_AES_KEY",
                "api_url": "https://wecom.example.com",
            },
            "hook": {"kind": "wecom_webhook", "secret_env": "HOOK_KEY"},
        }
    },
    "communities.yaml": {
        "communities": {
            "lake": {
                "name": "湖畔",
                "buildings": [
                    {
                        "name": "1号楼",
                        "lat": "31.2",
                        "lon": "121.4",
                        "aliases": "[听涛楼]",
                        "units": "2",
                        "floors": "18",
                        "rooms_per_floor": "4",
                        "house": "false",
                        "lift": "true",
                    }
                ],
                "walks": "{}",
                "farthest_walk": "1500",
            },
            "hill": {"name": "山上"},
        },
        "chats": {
            "lake-1": {
                "name": "湖畔群",
                "community": "lake",
                "channel": "bot",
                "chat": "wrkLake",
                "hears": "mentions",
                "push": "hook",
            }
        },
    },
    "leaders.yaml": {
        "leaders": {
            "wang": {"name": "王姐", "communities": "[lake, hill]", "ids": {"bot": "WangJie"}},
            "lin": {
                "name": "小林",
                "communities": "[lake]",
                "ids": {"bot": "XiaoLin"},
                "rights": "[goods, verify]",
                "role": "点货员",
                "pay": "付给王姐",
                "deputy_of": "wang",
                "retired": "false",
            },
        },
        "admins": {"chen": {"name": "陈经理", "ids": {"app": "ChenJL"}}},
        "applications": {
            "asks": "[community, contact]",
            "terms": {"version": "v1", "text": "公平对待邻居", "from": "2027-01-01"},
            "onboarding": "[terms, pay]",
        },
    },
    "points.yaml": {
        "points": {
            "gate": {
                "no": "1",
                "name": "东门",
                "kind": "locker",
                "community": "lake",
                "leader": "wang",
                "managers": "[wang]",
                "address": "东门门卫室旁",
                "place": {"lat": "31.2", "lon": "121.4"},
                "step_free": "true",
                "windows": [{"days": "[mon]", "from": '"16:00"', "to": '"20:30"'}],
                "holidays": "false",
                "closed": [{"from": "2027-02-01", "to": "2027-02-03", "why": "盘点"}],
                "replacements": [
                    {
                        "from": "2027-03-01",
                        "to": "2027-03-07",
                        "address": "西门岗亭",
                        "place": {"lat": "31.3", "lon": "121.5"},
                        "windows": [{"days": "[sun]", "from": '"09:00"', "to": '"10:30"'}],
                        "access_note": "打电话",
                        "why": "装修",
                    }
                ],
                "capacity": {"normal": "300", "chilled": "120", "frozen": "60"},
                "access_note": "登记一下",
            }
        }
    },
    "products.yaml": {
        "suppliers": {"farm": {"name": "合作社", "contact": "早上交货"}},
        "products": {
            "berry": {
                "name": "草莓",
                "unit": "盒",
                "spec": "500g",
                "aliases": "[奶油草莓]",
                "storage": "chilled",
                "units": "0.5",
                "supplier": "farm",
                "price": "25.80",
                "supply_price": "19.50",
            }
        },
    },
}


class Small:
    """A folder of the small operator's files; `put` and `drop` change one setting and return its line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files = deepcopy(dict(SMALL))

    def put(self, file: str, path: str, written: str) -> int:
        """`written` stands where the setting's value stood, as it is (or under a key that is new)."""
        holder, key = self._holder(file, path)
        holder[key] = written
        return self.line(file, path)

    def drop(self, file: str, path: str) -> None:
        holder, key = self._holder(file, path)
        del holder[key]

    def line(self, file: str, path: str) -> int:
        """The line, from 1, that the setting's key stands on."""
        return next(no for no, (here, _) in enumerate(_lines(self.files[file]), 1) if here == path)

    def text(self, file: str) -> str:
        return "".join(f"{line}\n" for _, line in _lines(self.files[file]))

    def load(self, environ: Mapping[str, str] | None = None) -> Loaded:
        for file in self.files:
            (self.folder / file).write_bytes(self.text(file).encode())
        return load(self.folder, environ or {})

    def mistakes(self, environ: Mapping[str, str] | None = None) -> tuple[Mistake, ...]:
        try:
            self.load(environ)
        except Mistakes as found:
            return found.items
        return ()

    def only_mistake(self, environ: Mapping[str, str] | None = None) -> Mistake:
        (found,) = self.mistakes(environ) or (None,)
        assert found is not None, "nothing is told"
        return found

    def _holder(self, file: str, path: str) -> tuple[Tree, str]:
        *above, key = path.split(".")
        holder: Any = self.files[file]
        for part in above:
            name, _, no = part.removesuffix("]").partition("[")
            holder = holder[name][int(no) - 1] if no else holder[name]
        return holder, key


def _lines(tree: Tree, above: str = "", indent: str = "") -> Iterator[tuple[str, str]]:
    """(path, line) of a tree in block style; an item's first key stands on the line of its dash."""
    for key, value in tree.items():
        path = f"{above}{key}"
        if isinstance(value, dict):
            yield path, f"{indent}{key}:"
            yield from _lines(value, f"{path}.", f"{indent}  ")
        elif isinstance(value, list):
            yield path, f"{indent}{key}:"
            for no, item in enumerate(value, 1):
                (first, line), *rest = _lines(item, f"{path}[{no}].", f"{indent}    ")
                yield first, f"{indent}  - {line.strip()}"
                yield from rest
        else:
            yield path, f"{indent}{key}: {value}"
