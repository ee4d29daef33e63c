"""Who is told of an item: its owner, those whom it waits for, and whoever begins one."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial

from standup.core import keys
from standup.core.conversation.effects import Say, Urgency
from standup.core.language import speaking
from standup.core.life import Life
from standup.core.lives.item import Item, News, NewsKind, Sheet
from standup.core.messages.markup import Message
from standup.core.model import Person, Standup
from standup.core.text.name_matching import fold
from standup.core.wording import items as wording
from standup.engine import languages, occasion
from standup.engine.directory import Directory
from standup.engine.living.known import life_of, reads
from standup.engine.occasion import Occasion, say
from standup.store import items, logbook, outbox
from standup.store.database import Transaction

_MOST_TOLD = 20  # people of one item


async def tell(
    tx: Transaction, directory: Directory, now: datetime, sheet: Sheet, begun: Sequence[Item]
) -> None:
    """Tell whom it concerns of the items that began in something, and of what it says of others."""
    author = directory.people.get(sheet.person)
    if author is None:
        return
    for name in dict.fromkeys(item.life for item in begun):
        some = [item for item in begun if item.life == name]
        life = life_of(directory, some[0])
        if life is not None:
            await _begun(tx, directory, now, author, some, life)
    said = await logbook.said_in(tx, sheet.source)
    told_of = {item.number: item for item in await items.some(tx, {number for number, _ in said})}
    for number, one in said:
        await to_owner(tx, directory, now, told_of[number], one)


async def _begun(
    tx: Transaction,
    directory: Directory,
    now: datetime,
    author: Person,
    begun: Sequence[Item],
    life: Life,
) -> None:
    at = await occasion.of(tx, directory, author, now)
    first = keys.first_of_life(author.id, life.name)
    if not life.has_owner:
        source = begun[0].source
        key = keys.of_item(begun[0].number, source, author.id)
        await tell_one(at, key, partial(wording.whose, begun))
    elif not await outbox.exists(tx, first):
        await tell_one(at, first, partial(wording.first_of_life, begun, life))
    if life.urgent:
        for item in begun:
            await urge(tx, directory, now, item)


async def tell_one(at: Occasion, key: str, words: Callable[[], Message]) -> None:
    """Say something to somebody in their language, in its own time."""
    with speaking(await languages.of(at.tx, at.directory, at.person)):
        await say(at, Say(words(), key, urgency=Urgency.REMINDER))


async def to_owner(
    tx: Transaction, directory: Directory, now: datetime, item: Item, news: News
) -> None:
    """Tell an item's owner what somebody else said of it."""
    owner = directory.people.get(item.owner or "")
    by = directory.people.get(news.person or "")
    standup = directory.standups.get(item.standup)
    is_news = news.kind is NewsKind.STATE or bool(news.text)
    if owner is None or by is None or by.id == owner.id or standup is None or not is_news:
        return
    if not reads(owner, standup) or news.kind not in {NewsKind.STATE, NewsKind.WORDS}:
        return
    at = await occasion.of(tx, directory, owner, now)
    key = key_to_owner(item, news, owner.id)
    await tell_one(at, key, partial(wording.said_of_yours, item, by.name, news))


def key_to_owner(item: Item, news: News, owner: str) -> str:
    """The key of what an item's owner is told of a line of its logbook."""
    return keys.of_item(item.number, f"{news.source}/{news.part}{news.kind}", owner)


async def urge(
    tx: Transaction, directory: Directory, now: datetime, item: Item, *, again: bool = False
) -> None:
    """Tell those whom an item waits for, with what they may say of it."""
    standup, life = directory.standups.get(item.standup), life_of(directory, item)
    author = directory.people.get(item.author or "")
    if standup is None or life is None or author is None:
        return
    anyone = [(n, s) for n, s in enumerate(life.states) if s.by == "anyone" and s is not life.first]
    for person in _waited_for(directory, standup, item):
        at = await occasion.of(tx, directory, person, now)
        with speaking(await languages.of(tx, directory, person)):
            words = wording.still_urgent if again else wording.urgent
            text = words(item, author.name, standup.title)
            text += wording.choices(item, anyone, at.can)
            key = keys.of_item(item.number, item.source, person.id)
            key = keys.urged(item.number, person.id, now.date()) if again else key
            await say(at, Say(text, key, urgency=Urgency.REMINDER))


def _waited_for(directory: Directory, standup: Standup, item: Item) -> list[Person]:
    """Those who are named with @ in an item; else the standup's helpers, or its owners."""
    readers = [person for person in standup.participants if person.id != item.author]
    named = [person for person in readers if _is_named(person, item.words)]
    if named:
        return named[:_MOST_TOLD]
    those: Iterable[str] = [*standup.helpers] or [*standup.owners]
    found = (directory.people.get(one) for one in those if one != item.author)
    return [person for person in found if person is not None][:_MOST_TOLD]


def _is_named(person: Person, words: str) -> bool:
    said = f"{fold(words)} "
    names = {fold(person.id), fold(person.name), fold(person.name.partition(" ")[0])}
    return any(f"@{name}{sign}" in said for name in names for sign in " ,.;:!?)")
