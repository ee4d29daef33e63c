"""Check-ins with their answers: found, and kept as they go on."""

import json
from collections.abc import Collection
from datetime import date, datetime

from standup.core.asking.check_in import Answer, CheckIn, PutOff, State
from standup.store import definition, facts
from standup.store.database import Row, Transaction
from standup.store.instants import from_ms, to_ms
from standup.store.some import EVERYBODY, Some
from standup.store.text import encode

COLUMNS = """
    SELECT c.id, c.run_id, r.day, r.definition, c.round, c.zone, c.state, c.opened_at,
           c.deadline_at, c.position, c.shown, r.closed_at, p.skipped, c.posted,
           c.asked_at IS NOT NULL OR EXISTS (
             SELECT 1 FROM outbox o WHERE o.check_in_id = c.id AND o.first_attempt_at IS NOT NULL
             AND o.state <> 'dead' AND (o.state <> 'held' OR o.doubts > 0)),
           EXISTS (
             SELECT 1 FROM outbox o WHERE o.check_in_id = c.id AND o.message_id IS NULL
             AND o.state IN ('pending', 'held', 'sending')),
           EXISTS (
             SELECT 1 FROM outbox o WHERE o.check_in_id = c.id AND o.message_id IS NULL
             AND o.state IN ('pending', 'held', 'expired')
             AND (o.first_attempt_at IS NULL OR (o.state = 'held' AND o.doubts = 0))
             AND o.key NOT LIKE '%#%' AND NOT EXISTS (
               SELECT 1 FROM outbox later WHERE later.check_in_id = c.id AND later.id > o.id
               AND later.key NOT LIKE '%#%'
               AND (later.key NOT LIKE 'again/%' OR later.first_attempt_at IS NOT NULL))
             AND o.key NOT LIKE 'again/%'),
           c.later_due, c.later_said, r.closes_at
    FROM check_in c
    JOIN run r ON r.id = c.run_id
    JOIN participant p ON p.run_id = c.run_id AND p.person = c.person
"""
_OF_RUN = COLUMNS + "WHERE c.run_id = ?{some} ORDER BY c.id"
_OF_PARTICIPANT = COLUMNS + "WHERE c.run_id = ? AND c.person = ? ORDER BY c.id"
_BY_ID = COLUMNS + "WHERE c.id = ?"
ANSWERS = """
    SELECT check_in_id, question, message, text, said_at FROM answer
    WHERE check_in_id = ? ORDER BY id
"""
_RUN_ANSWERS = """
    SELECT a.check_in_id, a.question, a.message, a.text, a.said_at
    FROM check_in c JOIN answer a ON a.check_in_id = c.id
    WHERE c.run_id = ?{some} ORDER BY a.id
"""
# A run that closed is settled for a person once none of its check-ins is open any more.
_SETTLE = """
    UPDATE check_in SET live = 0
    WHERE run_id = ? AND person = (SELECT person FROM check_in WHERE id = ?)
      AND NOT EXISTS (
        SELECT 1 FROM check_in o WHERE o.run_id = check_in.run_id AND o.person = check_in.person
        AND o.state IN ('waiting', 'asking'))
"""


_MAY_COME_BACK = frozenset({State.AWAY, State.SKIPPED})


async def owner(tx: Transaction, check_in_id: int) -> str | None:
    """Whose check-in this is."""
    row = await tx.one("SELECT person FROM check_in WHERE id = ?", check_in_id)
    return row[0] if row else None


async def latest_standup(tx: Transaction, person: str) -> str | None:
    """The standup in which somebody is asked, or was last as long as its run is open."""
    row = await tx.one(
        "SELECT r.standup FROM check_in c JOIN run r ON r.id = c.run_id"
        " WHERE c.person = ? AND c.live = 1"
        " ORDER BY CASE c.state WHEN 'asking' THEN 1 ELSE 0 END DESC, c.opened_at DESC, c.id DESC"
        " LIMIT 1",
        person,
    )
    return row[0] if row else None


async def check_in(tx: Transaction, check_in_id: int) -> CheckIn:
    """One check-in with its answers."""
    rows = await tx.all(_BY_ID, check_in_id)
    return of_rows(rows, await tx.all(ANSWERS, check_in_id))[0]


async def some(tx: Transaction, numbers: Collection[int]) -> list[CheckIn]:
    """These check-ins with their answers, in the order of their ids."""
    if not numbers:
        return []
    these = ", ".join("?" * len(numbers))
    rows = await tx.all(f"{COLUMNS} WHERE c.id IN ({these}) ORDER BY c.id", *numbers)
    answers = await tx.all(
        "SELECT check_in_id, question, message, text, said_at FROM answer"
        f" WHERE check_in_id IN ({these}) ORDER BY id",
        *numbers,
    )
    return list(of_rows(rows, answers))


async def of_run(tx: Transaction, run: int, some: Some = EVERYBODY) -> dict[str, list[CheckIn]]:
    """All check-ins of a run, or those of some people, with their answers, by person."""

    async def of(query: str) -> list[Row]:
        return await tx.all(query.format(some=some.among("c")), run, *some.parameters)

    check_ins = of_rows(await of(_OF_RUN), await of(_RUN_ANSWERS))
    people = await of(
        "SELECT c.id, c.person FROM check_in c WHERE c.run_id = ?{some} ORDER BY c.id"
    )
    by_person: dict[str, list[CheckIn]] = {}
    for found, (_, person) in zip(check_ins, people, strict=True):
        by_person.setdefault(person, []).append(found)
    return by_person


async def of_participant(tx: Transaction, run: int, person: str) -> list[CheckIn]:
    """A person's check-ins of a run with their answers."""
    rows = await tx.all(_OF_PARTICIPANT, run, person)
    answers: list[Row] = []
    for row in rows:
        answers += await tx.all(ANSWERS, row[0])
    return list(of_rows(rows, answers))


def of_rows(
    rows: list[Row], answers: list[Row], written: datetime | None = None
) -> tuple[CheckIn, ...]:
    """Check-ins of rows of `COLUMNS`, with their answers of rows of `ANSWERS`; their runs as they
    were when something was `written`."""
    said: dict[int, list[Answer]] = {}
    for check_in_id, question, message, text, said_at in answers:
        said.setdefault(check_in_id, []).append(Answer(question, message, text, from_ms(said_at)))
    return tuple(_check_in(row, tuple(said.get(row[0], ())), written) for row in rows)


def _check_in(row: Row, answers: tuple[Answer, ...], written: datetime | None) -> CheckIn:
    closed = from_ms(row[11]) if row[11] is not None else None
    closed_since = closed is not None and written is not None and closed > written
    return CheckIn(
        id=row[0],
        run=row[1],
        day=date.fromisoformat(row[2]),
        standup=definition.load(row[3]),
        round_id=row[4],
        zone=row[5],
        state=State(row[6]),
        opened_at=from_ms(row[7]),
        deadline=from_ms(row[8]),
        position=row[9],
        answers=answers,
        shown=_shown(row[10]),
        run_open=closed is None or closed_since,
        closed_since=closed_since,
        run_skipped=bool(row[12]),
        posted=bool(row[13]),
        asked=bool(row[14]),
        unsent=bool(row[15]),
        unseen=bool(row[16]),
        put_off=PutOff(from_ms(row[17]), from_ms(row[18])) if row[17] is not None else None,
        run_closes=from_ms(row[19]),
    )


def _shown(text: str) -> dict[str, tuple[str, ...]]:
    if text == "{}":
        return {}
    return {question: tuple(items) for question, items in json.loads(text).items()}


async def save(tx: Transaction, check_in: CheckIn) -> None:
    """Keep a check-in's state; what is settled needs no reminder any more."""
    shown = encode({q: list(i) for q, i in check_in.shown.items()}) if check_in.shown else "{}"
    put_off, is_simple = check_in.put_off, check_in.is_open and not check_in.is_put_off
    moved = is_simple and await tx.run(  # touches no index, as most answers need not
        "UPDATE check_in SET position = ?, shown = ?, posted = ?"
        " WHERE id = ? AND state = ? AND later_due IS NULL",
        check_in.position,
        shown,
        int(check_in.posted),
        check_in.id,
        check_in.state.value,
    )
    if not moved:
        may_be_reminded = check_in.is_open or check_in.state in _MAY_COME_BACK
        await tx.run(
            "UPDATE check_in SET state = ?, position = ?, shown = ?, posted = ?,"
            " later_due = ?, later_said = ?,"
            " remind_due = CASE WHEN ? = 1 THEN remind_due END WHERE id = ?",
            check_in.state.value,
            check_in.position,
            shown,
            int(check_in.posted),
            to_ms(put_off.until) if put_off else None,
            to_ms(put_off.at) if put_off else None,
            int(may_be_reminded),
            check_in.id,
        )
    if not check_in.is_open and (check_in.closed_since or not check_in.run_open):
        await tx.run(_SETTLE, check_in.run, check_in.id)


async def keep(tx: Transaction, check_in_id: int, answer: Answer) -> None:
    """Keep a new answer."""
    await tx.run(
        "INSERT INTO answer (check_in_id, question, message, text, said_at, settings)"
        f" VALUES (?, ?, ?, ?, ?, {facts.SETTINGS_NOW})",
        check_in_id,
        answer.question,
        answer.message,
        answer.text,
        to_ms(answer.at),
    )


async def unskip(tx: Transaction, check_in_id: int, message: str) -> None:
    """Let the message that skipped a question be no answer to it."""
    await tx.run(
        "DELETE FROM answer WHERE check_in_id = ? AND message = ? AND text = ''",
        check_in_id,
        message,
    )


async def forgo(tx: Transaction, check_in_id: int, question: str, now: datetime) -> None:
    """Turn the answers to a question into earlier wordings."""
    await tx.run(
        "INSERT INTO wording (check_in_id, question, message, text, replaced_at)"
        " SELECT check_in_id, question, message, text, ? FROM answer"
        " WHERE check_in_id = ? AND question = ?",
        to_ms(now),
        check_in_id,
        question,
    )
    await tx.run("DELETE FROM answer WHERE check_in_id = ? AND question = ?", check_in_id, question)
