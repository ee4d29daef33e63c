"""Items kept in step with what was said, before what is posted of it is composed.

What people wrote is read apart, on a snapshot; the transaction that follows keeps what came of it.
"""

from collections.abc import Iterable, Mapping
from functools import partial

from standup.core.life import Life
from standup.core.lives import lines
from standup.core.lives.item import Sheet
from standup.core.model import Standup
from standup.core.posts import PostKind
from standup.engine import occasion
from standup.engine.living import asking, news
from standup.engine.posts.posting import Desk
from standup.store import check_ins, items, posts, sheets, writings
from standup.store.database import Transaction
from standup.store.posts import Stale


async def keep_up(desk: Desk, some: Iterable[Stale]) -> None:
    """Give what begins in these posts its numbers, and put into logbooks what they say."""
    standups = desk.directory().standups
    said = [one for one in some if one.kind in {PostKind.REPORT, PostKind.UPDATE}]
    if not said:
        return
    found = await desk.store.study(partial(_sheets, standups, said))
    for post, sheet in found:
        await desk.store.write(partial(_take, desk, post, sheet))
    for post in await desk.store.study(partial(_of_owners, said)):
        await desk.store.write(partial(_ask, desk, post))


async def _of_owners(said: Iterable[Stale], tx: Transaction) -> list[Stale]:
    """The reports of people who have items that live."""
    reports = [(post, await check_ins.owner(tx, post.number)) for post in said if _is_report(post)]
    return [post for post, owner in reports if owner and await items.has_living(tx, owner)]


def _is_report(post: Stale) -> bool:
    return post.kind is PostKind.REPORT


async def _ask(desk: Desk, post: Stale, tx: Transaction) -> None:
    """Ask whoever finished a round where their items stand, now that what they said is kept."""
    owner = await check_ins.owner(tx, post.number)
    person = desk.directory().people.get(owner) if owner else None
    if person is not None and await posts.is_current(tx, post):
        at = await occasion.of(tx, desk.directory(), person, desk.clock.now())
        await asking.after_round(at, await check_ins.check_in(tx, post.number))


async def _sheets(
    standups: Mapping[str, Standup], said: Iterable[Stale], tx: Transaction
) -> list[tuple[Stale, Sheet]]:
    found = [(post, await _sheet(tx, standups, post)) for post in said]
    return [(post, sheet) for post, sheet in found if sheet is not None]


async def _sheet(tx: Transaction, standups: Mapping[str, Standup], post: Stale) -> Sheet | None:
    """What a report or an update amounts to for items; None where nothing lives on."""
    if post.kind is PostKind.UPDATE:
        said = await writings.update(tx, post.number)
        lives = _lives(standups, said.standup) if said else {}
        if said is None or not lives:
            return None
        return lines.of_update(post.number, said.standup, said.run, said.person, said.text, said.at)
    check_in = await check_ins.check_in(tx, post.number)
    person = await check_ins.owner(tx, post.number)
    lives = _lives(standups, check_in.standup.id)
    if person is None or not lives:
        return None
    beside = await check_ins.of_participant(tx, check_in.run, person)
    return lines.of_check_in(check_in, person, lives, {one.round_id: one for one in beside})


def _lives(standups: Mapping[str, Standup], standup: str) -> dict[str, Life]:
    known = standups.get(standup)
    return {life.name: life for life in known.lives} if known else {}


async def _take(desk: Desk, post: Stale, sheet: Sheet, tx: Transaction) -> None:
    """Keep it, unless its words have changed again meanwhile; whoever is to know of it is told."""
    if not await posts.is_current(tx, post):
        return
    directory = desk.directory()
    standup = directory.standups[sheet.standup]
    before = {item.number for item in await items.of_source(tx, sheet.source)}
    await sheets.take(tx, sheet, {life.name: life for life in standup.lives})
    begun = [i for i in await items.of_source(tx, sheet.source) if i.number not in before]
    await news.tell(tx, directory, desk.clock.now(), sheet, begun)
