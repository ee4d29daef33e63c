"""What can be said about the configuration: small typed values, each for somebody or something."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, get_args

from standup.core.dates.away import FOR_GOOD
from standup.core.model import Former, Moved, Nudge, Quiet


@dataclass(frozen=True, slots=True)
class InZone:
    """A person is asked in this zone (a tz database name); up to a day still in another one, in
    which that day's asking was to come, so that it is not left out."""

    zone: str
    moved: Moved | None = None


@dataclass(frozen=True, slots=True)
class StillIn:
    """A person who is asked where the files have them again is asked in another zone up to a day,
    whose asking was to come there, so that it is not left out."""

    zone: str
    until: date

    def is_over(self, today: date) -> bool:
        """Whether its day is over everywhere, given the day that it is anywhere."""
        return self.until < today - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Remind:
    """A person is reminded so, rather than as their team is."""

    nudge: Nudge


@dataclass(frozen=True, slots=True)
class OnDays:
    """A person's own days of the week, 0 for Monday."""

    days: frozenset[int]


@dataclass(frozen=True, slots=True)
class InQuiet:
    """Hours in which a person wants to hear nothing by itself."""

    quiet: Quiet


@dataclass(frozen=True, slots=True)
class Paused:
    """A standup asks nobody on these days, both included; `last` is FOR_GOOD without an end."""

    first: date
    last: date = FOR_GOOD


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Runs of a standup that do not happen: those of these days, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class AsksAt:
    """A round of a standup is asked at this time of day, from midnight."""

    round: str
    time: timedelta


@dataclass(frozen=True, slots=True)
class AsksOn:
    """A standup asks on these days of the week, 0 for Monday; or one `round` of it alone."""

    days: frozenset[int]
    round: str | None = None


@dataclass(frozen=True, slots=True)
class ClosesAt:
    """The deadline of a round, from midnight of its day; it may be one of the next."""

    round: str
    time: timedelta


@dataclass(frozen=True, slots=True)
class Asks:
    """A question of a round is put in these words."""

    round: str
    question: str
    ask: str


@dataclass(frozen=True, slots=True)
class TakesPart:
    """These people take part in a standup, or take no part in it any more."""

    people: tuple[str, ...]
    takes: bool


@dataclass(frozen=True, slots=True)
class TellsMissing:
    """Somebody is told at each close of a standup's runs who has not shared."""

    person: str


@dataclass(frozen=True, slots=True)
class AsBefore:
    """The rounds of a standup are asked up to a day as they were before that was changed, so that
    nobody is asked twice or left out on that day. Of a round that changed more than once within
    that time, how it was before each change, the earliest first."""

    until: date
    rounds: tuple[tuple[str, Former], ...]

    def is_over(self, today: date) -> bool:
        """Whether nothing of it is open any more, given the day that it is anywhere."""
        return all(former.is_over(today) for _, former in self.rounds)


OfStandup = AsksAt | AsksOn | ClosesAt | Asks | TakesPart | TellsMissing | AsBefore
"""What is said of a standup as it might be written."""

Value = InZone | StillIn | Remind | OnDays | InQuiet | Paused | Cancelled | OfStandup

NAMES: Mapping[type[Value], str] = {
    InZone: "timezone",
    StillIn: "timezone before",
    Remind: "remind",
    OnDays: "my days",
    InQuiet: "quiet",
    Paused: "pause",
    Cancelled: "cancel",
    AsksAt: "time",
    AsksOn: "days",
    ClosesAt: "deadline",
    Asks: "ask",
    TakesPart: "participants",
    TellsMissing: "tell me who is missing",
    AsBefore: "as before",
}
"""By which name `fixed` in YAML refuses a value, and the store knows it."""

OF_STANDUPS = tuple(NAMES[kind] for kind in get_args(OfStandup))
"""The names of what is said of a standup as it might be written."""

BRIDGES = StillIn | AsBefore
"""What nobody says: it leads over from what held to what holds, and is over by itself."""

FIXABLE = tuple(name for kind, name in NAMES.items() if kind not in get_args(BRIDGES))
"""What `fixed` may name."""


@dataclass(frozen=True, slots=True)
class Scope:
    """For whom or what a setting holds: a person, a standup, or a person in a standup."""

    person: str | None = None
    standup: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Who said something and where: a person's id and the platform; nobody's at the machine."""

    person: str | None
    via: str


AT_THE_MACHINE = Source(None, "the command line")


@dataclass(frozen=True, slots=True)
class Setting:
    """A value that was said and holds, in which `words`, and when. `id` is the store's, `version`
    that of all settings as it was said."""

    id: int
    scope: Scope
    value: Value
    words: str
    source: Source
    at: datetime
    version: int = 0

    @property
    def name(self) -> str:
        """The name of the command that says it."""
        return NAMES[type(self.value)]

    @property
    def until(self) -> date | None:
        """The last day on which it holds, where it has one."""
        match self.value:
            case Paused(_, last) | Cancelled(_, last) if last != FOR_GOOD:
                return last
            case AsBefore(until) | StillIn(_, until):
                return until
        return None


def is_one_of_several(value: Value) -> bool:
    """Whether one more of its kind holds beside those that were said before."""
    return isinstance(value, Cancelled)


def part_of(value: Value) -> str:
    """Of what part of a standup a value is: one of another part holds beside it."""
    match value:
        case AsksAt(round_) | ClosesAt(round_):
            return round_
        case AsksOn(_, round_):
            return round_ or ""
        case Asks(round_, question):
            return f"{round_}.{question}"
        case TakesPart(people):
            return " ".join(sorted(people))
        case TellsMissing(person):
            return person
    return ""


def to_data(value: Value) -> dict[str, Any]:
    """The value, ready for JSON."""
    match value:
        case InZone() | StillIn():
            return _data_of_zone(value)
        case Remind(Nudge(before, at)):
            return {"before": _minutes(before), "at": _minutes(at)}
        case OnDays(days):
            return {"days": sorted(days)}
        case InQuiet(Quiet(first, last)):
            return {"from": _minutes(first), "to": _minutes(last)}
        case Paused(first, last) | Cancelled(first, last):
            return {"first": first.isoformat(), "last": last.isoformat()}
        case _:
            return _data_of_standup(value)


def _data_of_zone(value: InZone | StillIn) -> dict[str, Any]:
    match value:
        case InZone(zone, moved):
            return {"zone": zone} | (_moved(moved) if moved else {})
        case StillIn(zone, until):
            return {"zone": zone, "until": until.isoformat()}


def _data_of_standup(value: OfStandup) -> dict[str, Any]:
    match value:
        case AsksAt(round_, time) | ClosesAt(round_, time):
            data: dict[str, Any] = {"round": round_, "at": _minutes(time)}
        case AsksOn(days, only):
            data = {"days": sorted(days), "round": only}
        case Asks(round_, question, ask):
            data = {"round": round_, "question": question, "ask": ask}
        case TakesPart(people, takes):
            data = {"people": list(people), "takes": takes}
        case TellsMissing(person):
            data = {"person": person}
        case AsBefore(until, rounds):
            told = [[one, *_former(former), former.until.isoformat()] for one, former in rounds]
            data = {"until": until.isoformat(), "rounds": told}
    return data


def from_data(name: str, data: Mapping[str, Any]) -> Value | None:
    """The value of a name that `to_data` wrote; None where this release knows no such."""
    match name:
        case "timezone" | "timezone before":
            return _of_zone(name, data)
        case "remind":
            return Remind(Nudge(_time(data["before"]), _time(data["at"])))
        case "my days":
            return OnDays(frozenset(data["days"]))
        case "quiet":
            return InQuiet(Quiet(_sure(data["from"]), _sure(data["to"])))
        case "pause" | "cancel":
            kind = Paused if name == "pause" else Cancelled
            return kind(*(date.fromisoformat(data[end]) for end in ("first", "last")))
    return _of_standup(name, data)


def _of_zone(name: str, data: Mapping[str, Any]) -> InZone | StillIn:
    until = date.fromisoformat(data["until"]) if "until" in data else None
    if name == "timezone":
        return InZone(data["zone"], Moved(data["before"], until) if until else None)
    assert until is not None
    return StillIn(data["zone"], until)


def _of_standup(name: str, data: Mapping[str, Any]) -> OfStandup | None:
    made: OfStandup | None = None
    match name:
        case "time":
            made = AsksAt(data["round"], _sure(data["at"]))
        case "deadline":
            made = ClosesAt(data["round"], _sure(data["at"]))
        case "days":
            made = AsksOn(frozenset(data["days"]), data["round"])
        case "ask":
            made = Asks(data["round"], data["question"], data["ask"])
        case "participants":
            made = TakesPart(tuple(data["people"]), data["takes"])
        case "tell me who is missing":
            made = TellsMissing(data["person"])
        case "as before":
            until = date.fromisoformat(data["until"])
            rounds = ((one, _read_former(until, *told)) for one, *told in data["rounds"])
            made = AsBefore(until, tuple(rounds))
    return made


def _read_former(
    last: date, cron: str, closes: int, reminder: int, until: str | None = None
) -> Former:
    """Where it has no day of its own it is up to the last one, as when one was all there was."""
    day = last if until is None else date.fromisoformat(until)
    return Former(day, cron, _sure(closes), _sure(reminder))


def _former(former: Former) -> tuple[str, int | None, int | None]:
    return former.cron, _minutes(former.closes), _minutes(former.reminder)


def _moved(moved: Moved) -> dict[str, Any]:
    return {"before": moved.zone, "until": moved.until.isoformat()}


def _minutes(time: timedelta | None) -> int | None:
    return None if time is None else time // timedelta(minutes=1)


def _time(minutes: int | None) -> timedelta | None:
    return None if minutes is None else _sure(minutes)


def _sure(minutes: int) -> timedelta:
    return timedelta(minutes=minutes)
