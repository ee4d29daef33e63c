"""What another configuration changes for people: who is asked what and when, and what goes on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from standup.core import schedule
from standup.core.model import Instance, Person, Question, Round, Standup
from standup.core.settings.overlay import Laid, Why
from standup.core.settings.setting import Setting

_YEAR = timedelta(days=366)
_DAY = timedelta(days=1)
_TOLD_APART = {"rounds", "rhythm", "participants", "people", "standups", "id", "cron", "questions"}
_MOMENTS = {"closes", "reminder", "grace", "early", "late"}


@dataclass(frozen=True, slots=True)
class Asking:
    """When a round is asked, by the clock of whoever is asked: the days of a year, and the time."""

    days: tuple[date, ...]
    at: timedelta


@dataclass(frozen=True, slots=True)
class Begins:
    """A standup is there that was not."""

    standup: Standup
    askings: tuple[tuple[Round, Asking], ...]


@dataclass(frozen=True, slots=True)
class Ends:
    """A standup is there no more."""

    standup: Standup


@dataclass(frozen=True, slots=True)
class TakesPart:
    """People take part in a standup who did not, or `no_more`."""

    standup: Standup
    people: tuple[Person, ...]
    no_more: bool = False


@dataclass(frozen=True, slots=True)
class AskedAt:
    """A round is asked at other times; one that comes or goes is not asked at all before or
    after."""

    standup: Standup
    round: Round
    before: Asking | None
    after: Asking | None


@dataclass(frozen=True, slots=True)
class AskedWhat:
    """A question is another one; None where it comes or goes."""

    standup: Standup
    round: Round
    before: Question | None
    after: Question | None


@dataclass(frozen=True, slots=True)
class Until:
    """A round's `what` (a deadline, a reminder, a grace) is another one."""

    standup: Standup
    round: Round
    what: str
    before: timedelta | None
    after: timedelta | None


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Something else of a standup, or of all, by its name in the model, is otherwise."""

    standup: Standup | None
    what: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Moves:
    """Somebody is in another time zone."""

    person: Person
    before: str


@dataclass(frozen=True, slots=True)
class Reached:
    """Somebody is reached on other platforms, or by other accounts there."""

    person: Person
    before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoesOn:
    """A run that is open goes on as it began, whatever is changed."""

    standup: str
    day: date


@dataclass(frozen=True, slots=True)
class FallsAway:
    """A setting does nothing from then on."""

    setting: Setting
    why: Why


@dataclass(frozen=True, slots=True)
class HoldsAgain:
    """A setting that did nothing holds."""

    setting: Setting


Difference = (
    Begins
    | Ends
    | TakesPart
    | AskedAt
    | AskedWhat
    | Until
    | Otherwise
    | Moves
    | Reached
    | GoesOn
    | FallsAway
    | HoldsAgain
)
Open = tuple[str, date]
"""A run that is open: its standup and its day."""


def differences(
    before: Laid, after: Laid, runs: Iterable[Open], now: datetime
) -> tuple[Difference, ...]:
    """All that changes for people where one configuration takes the place of another."""
    found = [
        *_of_standups(before.instance, after.instance, now),
        *_others(None, before.instance, after.instance),
        *_of_people(before.instance, after.instance),
    ]
    changed = {id_ for one in found if (id_ := _standup(one)) is not None}
    open_ = sorted(run for run in runs if run[0] in changed)
    idle_before, idle_after = dict(before.idle), dict(after.idle)
    return (
        *found,
        *(GoesOn(*run) for run in open_),
        *(FallsAway(one, why) for one, why in after.idle if one not in idle_before),
        *(HoldsAgain(one) for one, _ in before.idle if one not in idle_after),
    )


def _standup(difference: Difference) -> str | None:
    standup = getattr(difference, "standup", None)
    return standup.id if isinstance(standup, Standup) else None


def _of_standups(before: Instance, after: Instance, now: datetime) -> Iterator[Difference]:
    old = {standup.id: standup for standup in before.standups}
    new = {standup.id: standup for standup in after.standups}
    for id_, standup in old.items():
        if id_ not in new:
            yield Ends(standup)
    for id_, standup in new.items():
        if id_ not in old:
            yield Begins(standup, tuple(_askings(standup, now)))
        elif standup != old[id_]:
            yield from _of_standup(old[id_], standup, _ids(after.people), now)


def _of_standup(
    before: Standup, after: Standup, everybody: Mapping[str, Person], now: datetime
) -> Iterator[Difference]:
    were, are = _ids(before.participants), _ids(after.participants)
    if came := tuple(one for id_, one in are.items() if id_ not in were):
        yield TakesPart(after, came)
    if left := tuple(everybody.get(id_, one) for id_, one in were.items() if id_ not in are):
        yield TakesPart(after, left, no_more=True)
    rounds = {one.id: one for one in after.rounds}
    for one in before.rounds:
        if one.id not in rounds:
            yield AskedAt(after, one, _asking(before, one, now), None)
    known = {one.id: one for one in before.rounds}
    for one in after.rounds:
        yield from _of_round(before, known.get(one.id), after, one, now)
    yield from _others(after, before, after)


def _others(
    standup: Standup | None, before: Standup | Instance, after: Standup | Instance
) -> Iterator[Difference]:
    """What is told by its name alone."""
    told = (one.name for one in fields(before) if one.compare and one.name not in _TOLD_APART)
    for name in told:
        was, now = getattr(before, name), getattr(after, name)
        if was != now:
            yield Otherwise(standup, name, was, now)


def _of_round(
    was: Standup, before: Round | None, standup: Standup, after: Round, now: datetime
) -> Iterator[Difference]:
    if before is None or (before.cron, was.rhythm) != (after.cron, standup.rhythm):
        then = _asking(was, before, now) if before is not None else None
        asked = _asking(standup, after, now)
        if then != asked:
            yield AskedAt(standup, after, then, asked)
    if before is None:
        return
    for what in (field.name for field in fields(Round) if field.name not in _TOLD_APART):
        one, other = getattr(before, what), getattr(after, what)
        if one == other:
            continue
        if what in _MOMENTS:
            yield Until(standup, after, what, one, other)
        else:
            yield Otherwise(standup, f"{what} of {after.id}", one, other)
    yield from _of_questions(standup, before, after)


def _of_questions(standup: Standup, before: Round, after: Round) -> Iterator[Difference]:
    old = {question.id: question for question in before.questions}
    new = {question.id: question for question in after.questions}
    for id_ in dict.fromkeys((*old, *new)):
        if old.get(id_) != new.get(id_):
            yield AskedWhat(standup, after, old.get(id_), new.get(id_))
    stayed = [id_ for id_ in old if id_ in new]
    if stayed != [id_ for id_ in new if id_ in old]:
        yield Otherwise(standup, f"the order of {after.id}", tuple(old), tuple(new))


def _askings(standup: Standup, now: datetime) -> Iterator[tuple[Round, Asking]]:
    for one in standup.rounds:
        if asking := _asking(standup, one, now):
            yield one, asking


def _asking(standup: Standup, round_: Round, now: datetime) -> Asking | None:
    """Its days from today on; None where there are none."""
    zone, today = standup.zone or "UTC", now.date()
    days: list[date] = []
    day = schedule.next_day(round_, standup.rhythm, today - _DAY, zone)
    while day is not None and day - today < _YEAR:
        days.append(day)
        day = schedule.next_day(round_, standup.rhythm, day, zone)
    return Asking(tuple(days), schedule.wall_time(round_.cron)) if days else None


def _of_people(before: Instance, after: Instance) -> Iterator[Difference]:
    were = _ids(before.people)
    for person in after.people:
        then = were.get(person.id)
        if then is None:
            continue
        if then.zone != person.zone:
            yield Moves(person, then.zone)
        if _is_reached_otherwise(then, person):
            yield Reached(person, _platforms(then))


def _is_reached_otherwise(before: Person, after: Person) -> bool:
    """Accounts whose ids are not known, as of what is in force, are told by their platforms."""
    if (_platforms(before), before.prefer) != (_platforms(after), after.prefer):
        return True
    pairs = zip(before.accounts, after.accounts, strict=True)
    return any(one.id not in {"", other.id} for one, other in pairs)


def _platforms(person: Person) -> tuple[str, ...]:
    return tuple(account.adapter for account in person.accounts)


def _ids(people: Sequence[Person]) -> Mapping[str, Person]:
    return {person.id: person for person in people}
