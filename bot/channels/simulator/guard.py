"""Who may open the simulator: anyone there can play the leader, so only this machine, unless forced."""

from ipaddress import IPv6Address, ip_address
from urllib.parse import urlsplit

from aiohttp import web

FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP")
DEFAULT_PORTS = {"http": 80, "https": 443}


def admit(request: web.Request, *, allow_remote: bool) -> None:
    """Raises 403 for a peer elsewhere, for a name that only points to this machine, and another site's page.

    The Host check stops DNS rebinding; the Origin check stops cross-site WebSockets (RFC 6455 §10.2:
    browsers always send Origin, and do not keep a page from connecting to another site).
    """
    if not allow_remote and not _is_local(request):
        raise web.HTTPForbidden(text="模拟器只能在本机打开：http://127.0.0.1 或 http://localhost。\n")
    origin = request.headers.get("Origin")
    if origin is not None and not _same_site(origin, request.host):
        raise web.HTTPForbidden(text="这个请求来自别的网页，已拒绝。\n")


def _is_local(request: web.Request) -> bool:
    if any(name in request.headers for name in FORWARDED):
        return False  # a proxy on this machine speaks for somebody elsewhere
    host, _ = _address("http", request.host)
    return _is_loopback(request.remote or "") and (host == "localhost" or _is_loopback(host))


def _is_loopback(text: str) -> bool:
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    return address.is_loopback


def _same_site(origin: str, host: str) -> bool:
    scheme, _, authority = origin.partition("://")
    return scheme in DEFAULT_PORTS and _address(scheme, authority) == _address(scheme, host) != ("", 0)


def _address(scheme: str, authority: str) -> tuple[str, int]:
    """Host and port of "host[:port]"; ("", 0) where it is nothing of the kind."""
    try:
        parts = urlsplit(f"//{authority}")
        if parts.netloc == authority and parts.hostname and parts.username is None:
            return parts.hostname, parts.port or DEFAULT_PORTS[scheme]
    except ValueError:
        pass
    return "", 0
