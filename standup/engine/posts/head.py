"""The head of a run's thread: who shared and who is awaited, from counts kept as they change."""

from functools import partial

from standup.core.language import speaking, spoken
from standup.core.messages.markup import Choice, Message, offering
from standup.core.wording import channel as wording
from standup.engine.forms import of_run
from standup.engine.pieces import let_through
from standup.engine.posts import whereabouts
from standup.engine.posts.posting import Composed, Desk, composing, keep
from standup.store import posts, tally
from standup.store.database import Transaction
from standup.store.posts import Stale


async def publish(desk: Desk, post: Stale) -> None:
    """Count those anew who changed, some at a time, and tell the head of the counts at once."""
    if await desk.store.write(partial(_try, desk, post, is_first=True)):
        return
    while not await let_through(desk.store.write(partial(_try, desk, post, is_first=False))):
        pass


async def _try(desk: Desk, post: Stale, tx: Transaction, *, is_first: bool) -> bool:
    """Tell a head once everybody is counted; False where that is not so yet."""
    if not await posts.is_there(tx, post):
        return True
    with composing():
        run, now = await whereabouts.run_of(tx, post), desk.clock.now()
        if is_first:
            await tally.touch_due(tx, run.id, now)
        if not await tally.settle(tx, run, now):
            return False
        head = await tally.head(tx, run)
        with speaking(run.standup.language):
            text = wording.thread(head, desk.directory().invitations)
            message = text if run.closed_at else text + _to_fill_in(run.id)
            title = whereabouts.title(run)
    channels = whereabouts.channels(run)
    await keep(tx, desk, Composed(post, channels, message, title=title))
    return True


def _to_fill_in(run: int) -> Message:
    return offering((Choice(spoken("Answer in a form, posted here"), of_run(run), form=True),))
