"""Opens the simulator: everybody in it can be spoken to, in groups and 1:1, through its one room."""

from bot.channels.opening import Opened, Outlet, Spec, Tools

NO_LIMIT = 6000


def open_channel(spec: Spec, tools: Tools) -> Opened:
    return Opened(outlet=Outlet(spec.name, spec.realm, tools.room, True, True, NO_LIMIT, prefixed=True))
