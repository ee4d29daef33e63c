"""Why a server cannot be reached, in words for people; for adapters, whatever library they use."""

import os
import socket
import ssl
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from standup.chat import certificates
from standup.chat.proxy import Proxy, ProxyUnclearError, proxy_to

_KINDS: dict[type[BaseException], str] = {
    socket.gaierror: "name lookup failed",
    ssl.SSLError: "no secure connection can be made",
    ConnectionRefusedError: "connection refused",
    TimeoutError: "no answer in time",
    BrokenPipeError: "the connection was cut",
}
_PROXY_AWAY = "ClientProxyConnectionError"
_UNREADABLE, _LONGEST = "an address that cannot be read", 200
_NO_TLS = {"WRONG_VERSION_NUMBER", "RECORD_LAYER_FAILURE", "PACKET_LENGTH_TOO_LONG"}
_SIGN_IN = "it wants a user and a password, or other ones: write them into its URL"


def unreached(url: str, error: BaseException) -> str:
    """ "cannot reach discord.com: name lookup failed", with the proxy it was tried through."""
    host, proxy = host_of(url), _proxy(url)
    if proxy is None:
        return f"cannot reach {host}: {trouble(error)}"
    if any(type(one).__name__ == _PROXY_AWAY for one in _causes(error)):
        return f"cannot reach the proxy {proxy} on the way to {host}: {trouble(error)}"
    return f"cannot reach {host} through the proxy {proxy}: {trouble(error)}"


def host_of(url: str) -> str:
    """The host and port in a URL, as people may read them: who signs in there is left out."""
    return urlsplit(url).netloc.rpartition("@")[2]


def shown(url: str) -> str:
    """A URL as people may read it, without who signs in there and what is asked."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return _UNREADABLE
    found = f"{parts.scheme}://{host_of(url)}{parts.path}"
    return found if found.isprintable() and len(found) <= _LONGEST else _UNREADABLE


def through(url: str) -> str:
    """ ", through the proxy http://proxy.example:3128 (HTTPS_PROXY)", where one is on the way."""
    proxy = _proxy(url)
    return f", through the proxy {proxy}" if proxy else ""


def led_to(url: str, path: str, location: str) -> str:
    """Where a redirect leads that answered `path` below `url`: what to write in place of `url`.

    Of another path nothing is told: it may hold a token.
    """
    try:
        target = shown(urljoin(f"{url}{path}", location))
    except ValueError:
        return _UNREADABLE
    if target.endswith(path):
        return target.removesuffix(path)
    parts = urlsplit(target)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else target


def trouble(error: BaseException) -> str:
    """What is wrong with a connection. None of its own words are told: they may hold an address."""
    for one in _causes(error):
        if words := _known(one):
            return words
    return type(error).__name__


def _proxy(url: str) -> Proxy | None:
    try:
        return proxy_to(url)
    except ProxyUnclearError:
        return None


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error behind an error comes first."""
    inner = getattr(error, "os_error", None) or error.__cause__
    if isinstance(inner, BaseException) and inner is not error:
        yield from _causes(inner)
    yield error


def _known(error: BaseException) -> str | None:
    if isinstance(error, ssl.SSLCertVerificationError):
        return certificates.fault(error)
    if getattr(error, "reason", None) in _NO_TLS:
        return "what answers there speaks no TLS: is it http:// in place of https://?"
    found = (words for kind, words in _KINDS.items() if isinstance(error, kind))
    return _of_the_library(error) or next(found, None) or _told_by_the_system(error)


def _of_the_library(error: BaseException) -> str | None:
    """What an error of aiohttp's says, which is known by its name: not everybody has it."""
    status = getattr(error, "status", 0)
    match type(error).__name__:
        case "ClientHttpProxyError":
            return f"the proxy answers {status}" + (f": {_SIGN_IN}" if status == 407 else "")
        case "SocksRefusedError":
            return f"the proxy refuses that, or {_SIGN_IN}"
        case "WSServerHandshakeError":
            return f"it answers {status}"
        case "ServerDisconnectedError" | "ConnectionResetError" | "ConnectionAbortedError":
            return "the connection was cut"
        case _:
            return None


def _told_by_the_system(error: BaseException) -> str | None:
    number = error.errno if isinstance(error, OSError) else None
    return os.strerror(number).lower() if number is not None and number > 0 else None
