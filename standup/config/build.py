"""From the checked YAML to the core's model: names become values, defaults are filled in."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from itertools import zip_longest
from typing import Any

from standup.config.check_instance import INVITE
from standup.config.cron import opening
from standup.config.fields import EVERYONE, PARTICIPANT
from standup.config.schema import (
    AccountabilityShape,
    InstanceShape,
    LifeShape,
    PersonShape,
    QuestionShape,
    RoundShape,
    StandupShape,
    StateShape,
)
from standup.core.dates.spans import Stretch
from standup.core.hints import HINTS
from standup.core.kinds.table import is_of_team, settings
from standup.core.life import SHIPPED, Asking, Life, StateOf
from standup.core.model import (
    Account,
    Accountability,
    Channel,
    Instance,
    Person,
    Question,
    Retention,
    Rhythm,
    Round,
    Standup,
)
from standup.core.reading.own_words import OwnWord

MIDNIGHT = timedelta(hours=24)
REMINDER = timedelta(minutes=30)


Spell = Callable[[str, str], str]
"""The one spelling of an account on an adapter."""


def build(
    instance: InstanceShape, standups: list[StandupShape], spell: Spell = lambda _, account: account
) -> Instance:
    """The instance as the core knows it."""
    people = {
        key: _person(key, person, instance.timezone, spell)
        for key, person in instance.people.items()
    }
    return Instance(
        standups=tuple(_standup(standup, people, instance) for standup in standups),
        people=tuple(people.values()),
        organiser=instance.organiser,
        site=instance.site or "",
        zone=instance.timezone,
        retention=Retention(instance.retention.answers, instance.retention.messages),
        tags={used: tuple(others) for used, others in instance.tags.items()},
    )


def _person(person_id: str, person: PersonShape, zone: str, spell: Spell) -> Person:
    accounts = tuple(
        Account(adapter, spell(adapter, account))
        for adapter, account in person.accounts.items()
        if account != INVITE
    )
    return Person(
        person_id,
        person.name,
        person.timezone or zone,
        accounts,
        invited=tuple(adapter for adapter, id_ in person.accounts.items() if id_ == INVITE),
        prefer=person.prefer,
        zone_is_usual=person.timezone is None,
    )


def _standup(standup: StandupShape, people: dict[str, Person], instance: InstanceShape) -> Standup:
    fixed = None if standup.timezone == PARTICIPANT else standup.timezone
    has_schedule = any(one.cron is not None for one in standup.rounds)
    if not has_schedule:  # its days are the same for everybody
        fixed = fixed or instance.timezone
    named = people if standup.participants == EVERYONE else standup.participants
    lives = _lives(standup, instance)
    return Standup(
        id=standup.id,
        title=standup.title,
        rounds=_rounds(standup.rounds, lives),
        participants=tuple(people[person_id] for person_id in named),
        channels=tuple(Channel(*pair) for one in standup.channels for pair in one.items()),
        zone=fixed,
        rhythm=_rhythm(standup),
        accountability=_accountability(standup.accountability, fixed or instance.timezone),
        readers=standup.readers,
        internal=standup.internal or standup.private,
        publish=standup.publish,
        summary=standup.summary,
        hints=_hints(standup),
        mentions=standup.mentions,
        language=standup.language,
        owners=tuple(dict.fromkeys((*standup.owners, *instance.owners))),
        helpers=tuple(dict.fromkeys((*standup.helpers, *instance.helpers))),
        fixed=frozenset((*standup.fixed, *instance.fixed)),
        most_reminders=standup.most_reminders,
        fatigue=_fatigue(standup.fatigue or instance.fatigue) if has_schedule else None,
        lives=tuple(lives.values()),
    )


def _hints(standup: StandupShape) -> frozenset[str]:
    if standup.hints is None:
        return frozenset(HINTS if standup.readers == "channel" else ())
    return frozenset(standup.hints)


def _fatigue(said: int | str) -> int | None:
    return said if isinstance(said, int) else None


def _rhythm(standup: StandupShape) -> Rhythm:
    days_off = frozenset(day for days in standup.days_off for day in days)
    return Rhythm(standup.every, standup.starting, days_off)


def _lives(standup: StandupShape, instance: InstanceShape) -> dict[str, Life]:
    """The lives that its lines may have: those that it or its instance names, or a question."""
    asked = {q.life: None for round_ in standup.rounds for q in round_.questions if q.life}
    named = {**asked, **instance.lives, **standup.lives}
    return {name: _life(name, shape or instance.lives.get(name)) for name, shape in named.items()}


def _life(name: str, shape: LifeShape | None) -> Life:
    if shape is None:
        return SHIPPED[name]
    states = {state: said or StateShape() for state, said in shape.states.items()}
    return Life(
        name,
        tuple(StateOf(state, said.ends, said.counts, said.by) for state, said in states.items()),
        belief=shape.belief,
        has_owner=shape.owner == "author",
        ask=Asking(shape.ask.every, shape.ask.say) if shape.ask else None,
        quiet_after=shape.quiet_after,
        urgent=shape.urgent,
        again=shape.again,
        amount=shape.amount,
    )


def _rounds(rounds: list[RoundShape], lives: Mapping[str, Life]) -> tuple[Round, ...]:
    pairs = zip_longest(rounds, rounds[1:])
    return tuple(
        _round(round_, opening(after.cron) if after and after.cron else MIDNIGHT, lives)
        for round_, after in pairs
    )


def _round(round_: RoundShape, otherwise: timedelta, lives: Mapping[str, Life]) -> Round:
    closes = round_.closes or otherwise
    return Round(
        id=round_.id,
        title=round_.title or round_.id.replace("_", " ").replace("-", " ").capitalize(),
        cron=round_.cron,
        questions=tuple(_question(question, round_.id, lives) for question in round_.questions),
        closes=closes,
        reminder=_reminder(round_, closes),
        grace=round_.grace,
        opens=round_.opens,
        early=round_.early,
        late=round_.late or None,
    )


def _reminder(round_: RoundShape, closes: timedelta) -> timedelta:
    """What was written; when nothing was, 30 minutes, and none in a round as short as that, or of
    which nobody is asked."""
    if round_.reminder is not None or round_.cron is None:
        return round_.reminder or timedelta(0)
    return REMINDER if closes - opening(round_.cron) > REMINDER else timedelta(0)


def _question(question: QuestionShape, round_id: str, lives: Mapping[str, Life]) -> Question:
    own = (next(iter(kinds.values())) for kinds in settings().values())
    said: dict[str, Any] = {
        name: getattr(question, name) for name in (one.field or one.name for one in own)
    }
    if said["of"]:
        said["of"] = (said["of"][0] or round_id, said["of"][1])
    said = {n: tuple(v) if isinstance(v, list) else v for n, v in said.items() if v is not None}
    if "outcomes" in said:
        said["outcomes"] = tuple(OwnWord(*word) for word in said["outcomes"].items())
    elif question.kind == "outcome" and question.life:
        said["outcomes"] = lives[question.life].words
    life, optional = question.life or "", question.optional or is_of_team(question.kind)
    return Question(question.id, question.kind, question.ask, optional, life=life, **said)


def _accountability(shape: AccountabilityShape | None, zone: str) -> Accountability | None:
    if shape is None:
        return None
    zone = shape.timezone or zone
    if isinstance(shape.covers, Stretch):
        return Accountability(shape.cron, zone, stretch=shape.covers)
    return Accountability(shape.cron, zone, shape.covers.days)
