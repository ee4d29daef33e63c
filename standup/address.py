"""A PostgreSQL URL, taken apart strictly.

What is no clean URL may hold a password anywhere, so that nothing of it is ever shown: an error
names the signs that are to be written in another way, and no other letter of the text.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from standup.core.text.pattern import Pattern

SCHEMES = ("postgresql", "postgres")
SECRETS = ("password", "sslpassword")

_SHAPE = Pattern(
    r"(?P<scheme>[a-z]+)://(?:(?P<user>[^:@]*)(?::(?P<password>[^@]*))?@)?"
    r"(?P<place>[^/?]*)(?:/(?P<database>[^?]*))?(?:\?(?P<query>.*))?",
    re.IGNORECASE,
)
_HOST = Pattern(r"(?:\[[\w:.%]+\]|(?:[\w.~-]|%[0-9a-f]{2})*)(?::\d{1,5})?", re.IGNORECASE)
_NAME = Pattern(r"\w+(?:\.\w+)?", re.ASCII)
_STRAY_PERCENT = Pattern(r"%(?![0-9a-f]{2})", re.IGNORECASE)
_BREAKS_OFF = "/?#@[]"
_PARTS = "a user's name, a password or a parameter"
_MEANT = Pattern(r"\s*postgres(?:ql)?\s*:", re.IGNORECASE)
_LIKE_A_URL = Pattern(r":.*@|\b(?:ssl)?password\s*=|\b(?:host|dbname)\s*=.*\b\w+\s*=")
_PASSWORD = Pattern(rf"[?&](?:{'|'.join(SECRETS)})=", re.IGNORECASE)


class UnclearError(ValueError):
    """This is no clean URL; the message may be shown."""


@dataclass(frozen=True, slots=True)
class Address:
    """What a URL says, decoded but for `place`, which is its hosts and ports as they stand."""

    user: str
    password: str = field(repr=False)
    place: str
    database: str
    query: tuple[tuple[str, str], ...] = field(repr=False)

    @classmethod
    def read(cls, text: str) -> "Address":
        """Take a URL apart. Raises UnclearError."""
        text = text.strip()
        if not is_ours(text):
            raise UnclearError("does not begin with postgresql://")
        if raw := raw_signs(text):
            raise UnclearError(f"is not a clean URL: in {_PARTS} write {how_to_write(raw)}")
        parts = _SHAPE.fullmatch(text)
        if parts is None or not all(map(_HOST.fullmatch, parts["place"].split(","))):
            raise UnclearError(
                "cannot be read: there is no host and port where they belong. Write"
                " postgresql://USER:PASSWORD@HOST:PORT/DATABASE"
            )
        user, password, database = (
            unquote(parts[n] or "") for n in ("user", "password", "database")
        )
        return cls(user, password, parts["place"], database, _query(parts["query"] or ""))

    def dsn(self, query: tuple[tuple[str, str], ...]) -> str:
        """The URL with these parameters instead, as any program reads it alike."""
        password = f":{quote(self.password, safe='')}" if self.password else ""
        user = f"{quote(self.user, safe='')}{password}@" if self.user or password else ""
        pairs = "&".join(f"{name}={quote(value, safe='')}" for name, value in query)
        whole = f"postgresql://{user}{self.place}/{quote(self.database, safe='')}"
        return f"{whole}?{pairs}" if pairs else whole

    def __str__(self) -> str:
        """What people may read."""
        user = f"{quote(self.user, safe='')}@" if self.user else ""
        path = f"/{quote(self.database)}" if self.database else ""
        return f"postgresql://{user}{self.place}{path}"


def is_ours(text: str) -> bool:
    """Whether this begins as a PostgreSQL URL does."""
    return text.partition("://")[0].lower() in SCHEMES and "://" in text


def is_meant(text: str) -> bool:
    """Whether this is no path of a file but a URL written wrongly, or as `key=value`."""
    return bool(_MEANT.match(text) or _LIKE_A_URL.search(text))


def has_password(text: str) -> bool:
    """Whether a URL says more than people may read, or may do so."""
    before, at, _ = text.partition("://")[2].rpartition("@")
    return bool((at and ":" in before) or _PASSWORD.search(text))


def raw_signs(text: str) -> list[str]:
    """The signs that make it unclear where a part of a URL ends, each once."""
    rest = text.partition("://")[2]
    before = rest.rpartition("@")[0]
    wrong = [sign for sign in before if sign in _BREAKS_OFF]
    wrong += [sign for sign in f"{before}{rest.partition('?')[0]}" if sign.isspace()]
    wrong += [sign for sign in rest if sign == "#" or not sign.isprintable()]
    wrong += ["%"] if _STRAY_PERCENT.search(rest) else []
    return list(dict.fromkeys(wrong))


def how_to_write(signs: list[str]) -> str:
    """ "`@` as %40, a space as %20"."""
    return ", ".join(f"{_called(sign)} as {quote(sign, safe='')}" for sign in signs)


def _called(sign: str) -> str:
    if sign == " ":
        return "a space"
    return f"`{sign}`" if sign.isprintable() else f"the character U+{ord(sign):04X}"


def _query(text: str) -> tuple[tuple[str, str], ...]:
    pairs = [pair.partition("=") for pair in text.split("&") if pair]
    names = [unquote(name) for name, _, _ in pairs]
    if not all(
        sign and _NAME.fullmatch(name) for name, (_, sign, _) in zip(names, pairs, strict=True)
    ):
        raise UnclearError(
            "has something behind its `?` that is not NAME=VALUE: in a value write `&` as %26"
        )
    return tuple((name, unquote(value)) for name, (_, _, value) in zip(names, pairs, strict=True))
