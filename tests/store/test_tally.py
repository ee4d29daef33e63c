"""What the head of a thread counts is what is stored, whatever happened in whichever order."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from standup.core.asking.check_in import Answer, State
from standup.core.messages.markup import Message
from standup.core.model import Account, Person, Question, Round, Standup
from standup.core.posts import PostKind
from standup.core.reports.head import MOST_NAMES, Head
from standup.store import (
    asking,
    check_ins,
    days,
    definition,
    inbound,
    messages,
    outbox,
    posts,
    records,
    remains,
    runs,
    tally,
    upgrades,
    writings,
)
from standup.store.database import Store, Transaction
from standup.store.outbox import Promise
from standup.store.runs import Run
from standup.store.some import PAGE
from tests.laid_out import laid_out
from tests.store.homes import Home

BEGAN = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
ROUNDS = tuple(
    Round(name, name.title(), "30 9 * * thu", (Question("q", "text", "What?"),), timedelta(hours=8))
    for name in ("plan", "learned", "added")
)
STANDUP = Standup("day", "Day", ROUNDS[:2], (), ())
WORDS = ("", "JAX", "attention")
REASONS = ("not started", "blocked", "left")


async def told(tx: Transaction, number: int, now: datetime) -> Head:
    """The head from what is counted."""
    run = await runs.get(tx, number)
    await tally.touch_due(tx, number, now)
    while not await tally.settle(tx, run, now):
        pass
    return await tally.head(tx, run)


async def truth(tx: Transaction, number: int, now: datetime) -> Head:
    return laid_out(await records.run_report(tx, await runs.get(tx, number), now))


class Days:
    """Two runs of a few people, to whom everything happens that can."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - the same story for the same seed
        self.now = BEGAN
        self.runs: list[int] = []
        self.people = 0
        self.keys = 0

    async def begin(self, tx: Transaction) -> None:
        for day in (26, 27):
            run, _ = await runs.open_run(tx, STANDUP, date(2026, 11, day), self.now, self.now)
            await posts.want(tx, PostKind.THREAD, run.id, run.id)
            self.runs.append(run.id)

    async def step(self, tx: Transaction) -> None:
        """One thing happens to one person in one run."""
        self.keys += 1
        run = await runs.get(tx, self.chance.choice(self.runs))
        roster = await runs.roster(tx, run.id)
        if not roster or self.chance.random() < 0.15:
            await self._join(tx, run)
            return
        person = self.chance.choice(roster)[0]
        found = await check_ins.of_participant(tx, run.id, person)
        if not found or self.chance.random() < 0.15:
            await self._open(tx, run, person)
        elif self.chance.random() < 0.6:
            await self._in_check_in(tx, person, self.chance.choice(found).id)
        else:
            await self._around(tx, run, person)

    async def _join(self, tx: Transaction, run: Run) -> None:
        self.people += 1
        name = self.chance.choice("ABC") + str(self.people)
        await runs.add_participants(tx, run.id, STANDUP, [Person(f"p{self.people}", name, "UTC")])

    async def _open(self, tx: Transaction, run: Run, person: str) -> None:
        round_ = self.chance.choice(run.standup.rounds)
        deadline = self.now + timedelta(hours=self.chance.randint(1, 9))
        await asking.open_check_in(tx, run, round_.id, person, "UTC", self.now, deadline, None)

    async def _in_check_in(self, tx: Transaction, person: str, number: int) -> None:
        what = self.chance.choice(
            (
                *("keep", "keep", "state", "state", "state", "ask", "ask", "asked", "deadline"),
                *("forgo", "reword", "erase"),
            )
        )
        message, text = f"chat:{self.keys}", self.chance.choice(WORDS)
        said = await tx.one("SELECT message FROM answer WHERE check_in_id = ?", number)
        match what:
            case "keep":
                answer = Answer("q", message, text, self.now)
                await check_ins.keep(tx, number, answer)
            case "state":
                await self._save(tx, person, number)
            case "ask":
                await self._ask(tx, person, number)
            case "asked":
                await asking.confirm_asked(tx, number, self.now)
            case "deadline":
                check_in = await check_ins.check_in(tx, number)
                if check_in.deadline <= self.now:
                    await asking.settle_deadline(tx, number)
            case "forgo":
                await check_ins.forgo(tx, number, "q", self.now)
            case "reword" if said:
                await writings.reword(tx, said[0], text, self.now)
            case "erase" if said:
                await writings.erase(tx, said[0], person)

    async def _save(self, tx: Transaction, person: str, number: int) -> None:
        state = self.chance.choice(tuple(State))
        asking = "SELECT 1 FROM check_in WHERE person = ? AND state = 'asking'"
        if state is State.ASKING and await tx.one(asking, person):
            state = State.WAITING
        check_in = await check_ins.check_in(tx, number)
        posted = self.chance.random() < 0.3
        await check_ins.save(tx, replace(check_in, state=state, posted=posted))

    async def _ask(self, tx: Transaction, person: str, number: int) -> None:
        account = self._account(person)
        question = Promise(
            key=f"q/{self.keys}",
            adapter=account.adapter,
            message=Message(()),
            urgency=2,
            due_at=self.now,
            account=account.id,
            check_in=number,
            held=self.chance.choice((None, "blocked")),
        )
        await outbox.promise(tx, question, self.now)

    def _account(self, person: str) -> Account:
        return Account(self.chance.choice(("chat", "other")), person)

    async def _around(self, tx: Transaction, run: Run, person: str) -> None:
        account = self._account(person)
        who = (account.adapter, account.id)
        what = self.chance.choice(
            (
                *("time", "time", "shut", "shut", "shut", "open", "wrote", "through", "unknown"),
                *("sit out", "moved", "unasked", "fade", "forget", "close", "redefine"),
            )
        )
        match what:
            case "time":
                self.now += timedelta(hours=self.chance.randint(1, 4))
            case "shut":
                reason = self.chance.choice(REASONS)
                await inbound.set_unreachable(tx, *who, reason, self.now)
            case "open":
                await inbound.set_reachable(tx, *who, self.now)
            case "wrote":
                await inbound.wrote(tx, *who, self.now)
            case "through":
                await inbound.got_through(tx, *who)
            case "unknown":
                await inbound.forget_account(tx, *who)
            case "sit out":
                await runs.leave_out(tx, run.id, person)
            case "moved":
                await outbox.take_held(tx, *who)
            case "unasked":
                await messages.forget_questions(tx, person, f"last/{self.keys}", self.now)
            case "fade":
                await self._fade(tx, run, person)
            case "forget":
                await self._forget(tx, person)
            case "close" if self.chance.random() < 0.3:
                await runs.close(tx, run.id, self.now)
            case "redefine" if len(run.standup.rounds) < len(ROUNDS):
                await runs.redefine(tx, run, replace(run.standup, rounds=ROUNDS))

    async def _fade(self, tx: Transaction, run: Run, person: str) -> None:
        if person not in await remains.of(tx, run.id):
            kept = await records.figures_of(tx, run, person, self.now)
            await remains.keep(tx, run.id, person, kept)
            await days.erase_words(tx, run.id, person)

    async def _forget(self, tx: Transaction, person: str) -> None:
        for number in await days.with_words(tx, person):
            await self._fade(tx, await runs.get(tx, number), person)
        await days.rename(tx, person, f"gone{self.keys}")
        assert await tx.one("SELECT 1 FROM touched WHERE person = ?", person) is None


# At least one of these, or the deadline below, tells of each trigger if it were missing.
@pytest.mark.parametrize("seed", [0, 2, 5, 11, 16, 18, 143, 166])
async def test_a_head_tells_what_a_look_at_everybody_tells_after_whatever_happened(
    store: Store, seed: int
) -> None:
    days = Days(seed)
    await store.write(days.begin)
    for _ in range(40):

        async def some(tx: Transaction) -> list[tuple[Head, Head]]:
            for _ in range(days.chance.randint(1, 5)):
                await days.step(tx)
            return [
                (await told(tx, run, days.now), await truth(tx, run, days.now)) for run in days.runs
            ]

        for counted, seen in await store.write(some):
            assert counted == seen


async def many(tx: Transaction, people: int) -> Run:
    """A run of so many people, of whom every second one is away and every third out of reach."""
    everybody = [Person(f"p{n}", f"Person {n}", "UTC") for n in range(people)]
    once = replace(STANDUP, rounds=ROUNDS[:1], participants=tuple(everybody))
    run, _ = await runs.open_run(tx, once, BEGAN.date(), BEGAN + timedelta(hours=8), BEGAN)
    await posts.want(tx, PostKind.THREAD, run.id, run.id)
    for n, person in enumerate(everybody):
        deadline = BEGAN + timedelta(hours=8)
        made = await asking.open_check_in(tx, run, "plan", person.id, "UTC", BEGAN, deadline, None)
        assert made
        state = State.AWAY if n % 2 else State.ASKING
        await check_ins.save(tx, replace(made, state=state))
        if n % 3 == 0:
            await inbound.set_unreachable(tx, "chat", person.id, "blocked", BEGAN)
            question = Promise(f"q/{n}", "chat", Message(()), 2, BEGAN, person.id, check_in=made.id)
            await outbox.promise(tx, question, BEGAN)
    return run


async def test_the_first_names_are_told_and_how_many_more_there_are(store: Store) -> None:
    run = await store.write(lambda tx: many(tx, 3 * PAGE))
    head = await store.write(lambda tx: told(tx, run.id, BEGAN))
    assert head == await store.read(lambda tx: truth(tx, run.id, BEGAN))
    assert head.people.count == 3 * PAGE
    assert len(head.people.first) == len(head.away.first) == MOST_NAMES
    assert sum(head.hindrances.values()) == PAGE / 2


@pytest.mark.parametrize("settled", [False, True])
async def test_whoever_was_not_reached_counts_until_the_deadline(
    store: Store, *, settled: bool
) -> None:
    over = BEGAN + timedelta(hours=8)
    run = await store.write(lambda tx: many(tx, 4))
    before = await store.write(lambda tx: told(tx, run.id, BEGAN))
    for number, _ in await store.read(lambda tx: asking.due_deadlines(tx, over, 9)):
        if settled:
            await store.write(lambda tx, number=number: asking.settle_deadline(tx, number))  # type: ignore[misc]
    after = await store.write(lambda tx: told(tx, run.id, over))
    assert before.counts[0].of == 2
    assert after.counts[0].of == 0


BEFORE = """
    INSERT INTO participant (run_id, person, name, zone)
    VALUES (1, 'ana', 'Ana', 'UTC'), (1, 'bo', 'Bo', 'UTC'), (1, 'chi', 'Chi', 'UTC')
;
    INSERT INTO check_in (run_id, round, person, zone, state, opened_at, deadline_at)
    VALUES (1, 'plan', 'ana', 'UTC', 'done', 0, 1), (1, 'plan', 'bo', 'UTC', 'away', 0, 1),
        (1, 'plan', 'chi', 'UTC', 'asking', 0, 1)
;
    INSERT INTO answer (check_in_id, question, message, text, said_at)
    VALUES (1, 'q', 'm', 'JAX', 0)
;
    INSERT INTO post (kind, subject, run_id) VALUES ('thread', '1', 1)
"""


async def test_a_database_of_an_earlier_release_is_counted_once_a_head_is_told(home: Home) -> None:
    await home.upgrade(*(step for step in upgrades.steps() if step.version < 12))
    day = definition.dump(STANDUP).replace("'", "''")
    columns = "(standup, day, definition, opened_at, closes_at)"
    await home.run(f"INSERT INTO run {columns} VALUES ('day', '2026-11-26', '{day}', 0, 1)")  # noqa: S608
    for statement in BEFORE.split(";"):
        await home.run(statement)
    store = await home.open()
    head = await store.write(lambda tx: told(tx, 1, BEGAN))
    assert head == await store.read(lambda tx: truth(tx, 1, BEGAN))
    assert head.people.count == 3
    assert head.counts[0].shared == 1
    await store.close()


async def test_nothing_is_counted_any_more_of_a_run_whose_posts_are_let_go(store: Store) -> None:
    run = await store.write(lambda tx: many(tx, 4))
    await store.write(lambda tx: told(tx, run.id, BEGAN))
    await store.write(lambda tx: runs.leave_out(tx, run.id, "p0"))
    await store.write(lambda tx: posts.drop(tx, run.id))
    for query in ("SELECT * FROM tally", "SELECT * FROM touched"):
        assert await store.read(lambda tx, query=query: tx.all(query)) == []  # type: ignore[misc]
