"""The items that somebody asks for, in what they may read."""

from standup.core.commands import Items
from standup.core.lives import naming, sought
from standup.core.lives.item import Item
from standup.core.lives.sought import Known, Sought
from standup.core.text.name_matching import fold
from standup.core.wording import items as wording
from standup.core.zones import zone_info
from standup.engine import search
from standup.engine.granted import Granted
from standup.engine.living.known import readable, shown
from standup.engine.occasion import Occasion
from standup.store import items, logbook

MOST = 20


async def listed(at: Occasion, wish: Items) -> Granted:
    """What the person is to be told."""
    standups = readable(at.directory, at.person)
    zone = zone_info(at.person.zone)
    wanted = sought.read(wish.words, at.now.astimezone(zone).date(), standups, _known(at, standups))
    if wanted is None:
        return Granted(wording.not_read(), shows_others=False)
    found = await find(at, wanted)
    if not found:
        text = wording.none_found() if wish.words else wording.none_yet()
        return Granted(text, shows_others=False)
    return _told(at, found)


async def with_words(at: Occasion, state: str, words: str) -> Granted:
    """The items in a state that have all of these words in them, or in their logbook."""
    standups = readable(at.directory, at.person)
    wanted = sought.read(state, at.said_on, standups, _known(at, standups))
    if wanted is None:
        return Granted(wording.not_read(), shows_others=False)
    phrases_sought = [fold(word) for word in words.split()]
    found = [
        item
        for item in await find(at, wanted)
        if not phrases_sought or await _has(at, item, phrases_sought)
    ]
    if not found:
        return Granted(wording.none_found(), shows_others=False)
    return _told(at, found)


def _told(at: Occasion, found: list[Item]) -> Granted:
    told = [shown(at.directory, item, at.person.zone) for item in found[:MOST]]
    several = len({item.standup for item in found}) > 1
    return Granted(wording.listed(told, more=max(0, len(found) - MOST), several=several))


async def _has(at: Occasion, item: Item, words: list[str]) -> bool:
    said = [item.words, *(news.text for news in await logbook.of(at.tx, item.number))]
    text = fold("\n".join(said))
    return all(word in text for word in words)


async def find(at: Occasion, wanted: Sought) -> list[Item]:
    """The items that are asked for, the newest first."""
    zone = zone_info(at.person.zone)
    found = [
        item
        for standup in wanted.standups
        for item in await items.in_standup(at.tx, standup)
        if wanted.has(item, item.since.astimezone(zone).date())
    ]
    return sorted(found, key=lambda item: -item.number)


def _known(at: Occasion, standups: tuple[str, ...]) -> Known:
    """What may be named: whom they meet there, and how items live there, in every language."""
    known = search.known(at, standups)
    lives, states = naming.of_lives(at.directory.standups[one] for one in standups)
    by_name = {fold(name): one for name, one in known.standups.items()}
    return Known(known.people, by_name, lives, states)
