"""What can be said about the configuration: small typed values, each for somebody or something."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, assert_never

from standup.core.dates.away import FOR_GOOD
from standup.core.model import Moved, Nudge, Quiet


@dataclass(frozen=True, slots=True)
class InZone:
    """A person is asked in this zone (a tz database name); up to a day still in another one, in
    which that day's asking was to come, so that it is not left out."""

    zone: str
    moved: Moved | None = None


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


Value = InZone | Remind | OnDays | InQuiet | Paused | Cancelled

NAMES: Mapping[type[Value], str] = {
    InZone: "timezone",
    Remind: "remind",
    OnDays: "my days",
    InQuiet: "quiet",
    Paused: "pause",
    Cancelled: "cancel",
}
"""By which name `fixed` in YAML refuses a value, and the store knows it."""

FIXABLE = (*NAMES.values(), "time", "participants")
"""What `fixed` may name: also what nobody can change in chat at all."""


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
    """A value that was said and holds, in which `words`, and when. `id` is the store's."""

    id: int
    scope: Scope
    value: Value
    words: str
    source: Source
    at: datetime

    @property
    def name(self) -> str:
        """The name of the command that says it."""
        return NAMES[type(self.value)]

    @property
    def until(self) -> date | None:
        """The last day on which it holds, where it has one."""
        last = self.value.last if isinstance(self.value, Paused | Cancelled) else FOR_GOOD
        return None if last == FOR_GOOD else last


def is_one_of_several(value: Value) -> bool:
    """Whether one more of its kind holds beside those that were said before."""
    return isinstance(value, Cancelled)


def to_data(value: Value) -> dict[str, Any]:
    """The value, ready for JSON."""
    match value:
        case InZone(zone, moved):
            return {"zone": zone} | (_moved(moved) if moved else {})
        case Remind(Nudge(before, at)):
            return {"before": _minutes(before), "at": _minutes(at)}
        case OnDays(days):
            return {"days": sorted(days)}
        case InQuiet(Quiet(first, last)):
            return {"from": _minutes(first), "to": _minutes(last)}
        case Paused(first, last) | Cancelled(first, last):
            return {"first": first.isoformat(), "last": last.isoformat()}
    assert_never(value)


def from_data(name: str, data: Mapping[str, Any]) -> Value | None:
    """The value of a name that `to_data` wrote; None where this release knows no such."""
    match name:
        case "timezone":
            until = data.get("until")
            moved = Moved(data["before"], date.fromisoformat(until)) if until else None
            return InZone(data["zone"], moved)
        case "remind":
            return Remind(Nudge(_time(data["before"]), _time(data["at"])))
        case "my days":
            return OnDays(frozenset(data["days"]))
        case "quiet":
            return InQuiet(Quiet(_sure(data["from"]), _sure(data["to"])))
        case "pause" | "cancel":
            kind = Paused if name == "pause" else Cancelled
            return kind(*(date.fromisoformat(data[end]) for end in ("first", "last")))
    return None


def _moved(moved: Moved) -> dict[str, Any]:
    return {"before": moved.zone, "until": moved.until.isoformat()}


def _minutes(time: timedelta | None) -> int | None:
    return None if time is None else time // timedelta(minutes=1)


def _time(minutes: int | None) -> timedelta | None:
    return None if minutes is None else _sure(minutes)


def _sure(minutes: int) -> timedelta:
    return timedelta(minutes=minutes)
