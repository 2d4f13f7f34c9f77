"""Opens a group webhook: it speaks in its one group and hears nothing."""

from typing import Protocol

from bot.channels.opening import Opened, Outlet, Tools
from bot.channels.qyapi import QyApi
from bot.channels.wecom_webhook.api import WecomWebhook

PER_KEY = 20  # messages a minute


class WebhookSpec(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def realm(self) -> str: ...
    @property
    def api_url(self) -> str: ...
    @property
    def key(self) -> str: ...


def open_channel(spec: WebhookSpec, tools: Tools) -> Opened:
    pusher = WecomWebhook(QyApi(tools.session, spec.api_url), spec.key)
    return Opened(outlet=Outlet(spec.name, spec.realm, pusher, False, True, PER_KEY))
