"""A quarter of Learning Days drawn from a seed, lived by the real engine.

People answer, late or in part or not at all, change and take back what they said, add to it, sit a
day out, are away, cannot be reached, join, leave, move to other zones, and are forgotten.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random

from standup.core.model import Account, Channel, Instance, Person, Question, Round, Standup
from tests.team import Team

START = datetime(2026, 10, 1, tzinfo=UTC)
WEEK, STEP = timedelta(weeks=1), timedelta(hours=2)
ZONES = ("Europe/London", "Europe/Berlin", "America/New_York", "Asia/Tokyo")
KINDS = ("Reading", "Coding", "Talking")
HOURS = Question("hours", "number", "How long did you learn?", unit="hours")
ERROR = Question(
    "error", "metric", "What is the error?", optional=True, unit="%", better="lower", target="20"
)
PLAN = Round(
    "plan",
    "Plan",
    "30 9 * * thu",
    (
        Question("will_learn", "items", "What will you learn today?"),
        Question("kind", "choice", "Of what kind?", options=KINDS, sorts=True),
    ),
    closes=timedelta(hours=17),
)
LEARNED = Round(
    "learned",
    "Learned",
    "0 17 * * thu",
    (
        Question("did_learn", "outcome", "What did you learn?", of=("plan", "will_learn")),
        Question("mood", "mood", "How was the day?", optional=True),
        HOURS,
        Question("pace", "scale", "How was the pace?", optional=True),
        ERROR,
    ),
    closes=timedelta(hours=20),
)
_WAYS = ("shares",) * 7 + ("plans", "late", "silent", "silent", "silent", "skips", "away", "deaf")
_STATUSES = ("done", "done", "partly", "changed", "not")


def person(number: int, zone: str) -> Person:
    name = ("Ana", "Bo", "Chi", "Dee", "Eli", "Fay", "Gus", "Hana")[number]
    return Person(name.lower(), name, zone, (Account("chat", name.lower()),))


def told(people: list[Person], learned: Round = LEARNED) -> Instance:
    channels = (Channel("chat", "#learning"),)
    standup = Standup("learning-day", "Learning Day", (PLAN, learned), tuple(people), channels)
    return Instance((standup,), tuple(people), "Ana (ana)", "Europe/London")


@dataclass
class Said:
    """A message that somebody may change later."""

    account: str
    message: str
    question: str
    items: int


@dataclass
class Quarter:
    """Who takes part by now, and what they said."""

    chance: Random
    people: list[Person]
    learned: Round = LEARNED
    said: list[Said] = field(default_factory=list)
    plans: dict[str, int] = field(default_factory=dict)  # items planned today
    ways: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, seed: int) -> "Quarter":
        chance = Random(f"quarter/{seed}")  # noqa: S311 - to be repeated, not secret
        return cls(chance, [person(n, chance.choice(ZONES)) for n in range(chance.randint(4, 6))])

    @property
    def instance(self) -> Instance:
        return told(self.people, self.learned)

    async def live(self, day: Team, weeks: int, look: Callable[[], Awaitable[None]]) -> None:
        """Live week after week, and look at it now and then."""
        for week in range(weeks):
            await self._change(day, week)
            self.plans = {}
            self.ways = {p.id: self.chance.choice(_WAYS) for p in self.people}
            await self._announce(day, START + week * WEEK)
            for step in range(14):
                await day.until(START + week * WEEK + step * STEP)
                self._act(day, step)
                await day.settled()
                if step == 7 and self.chance.random() < 0.3:
                    await look()
            self._reach_all(day)
        await day.until(START + weeks * WEEK)
        await look()

    # ── what changes from week to week ──

    async def _change(self, day: Team, week: int) -> None:
        chance = self.chance
        if week in {4, 7} and len(self.people) < 8:
            self.people.append(person(len(self.people), chance.choice(ZONES)))
        if week in {3, 8}:
            number = chance.randrange(len(self.people))
            self.people[number] = replace(self.people[number], zone=chance.choice(ZONES))
        if week == 10:
            gone = self.people.pop(0)
            self.people = [p for p in self.people if p.id != gone.id]
        if week == 6:
            minutes = replace(HOURS, unit=chance.choice(("hours", "minutes")), ask="How long?")
            questions = [minutes if q is HOURS else q for q in LEARNED.questions]
            self.learned = replace(LEARNED, questions=tuple(questions))
        if week == 9 and chance.random() < 0.6:
            account = chance.choice(self.people).id
            for words in ("forget me", "forget me now"):
                await day.say(account, words)
            self.said = [said for said in self.said if said.account != account]
        await day.bot.reload(self.instance)

    async def _announce(self, day: Team, thursday: datetime) -> None:
        for one in self.people:
            way = self.ways[one.id]
            if way == "away":
                last = thursday + self.chance.choice((timedelta(0), WEEK))
                await day.say(one.id, f"away {thursday.date()} to {last.date()}")
            elif way == "deaf":
                day.platform.unreachable |= {one.id: "blocked", f"@{one.id}": "blocked"}

    def _reach_all(self, day: Team) -> None:
        for one in self.people:
            if one.id in day.platform.unreachable and self.chance.random() < 0.7:
                day.platform.unreachable.pop(f"@{one.id}", None)
                day.platform.come_back(one.id)

    # ── what people do ──

    def _act(self, day: Team, step: int) -> None:
        for one in self.people:
            way = self.ways[one.id]
            ready = step > 10 if way == "late" else self.chance.random() < 0.7
            if one.id in day.platform.unreachable or way in {"silent", "away"} or not ready:
                continue
            if way == "skips":
                if 4 < step < 9 and self.chance.random() < 0.4:
                    day.platform.say(one.id, "skip run")
                continue
            self._answer(day, one.id, plans_only=way == "plans")
        if self.said and self.chance.random() < 0.15:
            self._correct(day, self.chance.choice(self.said[-60:]))

    def _answer(self, day: Team, account: str, *, plans_only: bool) -> None:
        asked = (day.platform.direct_texts(account) or [""])[-1]
        asks = [q for round_ in (PLAN, self.learned) for q in round_.questions]
        question = next((q for q in asks if q.ask in asked), None)
        if question is None or (plans_only and question in self.learned.questions):
            if self.chance.random() < 0.04:
                day.platform.say(account, "by the way, chapter three explains masking")
            return
        if question.kind == "items":
            self.plans[account] = self.chance.randint(1, 3)
        items = self.plans.get(account, 0)
        message = day.platform.say(account, self._words(question.kind, items))
        self.said.append(Said(account, message, question.kind, items))

    def _words(self, kind: str, items: int) -> str:
        chance = self.chance
        words = " ".join(f"word{n}" for n in range(chance.randint(1, 12)))
        said = {
            "items": ["\n".join(f"thing{n} to learn" for n in range(items or 1))],
            "outcome": [self._came(items, words)],
            "choice": [*KINDS, "1", "2", "3"],
            "mood": ["2", "3 – slept badly", "good", "great – it works", "-"],
            "number": ["1", "2.5 hours", "3", "4 – long ones", "I cannot say"],
            "metric": ["31", "24.8 %", "27.5 – new augmentation", "-", "-", "I cannot say"],
            "scale": ["1", "2", "4", "5 – quick", "-"],
        }
        return chance.choice(said[kind])

    def _came(self, items: int, words: str) -> str:
        """What came of the plan, of which now and then an item is left out."""
        if items == 1:
            return f"{self.chance.choice(_STATUSES)} – {words}"
        of = [n for n in range(1, items + 1) if self.chance.random() < 0.95]
        came = " ".join(f"{n} {self.chance.choice(_STATUSES)}" for n in of)
        return f"{came} – {words}" if came else words

    def _correct(self, day: Team, said: Said) -> None:
        if self.chance.random() < 0.3:
            day.platform.take_back(said.account, said.message)
            self.said.remove(said)
        elif (words := self._words(said.question, said.items)) != "-":
            day.platform.edit_own(said.account, said.message, words)
