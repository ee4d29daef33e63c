"""A poll: everybody of a standup is asked one question now, in a run of its own."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from standup.core import keys, polls, schedule
from standup.core.commands.said import Poll
from standup.core.conversation.events import Opened, TakenBack
from standup.core.language import speaking, spoken
from standup.core.messages.markup import Message
from standup.core.model import Person, Standup
from standup.core.posts import PostKind
from standup.core.reports.report import Standing
from standup.core.wording import polling as wording
from standup.core.wording import trail
from standup.core.zones import zone_info
from standup.engine import apart, occasion
from standup.engine.carry_out import decide
from standup.engine.directory import Directory
from standup.engine.proposal import Outcome, Proposal
from standup.engine.wheel import Wheel, note
from standup.store import absences, asking, conversations, openings, posts, records, runs
from standup.store.database import Transaction
from standup.store.openings import Due
from standup.store.runs import Run

AT_ONCE = 100
"""People asked in one transaction, so that replies are not kept waiting."""


async def poll(wheel: Wheel, said: Poll) -> Outcome:
    """Ask everybody who takes part, and post what came of it when it closes."""
    if option := polls.unreadable(said.options, wheel.now):
        return wording.unreadable(option)
    closes = _closes(wheel, said.until)
    day = wheel.today
    people = wheel.standup.participants
    away = await absences.away_on(wheel.tx, [person.id for person in people], day, wheel.standup.id)
    there = [person for person in people if person.id not in away]
    asked = [person for person in there if person.is_theirs(wheel.standup.id, day)]
    if not asked:
        return wording.nobody(wheel.standup.title)

    async def do() -> Message:
        await _open(wheel, said, closes, asked)
        return wording.asked(len(asked), closes, wheel.zone, wheel.now)

    names = [person.name for person in asked]
    told = wording.to_be_asked(said.question, said.options, names)
    is_posted = wheel.standup.is_posted
    shown = told + wording.until(closes, wheel.zone, wheel.now, is_posted=is_posted)
    who = sorted(person.id for person in asked)
    about = ("poll", said.question, said.options, str(said.until), *who)
    return Proposal(shown, spoken("Ask now"), about, do)


def _closes(wheel: Wheel, until: timedelta | None) -> datetime:
    """A day from now, or the next time that clocks show this."""
    if until is None:
        return (wheel.now + polls.LASTS).replace(second=0, microsecond=0)
    found = (schedule.instant(wheel.today + n * polls.LASTS, until, wheel.zone) for n in range(3))
    return next(at for at in found if at > wheel.now)


async def _open(wheel: Wheel, said: Poll, closes: datetime, asked: list[Person]) -> None:
    """Begin its run; whoever is asked is asked by the schedule, some at a time."""
    with speaking(wheel.standup.language):
        title = spoken("Poll")
    question = polls.question(said.question, said.options)
    told = await _of_its_own(wheel, polls.of(wheel.standup, title, question, wheel.zone, wheel.now))
    run, _ = await runs.open_run(wheel.tx, _with(told, asked), wheel.today, closes, wheel.now)
    await posts.want(wheel.tx, PostKind.THREAD, run.id, run.id)
    due = Due(told.id, polls.ROUND, wheel.zone, wheel.today, wheel.now)
    await openings.set_due(wheel.tx, due)
    there = closes.astimezone(zone_info(wheel.zone))
    await note(wheel, "poll", trail.polled(len(asked), there), stays=False)


async def _of_its_own(wheel: Wheel, told: Standup) -> Standup:
    """The poll under an id that no other one of the same moment has."""
    there = await runs.of_day(wheel.tx, told.id, wheel.today)
    return told if there is None else await _of_its_own(wheel, replace(told, id=f"{told.id}-"))


def _with(standup: Standup, people: list[Person]) -> Standup:
    return replace(standup, participants=tuple(people))


async def cancel(wheel: Wheel, *, is_undone: bool = False) -> Outcome:
    """Take back the latest poll that is open: it asks nobody any more, and its thread says so.
    `is_undone`: by an `undo`, so that the next one reaches what was done before."""
    begins = polls.begins(wheel.standup.id)
    found = [run for run in await runs.still_open(wheel.tx) if run.standup.id.startswith(begins)]
    run = max(found, key=lambda one: one.opened_at, default=None)
    if run is None:
        return wording.none_open(wheel.standup.title)
    waiting = [wheel.directory.people[one] for one in await _waiting(wheel, run)]

    async def do() -> Message:
        await take_back(wheel.tx, run, wheel.now)
        await note(wheel, "cancel poll", trail.POLL_TAKEN_BACK, stays=not is_undone)
        return wording.taken_back()

    [question] = run.standup.rounds[0].questions
    shown = wording.to_be_taken_back(question.ask, [person.name for person in waiting])
    about = ("cancel poll", run.id, *sorted(person.id for person in waiting))
    return Proposal(shown, spoken("Take it back"), about, do)


async def _waiting(wheel: Wheel, run: Run) -> list[str]:
    """Who has yet to answer a poll, asked or not."""
    told = await records.run_report(wheel.tx, run, wheel.now)
    open_ = [one for one in told.people if one.standing is Standing.OPEN]
    return [one.person for one in open_ if one.person in wheel.directory.people]


async def take_back(tx: Transaction, run: Run, now: datetime) -> None:
    """Close a poll for good; whoever was asked is told by the schedule, some at a time."""
    await runs.redefine(tx, run, replace(run.standup, taken_back=True))
    await runs.close(tx, run.id, now)
    await posts.renew(tx, run.id)
    zone = run.standup.zone or "UTC"
    await openings.set_due(tx, Due(run.standup.id, polls.ROUND, zone, run.day, now))


async def ask_some(tx: Transaction, directory: Directory, due: Due, now: datetime) -> bool:
    """Ask some of those who have yet to be asked, or tell some that it was taken back; whether
    nobody is left."""
    run = await runs.of_day(tx, due.standup, due.day)
    if run is None or (run.is_over and not run.standup.taken_back):
        await openings.unschedule(tx, due.standup, due.round, due.slot)
        return True
    if run.is_over:
        left, do = await _in_the_middle(tx, directory, run), _end
    else:
        left, do = await _left(tx, directory, run), _ask
    done = 0
    for person in left[:AT_ONCE]:
        one = partial(do, directory=directory, run=run, person=person, now=now)
        done += await apart.apart(tx, one, f"asking {person.id}")
    is_done = len(left) <= AT_ONCE or not done
    if is_done:
        await openings.unschedule(tx, due.standup, due.round, due.slot)
    return is_done


async def _left(tx: Transaction, directory: Directory, run: Run) -> list[Person]:
    asked = await asking.asked_already(tx, run.id, polls.ROUND)
    roster = [person for person, *_ in await runs.roster(tx, run.id) if person not in asked]
    return [directory.people[one] for one in roster if one in directory.people]


async def _in_the_middle(tx: Transaction, directory: Directory, run: Run) -> list[Person]:
    """Who may still answer a poll that was taken back."""
    found = await asking.still_open(tx, run.id)
    return [directory.people[one] for one in found if one in directory.people]


async def _end(
    tx: Transaction, directory: Directory, run: Run, person: Person, now: datetime
) -> None:
    talk = await conversations.load(tx, person, now)
    at = await occasion.of(tx, directory, person, now)
    for check_in in talk.check_ins:
        if check_in.run == run.id:
            await decide(at, talk, TakenBack(keys.taken_back(check_in.id), check_in.id))


async def _ask(
    tx: Transaction, directory: Directory, run: Run, person: Person, now: datetime
) -> None:
    before = await conversations.load(tx, person, now)
    check_in = await asking.open_check_in(
        tx,
        run=run,
        round_id=polls.ROUND,
        person=person.id,
        zone=person.zone,
        now=now,
        deadline=run.closes_at,
        remind_at=None,
    )
    if check_in is not None:
        at = await occasion.of(tx, directory, person, now)
        await decide(at, before, Opened(check_in))
