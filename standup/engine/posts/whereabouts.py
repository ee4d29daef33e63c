"""Where posts stand: in the channels and the thread of their run, or with its participants."""

from standup.core.model import Channel, Standup
from standup.core.wording.times import day_text
from standup.engine.posts.posting import Composed
from standup.store import outbox, runs
from standup.store.database import Transaction
from standup.store.posts import Stale
from standup.store.runs import Run


async def run_of(tx: Transaction, post: Stale) -> Run:
    """The run that a post belongs to."""
    assert post.run is not None
    return await runs.get(tx, post.run)


def channels(run: Run) -> tuple[Channel, ...]:
    """Where what is said in a run stands: people were asked by how it was opened."""
    return run.standup.channels if run.standup.is_posted else ()


def title(run: Run) -> str:
    """The name of a run's thread."""
    return f"{run.standup.title} · {day_text(run.day)}"


async def of_several(tx: Transaction, post: Stale, standup: Standup) -> Composed:
    """Where a post goes that tells of several reports: into the channels, or to the participants
    where there is to be nothing in any; but what stands in a channel follows there."""
    composed = Composed(post, standup.channels, only_again=not standup.is_posted)
    if standup.is_posted:
        return composed
    for number in range(len(standup.channels)):
        if await outbox.exists(tx, post.key_in(number)):
            return composed
    return Composed(post, to=standup.id)
