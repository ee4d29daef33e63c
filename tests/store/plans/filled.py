# ruff: noqa: S608, ISC004 - statements of numbers and names of our own
"""A database of a large team after a while: its runs, its reports, and a full outbox.

What the planners of both databases are asked about is here in the numbers that matter: many people,
many runs, much that was sent, and much that waits.
"""

from datetime import UTC, date, datetime, timedelta

from standup.core.model import Channel, Person, Question, Round, Standup
from standup.store import definition
from standup.store.database import Put, Transaction
from standup.store.instants import to_ms
from standup.store.learning_log.entry import first_of
from standup.store.learning_log.words import mark

PEOPLE = 2000
RUNS = 8
OTHERS = 20_000  # runs of other standups, long closed
WAITING = 8000
ITEMS = 10_000
_INDEXED = 3  # runs, the last, whose words can be found
TODAY = date(2026, 11, 26)
NOW = datetime(2026, 11, 26, 9, 45, tzinfo=UTC)
EVERYBODY = tuple(Person(f"p{n}", f"Person {n}", "UTC") for n in range(PEOPLE))
STANDUP = Standup(
    "daily",
    "Daily",
    (
        Round(
            "day",
            "Day",
            "30 9 * * *",
            (
                Question("done", "text", "What did you do?"),
                Question("sort", "choice", "What was it?", options=("a", "b"), sorts=True),
                Question("error", "metric", "What is the error?", unit="%", better="lower"),
            ),
            timedelta(hours=12),
        ),
    ),
    EVERYBODY,
    (Channel("chat", "#daily"),),
)
_DAY = 86_400_000
_FIRST = TODAY - timedelta(days=RUNS - 1)

_NUMBERS = "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {last})"


async def _each(tx: Transaction, count: int, statement: str) -> None:
    """Carry out INSERT … SELECT … FROM n for every number below `count`."""
    into, select = statement.split(" SELECT ", 1)
    await tx.run(f"{into} {_NUMBERS.format(last=count - 1)} SELECT {select}")


async def fill(tx: Transaction) -> None:
    """Put all of it into an empty database."""
    await _each(
        tx,
        OTHERS,
        "INSERT INTO run (standup, day, definition, opened_at, closes_at, closed_at)"
        " SELECT 's' || (i % 20), CAST(i AS TEXT), '{}', 0, 0, 1 FROM n",
    )
    for number in range(RUNS):
        await _run(tx, number)
    await _people(tx)
    await _items(tx)
    await _waiting(tx)
    await _platforms(tx)


async def _run(tx: Transaction, number: int) -> None:
    """A run in which everybody said something; the last one is open, with half of it said."""
    run, last = OTHERS + 1 + number, number == RUNS - 1
    day = _FIRST + timedelta(days=number)
    opened = to_ms(NOW) - (RUNS - 1 - number) * _DAY
    await tx.run(
        "INSERT INTO run (standup, day, definition, opened_at, closes_at, closed_at)"
        " VALUES ('daily', ?, ?, ?, ?, ?)",
        *(day.isoformat(), definition.dump(STANDUP), opened, opened + _DAY),
        None if last else opened + _DAY,
    )
    await _each(
        tx,
        PEOPLE,
        "INSERT INTO participant (run_id, person, name, zone)"
        f" SELECT {run}, 'p' || i, 'Person ' || i, 'UTC' FROM n",
    )
    await _each(
        tx,
        PEOPLE,
        "INSERT INTO check_in (run_id, round, person, zone, state, live, opened_at, deadline_at,"
        " asked_at, remind_due, deadline_due)"
        f" SELECT {run}, 'day', 'p' || i, 'UTC',"
        f" CASE WHEN {int(last)} = 1 AND i % 2 = 0 THEN 'asking' ELSE 'done' END, {int(last)},"
        f" {opened}, {opened + _DAY}, {opened},"
        f" CASE WHEN {int(last)} = 1 AND i % 2 = 0 THEN {opened + _DAY // 2} + i END,"
        f" CASE WHEN {int(last)} = 1 THEN {opened + _DAY} + i END FROM n",
    )
    await _said(tx, number, day, opened)
    await _sent(tx, number, opened)


async def _said(tx: Transaction, number: int, day: date, opened: int) -> None:
    run, first = OTHERS + 1 + number, number * PEOPLE + 1
    await _each(
        tx,
        PEOPLE,
        "INSERT INTO answer (check_in_id, question, message, text, said_at)"
        f" SELECT {first} + i, 'done', 'chat:{run}/' || i, 'I learned something', {opened} + i"
        " FROM n",
    )
    await _each(
        tx,
        PEOPLE // 4,
        "INSERT INTO metric (check_in_id, standup, day, round, question, unit, value, said_at)"
        f" SELECT {first} + i, 'daily', '{day}', 'day', 'error', '%', '24.8', {opened} + i FROM n",
    )
    await _each(
        tx,
        PEOPLE // 10,
        "INSERT INTO addition (run_id, person, message, text, said_at)"
        f" SELECT {run}, 'p' || i, 'chat:u{run}/' || i, 'And another thing', {opened} + i FROM n",
    )
    await _each(
        tx,
        PEOPLE // 2,
        "INSERT INTO offer (key, person, run_id, message, text, said_at, ways)"
        f" SELECT 'o{run}/' || i, 'p' || i, {run}, 'chat:o{run}/' || i, 'One more', {opened} + i,"
        " '[]' FROM n",
    )
    await _each(
        tx,
        PEOPLE // 10,
        "INSERT INTO wording (check_in_id, question, message, text, replaced_at)"
        f" SELECT {first} + i, 'done', 'chat:{run}/' || i, 'I lerned', {opened} + i FROM n",
    )
    await _each(
        tx,
        PEOPLE // 10,
        "INSERT INTO wording (addition_id, message, text, replaced_at)"
        f" SELECT {number * (PEOPLE // 10) + 1} + i, 'chat:u{run}/' || i, 'And', {opened}"
        " FROM n",
    )
    await _each(
        tx,
        PEOPLE,
        "INSERT INTO entry (id, run_id, standup, person)"
        f" SELECT {first_of(day)} + {first} + i, {run}, 'daily', 'p' || i FROM n",
    )
    await _each(
        tx,
        PEOPLE,
        "INSERT INTO entry_tag (entry_id, tag)"
        f" SELECT {first_of(day)} + {first} + i, 't' || (i % 50) FROM n",
    )
    await _each(
        tx,
        PEOPLE // 4,
        "INSERT INTO entry_link (entry_id, number, url)"
        f" SELECT {first_of(day)} + {first} + i, 0, 'https://a' FROM n",
    )
    if number >= RUNS - _INDEXED:
        await tx.words.put(tx, [_words(first_of(day) + first, n) for n in range(PEOPLE)])


def _words(first: int, number: int) -> Put:
    said = "I learned something rare" if number == 0 else "I learned something"
    return first + number, said, (mark("standup", "daily"), mark("person", f"p{number}"))


async def _sent(tx: Transaction, number: int, opened: int) -> None:
    """What was told to people in a run, and what was posted of it."""
    run, first = OTHERS + 1 + number, number * PEOPLE + 1
    sent = (
        "content, urgency, due_at, created_at, sent_at, first_attempt_at, message_id, sent_place,"
        " sent_version, state"
    )
    values = f"'[]', 1, {opened}, {opened}, {opened}, {opened}, 'm{run}/' || i"
    for kind, check_in in enumerate((f"{first} + i", "NULL")):
        await _each(
            tx,
            PEOPLE,
            f"INSERT INTO outbox (key, adapter, account, destination, check_in_id, {sent})"
            f" SELECT 'q/{run}/{kind}/' || i, 'chat', 'a' || i, 'a' || i, {check_in}, {values},"
            " '@a' || i, 1, 'sent' FROM n",
        )
    await _each(
        tx,
        PEOPLE,
        f"INSERT INTO outbox (key, adapter, place, destination, thread, {sent})"
        f" SELECT 'report/' || ({first} + i) || '/0', 'chat', '#daily', '#daily',"
        f" 'thread/{run}/0', {values}, '#daily', 1, 'sent' FROM n",
    )
    await _each(
        tx,
        PEOPLE,
        "INSERT INTO post (kind, subject, run_id, composed)"
        f" SELECT 'report', CAST({first} + i AS TEXT), {run}, 1 FROM n",
    )
    await _each(
        tx,
        PEOPLE // 10,
        "INSERT INTO post (kind, subject, run_id, composed)"
        f" SELECT 'update', CAST({number * (PEOPLE // 10) + 1} + i AS TEXT), {run}, 1 FROM n",
    )
    for post in ("thread", "digest", "summary"):
        await tx.run(
            "INSERT INTO post (kind, subject, run_id, composed) VALUES (?, ?, ?, 1)",
            *(post, str(run), run),
        )
    await _each(
        tx,
        PEOPLE,
        "INSERT INTO inbound (adapter, id, taken_at, failed)"
        f" SELECT 'chat', '{run}/' || i, {opened} + i, CASE WHEN i % 100 = 0"
        ' THEN \'{"account": "a1"}\' END FROM n',
    )


async def _people(tx: Transaction) -> None:
    for statement in (
        "INSERT INTO account (adapter, account, person, tied_at)"
        " SELECT 'chat', 'b' || i, 'p' || i, 0 FROM n",
        "INSERT INTO preference (person, adapter) SELECT 'p' || i, 'chat' FROM n",
        "INSERT INTO language (person, language) SELECT 'p' || i, 'de' FROM n",
        "INSERT INTO chat_language (adapter, account, person, language, since)"
        " SELECT 'chat', 'a' || i, 'p' || i, 'de', 0 FROM n",
        "INSERT INTO code (digest, person, expires_at)"
        f" SELECT 'd' || i, 'p' || i, {to_ms(NOW)} + i FROM n",
        f"INSERT INTO wrong_code (adapter, account, times, last_at) SELECT 'chat', 'a' || i, 1,"
        f" {to_ms(NOW)} + i FROM n",
        "INSERT INTO unreachable (adapter, account, reason, since)"
        " SELECT 'chat', 'a' || i, CASE WHEN i % 20 = 0 THEN 'blocked' ELSE '' END, 0 FROM n",
        "INSERT INTO away (person, first_day, last_day)"
        " SELECT 'p' || i, '2026-11-01', '2026-11-02' FROM n",
        "INSERT INTO consent (person, day, agreed, said_at) SELECT 'p' || i, '', 1, 0 FROM n",
        "INSERT INTO consent_told (person, standup, day, told_at)"
        " SELECT 'p' || i, 'daily', '2026-11-01', 0 FROM n",
        "INSERT INTO told (person, standup, readers, check_in_id, told_at)"
        " SELECT 'p' || i, 'daily', 'chat:#daily', i, 0 FROM n",
        "INSERT INTO setting (person, kind, value, words, said_by, via, said_at)"
        " SELECT 'p' || i, 'timezone', '{\"zone\": \"Europe/Athens\"}', 'timezone Athens',"
        f" 'p' || i, 'chat', {to_ms(NOW)} FROM n",
        "INSERT INTO silence (person, standup, runs) SELECT 'p' || i, 'daily', 2 FROM n",
        "INSERT INTO hint_told (check_in_id, mark, entry_id) SELECT i, i, i FROM n",
        "INSERT INTO twin (run_id, check_in_id, line, other_id, other_line)"
        " SELECT i, i, 0, i + 1, 0 FROM n",
        "INSERT INTO farewell (person, until) SELECT 'p' || i, 0 FROM n",
        "INSERT INTO lasting (person, words, subject, done_at, settings)"
        " SELECT 'p' || i, 'skip', '', i, 0 FROM n",
        f"INSERT INTO leaver (run_id, person) SELECT {OTHERS + RUNS}, 'x' || i FROM n",
        "INSERT INTO called (person, post_id, adapter, account)"
        " SELECT 'p' || i, i + 1, 'chat', 'a' || i FROM n",
        "INSERT INTO search (person, words, beyond, at)"
        f" SELECT 'p' || i, 'jax', 0, {to_ms(NOW)} + i FROM n",
        "INSERT INTO kept (adapter, name, value) SELECT 'chat', 'room/a' || i, '!r' FROM n",
        "INSERT INTO post (kind, subject, composed)"
        " SELECT 'own', 'daily/2026-10-01/p' || i || '/2026-09-01', 1 FROM n",
        "INSERT INTO shared_report (post_id, person, shared_at) SELECT p.id, 'p' || i, i FROM n"
        " JOIN post p ON p.subject = 'daily/2026-10-01/p' || i || '/2026-09-01'",
    ):
        await _each(tx, PEOPLE, statement)


async def _items(tx: Transaction) -> None:
    """What lives on: most of it in one standup and ended, each with a logbook and some posted."""
    last = OTHERS + RUNS
    when = f"{to_ms(NOW) - 400 * _DAY} + CAST(i AS BIGINT) * {_DAY // 25}"
    source = "CASE WHEN i % 3 = 0 THEN 'said/' || i ELSE 'report/' || i END"
    await _each(
        tx,
        ITEMS,
        "INSERT INTO item (standup, life, source, question, place, run_id, author, is_authors,"
        " begun, begun_at, words, owner, state, since, ended, origin, news_at)"
        " SELECT CASE WHEN i % 5 = 0 THEN 's' || (i % 20) ELSE 'daily' END,"
        " CASE WHEN i % 4 = 0 THEN 'blocker' ELSE 'hypothesis' END, 'report/' || i, 'new', 0,"
        f" {last} - i % 1000, 'p' || (i % {PEOPLE}), 1, 'open', {when},"
        f" 'the loss differs by seed', 'p' || ((i + i % 2) % {PEOPLE}),"
        " CASE WHEN i % 4 = 0 AND i % 3 > 0 THEN 'resolved' WHEN i % 4 = 0 THEN 'raised'"
        "  WHEN i % 3 > 0 THEN 'refuted' ELSE 'open' END,"
        f" {when}, CASE WHEN i % 3 > 0 THEN 1 ELSE 0 END,"
        f" CASE WHEN i % 10 = 0 THEN i / 2 + 1 END, {when} FROM n",
    )
    for kind, value in (
        ("words", "''"),
        ("state", "'refuted'"),
        ("owner", f"'p' || (i % {PEOPLE})"),
    ):
        await _each(
            tx,
            ITEMS,
            "INSERT INTO item_news (item_id, source, part, kind, value, person, text, run_id,"
            f" said_at) SELECT i + 1, {source},"
            f" '', '{kind}', {value}, 'p' || ((i * 7) % {PEOPLE}), 'two seeds suffice',"
            f" CASE WHEN i % 3 > 0 THEN {last} - i % 1000 END, {when} FROM n",
        )
    await tx.run(
        "INSERT INTO item_wording (edit, item_id, source, part, kind, value, ends, person, text,"
        " said_at) SELECT 'chat:' || id, item_id, source, part, kind, value, ends, person, text,"
        " said_at FROM item_news"
    )
    await _each(
        tx,
        ITEMS,
        "INSERT INTO post (kind, subject, run_id, composed)"
        f" SELECT 'item', CAST(i + 1 AS TEXT), CASE WHEN i % 9 > 0 THEN {last} - i % 1000 END, 1"
        " FROM n",
    )


async def _waiting(tx: Transaction) -> None:
    """A wave under way: prompts that are not due yet, replies that are put off, some held."""
    due = to_ms(NOW)
    for urgency in range(4):
        await _each(
            tx,
            WAITING // 4,
            "INSERT INTO outbox (key, adapter, account, destination, check_in_id, content, urgency,"
            " due_at, valid_until, created_at)"
            f" SELECT 'w/{urgency}/' || i, 'chat', 'a' || i, 'a' || i,"
            f" {(RUNS - 1) * PEOPLE + 1} + i,"
            f" '[]', {urgency}, {due} + i - 50, {due + _DAY}, {due} FROM n",
        )
    await _each(
        tx,
        WAITING // 4,
        "INSERT INTO outbox (key, adapter, account, destination, content, urgency, due_at,"
        " created_at, state, valid_until)"
        f" SELECT 'h/' || i, 'chat', 'a' || i, 'a' || i, '[]', 1, {due}, {due}, 'held',"
        f" {due + _DAY} FROM n",
    )
    await _each(
        tx,
        WAITING // 4,
        "INSERT INTO outbox (key, adapter, place, destination, thread, content, urgency, due_at,"
        " created_at) SELECT 'r/' || i, 'chat', '#daily', '#daily', 'thread/0/0', '[]', 2,"
        f" {due}, {due} FROM n",
    )


async def _platforms(tx: Transaction) -> None:
    await tx.run("INSERT INTO position (adapter, cursor) VALUES ('chat', '1')")
    await tx.run("INSERT INTO lane (name, worker, epoch, taken_at) VALUES ('chat', 'h 1 t', 1, 0)")
    for statement in (
        f"INSERT INTO schedule (standup, round, zone, day, due_at) SELECT 'daily', 'day', 'z' || i,"
        f" '2026-11-27', {to_ms(NOW) + _DAY} FROM n",
        "INSERT INTO missed (standup, day, round, zone, due_at, settled_at, reason)"
        " SELECT 'daily', '2024-01-01', 'day', 'z' || i, 0, 0, 'was off' FROM n",
        "INSERT INTO summary (standup, period, state, changed_at)"
        " SELECT 'daily', 'd' || i, 'written', 0 FROM n",
    ):
        await _each(tx, 1000, statement)
