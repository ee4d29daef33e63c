"""Why a server cannot be reached is said in words for people, and in no words of its own."""

import errno
import socket
import ssl

import aiohttp
import pytest
from aiohttp.client_reqrep import ConnectionKey

from standup.chat.network import trouble, unreached

KEY = ConnectionKey("discord.com", 443, True, True, None, None, None)


def behind(error: BaseException) -> Exception:
    outer = RuntimeError("token=secret")
    outer.__cause__ = error
    return outer


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (aiohttp.ClientConnectorDNSError(KEY, socket.gaierror(-2, "x")), "name lookup failed"),
        (aiohttp.ClientConnectorError(KEY, ConnectionRefusedError(111, "x")), "connection refused"),
        (
            aiohttp.ClientConnectorError(KEY, OSError(errno.ENETUNREACH, "x")),
            "network is unreachable",
        ),
        (aiohttp.ServerDisconnectedError(), "the connection was cut"),
        (ConnectionResetError(104, "x"), "the connection was cut"),
        (TimeoutError(), "no answer in time"),
        (aiohttp.ConnectionTimeoutError(), "no answer in time"),
        (ssl.SSLError("secret"), "no secure connection can be made"),
        (behind(socket.gaierror(-2, "x")), "name lookup failed"),
        (ValueError("secret"), "ValueError"),
    ],
)
def test_what_is_wrong_with_a_connection(error: Exception, words: str) -> None:
    assert trouble(error) == words
    assert unreached("https://discord.com", error) == f"cannot reach discord.com: {words}"
