"""Through which proxy a server is reached: what the environment says holds for every platform.

The variables are read as curl reads them, whatever library asks: HTTPS_PROXY, HTTP_PROXY, ALL_PROXY
and NO_PROXY, and before each the same in small letters.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network
from urllib.parse import unquote, urlsplit

from standup.address import how_to_write, raw_signs
from standup.chat.interface import AuthLost
from standup.core.text.pattern import Pattern

_PORTS = {"http": 80, "https": 443}
_SOCKS_PORT = 1080
_SCHEMES = {"http", "https", "socks", "socks4", "socks4a", "socks5", "socks5h"}
_AS_WEB = {"ws": "http", "wss": "https"}
_SHAPE = Pattern(
    r"(?:(?P<scheme>[a-z][a-z0-9+.-]*)://)?(?:(?P<user>[^:@]*)(?::(?P<password>[^@]*))?@)?"
    r"(?P<host>\[[0-9a-f:.]+\]|[\w.-]+)(?::(?P<port>\d{1,5}))?/?",
    re.IGNORECASE,
)
_EXEMPT = Pattern(
    r"(?P<host>\[[0-9a-f:.]+\]|[^\s:]+|[0-9a-f:.]+(?:/\d+)?)(?::(?P<port>\d+))?", re.IGNORECASE
)
_SHOWN = Pattern(r"[\w.:*/\[\]-]{1,80}")


class ProxyUnclearError(AuthLost):
    """A variable names no proxy; the message says which one, and no letter of what it holds."""


@dataclass(frozen=True, slots=True)
class Proxy:
    """One proxy, and the variable that names it."""

    variable: str
    scheme: str
    host: str
    port: int
    user: str | None = None
    password: str = field(default="", repr=False)

    @property
    def url(self) -> str:
        """Its URL, without who signs in there."""
        return f"{self.scheme}://{self.host}:{self.port}"

    @property
    def is_socks(self) -> bool:
        """Whether it speaks SOCKS instead of HTTP."""
        return self.scheme.startswith("socks")

    def __str__(self) -> str:
        """What people may read."""
        return f"{self.url} ({self.variable})"


def proxy_to(url: str, environment: Mapping[str, str] = os.environ) -> Proxy | None:
    """The proxy to this URL's server, or None where it is asked directly.

    Raises ProxyUnclearError.
    """
    parts = urlsplit(url)
    scheme = _AS_WEB.get(parts.scheme, parts.scheme)
    try:
        port = parts.port or _PORTS.get(scheme)
    except ValueError:  # whatever asks for it refuses that
        port = None
    if _is_exempt(parts.hostname or "", port, environment):
        return None
    found = _value(f"{scheme}_proxy", environment) or _value("all_proxy", environment)
    return read(*found) if found else None


def told(environment: Mapping[str, str] = os.environ) -> Iterator[str]:
    """What the environment says of proxies, a line for people each."""
    found = [_value(f"{kind}_proxy", environment) for kind in ("https", "http", "all")]
    but = [one for one in _exempt(environment) if _SHOWN.fullmatch(one)]
    besides = f", but directly to {', '.join(but)} ({_no(environment)})" if but else ""
    for name, value in filter(None, found):
        try:
            yield f"{_served(name)} through the proxy {read(name, value)}{besides}"
        except ProxyUnclearError as error:
            yield str(error)


def read(variable: str, value: str) -> Proxy:
    """The proxy in the value of a variable. Raises ProxyUnclearError."""
    if raw := raw_signs(value if "://" in value else f"http://{value}"):
        raise ProxyUnclearError(
            f"{variable} is not a clean URL: in its user or password write {how_to_write(raw)}"
        )
    parts = _SHAPE.fullmatch(value)
    scheme = (parts["scheme"] or "http").lower() if parts else ""
    if parts is None or scheme not in _SCHEMES or int(parts["port"] or 1) > 65535:
        raise ProxyUnclearError(
            f"{variable} is not the URL of a proxy: write http://USER:PASSWORD@HOST:PORT, or the"
            " same without USER:PASSWORD@, or with socks5:// in place of http://"
        )
    port = int(parts["port"] or _PORTS.get(scheme, _SOCKS_PORT))
    user = None if parts["user"] is None else unquote(parts["user"])
    return Proxy(
        variable=variable,
        scheme=scheme,
        host=parts["host"],
        port=port,
        user=user,
        password=unquote(parts["password"] or ""),
    )


def _value(name: str, environment: Mapping[str, str]) -> tuple[str, str] | None:
    """The variable, in small letters or capitals, that says something, and what."""
    for one in (name, name.upper()):
        if value := environment.get(one, "").strip():
            return one, value
    return None


def _served(variable: str) -> str:
    scheme = variable.lower().partition("_")[0]
    return "What has no proxy of its own goes" if scheme == "all" else f"What is {scheme}:// goes"


def _no(environment: Mapping[str, str]) -> str:
    found = _value("no_proxy", environment)
    return found[0] if found else ""


def _exempt(environment: Mapping[str, str]) -> list[str]:
    found = _value("no_proxy", environment)
    return [one for one in re.split(r"[\s,]+", found[1]) if one] if found else []


def _is_exempt(host: str, port: int | None, environment: Mapping[str, str]) -> bool:
    host = host.lower().rstrip(".")
    return any(_covers(one.lower(), host, port) for one in _exempt(environment))


def _covers(entry: str, host: str, port: int | None) -> bool:
    """Whether an entry of NO_PROXY means this host: a name with all below it, or addresses."""
    if entry == "*":
        return True
    parts = _EXEMPT.fullmatch(entry)
    if parts is None or (parts["port"] and int(parts["port"]) != port):
        return False
    name = parts["host"].removeprefix("*").strip("[]")
    if _is_address(host):
        return _is_in(host, name)
    name = name.strip(".")
    return bool(name) and (host == name or host.endswith(f".{name}"))


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _is_in(host: str, network: str) -> bool:
    try:
        return ip_address(host) in ip_network(network, strict=False)
    except ValueError:
        return False
