"""Where the truth is kept: a SQLite file beside the YAML, or a PostgreSQL database by its URL."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import parse_qs, urlsplit

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from standup.chat.secret import Secret, SecretMissingError
from standup.config.problems import Finding, WrongError, shown
from standup.errors import DatabaseError

DATABASE = "a path relative to this file, such as `data/standup.db`, or `postgresql://…`"
_SCHEMES = ("postgresql", "postgres")
_KEPT_ELSEWHERE = (
    "the URL without it, and the password in the environment variable PGPASSWORD or in ~/.pgpass;"
    " or the whole URL in another place: {env: STANDUP_DATABASE} or {file: PATH}"
)


@dataclass(frozen=True, slots=True)
class Url:
    """A PostgreSQL database. `str` is what people may read; `reveal` may hold a password."""

    said: str | Secret

    def reveal(self) -> str:
        """The URL, read anew where it is kept elsewhere. Raises DatabaseError."""
        if isinstance(self.said, str):
            return self.said
        try:
            url = self.said.reveal()
        except SecretMissingError as error:
            raise DatabaseError(f"{self}: {error}") from None
        if not _is_ours(url):
            raise DatabaseError(f"{self} does not begin with postgresql://")
        return url

    def __str__(self) -> str:
        if isinstance(self.said, str):
            return self.said
        place = self.said.env and f"environment variable {self.said.env}"
        return f"the database named in {place or f'file {self.said.file}'}"


def _read(value: Any, info: ValidationInfo) -> Path | Url:
    if isinstance(value, dict):
        return Url(Secret.model_validate(value, context=info.context))
    if not isinstance(value, str) or not value.strip():
        raise WrongError("this names no database", DATABASE)
    text = value.strip()
    if "://" not in text:
        return Path((info.context or {}).get("folder", "")) / text
    if not _is_ours(text):
        raise WrongError(f"`{shown(text.partition(':')[0])}` is no database we know", DATABASE)
    if has_password(text):
        raise WrongError(
            "a password must not stand in YAML, where it ends up in git", _KEPT_ELSEWHERE
        )
    return Url(text)


def _is_ours(url: str) -> bool:
    return url.partition("://")[0] in _SCHEMES


def has_password(url: str) -> bool:
    """Whether a URL says more than people may read."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "@" in url
    before = parts.netloc.rpartition("@")[0]
    return ":" in before or "password" in parse_qs(parts.query)


def lacking(database: object) -> Iterator[Finding]:
    """What has to be installed before this database can be used."""
    is_url = isinstance(database, dict) or (isinstance(database, str) and _is_ours(database))
    if is_url and find_spec("asyncpg") is None:
        yield Finding(
            ("database",),
            "PostgreSQL needs `asyncpg`, which is not installed",
            'it after: pip install "open-standup[postgres]"',
        )


_HIDDEN = {"env": {"type": "string"}, "file": {"type": "string"}}
Database = Annotated[
    Path | Url,
    PlainValidator(_read),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "minLength": 1},
                {"type": "object", "properties": _HIDDEN, "additionalProperties": False}
                | {"minProperties": 1, "maxProperties": 1},
            ]
        }
    ),
]
