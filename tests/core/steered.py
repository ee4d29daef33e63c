"""What a command says, in the signs of tables/steering-speech.txt."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from standup.core.commands.said import (
    Adjust,
    AtTime,
    AwayFor,
    Begin,
    Command,
    History,
    Items,
    Join,
    KeepAs,
    Leave,
    Map,
    MyReport,
    Named,
    OfItem,
    OnTheseDays,
    Place,
    Plain,
    Poll,
    Steer,
    Whom,
    Why,
    Wording,
)
from standup.core.dates.away import FOR_GOOD, Away
from standup.core.life import SHIPPED, Life
from standup.core.lives import naming, saying, sought
from standup.core.model import Nudge
from standup.core.settings.setting import AskMeAt, InQuiet, InZone, NoHints, OnDays, Remind
from tests.team import daily

TODAY = date(2026, 11, 26)
LIVES: Mapping[int, Life] = {
    **dict.fromkeys((2, 7, 12, 13, 15), SHIPPED["hypothesis"]),
    9: SHIPPED["action"],
    5: SHIPPED["expense"],
}
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def told(command: Command) -> str:
    """A command and what it carries; "ask" where it is asked what is meant."""
    said = " ".join(filter(None, _parts(command)))
    return "ask" if said.endswith(" unsure") else said


def days(dates: Away, *, today: bool = True) -> str:
    """From one day to another; without the first where it is today, unless that is wanted."""
    first = f"{dates.first:%m-%d}" if today or dates.first != TODAY else ""
    last = "" if dates.last == FOR_GOOD else f"{dates.last:%m-%d}"
    return f"{first}..{last}" if first or last else ""


def _parts(command: Command) -> Iterable[str | None]:  # noqa: PLR0911 - a line a kind
    match command:
        case Plain(name):
            return (name,)
        case Adjust():
            return (command.name, _adjusted(command))
        case Steer():
            return _steered(command)
        case Why(day, standup):
            return ("why", _day(day), standup)
        case Begin(standup, day):
            return ("report", _day(day), standup)
        case History():
            return ("history",)
        case MyReport(first, last):
            return ("my report", days(Away(first, last)) if first and last else "")
        case Leave(standup):
            return ("leave", standup)
        case Join(standup):
            return ("join", standup)
        case Map():
            return ("map",)
        case Items(words):
            return ("items", _sought(words))
        case KeepAs(life, words):
            return ("keep", f"{life}: {words}" if words else life)
        case OfItem():
            return _of_item(command)
        case _:
            return (type(command).__name__,)


def _day(day: date | None) -> str:
    """A day that is not today."""
    return f"{day:%m-%d}" if day and day != TODAY else ""


def _adjusted(said: Adjust) -> str:  # noqa: PLR0911 - a line a kind
    if said.drop or said.zones or said.is_unclear:
        return "team" if said.drop else "?" if said.zones else "unclear"
    match said.value:
        case InZone(zone):
            return zone
        case Remind(nudge):
            return " and ".join(map(_nudge, nudge.each))
        case OnDays(of):
            return _week(of)
        case InQuiet(quiet):
            return f"{_clock(quiet.first)}-{_clock(quiet.last)}"
        case AskMeAt(chosen):
            return _clock(chosen.time) if chosen.time is not None else ""
        case NoHints():
            return "off"
        case _:
            return ""


def _nudge(nudge: Nudge) -> str:
    if nudge.before is not None:
        return f"{_clock(nudge.before)} before"
    return "never" if nudge.at is None else f"at {_clock(nudge.at)}"


def _clock(time: timedelta) -> str:
    minutes = time // timedelta(minutes=1)
    day = f"{minutes // 1440}d" if minutes >= 1440 else ""
    return f"{day}{minutes % 1440 // 60}:{minutes % 60:02}"


def _week(of: Iterable[int]) -> str:
    """ "mon-thu", "mon,wed,fri"."""
    found = sorted(of)
    if len(found) > 2 and found[-1] - found[0] == len(found) - 1:
        return f"{_DAYS[found[0]]}-{_DAYS[found[-1]]}"
    return ",".join(_DAYS[n] for n in found)


def _steered(said: Steer) -> Iterable[str | None]:
    yield said.name
    if said.name == "pause" and isinstance(said.dates, Away):
        yield said.standup
        yield days(said.dates, today=False)
        return
    if isinstance(said.dates, Away):
        yield said.standup
        yield days(said.dates)
        return
    yield _clock(said.length) if said.length else ""
    match said.given:
        case AtTime(time, round_):
            yield from (_clock(time), round_)
        case OnTheseDays(of, round_):
            yield from (_week(of), round_)
        case Wording(number, ask):
            yield f"{number} {ask}"
        case Whom(names):
            yield ",".join(names)
        case Named(title):
            yield title
            yield said.standup and f"from {said.standup}"
            return
        case AwayFor(names, dates):
            yield from (",".join(names), days(dates))
        case Place(place, adapter):
            yield from (place, adapter)
        case Poll(question, options, until):
            yield from (question, "/".join(options), f"..{_clock(until)}" if until else "")
    yield said.standup


def _of_item(said: OfItem) -> Iterable[str]:
    yield f"#{said.number}"
    if not said.words:
        return
    match saying.read(said.words, LIVES.get(said.number, SHIPPED["hypothesis"]), TODAY):
        case saying.Moves(state):
            yield state
        case saying.Gives(to):
            yield f"for {to.removeprefix('@')}"
        case saying.Believes(much):
            yield f"belief {much}"
        case saying.Due(day):
            yield f"due {day:%m-%d}"
        case saying.Follows(origin):
            yield f"from {origin}"
        case saying.Overtakes(numbers):
            yield f"overtakes {','.join(map(str, numbers))}"
        case saying.Unsure():
            yield "unsure"
        case _:
            yield "log"


def _sought(words: str) -> str:
    found = sought.read(words, TODAY, ("daily",), _known())
    if found is None:
        return "unread"
    people = f"of {','.join(found.people)}" if found.people else ""
    states = ",".join(sorted(found.states))
    since = f"{found.first:%m-%d}..{found.last or TODAY:%m-%d}" if found.first else ""
    return " ".join(filter(None, (found.life, states, people, since)))


def _known() -> sought.Known:
    there = replace(daily(), lives=tuple(SHIPPED.values()))
    lives, states = naming.of_lives((there,))
    people = {name: (name,) for name in ("ana", "bo", "chi")} | {"me": ("ana",)}
    return sought.Known(people, {"daily": "daily"}, lives, states)
