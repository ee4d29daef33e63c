"""Where in the files what decides on an asking is written, for whoever asks why."""

from collections.abc import Iterator, Mapping, Sequence

from standup.config.problems import Loc
from standup.config.schema import StandupShape
from standup.config.yaml_source import Source

_KEYS = ("participants", "timezone", "every", "starting", "fatigue")


def lines(standups: Sequence[tuple[Source, StandupShape]]) -> Mapping[tuple[str, ...], str]:
    """The file and the line of each, by the standup's id and the keys."""
    found: dict[tuple[str, ...], str] = {}
    for source, standup in standups:
        for keys, loc in _places(source, standup):
            found[standup.id, *keys] = f"{source.shown}:{source.line(loc)}"
    return found


def _places(source: Source, standup: StandupShape) -> Iterator[tuple[tuple[str, ...], Loc]]:
    for key in _KEYS:
        if source.at(key) is not None:
            yield (key,), (key,)
    for number, round_ in enumerate(standup.rounds):
        where = ("rounds", number) if round_.cron is None else ("rounds", number, "cron")
        yield ("rounds", round_.id, "cron"), where
        if round_.opens is not None:
            yield ("rounds", round_.id, "opens"), ("rounds", number, "opens")
    for number, days in enumerate(standup.days_off):
        for day in days:
            yield ("days_off", day.isoformat()), ("days_off", number)
