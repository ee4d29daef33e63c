"""Addresses on the web: where a model answers, and where the site will be."""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from standup.config.problems import WrongError, shown
from standup.core.text.pattern import Pattern

MODEL = "an address such as `https://models.example.org/v1`, or `http://localhost:11434/v1`;"
MODEL += " its key, if it has one, stands under `key`, as {env: NAME}"
SITE = "an address such as `https://learning.example.org/log`"
_OURS = Pattern(r"localhost|[^.:]+|.+\.(?:local|lan|internal|localhost)")


def model(text: str) -> str:
    """Where a model answers, without a slash at its end. Raises WrongError."""
    bare, host = _read(text, MODEL)
    if bare.startswith("http:") and not _is_near(host):
        raise WrongError(
            f"what people wrote would travel to `{shown(host)}` where anybody on the way can read",
            f"`https://`, or a machine of your own network: {MODEL}",
        )
    return bare


def site(text: str) -> str:
    """Where the site will be, without a slash at its end. Raises WrongError."""
    return _read(text, SITE)[0]


def _read(text: str, expected: str) -> tuple[str, str]:
    """An address and its host."""
    bare = text.strip().rstrip("/")
    try:
        parts = urlsplit(bare)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if not host or parts.scheme not in {"http", "https"} or re.search(r"\s", bare):
        raise WrongError(f"`{shown(text)}` is not an address", expected)
    if parts.username or parts.query or parts.fragment:
        raise WrongError("this address has more in it than a place", expected)
    return bare, host


def _is_near(host: str) -> bool:
    try:
        where = ip_address(host)
    except ValueError:
        return _OURS.fullmatch(host) is not None
    return where.is_loopback or where.is_private
