"""Why somebody was asked or was not: each rule that decided it, and where it stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from standup.core import schedule
from standup.core.asking.check_in import CheckIn, State
from standup.core.dates.away import Away
from standup.core.language import counted, sentence, spoken
from standup.core.messages.markup import Message, Span, bullets, in_a_row, phrase, phrase_spans
from standup.core.model import Chosen, Person, Round, Standup
from standup.core.schedule import Rule
from standup.core.settings.setting import (
    Archived,
    AskMeAt,
    ByProfile,
    Cancelled,
    InQuiet,
    InZone,
    LetBe,
    OnDays,
    Paused,
    Setting,
    StillIn,
    Value,
    part_of,
    span_of,
)
from standup.core.slots import chosen
from standup.core.wording.channel import title_inside
from standup.core.wording.direct import away_text
from standup.core.wording.settings import clock, days
from standup.core.wording.times import clock_text, day_text, full_day_text, hour_text, when_text
from standup.core.zones import date_in

_SOON = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one round of a standup on a day, for one person.

    Standup, round and person are as they were then, by what was `said`, at the time that the person
    chose; `names` are those of whoever may
    have said it, `lines` where the rest is written. `is_run` says whether there was a run, and
    `is_over` whether that closed; `is_in_it` whether the person was one of its participants,
    `missed` whether nothing was running when it was due.
    """

    standup: Standup
    round: Round
    person: Person
    day: date
    now: datetime
    said: Sequence[Setting] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    away: Away | None = None
    is_run: bool = False
    is_over: bool = False
    is_in_it: bool = False
    missed: bool = False
    check_in: CheckIn | None = None
    asked: tuple[datetime, str] | None = None

    @property
    def zone(self) -> str:
        """The zone in which the person is asked that day."""
        return self.standup.zone_of(self.person, self.day)

    @property
    def chosen(self) -> Chosen:
        """The time that the person chose for the round."""
        return chosen(self.standup, self.person, self.round.id)

    def own_time(self) -> Setting | None:
        """The setting that says so."""
        held = (one for one in self.said if isinstance(one.value, AskMeAt) and self._counts(one))
        of_round = (one for one in held if part_of(one.value) == self.round.id)
        return max(of_round, key=lambda one: one.id, default=None)

    @property
    def opens(self) -> datetime:
        """When the round is due there."""
        return schedule.opening(self.round, self.zone, self.day)

    @property
    def rule(self) -> Rule | None:
        """What leaves the day out, if anything does: as the schedule has it."""
        return schedule.ruling(self.round, self.standup.rhythm, self.day, self.zone)

    @property
    def is_theirs(self) -> bool:
        """Whether the day is one of theirs: as the schedule has it."""
        return self.person.is_theirs(self.standup.id, self.day)

    def line(self, *keys: str) -> str:
        """Where something of the standup is written; empty where that is not known."""
        return self.lines.get((self.standup.id, *keys), "")

    def setting(self, *kinds: type[Value]) -> Setting | None:
        """What was said last of a kind that counts here, and on this day where it has days."""
        found = [one for one in self.said if isinstance(one.value, kinds) and self._counts(one)]
        return max(found, key=lambda one: (one.scope.standup is not None, one.id), default=None)

    def _counts(self, said: Setting) -> bool:
        value = said.value
        if isinstance(value, Paused | Cancelled | Archived):
            span = span_of(value)
            return span.first <= self.day <= span.last
        return said.scope.standup in {None, self.standup.id}


def told(facts: Facts) -> Message:
    """What came of it in a sentence, and below it each rule that decided that."""
    head = phrase(
        "**{title}**, {round}, {day}: {verdict}",
        title=facts.standup.title,
        round=title_inside(facts.round),
        day=day_text(facts.day),
        verdict=_verdict(facts),
    )
    return head + bullets(_row(facts, *reason) for reason in _reasons(facts))


def _verdict(facts: Facts) -> str:
    if facts.asked is not None:
        return spoken("I asked you.")
    check_in = facts.check_in
    if check_in is not None and check_in.is_open and not facts.is_over:
        return spoken("I haven’t asked you yet.")
    if facts.round.cron is None:
        return spoken("I ask nobody there by myself.")
    if check_in is not None or facts.opens <= facts.now:
        return spoken("I didn’t ask you.")
    will = facts.rule is None and facts.is_theirs and facts.away is None and not facts.is_over
    return spoken("I’ll ask you.") if will else spoken("I won’t ask you.")


Reason = tuple[str, str | Setting | None]
"""A sentence, and where that stands: in a file, in what somebody said, or nowhere."""


def _row(facts: Facts, what: str, where: str | Setting | None) -> tuple[Span, ...]:
    source = _said(facts, where) if isinstance(where, Setting) else where
    if not source:
        return phrase_spans("{what}.", what=what)
    return phrase_spans("{what} ({where}).", what=what, where=source)


def _said(facts: Facts, setting: Setting) -> str:
    day = day_text(date_in(facts.person.zone, setting.at))
    who = setting.source.person
    if isinstance(setting.value, ByProfile):
        return spoken("your profile says so")
    if who == facts.person.id:
        return spoken("you said so on {day}", day=day)
    name = facts.names.get(who or "")
    if name is None:
        return spoken("said at the machine on {day}", day=day)
    return spoken("{name} said so on {day}", name=name, day=day)


def _reasons(facts: Facts) -> Iterator[Reason]:
    """In the order in which the rules are asked; what ends it is the last."""
    if facts.check_in is None and facts.rule is not None:
        yield _left_out(facts, facts.rule)
        return
    if facts.round.cron is None:
        yield from _unscheduled(facts)
        return
    yield _when(facts)
    yield _by_which_clocks(facts)
    own = facts.setting(OnDays)
    if facts.person.in_standup(facts.standup.id).days is not None:
        mine = facts.person.in_standup(facts.standup.id).days or frozenset()
        yield spoken("Your days there are {days}", days=days(mine)), own
        if facts.check_in is None and not facts.is_theirs:
            return
    let_be = facts.setting(LetBe)
    if facts.check_in is None and let_be is not None and isinstance(let_be.value, LetBe):
        yield _let_be(facts, let_be, let_be.value.runs)
    elif facts.check_in is None:
        yield from _unasked(facts)
    else:
        yield from _asked(facts, facts.check_in)


def _unscheduled(facts: Facts) -> Iterator[Reason]:
    """That it asks nobody by itself, and what became of what they began."""
    told = spoken("It has no schedule: whoever says “report {id}” begins it", id=facts.standup.id)
    yield told, facts.line("rounds", facts.round.id, "cron")
    yield _by_which_clocks(facts)
    if facts.check_in is not None:
        yield from _asked(facts, facts.check_in)
    elif facts.away is not None:
        yield away_text(facts.away), None


def _when(facts: Facts) -> Reason:
    """At which time, and who chose it."""
    at, chosen = hour_text(clock_text(facts.opens, facts.zone)), facts.chosen
    if chosen.time is None and chosen.on(facts.day) is None:
        told = spoken("It’s due that day at {clock}", clock=at)
        return told, facts.line("rounds", facts.round.id, "cron")
    if chosen.time != chosen.on(facts.day):
        told = spoken("It’s still due at {clock} that day, so that no day is lost", clock=at)
    elif schedule.wall_time(facts.round.on(facts.day).cron) != chosen.time:
        told = spoken("Your own time doesn’t fit any more, so it’s due at {clock}", clock=at)
    else:
        told = spoken("You’re asked at {clock} there, as you wanted", clock=at)
    return told, facts.own_time()


def _let_be(facts: Facts, said: Setting, runs: int) -> Reason:
    """That they were asked nothing, since they had not said a word."""
    told = counted(
        "I’ve let you be since {day}, as I’d heard nothing from you once",
        "I’ve let you be since {day}, as I’d heard nothing from you {count} times in a row",
        runs,
        day=day_text(date_in(facts.person.zone, said.at)),
    )
    return told, facts.line("fatigue")


def _left_out(facts: Facts, rule: Rule) -> Reason:
    """Why there is no asking on that day for anybody."""
    rhythm, where = facts.standup.rhythm, ""
    match rule:
        case Rule.PAUSE:
            return _paused(facts)
        case Rule.DAYS:
            told = spoken("{day} isn’t one of its days", day=full_day_text(facts.day))
            where = facts.line("rounds", facts.round.id, "cron")
        case Rule.STARTING:
            first = full_day_text(rhythm.starting or facts.day)
            told, where = spoken("It only starts on {day}", day=first), facts.line("starting")
        case Rule.WEEKS:
            told = spoken("It comes every {count} weeks, and not in that one", count=rhythm.weeks)
            where = facts.line("every")
        case Rule.DAY_OFF:
            told = spoken("That’s a day off")
            where = facts.line("days_off", facts.day.isoformat())
        case Rule.NO_DATE:
            told = spoken("The clocks of {zone} have no such date", zone=facts.zone)
    return told, where


def _paused(facts: Facts) -> Reason:
    said = facts.setting(Paused, Cancelled, Archived)
    if said is not None and isinstance(said.value, Archived):
        return spoken("It’s archived"), said
    if said is not None and isinstance(said.value, Cancelled):
        return spoken("It was cancelled for that day"), said
    return spoken("It’s paused on that day"), said


def _by_which_clocks(facts: Facts) -> Reason:
    told = spoken("I go by {zone} time", zone=facts.zone)
    if facts.standup.zone is not None:
        return told, facts.line("timezone")
    moved = facts.person.moved
    if moved is not None and facts.day <= moved.until:
        told = spoken("I still go by {zone} time, so that no day is lost", zone=facts.zone)
    profile = facts.setting(ByProfile) if facts.person.zone_is_usual else None
    return told, facts.setting(InZone, StillIn) or profile


def _unasked(facts: Facts) -> Iterator[Reason]:
    """Why there is no question to this person on a day that has one."""
    if facts.away is not None:
        yield away_text(facts.away), None
    elif facts.missed:
        yield spoken("I wasn’t running then, so nobody was asked"), None
    elif facts.is_over and not facts.is_in_it:
        yield spoken("You weren’t taking part in it then"), None
    elif facts.is_over:
        yield spoken("The day was over before your time came"), None
    elif facts.opens <= facts.now and facts.is_run:
        yield spoken("You came to it after it had been asked"), None
    elif facts.opens <= facts.now:
        yield spoken("Nothing is known of that day any more"), None


_ENDED = {
    State.AWAY: sentence("You were away that day"),
    State.SKIPPED: sentence("You sat that day out"),
    State.CLOSED: sentence("It closed when the next question came"),
}


def _asked(facts: Facts, check_in: CheckIn) -> Iterator[Reason]:
    """What became of the question."""
    zone = facts.person.zone
    if facts.away is not None and check_in.state is State.AWAY:
        yield away_text(facts.away), None
    elif check_in.state in {State.AWAY, State.SKIPPED}:
        yield spoken(_ENDED[check_in.state]), None
    if facts.asked is not None:
        at, platform = facts.asked
        if at - check_in.opened_at > _SOON:
            yield from _delayed(facts, check_in)
        when = when_text(at, zone, facts.day)
        yield spoken("I asked you on {platform}: {at}", platform=platform, at=when), None
    elif check_in.state is State.WAITING:
        yield spoken("It waits until you’ve answered what’s open"), None
    elif check_in.state in {State.ASKING, State.CLOSED}:
        yield from _delayed(facts, check_in)
        yield spoken("I couldn’t reach you so far"), None
    yield from _what_came_of_it(facts, check_in)


def _delayed(facts: Facts, check_in: CheckIn) -> Iterator[Reason]:
    """Why it came later than it was due."""
    quiet = facts.person.quiet
    if quiet and schedule.hears_again(quiet, facts.person.zone, check_in.opened_at):
        told = spoken(
            "It was due in your quiet hours, {first} to {last}",
            first=clock(quiet.first),
            last=clock(quiet.last),
        )
        yield told, facts.setting(InQuiet)


def _what_came_of_it(facts: Facts, check_in: CheckIn) -> Iterator[Reason]:
    zone = facts.person.zone
    if check_in.put_off is not None:
        at = when_text(check_in.put_off.until, zone, facts.day)
        yield spoken("You wanted it later: {at}", at=at), None
    if check_in.answers:
        first = when_text(check_in.answers[0].at, zone, facts.day)
        yield spoken("You answered: {at}", at=first), None
    elif check_in.state is State.CLOSED:
        yield spoken(_ENDED[State.CLOSED]), None
    elif facts.asked is not None and check_in.is_open:
        yield spoken("You haven’t answered yet"), None


def or_then(other: date) -> Message:
    """The words may have meant another day."""
    text = sentence("If you meant {day}, say `why {iso}`.")
    return phrase(text, day=full_day_text(other), iso=other.isoformat())


def in_none(organiser: str) -> Message:
    """They take part in no standup."""
    nothing = sentence("You aren’t in a standup, so I don’t ask you anything.")
    ask = sentence("{organiser} can tell you more.")
    return in_a_row(nothing, ask, organiser=organiser)


def not_read() -> Message:
    """Nobody knows which day is meant."""
    return phrase("I didn’t understand which day. You can say `why`, `why monday` or `why 24 dec`.")
