"""Where a PostgreSQL database is: a URL as libpq has it, and the schema that is the bot's own."""

from dataclasses import dataclass

from standup.address import Address, UnclearError
from standup.errors import DatabaseError


@dataclass(frozen=True, slots=True)
class Url:
    """`dsn` may hold a password and is never shown; `str` is what people read."""

    dsn: str
    shown: str
    schema: str | None = None

    @classmethod
    def read(cls, text: str) -> "Url":
        """Take the URL apart; `?schema=` names the bot's schema. Raises DatabaseError."""
        try:
            address = Address.read(text)
        except UnclearError as error:
            raise DatabaseError(f"the database's URL {error}") from None
        schema = next((value for name, value in address.query if name == "schema"), None)
        rest = tuple(pair for pair in address.query if pair[0] != "schema")
        shown = f"{address}?schema={schema}" if schema else str(address)
        return cls(address.dsn(rest), shown, schema or None)

    def __repr__(self) -> str:
        return f"Url({self.shown})"

    def __str__(self) -> str:
        return self.shown
