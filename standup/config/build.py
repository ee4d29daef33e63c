"""From the checked YAML to the core's model: names become values, defaults are filled in."""

from collections.abc import Callable
from datetime import timedelta
from itertools import zip_longest
from typing import Any

from standup.config.check_instance import INVITE
from standup.config.cron import opening
from standup.config.fields import EVERYONE, PARTICIPANT
from standup.config.schema import (
    AccountabilityShape,
    InstanceShape,
    PersonShape,
    QuestionShape,
    RoundShape,
    StandupShape,
)
from standup.core.dates.spans import Stretch
from standup.core.hints.plans import HINTS
from standup.core.kinds.table import KINDS, rules
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
    named = people if standup.participants == EVERYONE else standup.participants
    return Standup(
        id=standup.id,
        title=standup.title,
        rounds=_rounds(standup.rounds),
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
        language=standup.language,
        owners=tuple(dict.fromkeys((*standup.owners, *instance.owners))),
        helpers=tuple(dict.fromkeys((*standup.helpers, *instance.helpers))),
        fixed=frozenset((*standup.fixed, *instance.fixed)),
        most_reminders=standup.most_reminders,
        fatigue=_fatigue(standup.fatigue or instance.fatigue),
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


def _rounds(rounds: list[RoundShape]) -> tuple[Round, ...]:
    pairs = zip_longest(rounds, rounds[1:])
    return tuple(
        _round(round_, opening(after.cron) if after else MIDNIGHT) for round_, after in pairs
    )


def _round(round_: RoundShape, otherwise: timedelta) -> Round:
    closes = round_.closes or otherwise
    return Round(
        id=round_.id,
        title=round_.title or round_.id.replace("_", " ").replace("-", " ").capitalize(),
        cron=round_.cron,
        questions=tuple(_question(question, round_.id) for question in round_.questions),
        closes=closes,
        reminder=_reminder(round_.reminder, closes - opening(round_.cron)),
        grace=round_.grace,
        opens=round_.opens,
        early=round_.early,
        late=round_.late or None,
    )


def _reminder(given: timedelta | None, open_for: timedelta) -> timedelta:
    """What was written; when nothing was, 30 minutes, and none in a round as short as that."""
    if given is not None:
        return given
    return REMINDER if open_for > REMINDER else timedelta(0)


def _question(question: QuestionShape, round_id: str) -> Question:
    own = [setting for kind in KINDS for setting in rules(kind).settings]
    said: dict[str, Any] = {
        name: getattr(question, name) for name in (one.field or one.name for one in own)
    }
    if said["of"]:
        said["of"] = (said["of"][0] or round_id, said["of"][1])
    said = {n: tuple(v) if isinstance(v, list) else v for n, v in said.items() if v is not None}
    return Question(question.id, question.kind, question.ask, question.optional, **said)


def _accountability(shape: AccountabilityShape | None, zone: str) -> Accountability | None:
    if shape is None:
        return None
    zone = shape.timezone or zone
    if isinstance(shape.covers, Stretch):
        return Accountability(shape.cron, zone, stretch=shape.covers)
    return Accountability(shape.cron, zone, shape.covers.days)
