"""What became of a run and of a period: the one truth behind thread, digest and every report."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from standup.core.asking.check_in import CheckIn, State
from standup.core.asking.measurement import Measurement, posted
from standup.core.kinds.items import Items
from standup.core.kinds.outcome import Outcome
from standup.core.language import sentence
from standup.core.lives.item import Item
from standup.core.model import Round, Standup
from standup.core.reading.status import Status


class Standing(StrEnum):
    """How one person stands in one round, or in a whole run."""

    SHARED = "shared"
    LATE = "late"
    PARTLY = "partly"  # of a run only: some rounds shared, some not
    OPEN = "open"  # there is still time
    MISSING = "missing"
    SKIPPED = "skipped"
    UNMEASURED = "unmeasured"  # asked for nothing but what whoever measured it says, and had not
    AWAY = "away"
    UNREACHED = "unreached"  # the question did not get through
    UNASKED = "unasked"  # the round did not open for this person


SHARED = frozenset({Standing.SHARED, Standing.LATE, Standing.PARTLY})
ASKED = SHARED | {Standing.OPEN, Standing.MISSING}


@dataclass(frozen=True, slots=True)
class Addition:
    """An update: something added between the rounds."""

    id: int
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why somebody cannot be reached, and on which platform."""

    adapter: str
    reason: str


SOMEBODY = sentence("Somebody")
"""The name of whoever was forgotten, as it is kept."""

ALIAS = "somebody-"
"""How the id of whoever was forgotten begins."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What stays of one person's run when its words are deleted: how they stood in each round, by
    its id, and what came of their plans."""

    standings: Mapping[str, Standing]
    outcomes: Mapping[Status | None, int]


@dataclass(frozen=True, slots=True)
class Presence:
    """One person in one run: their check-ins, one a round or None, how each stands, and updates.

    `hindrance` is set where what was asked last has not reached them, `figures` where their words
    are deleted.
    """

    person: str
    name: str
    check_ins: tuple[CheckIn | None, ...]
    standings: tuple[Standing, ...]
    additions: tuple[Addition, ...] = ()
    hindrance: Hindrance | None = None
    figures: Figures | None = None

    @property
    def is_counted(self) -> bool:
        """Whether there is anything to tell of them where nobody is asked by a schedule."""
        return bool(self.additions) or any(one is not Standing.UNASKED for one in self.standings)

    @property
    def standing(self) -> Standing:
        """How the person stands in the run as a whole."""
        asked = [standing for standing in self.standings if standing in ASKED]
        shared = [standing for standing in asked if standing in SHARED]
        if shared and len(shared) < len(asked):
            return Standing.OPEN if Standing.OPEN in asked else Standing.PARTLY
        if shared:
            return Standing.LATE if Standing.LATE in shared else Standing.SHARED
        if asked:
            return Standing.OPEN if Standing.OPEN in asked else Standing.MISSING
        return min(self.standings, key=NOT_ASKED.index, default=Standing.UNASKED)

    @property
    def has_shared(self) -> bool:
        """Whether anything was shared in any round."""
        return any(standing in SHARED for standing in self.standings)

    @property
    def was_asked(self) -> bool:
        """Whether the run counts for them: they shared in it, or were asked and had their time."""
        return self.has_shared or self.standing is Standing.MISSING

    @property
    def has_words(self) -> bool:
        """Whether there is anything of theirs to read."""
        shared = self.has_shared or any(addition.text for addition in self.additions)
        return shared and self.figures is None

    @property
    def shared(self) -> tuple[CheckIn, ...]:
        """The check-ins in which something was said that readers see."""
        return tuple(c for c in self.check_ins if c is not None and c.is_shared)

    @property
    def outcomes(self) -> Counter[Status | None]:
        """What came of the planned items; None counts those of which nothing was said.

        What nobody can read yet counts as little as it does elsewhere.
        """
        if self.figures is not None:
            return Counter(self.figures.outcomes)
        counts: Counter[Status | None] = Counter()
        answered: set[tuple[str, str]] = set()
        for check_in in self.shared:
            for question in check_in.round.questions:
                value = check_in.reading(question).value
                if isinstance(value, Outcome) and question.of and check_in.texts(question):
                    counts.update(item.status for item in value.items)
                    answered.add(question.of)
        counts[None] += self._unanswered_items(answered)
        return counts

    def _unanswered_items(self, answered: set[tuple[str, str]]) -> int:
        """Planned items of which an outcome is asked and none was said."""
        open_items = 0
        for check_in in self.shared:
            wanted = {q.of for r in check_in.standup.rounds for q in r.questions} - answered
            for question in check_in.round.questions:
                if (check_in.round_id, question.id) in wanted:
                    value = check_in.reading(question).value
                    open_items += len(value.items) if isinstance(value, Items) else 0
        return open_items


NOT_ASKED = [
    Standing.AWAY,
    Standing.SKIPPED,
    Standing.UNMEASURED,
    Standing.UNREACHED,
    Standing.UNASKED,
]
"""How somebody stands of whom nothing was to come, what says most of a run as a whole first."""


@dataclass(frozen=True, slots=True)
class RoundCount:
    """How many have shared in a round, of how many who were asked or still will be."""

    round: Round
    shared: int
    of: int

    def __add__(self, other: "RoundCount") -> "RoundCount":
        return RoundCount(self.round, self.shared + other.shared, self.of + other.of)


@dataclass(frozen=True, slots=True)
class RunReport:
    """One run as it stands: everybody on its roster, and the openings that were missed."""

    standup: Standup
    day: date
    closed: bool
    people: tuple[Presence, ...]
    missed: tuple[tuple[str, str], ...] = ()  # (round id, zone) in which nobody was asked

    @property
    def counted(self) -> "RunReport":
        """The same; of a standup without a schedule, with those alone who shared or said that they
        would not, so that nobody else is named."""
        if self.standup.has_schedule:
            return self
        return replace(self, people=tuple(one for one in self.people if one.is_counted))

    @property
    def placed(self) -> tuple[Presence, ...]:
        """Those of whom it is told how they stand: where no schedule asks anybody, somebody who
        only posted an update was not left out."""
        if self.standup.has_schedule:
            return self.people
        return tuple(one for one in self.people if one.standing is not Standing.UNASKED)

    def having(self, *standings: Standing) -> tuple[Presence, ...]:
        """The people who stand so in the run as a whole."""
        return tuple(person for person in self.placed if person.standing in standings)

    @property
    def sharers(self) -> tuple[Presence, ...]:
        """The people who shared something."""
        return tuple(person for person in self.people if person.has_shared)

    @property
    def counts(self) -> tuple[RoundCount, ...]:
        """The live count of each round."""
        return tuple(self._count(n, round_) for n, round_ in enumerate(self.standup.rounds))

    def _count(self, n: int, round_: Round) -> RoundCount:
        standings = [person.standings[n] for person in self.people]
        shared = sum(standing in SHARED for standing in standings)
        return RoundCount(round_, shared, sum(standing in ASKED for standing in standings))

    @property
    def outcomes(self) -> Counter[Status | None]:
        """What came of everybody's planned items; of an open run nobody knows yet which of them
        nothing is said of."""
        counts = sum((person.outcomes for person in self.people), Counter[Status | None]())
        if not self.closed:
            del counts[None]
        return counts

    @property
    def has_plans(self) -> bool:
        """Whether the standup asks what came of a plan."""
        return any(q.of for round_ in self.standup.rounds for q in round_.questions)


@dataclass(frozen=True, slots=True)
class Settled:
    """That an item of a life came into a state in which it ended, on a day."""

    number: int
    life: str
    state: str
    day: date


@dataclass(frozen=True, slots=True)
class Theirs:
    """An item of one person's, and on which of their days it came into its state.

    `is_posted`: others than the participants read its words, which are the person's own.
    """

    item: Item
    day: date
    is_posted: bool


@dataclass(frozen=True, slots=True)
class Period:
    """The runs of a standup between two dates, both included, and what came of its items then."""

    standup: Standup
    first: date
    last: date
    runs: tuple[RunReport, ...]
    unheld: tuple[date, ...] = ()  # days on which nobody at all was asked
    settled: tuple[Settled, ...] = ()
    measurements: tuple[Measurement, ...] = ()  # of the team's metrics, up to the last day
    items: tuple[Theirs, ...] = ()  # of a report of one person's own, the latest first

    @property
    def posted(self) -> "Period":
        """What of it others than the participants may read."""
        runs = tuple(run for run in self.runs if run.standup.is_posted)
        items = tuple(one for one in self.items if one.is_posted)
        return replace(self, runs=runs, measurements=posted(self.measurements), items=items)

    @property
    def standings(self) -> Counter[Standing]:
        """How often each standing occurred, a person in a run counting once."""
        return Counter(person.standing for run in self.runs for person in run.placed)

    @property
    def asked(self) -> int:
        """How many times somebody was asked by a schedule, and shared or had their time to."""
        return sum(person.was_asked for run in self._scheduled for person in run.people)

    @property
    def shared(self) -> int:
        """How many of those times something was shared, late or in part included."""
        return sum(person.has_shared for run in self._scheduled for person in run.people)

    @property
    def unprompted(self) -> int:
        """How many times something was shared where no schedule asks anybody."""
        without = (run for run in self.runs if not run.standup.has_schedule)
        return sum(person.has_shared for run in without for person in run.people)

    @property
    def _scheduled(self) -> Iterator[RunReport]:
        return (run for run in self.runs if run.standup.has_schedule)

    @property
    def outcomes(self) -> Counter[Status | None]:
        """What came of all planned items of the period."""
        return sum((run.outcomes for run in self.runs), Counter())

    @property
    def has_words(self) -> bool:
        """Whether there is anything of anybody's to read."""
        return any(person.has_words for run in self.runs for person in run.people)

    @property
    def author(self) -> str:
        """What the person of a report of their own is called, as of their latest day."""
        return next((p.name for run in reversed(self.runs) for p in run.people), SOMEBODY)

    @property
    def people(self) -> tuple[tuple[str, str], ...]:
        """Everybody who took part, as (person, latest name), by name."""
        names = {person.person: person.name for run in self.runs for person in run.people}
        return tuple(sorted(names.items(), key=lambda item: (item[1].casefold(), item[0])))


def compile_run(
    standup: Standup,
    day: date,
    roster: list[tuple[str, str, bool]],
    check_ins: dict[str, list[CheckIn]],
    additions: dict[str, list[Addition]],
    unreached: Mapping[int, Hindrance | None],
    now: datetime,
    *,
    closed: bool,
    missed: tuple[tuple[str, str], ...] = (),
    figures: Mapping[str, Figures] | None = None,
) -> RunReport:
    """The run as the stored facts tell it: `roster` holds (person, name, sits it out), `figures`
    what stays of people whose words are deleted."""
    people, has_schedule = [], standup.has_schedule
    for person, name, skipped in roster:
        if figures and person in figures:
            people.append(_faded(standup, person, name, figures[person]))
            continue
        by_round = {c.round_id: c for c in check_ins.get(person, ())}
        found = tuple(by_round.get(round_.id) for round_ in standup.rounds)
        standings = tuple(
            _standing(c, unreached, now, skipped=skipped, closed=closed) for c in found
        )
        if not has_schedule:
            standings = tuple(map(_nobody_missing, standings))
        added = tuple(additions.get(person, ()))
        hindrance = _hindrance(found, unreached)
        people.append(
            Presence(
                person=person,
                name=name,
                check_ins=found,
                standings=standings,
                additions=added,
                hindrance=hindrance,
            )
        )
    return RunReport(standup, day, closed, tuple(people), missed)


def _faded(standup: Standup, person: str, name: str, figures: Figures) -> Presence:
    """A person of whose run only the figures are left."""
    standings = tuple(figures.standings.get(r.id, Standing.UNASKED) for r in standup.rounds)
    return Presence(person, name, (None,) * len(standings), standings, figures=figures)


def figures(standup: Standup, person: Presence) -> Figures:
    """What stays of a person's run; what was still open to them is left out by their own wish."""
    standings = {
        round_.id: Standing.SKIPPED if standing is Standing.OPEN else standing
        for round_, standing in zip(standup.rounds, person.standings, strict=True)
    }
    return Figures(standings, +person.outcomes)


def _hindrance(
    check_ins: tuple[CheckIn | None, ...], unreached: Mapping[int, Hindrance | None]
) -> Hindrance | None:
    """What keeps the latest question from its person, unless they answered it all the same."""
    latest = next((c for c in reversed(check_ins) if c is not None), None)
    if latest is None or latest.has_words or latest.state in _ENDED:
        return None
    return unreached.get(latest.id)


def _standing(
    check_in: CheckIn | None,
    unreached: Mapping[int, Hindrance | None],
    now: datetime,
    *,
    skipped: bool,
    closed: bool,
) -> Standing:
    if check_in is None:
        waiting = Standing.UNASKED if closed else Standing.OPEN
        return Standing.SKIPPED if skipped else waiting
    if check_in.is_shared:
        return Standing.LATE if check_in.is_late else Standing.SHARED
    if check_in.state in _ENDED:
        return _ENDED[check_in.state]
    if check_in.opened_at >= check_in.deadline:  # begun by themselves, and after its end
        return Standing.UNASKED
    if now < check_in.deadline and check_in.is_open:
        return Standing.OPEN
    # One that waits behind another standup's question was not asked, but not for want of reach.
    reached = check_in.id not in unreached or check_in.state is State.WAITING
    missing = Standing.UNMEASURED if check_in.round.is_of_team else Standing.MISSING
    return missing if reached or check_in.has_words else Standing.UNREACHED


def _nobody_missing(standing: Standing) -> Standing:
    """How somebody stands where no schedule asks anybody: who has shared nothing owes nothing."""
    return standing if standing in SHARED or standing in _ENDED.values() else Standing.UNASKED


_ENDED = {
    State.AWAY: Standing.AWAY,
    State.SKIPPED: Standing.SKIPPED,
    State.DONE: Standing.SKIPPED,  # answered, and on purpose with nothing
}
