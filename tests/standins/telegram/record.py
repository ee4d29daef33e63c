"""What the bot asked for, kept for tests and benches."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Request:
    """One request of the bot's; status 0 is one that got no answer."""

    method: str
    chat: int | str | None
    at: datetime
    status: int
    parameters: dict[str, Any] = field(repr=False)
