"""What is no mistake and yet hardly meant, for `standup check` to tell."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from standup.config.check_rounds import read
from standup.config.cron import cron, either
from standup.config.cut_short import cut_short
from standup.config.learning_days import other_days
from standup.config.load import sources
from standup.config.places import check_clocks
from standup.config.problems import Finding, Loc, Problem
from standup.config.yaml_source import Source
from standup.core.model import Instance


def advice(folder: Path, instance: Instance) -> Iterator[Problem]:
    """Advice on each file of a folder without mistakes, which is this instance."""
    first, standups = sources(folder)
    yield from first.place(_clocks(first, _places_of_people(first)))
    for source in standups:
        yield from source.place(_clocks(source, [("timezone",), ("accountability", "timezone")]))
        yield from source.place(_lines(source))
    for source, standup in zip(standups, instance.standups, strict=True):
        yield from source.place(cut_short(standup))
    for index, finding in other_days(instance.standups):
        yield from standups[index].place([finding])


def _places_of_people(first: Source) -> Iterator[Loc]:
    yield ("timezone",)
    for person in first.mapping("people"):
        yield ("people", person, "timezone")


def _clocks(source: Source, places: Iterable[Loc]) -> Iterator[Finding]:
    for loc in places:
        if found := check_clocks(loc, str(source.at(*loc))):
            yield found


def _lines(source: Source) -> Iterator[Finding]:
    rounds = [(*loc, "cron") for loc, _ in source.items("rounds")]
    for loc in (*rounds, ("accountability", "cron")):
        line = read(cron, source.at(*loc))
        if line and (found := either(line)):
            yield Finding(loc, *found)
