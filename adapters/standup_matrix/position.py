"""How far a homeserver was read: its token, and when that was, for where that is worth nothing."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from standup_matrix.errors import Refused

_NUMBER = re.compile(r"[a-z]?(\d+)")
_MARGIN = timedelta(minutes=10)  # what is handed over twice changes nothing
_WHILE = timedelta(days=3)  # of positions that an earlier release kept, which tell no time
_FORGOTTEN = {"M_UNKNOWN", "M_INVALID_PARAM", "M_UNKNOWN_POS", "M_BAD_STATE", "M_NOT_FOUND"}


@dataclass(frozen=True, slots=True)
class Position:
    """A token of the homeserver's, and the instant of the sync that gave it."""

    token: str
    at: datetime | None = None

    @classmethod
    def read(cls, kept: str) -> "Position":
        """The position as it was kept."""
        token, _, stamp = kept.partition(" ")
        at = datetime.fromtimestamp(int(stamp), UTC) if stamp.isdecimal() else None
        return cls(token, at)

    def __str__(self) -> str:
        """How it is kept."""
        return f"{self.token} {int(self.at.timestamp())}" if self.at else self.token

    def since(self, now: datetime) -> datetime:
        """Since when everything is to be read where the token is worth nothing any more."""
        return (self.at or now - _WHILE) - _MARGIN

    def is_beyond(self, token: str) -> bool:
        """Whether a newer token is behind this one: the homeserver forgot what it had told."""
        mine, newer = _NUMBER.match(self.token), _NUMBER.match(token)
        return bool(mine and newer and int(newer[1]) < int(mine[1]))


def is_forgotten(refused: Refused) -> bool:
    """Whether a sync was refused for its position, as far as that can be told."""
    return refused.status in {400, 404, 410} and refused.code in _FORGOTTEN
