"""What somebody says of an item in a channel, in reply to a post of ours there.

It joins the item's logbook and sets nothing. Where it asks something, the item's owner is told of
it, once; nothing is answered there. Whatever is not about an item that its author may read, of a
standup that posts in that channel, is let go at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from standup.core import commands
from standup.core.lives import mentions
from standup.core.lives.item import Item, News, NewsKind, Sheet, Told
from standup.core.lives.questions import asks
from standup.core.messages.markup import plain
from standup.core.posts import PostKind, posted
from standup.engine.directory import Directory
from standup.engine.living import following, news
from standup.engine.living.known import reads
from standup.engine.occasion import Occasion
from standup.store import item_wordings, items, logbook, outbox, sheets
from standup.store.database import Transaction
from standup.store.outbox import Standing

_MOST = 10  # items that one reply is taken to name


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody wrote in a channel, as the source by which it is kept, and when."""

    source: str
    text: str
    at: datetime


async def heard(at: Occasion, remark: Remark, answers: str) -> None:
    """Keep what is said of an item in reply to the message of this id, if anything is."""
    assert at.account is not None
    there = await outbox.standing(at.tx, at.account.adapter, answers)
    if there is not None:
        for item, told in await _keep(at, remark, there):
            if asks(told.text):
                await news.to_owner(at.tx, at.directory, at.now, item, told)


async def changed(at: Occasion, remark: Remark) -> None:
    """Have what was kept follow its message, which its author changed to say this."""
    before = await logbook.said_in(at.tx, remark.source)
    there = await outbox.standing_as(at.tx, int(before[0][1].part)) if before else None
    if there is None or not await _keep(at, remark, there):
        await logbook.drop(at.tx, remark.source)
    await following.follow(at.tx, at.directory, at.now, remark.source, before)
    at.leaving.is_news = True


async def gone(tx: Transaction, directory: Directory, now: datetime, source: str) -> None:
    """Let go of what was kept of a message that is there no more."""
    before = await logbook.said_in(tx, source)
    await sheets.take(tx, Sheet(source, "", None, "", now), {})
    await item_wordings.drop(tx, source)
    await following.follow(tx, directory, now, source, before)


async def _keep(at: Occasion, remark: Remark, there: Standing) -> list[tuple[Item, News]]:
    """Have logbooks say what a reply says now, if it is about anything, and return that."""
    if commands.is_signed(remark.text) or not (said := await _about(at, remark.text, there)):
        return []
    standup, person = said[0][0].standup, at.person.id
    kept = [(i, _news(person, remark, text, there)) for i, text in said if i.standup == standup]
    told = tuple(Told(item.number, one) for item, one in kept)
    await sheets.take(at.tx, Sheet(remark.source, standup, None, person, remark.at, (), told), {})
    at.leaving.is_news = True
    return kept


def _news(person: str, remark: Remark, text: str, there: Standing) -> News:
    part = str(there.id)
    return News(NewsKind.WORDS, remark.source, remark.at, text=text, person=person, part=part)


async def _about(at: Occasion, text: str, there: Standing) -> list[tuple[Item, str]]:
    """The items that a reply names, each with what it says; else the one that the post is about."""
    said = {one.number: one.text for one in islice(mentions.mentions(text), _MOST)}
    if said:
        return [(item, said[item.number]) for item in await _here(at, [*said], there)]
    found = await _here(at, await _told_by(at.tx, there), there)
    return [(found[0], text)] if len(found) == 1 and text else []


async def _told_by(tx: Transaction, there: Standing) -> Sequence[int]:
    """The items that a post tells of."""
    post = posted(there.key)
    if post is None or post.kind is PostKind.DIGEST:  # which is of the whole day
        return ()
    if post.kind is PostKind.ITEM:
        line = await logbook.line(tx, post.number)
        return (line[0],) if line else ()
    if post.kind in {PostKind.REPORT, PostKind.UPDATE}:
        begun = [item.number for item in await items.of_source(tx, post.key)]
        return list(dict.fromkeys([*begun, *await logbook.told_in(tx, post.key)]))
    return mentions.numbers(plain(there.message))


async def _here(at: Occasion, numbers: Sequence[int], there: Standing) -> list[Item]:
    """Those of these items of which their standup may be told in this channel, by somebody who may
    read them."""
    return [item for item in await items.some(at.tx, numbers) if _is_here(at, item, there)]


def _is_here(at: Occasion, item: Item, there: Standing) -> bool:
    standup = at.directory.standups.get(item.standup)
    if standup is None or not item.words or not reads(at.person, standup):
        return False
    return standup.is_posted and there.channel in standup.channels
