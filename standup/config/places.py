"""What people write for a time zone beside the names of the tz database."""

import re

from standup.config.problems import Finding, Loc

_AHEAD = [
    "Europe/London",
    "Europe/Berlin",
    "Europe/Athens",
    "Europe/Moscow",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Dhaka",
    "Asia/Bangkok",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Brisbane",
    "Pacific/Noumea",
    "Pacific/Auckland",
    "Pacific/Tongatapu",
    "Pacific/Kiritimati",
]
_BEHIND = [
    "Europe/London",
    "Atlantic/Azores",
    "America/Noronha",
    "America/Sao_Paulo",
    "America/Halifax",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "Pacific/Pago_Pago",
]
_FIXED = {
    "EST": ("America/New_York", "America/Panama"),
    "MST": ("America/Denver", "America/Phoenix"),
}
_GREENWICH = re.compile(r"(?:Etc/)?(?:GMT(?:[+-]?0)?|Greenwich)")
_REVERSED = re.compile(r"Etc/GMT([+-])([0-9]{1,2})")


def check_clocks(loc: Loc, zone: str) -> Finding | None:
    """Whether a zone of the database is one whose clocks hardly anybody has on the wall."""
    if zone in _FIXED:
        place, other = _FIXED[zone]
        what = f"`{zone}` is an hour off the clocks of `{place}` all summer"
        return Finding(loc, what, f"`{place}`, or `{other}` where clocks do not change")
    if _GREENWICH.fullmatch(zone):
        what = f"`{zone}` is an hour off London's clocks all summer"
        return Finding(loc, what, "`Europe/London`, or `UTC`")
    if found := _REVERSED.fullmatch(zone):
        return _reversed(loc, zone, found[1], int(found[2]))
    return None


def _reversed(loc: Loc, zone: str, sign: str, hours: int) -> Finding:
    side, names = ("behind", _BEHIND) if sign == "+" else ("ahead of", _AHEAD)
    other, others = ("ahead", _AHEAD) if sign == "+" else ("behind", _BEHIND)
    what = f"`{zone}` is {_hours(hours)} {side} UTC all year: the sign is the other way round"
    cities = [f"`{names[hours]}`"] if hours < len(names) else []
    cities += [f"`{others[hours]}` for {_hours(hours)} {other}"] if hours < len(others) else []
    return Finding(loc, what, f"the zone of a city, such as {' or '.join(cities)}")


def _hours(number: int) -> str:
    return f"{number} hour{'s' * (number != 1)}"
