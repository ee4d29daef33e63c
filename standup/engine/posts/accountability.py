"""The accountability report: who shared over weeks, and what came of it."""

from dataclasses import replace

from standup.core.language import speaking
from standup.core.posts import Overview
from standup.core.wording.period import accountability
from standup.core.wording.pictures import with_pictures
from standup.engine.posts import whereabouts
from standup.engine.posts.posting import NEWS, Composed, Desk
from standup.store import records
from standup.store.database import Transaction
from standup.store.posts import Stale


async def compose(tx: Transaction, desk: Desk, post: Stale) -> Composed:
    """The report as its period stands now; nothing where none is wanted any more."""
    due = post.subject
    assert isinstance(due, Overview)
    standup = desk.directory().standups.get(due.standup)
    if standup is None or standup.accountability is None:
        return Composed(post)
    posted, now = due.day, desk.clock.now()
    period = await records.period(tx, standup, *standup.accountability.covers(posted), now)
    goes = await whereabouts.of_several(tx, post, standup)
    told = period if goes.to else period.posted
    if not told.runs and period.runs:
        return Composed(post)  # all of it is for its participants alone
    with speaking(standup.language):
        message = with_pictures(accountability(told), told)
    return replace(goes, message=message, is_news=now.date() - posted <= NEWS)
