"""Ids that carry the moment they were made, as Discord's do."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
_SEQUENCE_BITS = 22


def snowflake_at(moment: datetime) -> int:
    """The smallest id that a thing made at this moment can have."""
    return ((moment - EPOCH) // timedelta(milliseconds=1)) << _SEQUENCE_BITS


def moment_of(snowflake: int) -> datetime:
    """When the thing with this id was made."""
    return EPOCH + timedelta(milliseconds=snowflake >> _SEQUENCE_BITS)


def shard_of(snowflake: int, shards: int) -> int:
    """On which of so many shards the events of the guild with this id come."""
    return (snowflake >> _SEQUENCE_BITS) % shards


class Snowflakes:
    """Makes ids that only ever grow, even when the clock stands still."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._last = 0

    def next(self) -> int:
        self._last = max(snowflake_at(self._now()), self._last + 1)
        return self._last

    def next_on(self, shard: int, of: int) -> int:
        """The next id whose events come on this shard, some milliseconds ahead if need be."""
        found = self.next()
        ahead = (shard - shard_of(found, of)) % of
        if ahead:
            self._last = found = ((found >> _SEQUENCE_BITS) + ahead) << _SEQUENCE_BITS
        return found
