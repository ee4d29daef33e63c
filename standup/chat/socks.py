"""Connections of aiohttp through a SOCKS proxy, which fail as aiohttp's own do."""

import ssl
from typing import Any

import aiohttp
from aiohttp import ClientRequest, ClientTimeout
from aiohttp.connector import Connection
from aiohttp.tracing import Trace
from aiohttp_socks import ProxyConnectionError, ProxyConnector, ProxyError, ProxyTimeoutError
from python_socks import ProxyType

from standup.chat.proxy import Proxy, ProxyUnclearError

_RESOLVES_HERE = {"socks4", "socks5"}


class SocksRefusedError(OSError):
    """The proxy is there, and does not do what it was asked for."""


class Socks(ProxyConnector):
    """Takes what aiohttp's connector does."""

    def __init__(self, proxy: Proxy, options: dict[str, Any]) -> None:
        if not f"{proxy.user}{proxy.password}".isascii():
            raise ProxyUnclearError(
                f"{proxy} is a SOCKS proxy, of which a user and a password can only have letters"
                " of ASCII"
            )
        super().__init__(
            host=proxy.host.strip("[]"),
            port=proxy.port,
            proxy_type=ProxyType.SOCKS4 if "4" in proxy.scheme else ProxyType.SOCKS5,
            username=proxy.user,
            password=proxy.password if proxy.user is not None else None,
            rdns=proxy.scheme not in _RESOLVES_HERE,
            **options,
        )

    async def connect(
        self,
        req: ClientRequest,
        traces: list[Trace],
        timeout: ClientTimeout,  # noqa: ASYNC109 - as aiohttp calls it
    ) -> Connection:
        """See aiohttp."""
        key = req.connection_key
        try:
            return await super().connect(req, traces, timeout)
        except ProxyConnectionError as error:
            told = error.__cause__ and error.__cause__.__cause__
            inner = told if isinstance(told, OSError) else ConnectionRefusedError()
            raise aiohttp.ClientProxyConnectionError(key, inner) from inner
        except ProxyTimeoutError as error:
            raise aiohttp.ConnectionTimeoutError from error
        except ProxyError as error:
            refused = SocksRefusedError()
            raise aiohttp.ClientConnectorError(key, refused) from error
        except ssl.SSLCertVerificationError as error:
            raise aiohttp.ClientConnectorCertificateError(key, error) from error
        except ssl.SSLError as error:
            raise aiohttp.ClientConnectorSSLError(key, error) from error
