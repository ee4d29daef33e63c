"""Deleting words that are older than the configuration keeps them, some at a time.

The figures of each day stay, so that every report still says who shared and what came of it.
"""

import logging
from datetime import datetime, timedelta

from standup.core.conversation.events import Lapsed
from standup.core.posts import PostKind
from standup.core.reports.report import figures
from standup.engine import occasion
from standup.engine.carry_out import decide
from standup.engine.directory import Directory
from standup.store import (
    conversations,
    days,
    expired,
    facts,
    messages,
    posts,
    records,
    remains,
    runs,
)
from standup.store.database import Store, Transaction
from standup.store.posts import MOST_CHANNELS
from standup.store.runs import Run

log = logging.getLogger(__name__)

LEAP = timedelta(days=8)  # words are looked through every day; a bot may rest for a week
AT_ONCE = 100  # people's days in one transaction, so that replies are not kept waiting


async def fade(store: Store, directory: Directory, now: datetime) -> None:
    """Delete the words of every run that closed longer ago than words are kept.

    A clock that has leapt ahead may be wrong, and what it deletes is gone: it is believed when it
    still says so a day later.
    """
    kept = directory.instance.retention.answers
    if kept is None:
        return
    if await store.write(lambda tx: _has_leapt(tx, now)):
        log.warning(
            "the clock is days ahead of when words were last looked through; none are deleted"
            " before it says so for a day",
            extra={"action": "clock_ahead"},
        )
        return
    before, count = now - kept, 0
    while some := await store.write(lambda tx: _some(tx, directory, before, now)):
        count += some
    await store.write(lambda tx: expired.drop(tx, before))
    if count:
        log.info(
            "the words of %d days of people were deleted, as `retention` says",
            count,
            extra={"action": "words_deleted"},
        )


async def _has_leapt(tx: Transaction, now: datetime) -> bool:
    """Whether the clock is far ahead of the last look; notes this one."""
    before = await facts.get(tx, facts.TIDIED)
    await facts.put(tx, facts.TIDIED, now.isoformat())
    return before is not None and now - datetime.fromisoformat(before) > LEAP


async def _some(tx: Transaction, directory: Directory, before: datetime, now: datetime) -> int:
    """Delete the words of some people of one run; returns of how many."""
    found = await expired.some_of_a_run(tx, before, AT_ONCE)
    if found is None:
        return 0
    number, people = found
    for person in people:
        await _end(tx, directory, number, person, now)
    run = await runs.get(tx, number)
    report = await records.run_report(tx, run, now)
    for presence in report.people:
        if presence.person in people:
            kept = figures(run.standup, presence)
            await remains.keep(tx, number, presence.person, kept)
            await days.erase_words(tx, number, presence.person)
    if len(people) < AT_ONCE:
        await expired.drop_posted(tx, number, len(run.standup.channels))
    await _follow(tx, directory, run)
    return len(people)


async def _follow(tx: Transaction, directory: Directory, run: Run) -> None:
    """Have the accountability reports that tell of a run tell its figures alone.

    What cannot be edited, or is composed no more, stays where it stands; only we do not keep it.
    """
    standup = directory.standups.get(run.standup.id)
    for post in await posts.about(tx, run.standup.id, run.day):
        is_made_again = standup and (post.kind is PostKind.OWN or standup.accountability)
        await posts.renew_one(tx, post)
        await messages.empty_read(tx, post)
        for message, adapter, _ in await posts.messages(tx, post, MOST_CHANNELS):
            can = directory.capabilities.get(adapter)
            if can is None or not can.edits or not is_made_again:
                await messages.empty(tx, message, final=True)
    await facts.put(tx, facts.CLEAR, "yes")


async def _end(
    tx: Transaction, directory: Directory, run: int, person_id: str, now: datetime
) -> None:
    """End what a person may still answer in a run."""
    person = directory.people.get(person_id)
    for check_in in await expired.open_check_ins(tx, run, person_id) if person else ():
        assert person is not None
        at = await occasion.of(tx, directory, person, now)
        await decide(at, await conversations.load(tx, person, now), Lapsed(check_in))
