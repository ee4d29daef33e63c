"""Who plans the same as another, in the thread of their run."""

from collections import defaultdict

from standup.core import keys
from standup.core.asking.check_in import CheckIn
from standup.core.hints import SAME
from standup.core.hints.nearness import line, touch
from standup.core.hints.plans import in_common, planned
from standup.core.language import speaking
from standup.core.wording import hints as wording
from standup.engine.posts import whereabouts
from standup.engine.posts.posting import Composed, Desk
from standup.store import check_ins, hints, outbox, records
from standup.store.database import Transaction
from standup.store.hints import Place, Twin
from standup.store.posts import Stale

MOST = 10
"""Lines of it."""


async def compose(tx: Transaction, desk: Desk, post: Stale) -> Composed:
    """Those who plan the same; where it was told of some and is of none, that."""
    run = await whereabouts.run_of(tx, post)
    standup = desk.directory().standups.get(run.standup.id)
    is_wanted = standup is not None and SAME in standup.hints
    common = await _common(tx, await hints.twins(tx, run.id)) if is_wanted else []
    if not common and not await outbox.exists(tx, post.key_in(0)):
        return Composed(post)
    with speaking(run.standup.language):
        message = wording.same(common[:MOST])
    return Composed(post, whereabouts.channels(run), message, thread=keys.thread(run.id))


async def _common(tx: Transaction, twins: list[Twin]) -> list[tuple[tuple[str, ...], list[str]]]:
    """The names of those who plan the same, and the first one's words for each thing."""
    numbers = {place.check_in for twin in twins for place in (twin.one, twin.other)}
    known = {one.id: one for one in await check_ins.some(tx, sorted(numbers))}
    words = {place: _words(known, place) for twin in twins for place in (twin.one, twin.other)}
    names = {number: await records.author(tx, number) for number in sorted(known)}
    still = [
        (twin.one, twin.other)
        for twin in twins
        if touch(line(words[twin.one]), line(words[twin.other]))
    ]
    common: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for group in in_common(still):
        who = tuple(dict.fromkeys(names[place.check_in] for place in group))
        common[who].append(words[group[0]])
    return [*common.items()]


def _words(known: dict[int, CheckIn], place: Place) -> str:
    """What stands there by now; nothing where nothing does."""
    check_in = known.get(place.check_in)
    plan = planned(check_in) if check_in is not None and check_in.is_shared else ()
    return plan[place.line] if place.line < len(plan) else ""
