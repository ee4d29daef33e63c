"""A quarter of Learning Days as it stands in the database: who planned and learned what."""

import json
from datetime import UTC, date, datetime, timedelta
from random import Random

from standup.core.model import Channel, Question, Round, Standup
from standup.store import definition
from standup.store.database import Transaction
from standup.store.instants import to_ms

FIRST = date(2026, 7, 2)
KINDS = ("Reading", "Coding", "A course", "Talking")
_SUBJECTS = (
    *("attention", "the chain rule", "JAX", "Bayes", "type systems", "Rust", "queues", "SQL"),
    *("caches", "diffusion", "tokenizers", "kernels", "sampling", "proofs", "graphs", "colour"),
)
_NAMES = ("Ana", "Bo", "Chi", "Dee", "Eli", "Fay", "Gus", "Hana", "Ida", "Jon", "Kim", "Lea")
_STATUSES = ("done", "done", "partly", "changed", "not")
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
        Question("hours", "number", "How long did you learn?", unit="hours"),
    ),
    closes=timedelta(hours=20),
)
STANDUP = Standup(
    "learning-day", "Learning Day", (PLAN, LEARNED), (), (Channel("silent", "#learning"),)
)


async def fill(tx: Transaction, people: int, weeks: int = 13, seed: int = 1) -> None:
    """Keep a quarter of so many people, most of whom share most of the time."""
    chance = Random(seed)  # noqa: S311 - to be repeated, not secret
    numbers = {"check_in": 0, "message": 0}
    for week in range(weeks):
        run, day = week + 1, FIRST + week * timedelta(weeks=1)
        opened = datetime(day.year, day.month, day.day, 8, 30, tzinfo=UTC)
        await tx.run(
            "INSERT INTO run (id, standup, day, definition, opened_at, closes_at, closed_at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            run,
            STANDUP.id,
            day.isoformat(),
            definition.dump(STANDUP),
            to_ms(opened),
            to_ms(opened + timedelta(hours=11)),
            to_ms(opened + timedelta(hours=12)),
        )
        rows = [_person(run, number, opened, chance, numbers) for number in range(people)]
        await tx.many(
            "INSERT INTO participant (run_id, person, name, zone) VALUES (?, ?, ?, 'UTC')",
            [(run, *name(number)) for number in range(people)],
        )
        await tx.many(_CHECK_IN, [check_in for check_ins, _ in rows for check_in in check_ins])
        await tx.many(_ANSWER, [answer for _, answers in rows for answer in answers])


_CHECK_IN = (
    "INSERT INTO check_in (id, run_id, round, person, zone, state, shown, posted, live, opened_at,"
    " deadline_at, asked_at) VALUES (?, ?, ?, ?, 'UTC', ?, ?, ?, 0, ?, ?, ?)"
)
_ANSWER = (
    "INSERT INTO answer (check_in_id, question, message, text, said_at) VALUES (?, ?, ?, ?, ?)"
)
_Rows = tuple[list[tuple[object, ...]], list[tuple[object, ...]]]


def name(number: int) -> tuple[str, str]:
    """A person's id and name."""
    called = _NAMES[number % len(_NAMES)]
    turn = number // len(_NAMES)
    return f"p{number}", f"{called} {turn}" if turn else called


def _person(
    run: int, number: int, opened: datetime, chance: Random, numbers: dict[str, int]
) -> _Rows:
    """The check-ins and answers of a person in a run."""
    away, shares = chance.random() < 0.06, chance.random() < 0.68 + run * 0.015
    items = chance.sample(_SUBJECTS, chance.randint(1, 3))
    said = {"plan": _plan(items, chance), "learned": _learned(items, chance)}
    check_ins: list[tuple[object, ...]] = []
    answers: list[tuple[object, ...]] = []
    for round_id, hours in (("plan", 0), ("learned", 8)):
        numbers["check_in"] += 1
        asked, deadline = opened + timedelta(hours=hours), opened + timedelta(hours=hours + 3)
        at = asked + timedelta(minutes=chance.randint(1, 200))
        state = "away" if away else "done" if shares else "closed"
        shown = json.dumps({"did_learn": items} if round_id == "learned" and shares else {})
        moments = (to_ms(asked), to_ms(deadline), to_ms(asked))
        row = (numbers["check_in"], run, round_id, name(number)[0], state, shown)
        check_ins.append((*row, int(shares and not away), *moments))
        for question, text in said[round_id].items() if shares and not away else ():
            numbers["message"] += 1
            message = f"silent:{numbers['message']}"
            answers.append((numbers["check_in"], question, message, text, to_ms(at)))
    return check_ins, answers


def _plan(items: list[str], chance: Random) -> dict[str, str]:
    return {"will_learn": "\n".join(items), "kind": chance.choice(KINDS)}


def _learned(items: list[str], chance: Random) -> dict[str, str]:
    came = " ".join(f"{n} {chance.choice(_STATUSES)}" for n, _ in enumerate(items, 1))
    subject = items[0]
    page = subject.replace(" ", "-")
    words = chance.choice(
        (
            f"{subject} is simpler than I had thought, once it is drawn on paper",
            f"the hard part of {subject} is where it ends: https://example.org/{page}",
            f"I wrote {subject} down in thirty lines, and now I can explain it to somebody else",
        )
    )
    return {
        "did_learn": f"{came} – {words}",
        "mood": chance.choice("233444555"),
        "hours": chance.choice(("1", "2.5", "3 hours", "4")),
    }
