"""Why a server cannot be reached, in words for people; for adapters, whatever library they use."""

import os
import socket
import ssl
from collections.abc import Iterator
from urllib.parse import urlsplit

_CUT = {"ServerDisconnectedError", "ConnectionResetError", "ConnectionAbortedError"}
_KINDS: dict[type[BaseException], str] = {
    socket.gaierror: "name lookup failed",
    ssl.SSLError: "no secure connection can be made",
    ConnectionRefusedError: "connection refused",
    TimeoutError: "no answer in time",
    BrokenPipeError: "the connection was cut",
}


def unreached(host: str, error: BaseException) -> str:
    """ "cannot reach discord.com: name lookup failed"."""
    return f"cannot reach {host}: {trouble(error)}"


def host_of(url: str) -> str:
    """The host and port in a URL, as people may read them: who signs in there is left out."""
    return urlsplit(url).netloc.rpartition("@")[2]


def trouble(error: BaseException) -> str:
    """What is wrong with a connection. None of its own words are told: they may hold an address."""
    for one in _causes(error):
        if words := _known(one):
            return words
    return type(error).__name__


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error behind an error comes first."""
    inner = getattr(error, "os_error", None) or error.__cause__
    if isinstance(inner, BaseException) and inner is not error:
        yield from _causes(inner)
    yield error


def _known(error: BaseException) -> str | None:
    match error:
        case ssl.SSLCertVerificationError():
            return f"its certificate is not trusted ({error.verify_message})"
        case _ if type(error).__name__ in _CUT:
            return "the connection was cut"
        case _:
            found = (words for kind, words in _KINDS.items() if isinstance(error, kind))
            return next(found, None) or _told_by_the_system(error)


def _told_by_the_system(error: BaseException) -> str | None:
    number = error.errno if isinstance(error, OSError) else None
    return os.strerror(number).lower() if number is not None and number > 0 else None
