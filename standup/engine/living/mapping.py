"""The map of what lives, and lived, in a standup."""

from functools import partial

from standup.core.commands import Map
from standup.core.learning_log.entries import Merged, tags
from standup.core.lives import themes
from standup.core.messages.markup import Message
from standup.core.wording import items as wording
from standup.core.wording import maps
from standup.engine.granted import Granted
from standup.engine.living.known import life_of, readable
from standup.engine.occasion import Occasion
from standup.store import item_records, items

MOST = 40
"""Items of which one picture can be read."""


async def mapped(at: Occasion, wish: Map) -> Granted:
    """What the person is to be shown."""
    may = readable(at.directory, at.person)
    asked = [one for one in may if wish.standup in {None, one}]
    there = [one for one in asked if await items.in_standup(at.tx, one, most=1)]
    if not there:
        return Granted(wording.none_yet(), shows_others=False)
    if len(there) > 1:
        several = [at.directory.standups[one] for one in there]
        return Granted(maps.which(several), shows_others=False)
    return Granted(await _map(at, there[0]))


async def _map(at: Occasion, standup: str) -> Message:
    merged = Merged.of(at.directory.instance.tags)
    laid = themes.lay_out(
        await item_records.in_standup(at.tx, standup),
        themes.days_in(at.person.zone, at.today),
        MOST,
        lambda words: merged.names(tags(words)),
    )
    title = at.directory.standups[standup].title
    return maps.shown(laid, title, partial(life_of, at.directory))
