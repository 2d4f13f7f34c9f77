"""Opens a self-built app: members write to it 1:1, and it can write to them first."""

from typing import Protocol

from bot.channels.opening import Opened, Outlet, Tools
from bot.channels.qyapi import QyApi
from bot.channels.wecom_app.api import WecomApp
from bot.channels.wecom_app.wire import WecomAppWire

PER_MEMBER = 30  # messages a minute; the platform drops the excess silently


class AppSpec(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def realm(self) -> str: ...
    @property
    def corp_id(self) -> str | None: ...
    @property
    def agent_id(self) -> int: ...
    @property
    def api_url(self) -> str: ...
    @property
    def secret(self) -> str: ...
    @property
    def token(self) -> str: ...
    @property
    def aes_key(self) -> str: ...


def open_channel(spec: AppSpec, tools: Tools) -> Opened:
    corp = spec.corp_id or ""
    app = WecomApp(QyApi(tools.session, spec.api_url), tools.shelf, corp, spec.secret, spec.agent_id)
    return Opened(
        wire=WecomAppWire(spec.name, spec.token, spec.aes_key, corp, spec.agent_id),
        outlet=Outlet(spec.name, spec.realm, app, to_people=True, to_groups=False, per_minute=PER_MEMBER),
    )
