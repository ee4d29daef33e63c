"""Where a PostgreSQL database is: a URL as libpq has it, and the schema that is the bot's own."""

from dataclasses import dataclass, field

from standup.address import Address, UnclearError
from standup.errors import DatabaseError
from standup.store.postgres.parameters import Wire, understood


@dataclass(frozen=True, slots=True)
class Url:
    """`dsn` may hold a password and is never shown; `str` is what people read."""

    dsn: str
    shown: str
    schema: str | None = None
    wire: Wire = field(default_factory=Wire)

    @classmethod
    def read(cls, text: str) -> "Url":
        """Take the URL apart; `?schema=` names the bot's schema. Raises DatabaseError."""
        try:
            address = Address.read(text)
        except UnclearError as error:
            raise DatabaseError(f"the database's URL {error}") from None
        schema = next((value for name, value in address.query if name == "schema"), None)
        rest, wire = understood(tuple(pair for pair in address.query if pair[0] != "schema"))
        shown = f"{address}?schema={schema}" if schema else str(address)
        return cls(address.dsn(rest), shown, schema or None, wire)

    def __repr__(self) -> str:
        return f"Url({self.shown})"

    def __str__(self) -> str:
        return self.shown
