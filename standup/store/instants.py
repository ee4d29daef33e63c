"""Instants as the database keeps them: milliseconds since 1970, UTC."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def to_ms(at: datetime) -> int:
    """Milliseconds of an aware instant; a naive one is refused with TypeError."""
    return (at - _EPOCH) // _MILLISECOND


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """When somebody said or set something; `settings` is the version of all settings then, which
    puts what was read at one instant in order."""

    at: datetime
    settings: int

    @classmethod
    def of(cls, ms: int, settings: int) -> Self:
        """That of a row."""
        return cls(from_ms(ms), settings)


def from_ms(ms: int) -> datetime:
    """The aware UTC instant of these milliseconds."""
    return _EPOCH + timedelta(milliseconds=ms)
