"""What a standup is: the words of the design as frozen values, free of any platform or file."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from standup.core.dates.spans import Span, Stretch, last_full
from standup.core.kinds.kind import Better
from standup.core.kinds.table import Kind, is_of_team
from standup.core.language import ENGLISH
from standup.core.life import Life
from standup.core.reading.own_words import OwnWord

POLL = "/poll-"
"""Stands in the id of a poll, and of nothing else: no id in YAML has a stroke."""


@dataclass(frozen=True, slots=True)
class Account:
    """A person's identity on one platform: the adapter's name and the platform's own id."""

    adapter: str
    id: str


@dataclass(frozen=True, slots=True)
class Nudge:
    """When somebody is reminded: so long `before` the deadline or `at` a time of day, from
    midnight; with neither, never. `more` are further times, where they want several."""

    before: timedelta | None = None
    at: timedelta | None = None
    more: tuple["Nudge", ...] = ()

    @property
    def each(self) -> tuple["Nudge", ...]:
        """Each time by itself."""
        return (replace(self, more=()), *self.more)

    def at_most(self, count: int) -> "Nudge":
        """The same with no more times than that."""
        return replace(self, more=self.more[: count - 1])

    @property
    def is_never(self) -> bool:
        """Whether they want no reminder."""
        return self.before is None and self.at is None


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours from one time of day to another, which may be one of the next day."""

    first: timedelta
    last: timedelta


Times = tuple[tuple[str, timedelta], ...]
"""Of some rounds, by id, the times of day at which somebody wants to be asked, from midnight."""


@dataclass(frozen=True, slots=True)
class Window:
    """Between which times of day, both included, people may choose when to be asked."""

    first: timedelta
    last: timedelta

    def has(self, time: timedelta) -> bool:
        """Whether a time of day is one of it."""
        return self.first <= time <= self.last


@dataclass(frozen=True, slots=True)
class Chosen:
    """At which `time` of day somebody wants to be asked a round, None for that of their team.
    `before` is what held up to a day, where that counts still, the earliest first."""

    round: str
    time: timedelta | None
    before: tuple[tuple[date, timedelta | None], ...] = ()

    def on(self, day: date | None) -> timedelta | None:
        """What holds on a day, or from now on."""
        then = (time for until, time in self.before if day is not None and day <= until)
        return next(then, self.time)


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """Where and when people are asked alike: a zone, and the times that they chose."""

    zone: str
    times: Times = ()


@dataclass(frozen=True, slots=True)
class Own:
    """What is otherwise for a person than for their team: when to be reminded, on which days of the
    week (0 for Monday) and at which times of day to be asked, and whether to be `let_be` until they
    say a word. With `no_hints` they are told of nothing that is near to what they plan."""

    nudge: Nudge | None = None
    days: frozenset[int] | None = None
    times: tuple[Chosen, ...] = ()
    let_be: bool = False
    no_hints: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """That somebody who moved is still asked in their former `zone`, up to a day."""

    zone: str
    until: date


_AS_THE_TEAM = Own()


@dataclass(frozen=True, slots=True)
class Person:
    """A human, who may have several accounts and counts once. `zone` is a tz database name.

    `invited` are the adapters on which an account is still to be tied to this person by a code,
    `prefer` the one on which they are asked where they have several. `quiet` are hours in which
    nothing but replies leaves for them, `own` what they want otherwise in a standup, by its id.
    `moved` is where they were until lately, while it counts. `zone_is_usual`: nobody has written
    down a zone of theirs, so that it is the one of all.
    """

    id: str
    name: str
    zone: str
    accounts: tuple[Account, ...] = ()
    invited: tuple[str, ...] = ()
    prefer: str | None = None
    quiet: Quiet | None = None
    own: tuple[tuple[str, Own], ...] = ()
    moved: Moved | None = None
    zone_is_usual: bool = False

    def in_standup(self, standup: str) -> Own:
        """What they want otherwise in a standup."""
        return next((own for known, own in self.own if known == standup), _AS_THE_TEAM)

    @property
    def unreminded(self) -> frozenset[str]:
        """The ids of the standups in which they want no reminder."""
        return frozenset(standup for standup, own in self.own if own.nudge and own.nudge.is_never)

    def is_theirs(self, standup: str, day: date) -> bool:
        """Whether a day is one on which they take part in a standup."""
        own = self.in_standup(standup)
        return not own.let_be and (own.days is None or day.weekday() in own.days)


@dataclass(frozen=True, slots=True)
class Channel:
    """A broadcast channel: where a standup's threads are opened."""

    adapter: str
    place: str


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked. `of` names the items an outcome is about, as (round id, question id).

    A `choice` is one of `options`; a `scale` has the whole numbers from `low` to `high`, and
    `labels` for its two ends or none; a `number` may have a `unit`. A `metric` may too, is `better`
    the lower or the higher it is, and may have a `target`, a decimal number. A choice that `sorts`
    says of what kind a person's day was, by which the learning log is sorted. `outcomes` are an
    outcome's own words, where it has some. What is said to one with a `life` lives on so; an
    outcome with one is about what lives.
    """

    id: str
    kind: Kind
    ask: str
    optional: bool = False
    of: tuple[str, str] | None = None
    options: tuple[str, ...] = ()
    low: int = 1
    high: int = 5
    labels: tuple[str, ...] = ()
    unit: str = ""
    sorts: bool = False
    outcomes: tuple[OwnWord, ...] = ()
    life: str = ""
    better: Better | None = None
    target: str = ""


@dataclass(frozen=True, slots=True)
class Former:
    """When a round was asked, closed and reminded of before that was changed: up to a day."""

    until: date
    cron: str
    closes: timedelta
    reminder: timedelta

    def is_over(self, today: date) -> bool:
        """Whether nothing of it is open any more, given the day that it is anywhere."""
        return self.until + self.closes < today - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Round:
    """One asking within a standup's day.

    `cron` gives the days and the one wall-clock time at which it opens; without one it has no
    schedule, and is begun on any day, from midnight on, by whoever wants to. `closes` is the
    deadline as wall time after midnight of the run's date (it may lie past 24 hours), `reminder`
    how long before the deadline the one reminder is sent (zero: none), and `grace` how late
    an opening missed during downtime may still be asked (None: until the deadline). Within `opens`
    people may choose a time of their own. It may be begun from the last time before its opening
    that is `early`, and until `late` after its end. `former` is how it was until lately, while that
    counts, the earliest first.
    """

    id: str
    title: str
    cron: str | None
    questions: tuple[Question, ...]
    closes: timedelta
    reminder: timedelta = timedelta(0)
    grace: timedelta | None = None
    opens: Window | None = None
    early: timedelta | None = None
    late: timedelta | None = None
    former: tuple[Former, ...] = ()

    def on(self, day: date) -> "Round":
        """The round as it is on a day."""
        if not self.former:
            return self
        then = next((one for one in self.former if day <= one.until), None)
        if then is None:
            return replace(self, former=())
        return replace(self, cron=then.cron, closes=then.closes, reminder=then.reminder, former=())

    @property
    def lines(self) -> tuple[str, ...]:
        """Each cron line by which it is asked on a day, or was lately."""
        lines = (self.cron, *(one.cron for one in self.former))
        return tuple(line for line in lines if line is not None)

    @property
    def is_of_team(self) -> bool:
        """Whether all that is asked is the team's, so that nobody need answer."""
        return all(is_of_team(question.kind) for question in self.questions)

    def question(self, question_id: str) -> Question:
        """The question of that id; KeyError when the round has none."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Which weeks and days count: every N weeks from the week of `starting`, without `days_off` and
    the days of `pauses`, of which one is for good where it is `archived`."""

    weeks: int = 1
    starting: date | None = None
    days_off: frozenset[date] = frozenset()
    pauses: tuple[Span, ...] = ()
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Accountability:
    """When the accountability report is posted by itself, in `zone`, and what it looks back on: so
    many days, or with a `stretch` the last full one."""

    cron: str
    zone: str
    days: int = 0
    stretch: Stretch | None = None

    def covers(self, posted: date) -> tuple[date, date]:
        """The first and the last day that a report posted on a day is about."""
        if self.stretch is not None:
            return last_full(self.stretch, posted)
        return posted - timedelta(days=self.days), posted - timedelta(days=1)


Publishing = Literal["nobody", "agreed", "everyone"]
Summarising = Literal["off", "extract", "model"]
Readers = Literal["channel", "participants"]
Mentions = Literal["off", "participants"]


@dataclass(frozen=True, slots=True)
class Standup:
    """The recurring arrangement: rounds, participants, schedule, broadcast channels.

    `zone` is a tz database name, or None when each participant's own zone counts. `readers` says
    who reads what is said in it: whoever is in its channels, or its participants alone. What is
    said in an `internal` one is neither published nor shown to a model. `publish` says whose
    reports may be published, `summary` who summarises a run and a month. `language` is that of
    what is posted, and of what people are told who have said no other. `owners` and `helpers` are
    the ids of those who steer it in chat, `fixed` what nobody may set there. Those who watch it are
    told at each close who has not shared. After so many runs in a row that somebody left without a
    word (`fatigue`; None: never) they are asked whether the rhythm is right. Nobody may choose
    more than `most_reminders` a round. `lives` are the ways in which its items may live on.
    `taken_back`: it is a poll that who asked it took back. `hints` are the kinds of what people are
    told of what is near to their plans. `mentions` are who is called on a platform when somebody
    names them with an @ in what is posted there.
    """

    id: str
    title: str
    rounds: tuple[Round, ...]
    participants: tuple[Person, ...]
    channels: tuple[Channel, ...]
    zone: str | None = None
    rhythm: Rhythm = Rhythm()
    accountability: Accountability | None = None
    readers: Readers = "channel"
    internal: bool = False
    publish: Publishing = "agreed"
    summary: Summarising = "off"
    language: str = ENGLISH
    owners: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    fixed: frozenset[str] = frozenset()
    watched_by: tuple[str, ...] = ()
    fatigue: int | None = None
    most_reminders: int = 1
    lives: tuple[Life, ...] = ()
    taken_back: bool = False
    hints: frozenset[str] = frozenset()
    mentions: Mentions = "off"

    def round(self, round_id: str) -> Round:
        """The round of that id; KeyError when the standup has none."""
        for round_ in self.rounds:
            if round_.id == round_id:
                return round_
        raise KeyError(round_id)

    def life(self, name: str) -> Life | None:
        """The life of that name, if it has one."""
        return next((life for life in self.lives if life.name == name), None)

    @property
    def has_schedule(self) -> bool:
        """Whether it asks by itself; else it lives from those who begin by `report`, its days are
        those of its one zone, and nobody is missing."""
        return any(round_.cron is not None for round_ in self.rounds)

    def zone_of(self, person: Person, day: date | None = None) -> str:
        """The zone in which this person is asked, on a day or from now on."""
        moved = person.moved
        if self.zone is None and moved is not None and day is not None and day <= moved.until:
            return moved.zone
        return self.zone or person.zone

    def zones_of(self, person: Person) -> tuple[str, ...]:
        """Every zone in which this person may be asked."""
        zone = self.zone_of(person)
        return (zone,) if person.moved is None or self.zone else (zone, person.moved.zone)

    def times_of(self, person: Person, day: date | None = None) -> Times:
        """The times of their own at which this person is asked, on a day or from now on."""
        chosen = person.in_standup(self.id).times
        return tuple((one.round, time) for one in chosen if (time := one.on(day)) is not None)

    def slot_of(self, person: Person, day: date | None = None) -> Slot:
        """Where and when this person is asked, on a day or from now on."""
        return Slot(self.zone_of(person, day), self.times_of(person, day))

    def slots_of(self, person: Person) -> tuple[Slot, ...]:
        """Every slot in which this person may be asked."""
        chosen = person.in_standup(self.id).times
        ends = {until for one in chosen for until, _ in one.before}
        ends |= {person.moved.until} if person.moved is not None else set()
        then = (self.slot_of(person, day) for day in sorted(ends))
        return tuple(dict.fromkeys((self.slot_of(person), *then)))

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Every slot in use, each once, in a stable order."""
        return tuple(sorted({s for person in self.participants for s in self.slots_of(person)}))

    @property
    def is_posted(self) -> bool:
        """Whether anything of it stands in a channel."""
        return self.readers == "channel"

    @property
    def is_internal(self) -> bool:
        """Whether it is neither published nor shown to a model."""
        return self.internal or not self.is_posted

    @property
    def zones(self) -> tuple[str, ...]:
        """Every zone in use, each once, in a stable order."""
        return tuple(sorted({z for person in self.participants for z in self.zones_of(person)}))


@dataclass(frozen=True, slots=True)
class Retention:
    """How long what was written is kept: words of closed runs (None: for ever), and what the bot
    wrote to people."""

    answers: timedelta | None = None
    messages: timedelta = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Instance:
    """Everything a running bot was told: its people and its standups.

    `tags` are those of the learning log that mean the same, by the name that is used for them;
    `site` is the address at which it is published, or nothing. `lines` are where what decides on an
    asking is written, as (standup, key, …): "config/standups/daily.yaml:12".
    """

    standups: tuple[Standup, ...]
    people: tuple[Person, ...]
    organiser: str
    zone: str
    retention: Retention = Retention()
    tags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    site: str = ""
    lines: Mapping[tuple[str, ...], str] = field(default_factory=dict, compare=False)
