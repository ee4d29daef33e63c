"""What somebody shared: their answers to a round, and what they added besides."""

from dataclasses import replace

from standup.core import keys
from standup.core.language import speaking
from standup.core.learning_log.entries import Entry
from standup.core.messages.markup import Message
from standup.core.wording import channel as wording
from standup.engine.posts import whereabouts
from standup.engine.posts.posting import Composed, Desk
from standup.store import check_ins, records
from standup.store.database import Transaction
from standup.store.learning_log import entry
from standup.store.posts import Stale
from standup.store.runs import Run


async def report(tx: Transaction, desk: Desk, post: Stale) -> Composed:
    """What somebody answered."""
    check_in = await check_ins.check_in(tx, post.number)
    author = await records.author(tx, check_in.id)
    with speaking(check_in.standup.language):
        message = wording.report(author, check_in, await records.numbers_of(tx, check_in))
    run = await whereabouts.run_of(tx, post)
    return await _in_its_thread(tx, desk, post, run, message)


async def update(tx: Transaction, desk: Desk, post: Stale) -> Composed:
    """What somebody said besides."""
    name, text, is_planned = await records.addition(tx, post.number)
    run = await whereabouts.run_of(tx, post)
    with speaking(run.standup.language):
        message = wording.update(name, text, is_planned=is_planned)
    return await _in_its_thread(tx, desk, post, run, message)


async def _in_its_thread(
    tx: Transaction, desk: Desk, post: Stale, run: Run, message: Message
) -> Composed:
    where, told = whereabouts.channels(run), await _told(tx, post)
    composed = Composed(post, where, message, thread=keys.thread(run.id), told=told)
    if told is None or not where or "@" not in told.words:
        return composed
    from standup.engine.posts.calling import calling  # noqa: PLC0415 - where somebody is named

    return replace(composed, calling=await calling(tx, desk, run, told.person, message))


async def _told(tx: Transaction, post: Stale) -> Entry | None:
    """What the learning log is to hold of it."""
    told = await entry.as_told(tx, post.kind, [post.number])
    return told[0] if told else None
