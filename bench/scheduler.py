"""Next openings a second: which date, and when that is in the zone."""

import time
from datetime import UTC, date, datetime
from datetime import time as wall
from zoneinfo import ZoneInfo

from bench.figure import Effort, Figure, Pair, Result, middle, progress
from bench.town import MONDAY, town, zone_names
from standup.core import schedule
from standup.core.model import Standup

_TIMES = 20
_DAY = date(2026, 11, 26)
_MEANING = (
    "first_opening of a weekly round, the zones in turn; what the cron line says is shared by all"
    " zones.\n  Limit: one conversion of a local time to UTC by zoneinfo."
)


def measure(effort: Effort) -> Result:
    """Rounds of both."""
    standup = town(effort.zones, effort.zones).standups[0]
    zones = {name: ZoneInfo(name) for name in zone_names(effort.zones)}
    _openings(standup, zones)
    pairs = []
    for number in range(effort.rounds):
        progress(f"scheduler, round {number + 1} of {effort.rounds}")
        pairs.append(Pair(_openings(standup, zones), _conversions(zones)))
    value, bound, ratio = middle(pairs)
    figure = Figure("next openings", f"{value:,.0f}/s", f"{bound:,.0f}/s", ratio)
    return Result("scheduler", _MEANING, [figure])


def _openings(standup: Standup, zones: dict[str, ZoneInfo]) -> float:
    began = time.perf_counter()
    for _ in range(_TIMES):
        for zone in zones:
            schedule.first_opening(standup, standup.rounds[0], zone, MONDAY)
    return len(zones) * _TIMES / (time.perf_counter() - began)


def _conversions(zones: dict[str, ZoneInfo]) -> float:
    local = datetime.combine(_DAY, wall(9, 30))
    began = time.perf_counter()
    for _ in range(_TIMES):
        for zone in zones.values():
            local.replace(tzinfo=zone).astimezone(UTC)
    return len(zones) * _TIMES / (time.perf_counter() - began)
