"""What an item's owner was told follows what is said of it by now."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime

from standup.core import keys
from standup.core.conversation.effects import Say, Urgency
from standup.core.language import speaking
from standup.core.lives.item import Item, News, NewsKind
from standup.core.lives.questions import asks
from standup.core.wording import items as wording
from standup.engine import languages, occasion
from standup.engine.directory import Directory
from standup.engine.living import news
from standup.engine.occasion import say
from standup.store import item_wordings, items, logbook, outbox, posts
from standup.store.database import Transaction

Line = tuple[int, News]
"""A line of a logbook, with the number of the item that it is of."""


async def undo(
    tx: Transaction, directory: Directory, now: datetime, edit: item_wordings.Edit
) -> None:
    """Have what was said of items before an edit hold again."""
    before = await logbook.said_in(tx, edit.source)
    await item_wordings.undo(tx, edit)
    await follow(tx, directory, now, edit.source, before)


async def follow(
    tx: Transaction, directory: Directory, now: datetime, source: str, before: Sequence[Line]
) -> None:
    """Have what owners were told of a source, which said this before, say what it says now; who was
    asked nothing by it, and is now, is told."""
    earlier = {_which(line): line for line in before if _says(line[1])}
    for number, told in await logbook.said_in(tx, source):
        item = await items.get(tx, number) if _says(told) else None
        if item is not None:
            was = earlier.pop(_which((number, told)), None)
            is_new = asks(told.text) and (was is None or not asks(was[1].text))
            if is_new or await _standing(tx, item, told):
                await news.to_owner(tx, directory, now, item, told)
    for number, told in earlier.values():
        await _untell(tx, directory, now, number, told)


def _which(line: Line) -> tuple[int, NewsKind, str]:
    """By what a line of one source is known."""
    number, told = line
    return number, told.kind, told.part


def _says(told: News) -> bool:
    """Whether a line says anything, and was not taken back."""
    return bool(told.value or told.text)


async def _standing(tx: Transaction, item: Item, told: News) -> tuple[str, bool] | None:
    """Whether the owner was told, or is about to be."""
    return await posts.standing(tx, news.key_to_owner(item, told, item.owner or ""))


async def _untell(
    tx: Transaction, directory: Directory, now: datetime, number: int, told: News
) -> None:
    """Take back what an item's owner was told of a line, or is about to be."""
    item = await items.get(tx, number)
    owner = directory.people.get(item.owner or "") if item else None
    if item is None or owner is None or not (standing := await _standing(tx, item, told)):
        return
    key, (_, was_sent) = news.key_to_owner(item, told, owner.id), standing
    if not was_sent:
        await outbox.withdraw(tx, [part async for part in _parts(tx, key)])
        return
    by = directory.people.get(told.person or "")
    at = await occasion.of(tx, directory, owner, now)
    with speaking(await languages.of(tx, directory, owner)):
        text = wording.unsaid_of_yours(item, by.name if by else "")
        await say(at, Say(text, key, urgency=Urgency.REMINDER, lasting=True))


async def _parts(tx: Transaction, key: str) -> AsyncIterator[str]:
    """The keys of all messages that say what has this key."""
    number = 0
    while await posts.standing(tx, keys.part(key, number)):
        yield keys.part(key, number)
        number += 1
