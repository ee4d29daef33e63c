"""Time zones by name, each read from the tz database once."""

from datetime import date, datetime
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

_NOT_PLACES = {"localtime", "Factory"}


@lru_cache(maxsize=1024)
def zone_info(name: str) -> ZoneInfo:
    """The zone, held for good: ZoneInfo itself keeps eight and reads the others again."""
    return ZoneInfo(name)


def date_in(zone: str, at: datetime) -> date:
    """The date that a zone's calendar shows at an instant, which is aware."""
    return at.astimezone(zone_info(zone)).date()


@cache
def zone_names() -> tuple[str, ...]:
    """Every zone of the tz database, sorted."""
    return tuple(sorted(available_timezones() - _NOT_PLACES))
