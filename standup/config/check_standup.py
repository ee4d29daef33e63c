"""Whether the parts of a standup fit together and into their instance.

Each check reads the plain data and passes over what has the wrong shape, which the schema reports;
so one mistake never hides another.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import timedelta

from standup.config.check_instance import Adapters
from standup.config.check_rounds import check_rounds, read
from standup.config.fields import EVERYONE, identifier
from standup.config.problems import Finding, Loc, WrongError, did_you_mean, shown
from standup.config.times import duration, weeks
from standup.config.yaml_source import Source


def check_standup(source: Source, people: Collection[str], adapters: Adapters) -> Iterator[Finding]:
    """Everything about one standup that its schema cannot say."""
    yield from _participants(source, people)
    yield from check_steering(source, people)
    yield from _channels(source, adapters)
    yield from _rhythm(source)
    yield from check_rounds(source)
    yield from _accountability(source)


def same_ids(sources: Iterable[Source]) -> Iterator[tuple[Source, Finding]]:
    """Standups whose id another file has already taken."""
    first: dict[str, Source] = {}
    for source in sources:
        standup_id = source.at("id")
        if isinstance(standup_id, str) and first.setdefault(standup_id, source) is not source:
            taken = first[standup_id].shown
            yield (
                source,
                Finding(
                    ("id",), f"`{shown(standup_id)}` is already the id of {taken}", "another id"
                ),
            )


def check_steering(source: Source, people: Collection[str]) -> Iterator[Finding]:
    """Whether those who steer a standup, or all of them, are there."""
    known = {_as_it_ought_to_be(person) for person in people}
    for key in ("owners", "helpers"):
        for loc, name in source.items(key):
            if isinstance(name, str) and known and name not in known:
                yield _nobody(loc, name, known)


def _participants(source: Source, people: Collection[str]) -> Iterator[Finding]:
    seen: set[str] = set()
    known = {_as_it_ought_to_be(person) for person in people}
    for loc, name in source.items("participants"):
        if not isinstance(name, str):
            continue
        if name in seen:
            yield Finding(loc, f"`{shown(name)}` is listed twice", "each person once")
        elif known and name not in known:
            yield _nobody(loc, name, known)
        seen.add(name)


def _as_it_ought_to_be(person: str) -> str:
    """The id that a person is told to have, so that two files are never sent to each other."""
    try:
        return identifier(person)
    except WrongError as wrong:
        return wrong.suggestion.strip("`") or person


def _nobody(loc: Loc, name: str, people: Collection[str]) -> Finding:
    if name == EVERYONE:
        return Finding(loc, "`everyone` is in a list", "`participants: everyone`")
    return Finding(
        loc,
        f"there is no person `{shown(name)}`",
        "the id of somebody under `people` in instance.yaml",
        did_you_mean(name, people),
    )


def _channels(source: Source, adapters: Adapters) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for loc, channel in source.items("channels"):
        for name, place in channel.items() if isinstance(channel, dict) else ():
            if not isinstance(place, str):
                continue
            if (name, place) in seen:
                yield Finding(
                    (*loc, name), f"`{shown(place)}` is listed twice", "each channel once"
                )
            seen.add((name, place))
            yield from adapters.place((*loc, name), name, place)


def _rhythm(source: Source) -> Iterator[Finding]:
    every = read(weeks, source.at("every"))
    if every is not None and every > 1 and source.at("starting") is None:
        yield Finding(
            ("every",),
            f"every {every} weeks, but counted from when?",
            "`starting:` with a date in a week that counts, such as `starting: 2026-11-26`",
        )


def _accountability(source: Source) -> Iterator[Finding]:
    covers = read(duration, source.at("accountability", "covers"))
    if covers is not None and (covers < timedelta(days=1) or covers % timedelta(days=1)):
        yield Finding(
            ("accountability", "covers"),
            "a report covers whole days",
            "a duration such as `4 weeks`",
        )
