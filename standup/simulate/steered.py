"""What is to become of a standup by what was said of it, worked out from the documented rules."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

from standup.core.model import Round, Standup
from standup.simulate import almanac
from standup.simulate.almanac import Plan
from standup.simulate.orders import Ordered

_DAY = timedelta(days=1)
_AHEAD = 60  # days, within which every rhythm asks
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TIMES = {"time", "days", "deadline"}
_BY_ALL = {"leave", "join"}
_ACTIONS = {"tell": "tell me who is missing"}


@dataclass(slots=True)
class Line:
    """A line that the audit trail is to have. `stays`: no `undo` takes back what it tells of."""

    action: str
    by: str
    at: datetime
    undone_by: str | None = None
    stays: bool = False


@dataclass(slots=True)
class Kept:
    """Something that was said and holds, the `order`th of all that anybody said; without a value
    it is that what was said `before` does not."""

    name: str
    part: str
    value: Any
    by: str
    at: datetime
    order: int
    before: "Kept | None"
    line: Line
    holds: bool = True


@dataclass(frozen=True, slots=True)
class Moment:
    """When somebody says something of a standup: their date, the `order` in which it came, the
    zones in which it asks, those of them in which it may (`perhaps`), and the day of its latest
    run."""

    now: datetime
    today: date
    order: int
    zones: frozenset[str]
    perhaps: frozenset[str]
    latest: date | None

    def dates(self, zones: frozenset[str]) -> list[date]:
        """What day it is in these zones; without any, where this is said."""
        if not zones:
            return [self.today]
        return sorted({self.now.astimezone(ZoneInfo(zone)).date() for zone in zones})

    def untouched(self, zones: frozenset[str]) -> date:
        """The first day that has no run anywhere."""
        today = self.dates(zones)[0]
        return today if self.latest is None or self.latest < today else self.latest + _DAY


@dataclass
class Steered:
    """One standup. `is_unsure`: something was said of which only the engine knows what it did.

    `plans` are how it is, each with since when; `started` is what was asked before its time, by
    round, day and zone; `wrong` is what the engine did to it that nobody had said.
    """

    standup: Standup
    plans: list[tuple[datetime, Plan]]
    lines: list[Line] = field(default_factory=list)
    started: dict[tuple[str, date, str], datetime] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    is_unsure: bool = False
    _said: list[Kept] = field(default_factory=list)
    _timings: tuple[tuple[date, tuple[Round, ...]], ...] = ()

    @classmethod
    def of(cls, standup: Standup, since: datetime) -> "Steered":
        """One of which nothing was said yet."""
        plan = Plan.of(standup)
        return cls(standup, [(since, plan)], _timings=plan.timings)

    @property
    def plan(self) -> Plan:
        """How it is by now."""
        return self.plans[-1][1]

    def between(self, first: datetime, last: datetime) -> list[Plan]:
        """How it was at any time from one instant to another."""
        before = [plan for since, plan in self.plans if since <= first][-1:]
        return before + [plan for since, plan in self.plans if first < since <= last]

    def ever(self, person: str) -> bool:
        """Whether somebody has ever taken part."""
        return any(person in plan.people for _, plan in self.plans)

    def said_of(self, person: str) -> Kept | None:
        """What was said last of whether somebody takes part, and holds."""
        return self._held("participants", person)

    def latest_by(self, person: str) -> Kept | None:
        """What somebody said last that holds."""
        return next((one for one in reversed(self._in_order()) if one.by == person), None)

    def takes(self, what: Ordered, by: str, at: Moment) -> bool:
        """Something is said of it; whether it set something."""
        if what.name not in _BY_ALL and by not in self.standup.owners:
            return False
        self.is_unsure |= not self.plan.people
        return _DONE[what.name](self, what, by, at) if what.name in _DONE else False

    def takes_back(self, kept: Kept, by: str, now: datetime) -> None:
        """What was said is taken back."""
        kept.holds = False
        if kept.before is not None:
            kept.before.holds = True
        kept.line.undone_by = None if kept.value is None else by
        self.is_unsure |= kept.name in _TIMES
        self._note(now)

    def done(self, action: str, by: str, now: datetime, *, stays: bool = True) -> None:
        """Something was done that sets nothing."""
        self.lines.append(Line(action, by, now, stays=stays and action != "poll"))

    def stayed_by(self, person: str) -> datetime | None:
        """When somebody did something last that stays."""
        return max((one.at for one in self.lines if one.stays and one.by == person), default=None)

    # ── what each does ──

    def pauses(self, what: Ordered, by: str, at: Moment) -> bool:
        """It asks nobody on some days."""
        first = max(at.today, self._untouched(at))
        last = date.max if what.value is None else what.value
        assert isinstance(last, date)
        return last >= first and self._keep("pause", "", (first, last), by, at)

    def resumes(self, _: Ordered, by: str, at: Moment) -> bool:
        """It asks again."""
        held = self._held("pause", "")
        if held is not None:
            held.holds = False
            self.done("resume", by, at.now)
            self._note(at.now)
        return False

    def cancels(self, what: Ordered, by: str, at: Moment) -> bool:
        """Some of its runs do not happen."""
        first = self._untouched(at)
        if what.value is None:
            day = self._next_day(first, at.now, at.zones)
            self.is_unsure |= day != self._next_day(first, at.now, at.zones | at.perhaps)
            span = None if day is None else (day, day)
        else:
            asked, last = what.value
            span = (max(first, asked), last) if max(first, asked) <= last else None
        return span is not None and self._keep("cancel", str(at.order), span, by, at)

    def starts(self, _: Ordered, by: str, at: Moment) -> bool:
        """What is to come today is asked now."""
        due = self._to_come(at, at.zones)
        # Whoever moved may still be asked where they were, until the schedule is made anew.
        self.is_unsure |= due != self._to_come(at, at.zones | at.perhaps)
        self.started |= dict.fromkeys(due, at.now)
        if due:
            self.done("start now", by, at.now)
        return False

    def _to_come(self, at: Moment, zones: frozenset[str]) -> set[tuple[str, date, str]]:
        """The soonest round that is to come today in these zones, wherever no other comes first."""
        due: list[tuple[datetime, tuple[str, date, str]]] = []
        for zone in zones:
            day = at.now.astimezone(ZoneInfo(zone)).date()
            for round_ in self.plan.rounds(day):
                key = (round_.id, day, zone)
                if self.plan.asks(round_.id, day) and key not in self.started:
                    opens = almanac.opening(self.plan, round_, zone, day).at
                    due += [(opens, key)] * (opens > at.now)
        soonest = min((opens for opens, _ in due), default=None)
        groups = {key[:2] for opens, key in due if opens == soonest}
        first = {key[1:]: min(at for at, one in due if one[1:] == key[1:]) for _, key in due}
        return {key for opens, key in due if key[:2] in groups and opens == first[key[1:]]}

    def tells(self, _: Ordered, by: str, at: Moment) -> bool:
        """Whoever says so is told at each close."""
        return self._held("tell", by) is None and self._keep("tell", by, by, by, at)

    def tells_no_more(self, _: Ordered, by: str, at: Moment) -> bool:
        """Nor is any more."""
        held = self._held("tell", by)
        if held is not None:
            held.holds, held.line.undone_by = False, by
            self._said.append(Kept("tell", by, None, by, at.now, at.order, held, held.line))
            self._note(at.now)
        return held is not None

    def notes(self, what: Ordered, by: str, at: Moment) -> bool:
        """It is on record, and sets nothing: who is away from it, or polled, or no more."""
        self.done(what.name, by, at.now)
        return False

    def adds(self, what: Ordered, by: str, at: Moment) -> bool:
        """Somebody takes part."""
        whom = str(what.value)
        return whom not in self.plan.people and self._with(whom, "add", by, at, takes=True)

    def removes(self, what: Ordered, by: str, at: Moment) -> bool:
        """Somebody takes part no more."""
        return self._may_go(str(what.value)) and self._with(
            str(what.value), "remove", by, at, takes=False
        )

    def leaves(self, _: Ordered, by: str, at: Moment) -> bool:
        """Whoever says so takes part no more."""
        return self._may_go(by) and self._with(by, "leave", by, at, takes=False)

    def joins(self, _: Ordered, by: str, at: Moment) -> bool:
        """Whoever left takes part again."""
        held = self.said_of(by)
        left = by not in self.plan.people and held is not None and held.by == by
        return left and self._with(by, "join", by, at, takes=True)

    def retimes(self, what: Ordered, by: str, at: Moment) -> bool:
        """It asks at another time or on other days, or is over at another one."""
        timed = _timed(self._timed(), what.name, what.value)
        if not _in_order(timed) or timed == self._timed():
            return False
        old, first = self.plan, self._first_day(timed, at, at.zones)
        self.is_unsure |= first != self._first_day(timed, at, at.zones | at.perhaps)
        self._timings = (*old.timings, (first, timed))
        return self._keep(what.name, "", what.value, by, at)

    def rewords(self, what: Ordered, by: str, at: Moment) -> bool:
        """A question is put in other words."""
        number, words = what.value
        of = [(one.id, q.id, q.ask) for one in self.standup.rounds for q in one.questions]
        round_id, question, ask = of[number - 1]
        if self.plan.words.get((round_id, question), ask) == words:
            return False
        return self._keep("ask", f"{round_id}.{question}", words, by, at)

    # ── how ──

    def _may_go(self, person: str) -> bool:
        return person in self.plan.people and len(self.plan.people) > 1

    def _with(self, whom: str, action: str, by: str, at: Moment, *, takes: bool) -> bool:
        return self._keep("participants", whom, (whom, takes), by, at, action)

    def _keep(
        self, name: str, part: str, value: object, by: str, at: Moment, action: str = ""
    ) -> bool:
        before = self._held(name, part)
        if before is not None:
            before.holds = False
        line = Line(action or _ACTIONS.get(name, name), by, at.now)
        self.lines.append(line)
        self._said.append(Kept(name, part, value, by, at.now, at.order, before, line))
        self._note(at.now)
        return True

    def _held(self, name: str, part: str) -> Kept | None:
        said = (one for one in reversed(self._said) if (one.name, one.part) == (name, part))
        return next((one for one in said if one.holds and one.value is not None), None)

    def _in_order(self) -> list[Kept]:
        return [one for one in self._said if one.holds]

    def _note(self, now: datetime) -> None:
        """How it is from now on."""
        held = self._in_order()
        people = tuple(person.id for person in self.standup.participants)
        for one in held:
            if one.name == "participants":
                whom, takes = one.value
                people = tuple(p for p in people if p != whom)
                people = (*people, whom) if takes else people
        spans = tuple(one.value for one in held if one.name in {"pause", "cancel"})
        spans = (*self.plans[0][1].spans, *spans)
        words = {_question(one.part): str(one.value) for one in held if one.name == "ask"}
        plan = Plan(
            self.standup,
            people,
            spans=spans,
            timings=self._timings,
            words=words,
            watching=frozenset(one.by for one in held if one.name == "tell" and one.value),
        )
        self.plans.append((now, plan))

    def _untouched(self, at: Moment) -> date:
        found = at.untouched(at.zones)
        self.is_unsure |= found != at.untouched(at.zones | at.perhaps)
        return found

    def _next_day(self, first: date, now: datetime, zones: frozenset[str]) -> date | None:
        """The next day from this one on on which anything is to be asked anywhere."""
        for number in range(_AHEAD):
            day = first + number * _DAY
            for zone in zones:
                for round_ in self.plan.rounds(day):
                    is_asked = self.plan.asks(round_.id, day) and almanac.has(zone, day)
                    if is_asked and almanac.opening(self.plan, round_, zone, day).at > now:
                        return day
        return None

    def _timed(self) -> tuple[Round, ...]:
        """Its rounds with all that holds of their times."""
        rounds = self.standup.rounds
        for one in self._in_order():
            if one.name in _TIMES:
                rounds = _timed(rounds, one.name, one.value)
        return rounds

    def _first_day(self, timed: tuple[Round, ...], at: Moment, zones: Iterable[str]) -> date:
        """The first day that has not begun anywhere, by the times before or by these."""
        zones = frozenset(zones)
        here = at.dates(zones)
        new = replace(self.plan, timings=((date.min, timed),))
        days = [here[0] + n * _DAY for n in range((here[-1] - here[0]).days + 2)]
        begun = [
            day
            for day in days
            if (at.latest is not None and day <= at.latest)
            or any(_has_begun(plan, zones, day, at.now) for plan in (self.plan, new))
        ]
        return max(begun) + _DAY if begun else here[0]


def _question(part: str) -> tuple[str, str]:
    round_id, _, question = part.partition(".")
    return round_id, question


def _has_begun(plan: Plan, zones: frozenset[str], day: date, now: datetime) -> bool:
    return any(
        plan.asks(round_.id, day)
        and almanac.has(zone, day)
        and almanac.opening(plan, round_, zone, day).at <= now
        for zone in zones
        for round_ in plan.rounds(day)
    )


def _timed(rounds: tuple[Round, ...], name: str, value: Any) -> tuple[Round, ...]:
    """A standup's only round with this said of it."""
    (only,) = rounds
    assert only.cron is not None
    minute, hour, of_month, month, of_week = only.cron.split()
    if name == "deadline":
        assert isinstance(value, timedelta)
        return (replace(only, closes=value),)
    if name == "time":
        assert isinstance(value, timedelta)
        hours, rest = divmod(value, timedelta(hours=1))
        minute, hour = str(rest // timedelta(minutes=1)), str(hours)
    else:
        of_month, of_week = "*", ",".join(_WEEKDAYS[day] for day in sorted(value))
    return (replace(only, cron=f"{minute} {hour} {of_month} {month} {of_week}"),)


def _in_order(rounds: tuple[Round, ...]) -> bool:
    walls = [almanac.wall(one) for one in rounds]
    closing = all(wall < one.closes for wall, one in zip(walls, rounds, strict=True))
    return closing and all(first < then for first, then in pairwise(walls))


_DONE: Mapping[str, Callable[[Steered, Ordered, str, Moment], bool]] = {
    "pause": Steered.pauses,
    "resume": Steered.resumes,
    "cancel": Steered.cancels,
    "start now": Steered.starts,
    "tell": Steered.tells,
    "tell no more": Steered.tells_no_more,
    "away": Steered.notes,
    "back": Steered.notes,
    "poll": Steered.notes,
    "cancel poll": Steered.notes,
    "add": Steered.adds,
    "remove": Steered.removes,
    "leave": Steered.leaves,
    "join": Steered.joins,
    **dict.fromkeys(sorted(_TIMES), Steered.retimes),
    "ask": Steered.rewords,
}
"""What each does that is not told by the engine alone."""
