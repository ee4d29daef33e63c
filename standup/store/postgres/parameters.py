"""What libpq's parameters mean here: some are taken over, some change nothing, some are refused."""

import socket
from collections.abc import Mapping
from dataclasses import dataclass, field

from standup.errors import DatabaseError

Pairs = tuple[tuple[str, str], ...]
_SILENCE = 10_000  # milliseconds in which what was sent must be acknowledged
_PATIENCE = 10.0  # seconds to connect

_ANY: frozenset[str] = frozenset()
_LEFT_OUT = {  # with these values they change nothing; with any where there are none
    "application_name": _ANY,  # ours says which process it is
    "channel_binding": frozenset({"prefer", "disable"}),
    "client_encoding": _ANY,  # UTF-8, always
    "fallback_application_name": _ANY,
    "gssdelegation": frozenset({"0"}),
    "gssencmode": frozenset({"prefer", "disable"}),
    "load_balance_hosts": frozenset({"disable"}),
    "max_protocol_version": _ANY,
    "min_protocol_version": _ANY,
    "requiressl": frozenset({"0"}),
    "sslcertmode": frozenset({"allow"}),
    "sslcompression": _ANY,
    "sslkeylogfile": _ANY,
    "sslsni": frozenset({"1"}),
}
_INSTEAD = {
    "channel_binding": "leave it out, and make sure of the server by sslmode=verify-full",
    "gssencmode": "leave it out, and encrypt by sslmode=verify-full",
    "hostaddr": "leave it out, and write the address as the host",
    "load_balance_hosts": "leave it out: the hosts are asked in their order",
    "replication": "leave it out",
    "require_auth": "leave it out, and make sure of the server by sslmode=verify-full",
    "servicefile": "leave it out, and name the file in the environment variable PGSERVICEFILE",
    "sslcertmode": "leave it out: a certificate is sent where sslcert names one",
    "sslcrldir": "leave it out, and name one file by sslcrl",
    "sslsni": "leave it out: the server's name is always sent",
    "gssdelegation": "leave it out",
}
_OPTIONS = {  # of the connection's socket, in seconds but for the last
    "keepalives_idle": "TCP_KEEPIDLE",
    "keepalives_interval": "TCP_KEEPINTVL",
    "keepalives_count": "TCP_KEEPCNT",
    "tcp_user_timeout": "TCP_USER_TIMEOUT",
}
_TLS = {("ssl", "true"): "require", ("requiressl", "1"): "require"}


@dataclass(frozen=True, slots=True)
class Wire:
    """How a connection is made, and when it counts as lost."""

    patience: float = _PATIENCE
    options: Mapping[str, int] = field(default_factory=dict)
    keeps_alive: bool = True

    def settle(self, wire: socket.socket) -> None:
        """Have the system end a connection on which nothing is acknowledged: after a failover."""
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, self.keeps_alive)
        for name, value in {"TCP_USER_TIMEOUT": _SILENCE, **self.options}.items():
            if hasattr(socket, name):
                wire.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def understood(pairs: Pairs) -> tuple[Pairs, Wire]:
    """The parameters that are left for the driver, and what the others say of the connection.

    Raises DatabaseError, which names the one that cannot be heeded and what to write instead.
    """
    ours = {"connect_timeout", "keepalives", *_OPTIONS}
    said = {name: value for name, value in pairs if name in ours and value}
    numbers = {name: _number(name, value) for name, value in said.items()}
    options = {_OPTIONS[name]: n for name, n in numbers.items() if name in _OPTIONS and n > 0}
    patience = numbers.get("connect_timeout", 0)
    wire = Wire(
        max(2.0, patience) if patience > 0 else _PATIENCE, options, numbers.get("keepalives") != 0
    )
    rest = tuple(_translated(*pair) for pair in pairs if pair[0] not in ours)
    return tuple(pair for pair in rest if pair is not None), wire


def _translated(name: str, value: str) -> tuple[str, str] | None:
    if mode := _TLS.get((name, value)):
        return "sslmode", mode
    may = _LEFT_OUT.get(name)
    if not value or (may is not None and (not may or value in may)):
        return None
    if name in _INSTEAD:
        raise DatabaseError(f"the database's URL says {name}, which cannot be: {_INSTEAD[name]}")
    return name, value


def _number(name: str, value: str) -> int:
    try:
        return int(value)
    except ValueError:
        raise DatabaseError(f"the database's URL says {name}, which has to be a number") from None
