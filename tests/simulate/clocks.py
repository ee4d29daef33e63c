"""`python -m tests.simulate.clocks`: the bot at every change of clocks from 2024 to 2030."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from standup.core.model import Account, Channel, Instance, Person, Question, Round, Standup
from standup.simulate.invariants import lies
from standup.simulate.simulation import Plot, live
from standup.simulate.town import PLATFORMS, Town
from tests.core.clocks import DAY, FIRST, HOUR, LAST, at, hold_daily, kinds
from tests.simulate.progress import Progress


@dataclass(frozen=True, slots=True)
class Change:
    """The day on which a zone's clocks change, and the wall times that this touches."""

    zone: str
    day: date
    walls: tuple[timedelta, ...]

    def __str__(self) -> str:
        return f"{self.zone} {self.day}"


def changes() -> Iterator[Change]:
    """Every change of clocks in those years, once where several zones have the same clocks."""
    for running, zones in kinds().items():
        hard: dict[date, set[timedelta]] = {}
        for day, wall in running.hard_times():
            hard.setdefault(day, set()).add(wall)
        for day, walls in sorted(hard.items()):
            if FIRST <= day <= LAST:
                yield Change(zones[0], day, tuple(sorted(walls)))


def broken(change: Change) -> list[tuple[str, str]]:
    """What ought not to be in the days around a change, for who is asked just then."""
    with live(plot(change)) as story:
        return list(lies(story))


def plot(change: Change) -> Plot:
    """The days around a change, with a standup at each time it touches and one in the morning."""
    walls = dict.fromkeys((*change.walls, 9.5 * HOUR))
    ana = Person("ana", "Ana", change.zone, (Account("matrix", "ana-m"),))
    standups = tuple(_standup(f"s{number}", ana, wall) for number, wall in enumerate(walls))
    told = Instance(standups, (ana,), "Ana (ana)", change.zone)
    town = Town(told, {"matrix": PLATFORMS["matrix"]})
    return Plot(1, 4, change.day - 2 * DAY, town, calm=True)


def _standup(name: str, person: Person, wall: timedelta) -> Standup:
    asked = (Question("new", "text", f"What is new in {name}?"),)
    round_ = Round("day", "Day", at(wall), asked, wall + 3 * HOUR)
    return Standup(name, f"Standup {name}", (round_,), (person,), (Channel("matrix", f"#{name}"),))


def main() -> int:
    """Tell every change at which something is broken; 1 if there is one."""
    argparse.ArgumentParser(
        prog="python -m tests.simulate.clocks", description=__doc__
    ).parse_args()
    bad = _core()
    bad += _engine()
    return int(bool(bad))


def _core() -> int:
    """Seven years of daily runs, at every hour that a change touches."""
    bad = 0
    progress = Progress("kinds of zone", len(kinds()))
    for running, zones in kinds().items():
        try:
            hold_daily(running, zones[0], FIRST, LAST)
        except AssertionError as error:
            bad += 1
            progress.tell(f"✗ {error}")
        progress.step()
    return bad


def _engine() -> int:
    bad = 0
    found = list(changes())
    progress = Progress("changes of clocks", len(found))
    for change in found:
        lines = [f"✗ {change}: {says}: {where}" for says, where in broken(change)]
        bad += bool(lines)
        progress.tell(*lines)
        progress.step()
    return bad


if __name__ == "__main__":
    sys.exit(main())
