"""Connections of aiohttp, each through the proxy that the environment names for its server.

aiohttp's own `trust_env` leaves out ALL_PROXY, ports and networks in NO_PROXY and what a websocket
goes through, takes passwords from ~/.netrc, and asks the disk before each request.
"""

from base64 import b64encode
from typing import Any

import aiohttp
from aiohttp import ClientRequest, ClientTimeout
from aiohttp.connector import Connection
from aiohttp.tracing import Trace
from multidict import CIMultiDict
from yarl import URL

from standup.chat.proxy import Proxy, ProxyUnclearError, proxy_to

_SIGNED = "Proxy-Authorization"


class Connector(aiohttp.TCPConnector):
    """Takes what aiohttp's does. Connecting raises ProxyUnclearError besides, and says why."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._options = options
        self._known: dict[URL, Proxy | None] = {}
        self._socks: dict[Proxy, aiohttp.TCPConnector] = {}

    async def connect(
        self,
        req: ClientRequest,
        traces: list[Trace],
        timeout: ClientTimeout,  # noqa: ASYNC109 - as aiohttp calls it
    ) -> Connection:
        """See aiohttp."""
        proxy = self._proxy_to(req.url)
        if proxy is not None and proxy.is_socks:
            return await self._through_socks(proxy).connect(req, traces, timeout)
        if proxy is not None:
            _go_through(proxy, req)
        return await super().connect(req, traces, timeout)

    async def close(self, *, abort_ssl: bool = False) -> None:
        """See aiohttp."""
        for one in self._socks.values():
            await one.close(abort_ssl=abort_ssl)
        await super().close(abort_ssl=abort_ssl)

    def _proxy_to(self, url: URL) -> Proxy | None:
        server = url.origin()
        if server not in self._known:
            self._known[server] = proxy_to(str(server))
        return self._known[server]

    def _through_socks(self, proxy: Proxy) -> aiohttp.TCPConnector:
        if proxy not in self._socks:
            self._socks[proxy] = _socks(proxy, self._options)
        return self._socks[proxy]


def _go_through(proxy: Proxy, request: ClientRequest) -> None:
    """Its password goes in a header: in its URL it would stand in aiohttp's errors."""
    headers: CIMultiDict[str] = CIMultiDict()
    if proxy.user is not None:
        signed = b64encode(f"{proxy.user}:{proxy.password}".encode()).decode()
        headers[_SIGNED] = f"Basic {signed}"
    if request.is_ssl():
        request.update_proxy(URL(proxy.url), None, headers)
    else:  # it reads what the server does
        request.headers.update(headers)
        request.update_proxy(URL(proxy.url), None, None)


def _socks(proxy: Proxy, options: dict[str, Any]) -> aiohttp.TCPConnector:
    try:
        from standup.chat.socks import Socks  # noqa: PLC0415 - only where one is named
    except ImportError:
        raise ProxyUnclearError(
            f"{proxy} is a SOCKS proxy, for which something is missing:"
            ' pip install "open-standup[socks]"'
        ) from None
    return Socks(proxy, options)
