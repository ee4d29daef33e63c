"""What is known of everybody, and what of it is asked when something is decided."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from standup.core.model import Person, Question, Standup
from standup.simulate import almanac
from standup.simulate.begun import Begun
from standup.simulate.living import Living
from standup.simulate.orders import Ordered
from standup.simulate.people import Meant
from standup.simulate.polled import Polled
from standup.simulate.settled import Settled
from standup.simulate.sheets import Gone, Held, OnRecord, Sheet, Talk
from standup.simulate.silent import Silent
from standup.simulate.steered import Moment, Steered

RIGHT_AFTER = timedelta(minutes=10)
_LATELY = timedelta(days=3)  # within which somebody may still be asked where they were
TO_ALL = {
    "forget",
    "ask",
    "talk",
    "forward",
    "set",
    "order",
    "later",
    "undo",
    "away",
    "back",
    "begin",
    "report",
}
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


class Talks:
    """What was said so far, and to whom."""

    def __init__(
        self,
        people: tuple[Person, ...],
        diary: dict[tuple[str, str], Meant],
        standups: tuple[Standup, ...],
        record: Sequence[OnRecord] = (),
        was_reached: Callable[[Sheet, datetime], bool | None] = lambda *_: True,
    ) -> None:
        """`record` are the lines of the audit trail; `was_reached` tells whether the bot knows that
        a check-in's question was seen by then."""
        self._record, self.was_reached = list(record), was_reached
        beginning = datetime.min.replace(tzinfo=UTC)
        self.talks = {one.id: Talk(one, settled=Settled.of(one)) for one in people}
        self.steered = {one.id: Steered.of(one, beginning) for one in standups}
        for talk in self.talks.values():
            talk.silent = {one.id: Silent(one.fatigue) for one in standups}
        self._doing: tuple[Steered, Ordered, str] | None = None  # of which the engine tells more
        self._polled: Polled | None = None  # of which no run is open yet
        self.living = Living()
        self.begun: list[Begun] = []
        self._beginning: Begun | None = None  # of which the engine tells more
        self._order = 0
        self.runs: dict[int, Held] = {}
        self._diary = diary
        self._now = datetime.min.replace(tzinfo=UTC)
        self._delayed: datetime | None = None
        self.in_vain: list[str] = []  # who said that they report, and was asked nothing

    @property
    def sheets(self) -> Iterator[Sheet]:
        """Every check-in."""
        for talk in self.talks.values():
            yield from talk.sheets

    def is_clear(self, run: Held) -> bool:
        """Whether nobody in the run said what only the engine can read."""
        return not any(
            self.talks[sheet.person].muddled for sheet in self.sheets if sheet.run is run
        )

    def knows(self, people: tuple[Person, ...], since: datetime) -> None:
        """The configuration says so of everybody from now on."""
        for person in people:
            talk = self.talks[person.id]
            talk.person, talk.configured = person, person.zone
            if person.moved is not None and not talk.lived:
                talk.lived.append((since, person.moved.zone))
                since = almanac.instant(person.moved.until + DAY, timedelta(0), person.moved.zone)
            self._lives(talk, since)

    def _lives(self, talk: Talk, since: datetime) -> None:
        """They are asked where they said, or else where the configuration has them."""
        zone = talk.settled.now("timezone") or talk.configured
        talk.person = replace(talk.person, zone=str(zone))
        if not talk.lived or talk.lived[-1][1] != zone:
            talk.lived.append((since, str(zone)))

    def _is_heard(self, talk: Talk, meant: Meant, where: set[str] | None) -> None:
        """What they say or do ends silences: an answer or an update that of its standup, all else
        those of all standups; a message that changes is a word, and one that goes is none."""
        waited = {one.run.standup.id for one in talk.sheets if _may_be_answered(one)}
        for of, silent in talk.silent.items():
            if where is None or of in where:
                silent.hears(self._now, waits=of in waited)
            if talk.muddled and meant.sort not in TO_ALL and (of in waited or silent.is_any):
                silent.is_unsure = True

    def _standups_of(self, talk: Talk, meant: Meant) -> set[str] | None:
        """Those to which something went; None where it went to the bot alone."""
        if meant.sort in TO_ALL:
            return None
        keys = {f"{meant.adapter}:{meant.of or meant.event}", meant.text.removeprefix("add.")}
        sheets = {s.run.standup.id for s in talk.sheets for t in s.told if t.key in keys}
        still = [run for run in self.runs.values() if run.closed_at is None]
        added = {run.standup.id for run in still if keys & run.additions.keys()}
        return sheets | added or None

    def _waiting_for_later(self, talk: Talk, standup: str) -> list[Sheet]:
        theirs = (s for s in self._live(talk) if s.run.standup.id == standup)
        return [sheet for sheet in theirs if sheet.put_off and sheet.is_open]

    def _is_unsure_of(self, talk: Talk) -> bool:
        """Whether it is not sure what they set of a standup, or whether that holds."""
        by = talk.person.id
        return any(one.is_unsure and one.latest_by(by) for one in self.steered.values())

    def _in_a_while(self, talk: Talk, sheet: Sheet) -> datetime | None:
        """In an hour, or half of the time that is left where that is sooner, and after the quiet
        where that is in time; None where no minute is left."""
        over = sheet.deadline if self._now < sheet.deadline else sheet.asks_until
        wait = min(timedelta(hours=1), (over - self._now) / 2 // MINUTE * MINUTE)
        until = self._now + wait
        heard = talk.settled.quiet_until(until, talk.person.zone)
        until = heard if heard is not None and heard < over else until
        return until if wait else None

    def _moment(self, talk: Talk, steered: Steered) -> Moment:
        standup, since = steered.standup, self._now - _LATELY
        people = [self.talks[one] for one in steered.plan.people]
        zones = {standup.zone or one.person.zone for one in people}
        perhaps = {zone for one in people for at, zone in one.lived if at >= since}
        perhaps |= {one.lived_before(since) for one in people}
        days = [run.day for run in self.runs.values() if run.standup is standup]
        return Moment(
            now=self._now,
            today=self._today(talk),
            order=self._order,
            zones=frozenset(zones),
            perhaps=frozenset() if standup.zone else frozenset(perhaps),
            latest=max(days, default=None),
        )

    def _was_early(self, sheet: Sheet, at: datetime) -> bool:
        """Whether what is heard late was written before the pending question was in sight."""
        return self._delayed is not None and sheet.was_out_of_sight(at)

    def _plan(self, talk: Talk, run: Held) -> tuple[Sheet, Question] | None:
        sheets = [sheet for sheet in talk.sheets if sheet.run is run]
        for sheet in sheets:
            for question in sheet.round.questions:
                of = (sheet.round.id, question.id)
                pinned = any(
                    q.of == of and q.id in s.pinned for s in sheets for q in s.round.questions
                )
                is_told = any(told.text for told in sheet.to(question))
                if question.kind == "items" and is_told and not pinned:
                    return sheet, question
        return None

    def _live(self, talk: Talk) -> list[Sheet]:
        """The check-ins that count now: those open, those of runs that are, or were when it was
        written."""
        still = {id(s.run) for s in talk.sheets if s.is_open}
        return [s for s in talk.sheets if self._is_held(s.run) or id(s.run) in still]

    def _is_held(self, run: Held) -> bool:
        """Whether a run is open, or was when what came late was written."""
        if run.closed_at is None:
            return True
        return self._delayed is not None and run.closed_at > self._delayed

    def _asking(self, talk: Talk) -> Sheet | None:
        return next((sheet for sheet in talk.sheets if sheet.state == "asking"), None)

    def _latest(self, talk: Talk) -> Sheet | None:
        """The check-in last opened; that of a poll only where there is no other one."""
        held = [sheet for sheet in self._live(talk) if self._is_held(sheet.run)]
        days = [sheet for sheet in held if sheet.run.poll is None]
        return (days or held)[-1] if held else None

    def _opened_before(self, talk: Talk, at: datetime) -> Sheet | None:
        opened = [sheet for sheet in self._live(talk) if sheet.opened_at <= at]
        latest = max(opened, key=lambda sheet: sheet.opened_at, default=None)
        is_theirs = latest and (self._is_held(latest.run) or latest.lacked_answer(at))
        return latest if is_theirs else None

    def _away(self, talk: Talk) -> list[Gone]:
        eve = self._now.date() - DAY
        return [gone for gone in talk.away if gone.last >= eve]

    def _is_away(self, talk: Talk) -> bool:
        today = self._today(talk)
        return any(gone.covers(today) for gone in talk.away)

    def _today(self, talk: Talk) -> date:
        return self._now.astimezone(ZoneInfo(talk.person.zone)).date()

    def _said_on(self, talk: Talk) -> date:
        """The date before whoever wrote what is heard now."""
        return (self._delayed or self._now).astimezone(ZoneInfo(talk.person.zone)).date()


def _may_be_answered(sheet: Sheet) -> bool:
    """Whether its question may have been seen, and waits."""
    return sheet.is_open and sheet.run.closed_at is None and any(sheet.put.values())
