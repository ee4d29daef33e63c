"""What can be said about the configuration: small typed values, each for somebody or something."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, get_args

from standup.core import as_json
from standup.core.dates.away import FOR_GOOD
from standup.core.dates.spans import Span
from standup.core.model import Chosen, Former, Moved, Nudge, Quiet, Standup


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
class ByProfile:
    """The profile of a person's account says this zone; `moved` as in `InZone`. It holds below what
    they say themselves, and below what the files say of them."""

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
class LetBe:
    """A person is asked nothing in a standup until they say a word, having left so many `runs` in a
    row without one."""

    runs: int


@dataclass(frozen=True, slots=True)
class InQuiet:
    """Hours in which a person wants to hear nothing by itself."""

    quiet: Quiet


@dataclass(frozen=True, slots=True)
class AskMeAt:
    """The time of day at which a person is asked a round of a standup."""

    chosen: Chosen

    def is_over(self, today: date) -> bool:
        """Whether it is as their team's again, on every day that is open anywhere yet."""
        day = today - timedelta(days=1)
        return self.chosen.time is None and all(until < day for until, _ in self.chosen.before)


@dataclass(frozen=True, slots=True)
class NoHints:
    """A person is told of nothing that is near to what they plan, and not named beside others."""


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
class Archived:
    """A standup asks nobody from this day on and reports no more; what was shared stays."""

    first: date


def span_of(value: Paused | Cancelled | Archived) -> Span:
    """The days on which a standup asks nobody."""
    match value:
        case Archived(first):
            return Span(first, FOR_GOOD)
        case Paused(first, last) | Cancelled(first, last):
            return Span(first, last)


@dataclass(frozen=True, slots=True)
class Founded:
    """There is this standup besides those that are written, in which these people take part."""

    standup: Standup
    people: tuple[str, ...]


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
    """These people take part in a standup, or take no part in it any more.

    `by_themselves`: it was their own word, where it is not known any more whose it was.
    """

    people: tuple[str, ...]
    takes: bool
    by_themselves: bool = False


@dataclass(frozen=True, slots=True)
class PostsIn:
    """A standup posts in this channel of an adapter."""

    adapter: str
    place: str


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


Alteration = AsksAt | AsksOn | ClosesAt | Asks | TakesPart | PostsIn | TellsMissing | AsBefore
"""What of a standup is otherwise than it was."""

OfStandup = Founded | Alteration
"""What is said of a standup as it might be written."""

Value = (
    InZone
    | StillIn
    | ByProfile
    | Remind
    | OnDays
    | LetBe
    | InQuiet
    | AskMeAt
    | NoHints
    | Paused
    | Cancelled
    | Archived
    | OfStandup
)

NAMES: Mapping[type[Value], str] = {
    InZone: "timezone",
    StillIn: "timezone before",
    ByProfile: "timezone of profile",
    Remind: "remind",
    OnDays: "my days",
    LetBe: "let be",
    InQuiet: "quiet",
    AskMeAt: "ask me at",
    NoHints: "hints",
    Paused: "pause",
    Cancelled: "cancel",
    Archived: "archive",
    Founded: "new standup",
    AsksAt: "time",
    AsksOn: "days",
    ClosesAt: "deadline",
    Asks: "ask",
    TakesPart: "participants",
    PostsIn: "channel",
    TellsMissing: "tell me who is missing",
    AsBefore: "as before",
}
"""By which name `fixed` in YAML refuses a value, and the store knows it."""

OF_STANDUPS = tuple(NAMES[kind] for kind in get_args(OfStandup))
"""The names of what is said of a standup as it might be written."""

BRIDGES = StillIn | AsBefore
"""What nobody says: it leads over from what held to what holds, and is over by itself."""

FIXABLE = tuple(
    name for kind, name in NAMES.items() if kind not in {LetBe, ByProfile, *get_args(BRIDGES)}
)
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
BY_ITSELF = Source(None, "the bot")


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


def is_own_word(setting: Setting, person: str) -> bool:
    """Whether it was somebody's own word that they take part, or take no part any more."""
    by_themselves = isinstance(setting.value, TakesPart) and setting.value.by_themselves
    return by_themselves or setting.source.person == person


def is_one_of_several(value: Value) -> bool:
    """Whether one more of its kind holds beside those that were said before."""
    return isinstance(value, Cancelled)


def part_of(value: Value) -> str:
    """Of what part of a standup a value is: one of another part holds beside it."""
    part = ""
    match value:
        case AskMeAt(Chosen(round_)) | AsksAt(round_) | ClosesAt(round_):
            part = round_
        case AsksOn(_, round_):
            part = round_ or ""
        case Asks(round_, question):
            part = f"{round_}.{question}"
        case TakesPart(people):
            part = " ".join(sorted(people))
        case TellsMissing(name) | PostsIn(name):
            part = name
    return part


def to_data(value: Value) -> dict[str, Any]:
    """The value, ready for JSON."""
    data: dict[str, Any]
    match value:
        case InZone() | StillIn() | ByProfile():
            data = _data_of_zone(value)
        case Remind(nudge):
            data = _data_of_nudge(nudge)
        case OnDays(days):
            data = {"days": sorted(days)}
        case LetBe(count):
            data = {"runs": count}
        case InQuiet(Quiet(first, last)):
            data = {"from": _minutes(first), "to": _minutes(last)}
        case AskMeAt(chosen):
            data = _chosen(chosen)
        case NoHints():
            data = {}
        case Paused() | Cancelled() | Archived():
            span = span_of(value)
            data = {"first": span.first.isoformat(), "last": span.last.isoformat()}
        case _:
            data = _data_of_standup(value)
    return data


def _data_of_nudge(nudge: Nudge) -> dict[str, Any]:
    data: dict[str, Any] = {"before": _minutes(nudge.before), "at": _minutes(nudge.at)}
    return data | ({"more": [_data_of_nudge(one) for one in nudge.more]} if nudge.more else {})


def _nudge(data: Mapping[str, Any]) -> Nudge:
    more = tuple(map(_nudge, data.get("more", ())))
    return Nudge(_time(data["before"]), _time(data["at"]), more)


def _data_of_zone(value: InZone | StillIn | ByProfile) -> dict[str, Any]:
    match value:
        case InZone(zone, moved) | ByProfile(zone, moved):
            return {"zone": zone} | (_moved(moved) if moved else {})
        case StillIn(zone, until):
            return {"zone": zone, "until": until.isoformat()}


def _data_of_standup(value: OfStandup) -> dict[str, Any]:
    match value:
        case Founded(standup, people):
            data: dict[str, Any] = {"standup": as_json.plain(standup), "people": list(people)}
        case AsksAt(round_, time) | ClosesAt(round_, time):
            data = {"round": round_, "at": _minutes(time)}
        case AsksOn(days, only):
            data = {"days": sorted(days), "round": only}
        case Asks(round_, question, ask):
            data = {"round": round_, "question": question, "ask": ask}
        case TakesPart(people, takes, own):
            data = {"people": list(people), "takes": takes} | ({"own": True} if own else {})
        case PostsIn(adapter, place):
            data = {"adapter": adapter, "place": place}
        case TellsMissing(person):
            data = {"person": person}
        case AsBefore(until, rounds):
            told = [[one, *_former(former), former.until.isoformat()] for one, former in rounds]
            data = {"until": until.isoformat(), "rounds": told}
    return data


def from_data(name: str, data: Mapping[str, Any]) -> Value | None:
    """The value of a name that `to_data` wrote; None where this release knows no such."""
    made: Value | None
    match name:
        case "timezone" | "timezone before" | "timezone of profile":
            made = _of_zone(name, data)
        case "remind":
            made = Remind(_nudge(data))
        case "my days":
            made = OnDays(frozenset(data["days"]))
        case "let be":
            made = LetBe(data["runs"])
        case "quiet":
            made = InQuiet(Quiet(_sure(data["from"]), _sure(data["to"])))
        case "ask me at":
            made = AskMeAt(_read_chosen(data))
        case "hints":
            made = NoHints()
        case "pause" | "cancel" | "archive":
            first, last = (date.fromisoformat(data[end]) for end in ("first", "last"))
            kinds: Mapping[str, Paused | Cancelled | Archived] = {
                "pause": Paused(first, last),
                "cancel": Cancelled(first, last),
                "archive": Archived(first),
            }
            made = kinds[name]
        case _:
            made = _of_standup(name, data)
    return made


def _of_zone(name: str, data: Mapping[str, Any]) -> InZone | StillIn | ByProfile:
    until = date.fromisoformat(data["until"]) if "until" in data else None
    if name != "timezone before":
        kind = InZone if name == "timezone" else ByProfile
        return kind(data["zone"], Moved(data["before"], until) if until else None)
    assert until is not None
    return StillIn(data["zone"], until)


def _of_standup(name: str, data: Mapping[str, Any]) -> OfStandup | None:
    made: OfStandup | None = None
    match name:
        case "new standup":
            made = _founded(data)
        case "time":
            made = AsksAt(data["round"], _sure(data["at"]))
        case "deadline":
            made = ClosesAt(data["round"], _sure(data["at"]))
        case "days":
            made = AsksOn(frozenset(data["days"]), data["round"])
        case "ask":
            made = Asks(data["round"], data["question"], data["ask"])
        case "participants":
            made = TakesPart(tuple(data["people"]), data["takes"], data.get("own", False))
        case "channel":
            made = PostsIn(data["adapter"], data["place"])
        case "tell me who is missing":
            made = TellsMissing(data["person"])
        case "as before":
            until = date.fromisoformat(data["until"])
            rounds = ((one, _read_former(until, *told)) for one, *told in data["rounds"])
            made = AsBefore(until, tuple(rounds))
    return made


def _founded(data: Mapping[str, Any]) -> Founded | None:
    try:
        standup: Standup = as_json.read(Standup, data["standup"])
    except (KeyError, TypeError, ValueError):  # as another release had it
        return None
    return Founded(standup, tuple(data["people"]))


def _read_former(
    last: date, cron: str, closes: int, reminder: int, until: str | None = None
) -> Former:
    """Where it has no day of its own it is up to the last one, as when one was all there was."""
    day = last if until is None else date.fromisoformat(until)
    return Former(day, cron, _sure(closes), _sure(reminder))


def _former(former: Former) -> tuple[str, int | None, int | None]:
    return former.cron, _minutes(former.closes), _minutes(former.reminder)


def _chosen(chosen: Chosen) -> dict[str, Any]:
    before = [[until.isoformat(), _minutes(time)] for until, time in chosen.before]
    told = {"round": chosen.round, "at": _minutes(chosen.time)}
    return told | ({"before": before} if before else {})


def _read_chosen(data: Mapping[str, Any]) -> Chosen:
    before = ((date.fromisoformat(until), _time(at)) for until, at in data.get("before", ()))
    return Chosen(data["round"], _time(data["at"]), tuple(before))


def _moved(moved: Moved) -> dict[str, Any]:
    return {"before": moved.zone, "until": moved.until.isoformat()}


def _minutes(time: timedelta | None) -> int | None:
    return None if time is None else time // timedelta(minutes=1)


def _time(minutes: int | None) -> timedelta | None:
    return None if minutes is None else _sure(minutes)


def _sure(minutes: int) -> timedelta:
    return timedelta(minutes=minutes)
