"""Where a PostgreSQL database is: a URL as libpq has it, and the schema that is the bot's own."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from standup.errors import DatabaseError

SCHEMES = ("postgresql", "postgres")


@dataclass(frozen=True, slots=True)
class Url:
    """`dsn` may hold a password and is never shown; `str` is what people read."""

    dsn: str
    schema: str | None = None

    @classmethod
    def read(cls, text: str) -> "Url":
        """Take the URL apart; `?schema=` names the bot's schema. Raises DatabaseError."""
        try:
            parts = urlsplit(text.strip())
        except ValueError as error:
            raise DatabaseError(f"the database's URL cannot be read: {error}") from None
        if parts.scheme not in SCHEMES:
            raise DatabaseError("the database's URL does not begin with postgresql://")
        query = parse_qsl(parts.query)
        schema = next((value for name, value in query if name == "schema"), None)
        rest = urlencode([pair for pair in query if pair[0] != "schema"], quote_via=quote)
        return cls(urlunsplit(parts._replace(query=rest)), schema or None)

    def __str__(self) -> str:
        parts = urlsplit(self.dsn)
        place = parts.netloc.rpartition("@")[2]
        user = f"{parts.username}@" if parts.username else ""
        schema = f"?schema={self.schema}" if self.schema else ""
        return f"{parts.scheme}://{user}{place}{parts.path}{schema}"
