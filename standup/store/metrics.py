"""What was measured for a team, kept beside the answers that say it: a value outlives its words."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction

from standup.core.asking.check_in import CheckIn
from standup.core.asking.measurement import Measurement, Metric, metric_of, metrics
from standup.core.asking.questions import read
from standup.core.kinds.metric import Measured
from standup.core.model import Question, Standup
from standup.store import check_ins
from standup.store.database import Row, Transaction
from standup.store.instants import from_ms, to_ms
from standup.store.text import encode

MOST = 400
"""Values of one metric that are looked back on, the latest of them."""

_Value = tuple[str, str, str, str, int, int]  # round, question, unit, value, when, posted


async def keep(tx: Transaction, check_in_id: int) -> None:
    """Keep what a check-in gives by now, and have what is told of later days follow."""
    check_in = await check_ins.check_in(tx, check_in_id)
    given, before = list(_given(check_in)), await tx.all(_GIVEN, check_in.id)
    if given == before:
        return
    await tx.run("DELETE FROM metric WHERE check_in_id = ?", check_in.id)
    standup, day = check_in.standup.id, check_in.day.isoformat()
    await tx.many(
        "INSERT INTO metric (check_in_id, standup, day, round, question, unit, value, said_at,"
        " posted) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(check_in.id, standup, day, *one) for one in given],
    )
    for metric in {one[:3] for one in (*given, *before)}:
        await tx.run(_RENEW_NEXT, standup, standup, *metric, day)


_GIVEN = """
    SELECT round, question, unit, value, said_at, posted FROM metric WHERE check_in_id = ?
    ORDER BY question
"""
# The digest of the next day with a value compares that with this one.
_RENEW_NEXT = """
    UPDATE post SET wanted = wanted + 1 WHERE kind = 'digest' AND subject = (
      SELECT CAST(r.id AS TEXT) FROM run r WHERE r.standup = ? AND r.day = (
        SELECT min(day) FROM metric
        WHERE standup = ? AND round = ? AND question = ? AND unit = ? AND day > ?))
"""


def _given(check_in: CheckIn) -> Iterator[_Value]:
    """The values in a check-in that others can read, in the order of their questions' ids."""
    questions = check_in.round.questions if check_in.is_shared else ()
    for question in sorted(questions, key=lambda one: one.id):
        value = check_in.reading(question).value
        if isinstance(value, Measured):
            said_at = to_ms(_said_at(check_in, question))
            posted = int(check_in.standup.is_posted)
            number = f"{value.number.value:f}"
            yield check_in.round_id, question.id, question.unit, number, said_at, posted


def _said_at(check_in: CheckIn, question: Question) -> datetime:
    """When the value was said that holds."""
    said = [answer for answer in check_in.answers if answer.question == question.id and answer.text]
    values = [one for one in said if isinstance(read(question, (one.text,)).value, Measured)]
    return (values or said)[-1].at


async def with_latest(tx: Transaction, check_in: CheckIn) -> CheckIn:
    """A check-in with what was measured last by others, of each metric that it asks for."""
    asked = [m for q in check_in.round.questions if (m := metric_of(check_in.round_id, q))]
    found = {m.question: await _latest(tx, check_in, m) for m in asked}
    latest = {question: one for question, one in found.items() if one is not None}
    return replace(check_in, latest=latest) if latest else check_in


async def _latest(tx: Transaction, check_in: CheckIn, metric: Metric) -> Measurement | None:
    row = await tx.one(
        f"{_MEASUREMENTS} AND m.check_in_id <> ? {_LATEST} LIMIT 1",
        *_of(check_in.standup.id, metric),
        check_in.id,
    )
    return _measurement(metric, row) if row else None


async def until(
    tx: Transaction, standup: str, asked: Iterable[Standup], last: date
) -> tuple[Measurement, ...]:
    """What was measured of a standup's metrics up to a day, as these runs of it ask for them."""
    found: list[Measurement] = []
    for metric in metrics(asked):
        rows = await tx.all(
            f"{_MEASUREMENTS} AND m.day <= ? {_LATEST} LIMIT ?",
            *_of(standup, metric),
            last.isoformat(),
            MOST,
        )
        found += [_measurement(metric, row) for row in reversed(rows)]
    return tuple(found)


async def forget(tx: Transaction, person: str) -> None:
    """Take a person's name out of the questions in which others were told that they had measured
    it. The values stay: they are the team's."""
    rows = await tx.all(_MEASURED_BY, person)
    for standup, day, round_id, question, name in rows:
        told = f"({encode(name)[1:-1]}, "
        await tx.run(_UNNAME, told, told, question, standup, day, round_id)


_MEASURED_BY = """
    SELECT m.standup, min(m.day), m.round, m.question, p.name FROM participant p
    JOIN check_in c ON c.run_id = p.run_id AND c.person = p.person
    JOIN metric m ON m.check_in_id = c.id
    WHERE p.person = ? GROUP BY m.standup, m.round, m.question, p.name
"""
_UNNAME = """
    UPDATE outbox SET content = replace(content, ?, '('),
      first_content = replace(first_content, ?, '(')
    WHERE question = ? AND check_in_id IN (
      SELECT c.id FROM run r JOIN check_in c ON c.run_id = r.id
      WHERE r.standup = ? AND r.day >= ? AND c.round = ?)
"""
_MEASUREMENTS = """
    SELECT m.day, m.said_at, m.value, p.name, m.posted FROM metric m
    JOIN check_in c ON c.id = m.check_in_id
    JOIN participant p ON p.run_id = c.run_id AND p.person = c.person
    WHERE m.standup = ? AND m.round = ? AND m.question = ? AND m.unit = ?
"""
_LATEST = "ORDER BY m.day DESC, m.said_at DESC, m.check_in_id DESC"


def _of(standup: str, metric: Metric) -> tuple[str, str, str, str]:
    return standup, metric.round, metric.question, metric.unit


def _measurement(metric: Metric, row: Row) -> Measurement:
    day, said_at, value, name, posted = row
    return Measurement(
        metric, date.fromisoformat(day), from_ms(said_at), Fraction(value), name, bool(posted)
    )
