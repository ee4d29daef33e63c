"""One person's conversation: loaded as the core knows it, and its check-ins and answers kept."""

import json
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from operator import itemgetter

from standup.core import keys
from standup.core.check_in import Answer, CheckIn, Conversation, State
from standup.core.model import Person
from standup.core.offers import Offer
from standup.store import absences, definition, offers
from standup.store.database import Row, Transaction
from standup.store.instants import from_ms, to_ms
from standup.store.some import EVERYBODY, Some
from standup.store.text import encode

_DAY = timedelta(days=1)
_COLUMNS = """
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
               AND later.key NOT LIKE '%#%'))
    FROM check_in c
    JOIN run r ON r.id = c.run_id
    JOIN participant p ON p.run_id = c.run_id AND p.person = c.person
"""
_OF_MESSAGE = (
    _COLUMNS + "WHERE c.person = ? AND c.live = 0 AND c.run_id = ("
    " SELECT m.run_id FROM answer a JOIN check_in m ON m.id = a.check_in_id WHERE a.message = ?)"
    " ORDER BY c.id"
)
_BESIDE = _COLUMNS + (
    "WHERE c.person = ? AND c.live = 0 AND p.figures IS NULL"
    " AND c.run_id = (SELECT run_id FROM check_in WHERE id = ?) ORDER BY c.id"
)
_CLOSED_SINCE = _COLUMNS + (
    "WHERE c.person = ? AND c.live = 0 AND p.figures IS NULL AND r.closed_at > ? ORDER BY c.id"
)
_OF_RUN = _COLUMNS + "WHERE c.run_id = ?{some} ORDER BY c.id"
_OF_PARTICIPANT = _COLUMNS + "WHERE c.run_id = ? AND c.person = ? ORDER BY c.id"
_BY_ID = _COLUMNS + "WHERE c.id = ?"
# What a person has open, what they answered in it, when they are away, what waits for their word,
# who they know to read what, and their language, in one trip: each kind of row in the columns of
# the first.
_LIVE = f"""
    {_COLUMNS.replace("SELECT", "SELECT 'check-in',", 1)} WHERE c.person = ? AND c.live = 1
    UNION ALL
    SELECT 'answer', a.check_in_id, a.id, a.question, a.message, a.text,
           NULL, NULL, a.said_at, {", ".join(["NULL"] * 9)}
    FROM check_in c JOIN answer a ON a.check_in_id = c.id WHERE c.person = ? AND c.live = 1
    UNION ALL
    SELECT 'away', NULL, NULL, first_day, last_day, {", ".join(["NULL"] * 13)}
    FROM away WHERE person = ? AND last_day >= ?
    UNION ALL
    SELECT 'offer', id, said_at, message, text, ways, {", ".join(["NULL"] * 12)}
    FROM offer WHERE person = ? AND id >= coalesce((
      SELECT id FROM offer WHERE person = ? ORDER BY id DESC LIMIT 1 OFFSET {offers.MOST - 1}), 0)
    UNION ALL
    SELECT 'told', NULL, NULL, standup, readers, {", ".join(["NULL"] * 13)}
    FROM told t WHERE person = ? AND (check_in_id IS NULL OR EXISTS (
      SELECT 1 FROM check_in c WHERE c.id = t.check_in_id AND c.asked_at IS NOT NULL))
    UNION ALL
    SELECT 'language', NULL, NULL, language, {", ".join(["NULL"] * 14)}
    FROM language WHERE person = ?
"""
_ANSWERS = """
    SELECT check_in_id, question, message, text, said_at FROM answer
    WHERE check_in_id = ? ORDER BY id
"""
_EARLIER = """
    SELECT w.text FROM wording w JOIN check_in c ON c.id = w.check_in_id
    WHERE w.message = ? AND c.person = ? ORDER BY w.id
"""
# Of the messages that put a check-in's latest question, which may have been moved.
_LEFT = """
    SELECT o.check_in_id, min(
      CASE WHEN o.state <> 'held' OR o.doubts > 0 THEN o.first_attempt_at END),
      max(CASE WHEN o.key NOT LIKE 'moved/%' THEN o.key END)
    FROM outbox o WHERE o.check_in_id IN ({these}) AND o.key NOT LIKE '%#%' AND NOT EXISTS (
      SELECT 1 FROM outbox later WHERE later.check_in_id = o.check_in_id AND later.id > o.id
      AND later.key NOT LIKE '%#%' AND later.key NOT LIKE 'moved/%')
    GROUP BY o.check_in_id
"""
_RUN_ANSWERS = """
    SELECT a.check_in_id, a.question, a.message, a.text, a.said_at
    FROM check_in c JOIN answer a ON a.check_in_id = c.id
    WHERE c.run_id = ?{some} ORDER BY a.id
"""


_LAST_SAID = """
    SELECT message, text, said_at FROM (
      SELECT a.message, a.text, a.said_at
      FROM check_in c JOIN answer a ON a.check_in_id = c.id
      WHERE c.person = ? AND c.live = 1 AND a.text <> ''
      UNION ALL
      SELECT u.message, u.text, u.said_at FROM addition u
      WHERE u.person = ? AND u.text <> ''
    ) said ORDER BY said_at DESC LIMIT 1
"""


_SAID = """
    SELECT message, text, said_at FROM addition WHERE message = ? AND person = ? AND text <> ''
    UNION ALL
    SELECT a.message, a.text, a.said_at FROM answer a JOIN check_in c ON c.id = a.check_in_id
    WHERE a.message = ? AND c.person = ? AND a.text <> ''
"""


async def load(
    tx: Transaction,
    person: Person,
    now: datetime,
    message: str | None = None,
    written: datetime | None = None,
    check_in: int | None = None,
    offer: Offer | None = None,
) -> Conversation:
    """What decides the meaning of a person's message.

    With the check-in or update that `message` belongs to; with the runs that were open when it was
    `written`, where that is a while ago, as if they still were; with the run of a `check_in`; with
    an `offer`, however long it waits.
    """
    yesterday = now.date() - _DAY  # still today somewhere
    live = await _live(tx, person.id, yesterday)
    rows, answers, waiting = live.check_ins, live.answers, live.offers
    update, earlier = None, ()
    if message is not None:
        found = await tx.one(
            "SELECT id, run_id FROM addition WHERE message = ? AND person = ?", message, person.id
        )
        update = (found[0], found[1]) if found else None
        earlier = tuple(row[0] for row in await tx.all(_EARLIER, message, person.id))
        waiting = _with(waiting, await offers.of_message(tx, person.id, message))
        settled = await tx.all(_OF_MESSAGE, person.id, message)
        for row in settled:
            answers += await tx.all(_ANSWERS, row[0])
        rows = settled + rows
    if check_in is not None:
        beside = await tx.all(_BESIDE, person.id, check_in)
        for row in beside:
            answers += await tx.all(_ANSWERS, row[0])
        rows = beside + rows
    if written is not None:
        past = await tx.all(_CLOSED_SINCE, person.id, to_ms(written))
        for row in past:
            answers += await tx.all(_ANSWERS, row[0])
        rows = sorted([(*row[:11], None, *row[12:]) for row in past] + rows, key=_age)
    check_ins = _check_ins(rows, answers)
    return Conversation(
        person=person.id,
        name=person.name,
        zone=person.zone,
        check_ins=check_ins if written is None else await _with_leaving(tx, check_ins),
        away=absences.read(live.away),
        update=update,
        earlier=earlier,
        offers=_with(waiting, offer),
        told=dict(live.told),
        language=live.language,
    )


async def _with_leaving(tx: Transaction, check_ins: tuple[CheckIn, ...]) -> tuple[CheckIn, ...]:
    """The check-ins with when their pending questions left, or may have."""
    if not check_ins:
        return ()
    numbers = [check_in.id for check_in in check_ins]
    these = ", ".join("?" * len(numbers))
    left = {number: told for number, *told in await tx.all(_LEFT.format(these=these), *numbers)}
    return tuple(_left(one, *left[one.id]) if one.id in left else one for one in check_ins)


def _left(check_in: CheckIn, at: int | None, key: str | None) -> CheckIn:
    """The check-in with when its latest question left, unless it has gone on in silence since:
    what was answered while another was pending is followed by nothing."""
    said = check_in.answers[-1].message if check_in.answers else None
    is_it = check_in.state is State.ASKING or said is None or key == keys.reply(said)
    return replace(check_in, left_at=from_ms(at)) if at is not None and is_it else check_in


def _with(waiting: tuple[Offer, ...], offer: Offer | None) -> tuple[Offer, ...]:
    return waiting if offer is None or offer in waiting else (offer, *waiting)


@dataclass(frozen=True, slots=True)
class _Live:
    """A person's check-ins that may take words, their answers, away dates that are not over, what
    waits for their word, who they know to read what, and the language they said."""

    check_ins: list[Row]
    answers: list[Row]
    away: list[Row]
    offers: tuple[Offer, ...]
    told: list[Row]
    language: str


async def _live(tx: Transaction, person: str, today: date) -> _Live:
    found = dict[str, list[Row]](
        {"check-in": [], "answer": [], "away": [], "offer": [], "told": [], "language": []}
    )
    asked = (person, person, person, today.isoformat(), person, person, person, person)
    for kind, *row in await tx.all(_LIVE, *asked):
        found[kind].append(tuple(row))
    answers = sorted(found["answer"], key=itemgetter(1))
    return _Live(
        sorted(found["check-in"], key=_age),
        [(row[0], *row[2:5], row[7]) for row in answers],
        sorted(row[2:4] for row in found["away"]),
        tuple(offers.read((m, t, at, ways)) for _, at, m, t, ways, *_ in sorted(found["offer"])),
        [row[2:4] for row in found["told"]],
        next((row[2] for row in found["language"]), ""),
    )


def _age(row: Row) -> tuple[int, int]:
    """By which check-ins are in order, the oldest first."""
    return row[7], row[0]


async def owner(tx: Transaction, check_in_id: int) -> str | None:
    """Whose check-in this is."""
    row = await tx.one("SELECT person FROM check_in WHERE id = ?", check_in_id)
    return row[0] if row else None


async def author(tx: Transaction, message: str) -> str | None:
    """Who wrote the message of an answer, of an earlier wording, of an update, or of an offer."""
    row = await tx.one(
        "SELECT c.person FROM answer a JOIN check_in c ON c.id = a.check_in_id WHERE a.message = ?"
        " UNION ALL SELECT person FROM addition WHERE message = ?"
        " UNION ALL SELECT c.person FROM wording w JOIN check_in c ON c.id = w.check_in_id"
        " WHERE w.message = ?"
        " UNION ALL SELECT person FROM offer WHERE message = ?",
        *(message, message, message, message),
    )
    return row[0] if row else None


async def last_said(tx: Transaction, person: str) -> tuple[str, str, datetime] | None:
    """The message, the words and the time of the last update or answer of a person's own, of what
    they have open."""
    row = await tx.one(_LAST_SAID, person, person)
    return (row[0], row[1], from_ms(row[2])) if row else None


@dataclass(frozen=True, slots=True)
class Added:
    """An update of a person's own: what it says, in which run, and when it was said."""

    number: int
    run: int
    message: str
    text: str
    at: datetime


async def added(tx: Transaction, person: str, message: str) -> Added | None:
    """An update of a person's own, unless it was taken back."""
    row = await tx.one(
        "SELECT id, run_id, message, text, said_at FROM addition"
        " WHERE message = ? AND person = ? AND text <> ''",
        *(message, person),
    )
    return Added(row[0], row[1], row[2], row[3], from_ms(row[4])) if row else None


async def said(tx: Transaction, person: str, message: str) -> tuple[str, str, datetime] | None:
    """The message, the words and the time of an update or an answer of a person's own."""
    row = await tx.one(_SAID, *(message, person, message, person))
    return (row[0], row[1], from_ms(row[2])) if row else None


async def check_in(tx: Transaction, check_in_id: int) -> CheckIn:
    """One check-in with its answers."""
    rows = await tx.all(_BY_ID, check_in_id)
    return _check_ins(rows, await tx.all(_ANSWERS, check_in_id))[0]


async def some(tx: Transaction, numbers: Collection[int]) -> list[CheckIn]:
    """These check-ins with their answers, in the order of their ids."""
    if not numbers:
        return []
    these = ", ".join("?" * len(numbers))
    rows = await tx.all(f"{_COLUMNS} WHERE c.id IN ({these}) ORDER BY c.id", *numbers)
    answers = await tx.all(
        "SELECT check_in_id, question, message, text, said_at FROM answer"
        f" WHERE check_in_id IN ({these}) ORDER BY id",
        *numbers,
    )
    return list(_check_ins(rows, answers))


async def of_run(tx: Transaction, run: int, some: Some = EVERYBODY) -> dict[str, list[CheckIn]]:
    """All check-ins of a run, or those of some people, with their answers, by person."""

    async def of(query: str) -> list[Row]:
        return await tx.all(query.format(some=some.among("c")), run, *some.parameters)

    check_ins = _check_ins(await of(_OF_RUN), await of(_RUN_ANSWERS))
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
        answers += await tx.all(_ANSWERS, row[0])
    return list(_check_ins(rows, answers))


def _check_ins(rows: list[Row], answers: list[Row]) -> tuple[CheckIn, ...]:
    said: dict[int, list[Answer]] = {}
    for check_in_id, question, message, text, said_at in answers:
        said.setdefault(check_in_id, []).append(Answer(question, message, text, from_ms(said_at)))
    return tuple(_check_in(row, tuple(said.get(row[0], ()))) for row in rows)


def _check_in(row: Row, answers: tuple[Answer, ...]) -> CheckIn:
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
        run_open=row[11] is None,
        run_skipped=bool(row[12]),
        posted=bool(row[13]),
        asked=bool(row[14]),
        unsent=bool(row[15]),
        unseen=bool(row[16]),
    )


def _shown(text: str) -> dict[str, tuple[str, ...]]:
    if text == "{}":
        return {}
    return {question: tuple(items) for question, items in json.loads(text).items()}


async def save(tx: Transaction, check_in: CheckIn) -> None:
    """Keep a check-in's state; what is settled needs no reminder any more."""
    shown = encode({q: list(i) for q, i in check_in.shown.items()}) if check_in.shown else "{}"
    moved = check_in.is_open and await tx.run(  # touches no index, as most answers need not
        "UPDATE check_in SET position = ?, shown = ?, posted = ? WHERE id = ? AND state = ?",
        check_in.position,
        shown,
        int(check_in.posted),
        check_in.id,
        check_in.state.value,
    )
    if not moved:
        may_be_reminded = check_in.is_open or check_in.state is State.AWAY
        await tx.run(
            "UPDATE check_in SET state = ?, position = ?, shown = ?, posted = ?,"
            " remind_due = CASE WHEN ? = 1 THEN remind_due END WHERE id = ?",
            check_in.state.value,
            check_in.position,
            shown,
            int(check_in.posted),
            int(may_be_reminded),
            check_in.id,
        )
    if not check_in.is_open and not check_in.run_open:
        await tx.run(_SETTLE, check_in.run, check_in.id)


# A run that closed is settled for a person once none of its check-ins is open any more.
_SETTLE = """
    UPDATE check_in SET live = 0
    WHERE run_id = ? AND person = (SELECT person FROM check_in WHERE id = ?)
      AND NOT EXISTS (
        SELECT 1 FROM check_in o WHERE o.run_id = check_in.run_id AND o.person = check_in.person
        AND o.state IN ('waiting', 'asking'))
"""


async def keep(tx: Transaction, check_in_id: int, answer: Answer) -> None:
    """Keep a new answer."""
    await tx.run(
        "INSERT INTO answer (check_in_id, question, message, text, said_at) VALUES (?, ?, ?, ?, ?)",
        check_in_id,
        answer.question,
        answer.message,
        answer.text,
        to_ms(answer.at),
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


async def add(
    tx: Transaction, run: int, person: str, message: str, text: str, now: datetime
) -> int:
    """Keep an update and return its id."""
    row = await tx.one(
        "INSERT INTO addition (run_id, person, message, text, said_at) VALUES (?, ?, ?, ?, ?)"
        " RETURNING id",
        run,
        person,
        message,
        text,
        to_ms(now),
    )
    assert row is not None
    return int(row[0])


def planned(number: int) -> str:
    """What stands in the place of an update's message that is on its author's plan instead."""
    return f"planned/{number}"


async def withhold(tx: Transaction, number: int, check_in_id: int, question: str) -> None:
    """Turn an update into part of an answer, which takes over its earlier wordings."""
    await tx.run(
        "UPDATE wording SET addition_id = NULL, check_in_id = ?, question = ?"
        " WHERE addition_id = ?",
        *(check_in_id, question, number),
    )
    await tx.run("UPDATE addition SET text = '', message = ? WHERE id = ?", planned(number), number)


async def reword(tx: Transaction, message: str, text: str, now: datetime, edit: str = "") -> None:
    """Change what a message says, by an edit of this id; the earlier wording is kept."""
    given = (to_ms(now), edit or None, message, text)
    await tx.run(
        "INSERT INTO wording (check_in_id, question, message, text, replaced_at, edit)"
        " SELECT check_in_id, question, message, text, ?, ? FROM answer"
        " WHERE message = ? AND text <> ?",
        *given,
    )
    await tx.run(
        "INSERT INTO wording (addition_id, message, text, replaced_at, edit)"
        " SELECT id, message, text, ?, ? FROM addition WHERE message = ? AND text <> ?",
        *given,
    )
    await tx.run("UPDATE answer SET text = ? WHERE message = ?", text, message)
    await tx.run("UPDATE addition SET text = ? WHERE message = ?", text, message)


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking back an edit comes to: what its message says from then on, and what the edit had
    said; `row` is the wording that it replaced, `next` the one that holds its words, if any."""

    message: str
    text: str
    said: str
    row: int
    next: int | None


async def edited_by(tx: Transaction, adapter: str, edit: str) -> Undone | None:
    """What an edit of this id changed, if it changed anything."""
    rows = await tx.all("SELECT id, message, text FROM wording WHERE edit = ?", edit)
    row = next((row for row in rows if row[1].startswith(f"{adapter}:")), None)
    if row is None:
        return None
    number, message, before = row
    now = await tx.one(
        "SELECT text FROM answer WHERE message = ? UNION ALL"
        " SELECT text FROM addition WHERE message = ?",
        *(message, message),
    )
    if now is None:  # replaced by another message meanwhile, or no longer kept
        return None
    later = await tx.one(
        "SELECT id, text FROM wording WHERE message = ? AND +id > ? ORDER BY +id LIMIT 1",
        *(message, number),
    )
    if later is None:
        return Undone(message, before, now[0], number, None)
    return Undone(message, now[0], later[1], number, later[0])


async def undo_edit(tx: Transaction, undone: Undone, edit: str) -> None:
    """Erase what an edit said that was taken back; the message itself was changed back before."""
    if undone.next is not None:
        await tx.run(
            "UPDATE wording SET text = (SELECT w.text FROM wording w WHERE w.id = ?) WHERE id = ?",
            *(undone.row, undone.next),
        )
    await tx.run("DELETE FROM wording WHERE id = ?", undone.row)
    await tx.run("DELETE FROM wording WHERE edit = ?", edit)


async def erase(tx: Transaction, message: str, person: str) -> None:
    """Take the words of a person's own message out of the store, earlier wordings included."""
    for table in ("answer", "wording"):
        await tx.run(
            f"UPDATE {table} SET text = '' WHERE message = ?"
            " AND check_in_id IN (SELECT id FROM check_in WHERE person = ?)",
            message,
            person,
        )
    await tx.run(
        "UPDATE wording SET text = '' WHERE message = ?"
        " AND addition_id IN (SELECT id FROM addition WHERE person = ?)",
        message,
        person,
    )
    await tx.run("UPDATE addition SET text = '' WHERE message = ? AND person = ?", message, person)
