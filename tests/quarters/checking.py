"""Holds every figure that the program tells of a quarter to what is reckoned from its rows."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from standup.core.documents import report_json
from standup.core.reports import figures
from standup.store import records
from tests.quarters import reckoning
from tests.quarters.living import START, Quarter
from tests.quarters.rows import parts
from tests.team import Team, team

WEEKS = 13


@dataclass
class Checked:
    """How often a quarter was looked at, and what was told of it at last."""

    looked: int = 0
    told: dict[str, Any] = field(default_factory=dict)


async def check(seed: int, folder: Path, weeks: int = WEEKS) -> Checked:
    """Live a quarter; AssertionError where a figure is not what its rows say."""
    quarter, checked = Quarter.of(seed), Checked()
    async with team(folder, quarter.instance, START - timedelta(days=1)) as day:

        async def look() -> None:
            checked.told = await _compare(day, quarter, folder)
            checked.looked += 1

        await quarter.live(day, weeks, look)
    return checked


async def _compare(day: Team, quarter: Quarter, folder: Path) -> dict[str, Any]:
    now, standup = day.clock.now(), quarter.instance.standups[0]
    first, last = START.date(), now.date() + timedelta(days=1)
    found = await day.store.read(lambda tx: records.period(tx, standup, first, last, now))
    rows = parts(
        *(folder / "standup.db", standup.id, str(first), str(last)),
        now=int(now.timestamp() * 1000),
    )
    told = report_json.period_data(found)
    assert told["figures"] == reckoning.everything(rows)
    assert told["outcomes"] == reckoning.outcomes(rows)
    assert (told["shared"], told["asked"]) == reckoning.participation(rows)
    for run, reckoned in zip(told["runs"], rows, strict=True):
        stands = {part.person: part.whole for part in reckoned}
        assert {p["person"]: p["standing"] for p in run["people"]} == stands
    for day_, rate in figures.each_run(found, figures.participation):
        of_it = [run for run in rows if run[0].day == day_.isoformat()]
        assert (rate.part, rate.whole) == reckoning.participation(of_it)
    for person, _ in found.people:
        await _compare_own(day, quarter, person, rows)
    return dict(told["figures"])


async def _compare_own(day: Team, quarter: Quarter, person: str, rows: reckoning.Quarter) -> None:
    """A person's own figures, by the way on which they are told to them."""
    now = day.clock.now()
    first, last = START.date(), now.date() + timedelta(days=1)
    found = await day.store.read(lambda tx: records.periods_of(tx, person, first, last, now))
    own = [part for run in rows if (part := [p for p in run if p.person == person])]
    [period] = found
    reckoned = {**reckoning.everything(own, 1), "metrics": []}  # which are the team's
    assert report_json.figures_data(period, 1) == reckoned
