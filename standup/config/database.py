"""Where the truth is kept: a SQLite file beside the YAML, or a PostgreSQL database by its URL."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any

from pydantic import PlainValidator, ValidationInfo, WithJsonSchema

from standup.address import Address, UnclearError, has_password, is_meant, is_ours
from standup.chat.secret import Secret, SecretMissingError
from standup.config.problems import Finding, WrongError, shown
from standup.core.text.pattern import Pattern
from standup.errors import DatabaseError

DATABASE = "a path relative to this file, such as `data/standup.db`, or `postgresql://…`"
_SCHEME = Pattern(r"[a-z][a-z0-9+]{1,30}")
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
        try:
            Address.read(url)
        except UnclearError as error:
            raise DatabaseError(f"{self} {error}") from None
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
        raise WrongError("this doesn't name a database", DATABASE)
    text = value.strip()
    if "://" not in text and not is_meant(text):
        return Path((info.context or {}).get("folder", "")) / text
    if not is_ours(text):
        raise WrongError(_no_database(text), DATABASE)
    if has_password(text):
        raise WrongError("a password must not be in YAML, where it ends up in git", _KEPT_ELSEWHERE)
    try:
        Address.read(text)
    except UnclearError as error:
        raise WrongError(f"this {error}", DATABASE) from None
    return Url(text)


def _no_database(text: str) -> str:
    scheme = text.partition("://")[0]
    if _SCHEME.fullmatch(scheme):
        return f"`{shown(scheme)}` is not a database I know"
    return "this is neither a path nor a URL"


def lacking(database: object) -> Iterator[Finding]:
    """What has to be installed before this database can be used."""
    is_url = isinstance(database, dict) or (isinstance(database, str) and is_ours(database))
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
