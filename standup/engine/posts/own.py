"""A person's own report, which they shared."""

from standup.core.language import speaking
from standup.core.posts import Shared
from standup.core.reports.report import Period
from standup.core.wording import own_report as wording
from standup.engine.posts.posting import Composed, Desk
from standup.store import records, shared_reports
from standup.store.database import Transaction
from standup.store.posts import Stale


async def compose(tx: Transaction, desk: Desk, post: Stale) -> Composed:
    """The report as it stands now, in the channels of its standup."""
    shared = post.subject
    assert isinstance(shared, Shared)
    standup = desk.directory().standups.get(shared.standup)
    if standup is None:
        return Composed(post)
    days = shared.first, shared.last
    periods = await records.periods_of(tx, shared.person, *days, desk.clock.now())
    nothing = Period(standup, *days, ())
    period = next((p for p in periods if p.standup.id == shared.standup), nothing).posted
    is_gone = await shared_reports.is_taken_back(tx, post)
    with speaking(standup.language):
        message = wording.shared_report(period.author, nothing if is_gone else period)
    only_again = is_gone or not standup.is_posted
    return Composed(post, standup.channels, message, only_again=only_again)
