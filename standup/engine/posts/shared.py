"""What somebody shared: their answers to a round, and what they added besides."""

from standup.core import keys
from standup.core.learning_log.entries import Entry
from standup.core.messages.markup import Message
from standup.core.wording import channel as wording
from standup.engine.posts import whereabouts
from standup.engine.posts.posting import Composed, Desk
from standup.store import check_ins, records
from standup.store.database import Transaction
from standup.store.learning_log import entry
from standup.store.posts import Stale


async def report(tx: Transaction, _: Desk, post: Stale) -> Composed:
    """What somebody answered."""
    check_in = await check_ins.check_in(tx, post.number)
    author = await records.author(tx, check_in.id)
    return await _in_its_thread(tx, post, wording.report(author, check_in))


async def update(tx: Transaction, _: Desk, post: Stale) -> Composed:
    """What somebody said besides."""
    name, text, is_planned = await records.addition(tx, post.number)
    return await _in_its_thread(tx, post, wording.update(name, text, is_planned=is_planned))


async def _in_its_thread(tx: Transaction, post: Stale, message: Message) -> Composed:
    run, told = await whereabouts.run_of(tx, post), await _told(tx, post)
    where = whereabouts.channels(run)
    return Composed(post, where, message, thread=keys.thread(run.id), told=told)


async def _told(tx: Transaction, post: Stale) -> Entry | None:
    """What the learning log is to hold of it."""
    told = await entry.as_told(tx, post.kind, [post.number])
    return told[0] if told else None
