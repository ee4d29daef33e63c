"""Time zones by name, each read from the tz database once."""

from functools import lru_cache
from zoneinfo import ZoneInfo


@lru_cache(maxsize=1024)
def zone_info(name: str) -> ZoneInfo:
    """The zone, held for good: ZoneInfo itself keeps eight and reads the others again."""
    return ZoneInfo(name)
