"""What came of a poll, in its thread, or to its participants where it is theirs alone."""

from standup.core import keys
from standup.core.kinds.choice import Picked
from standup.core.language import speaking
from standup.core.polls import Count
from standup.core.wording import polling as wording
from standup.engine.posts import whereabouts
from standup.engine.posts.posting import NEWS, Composed, Desk
from standup.store import records
from standup.store.database import Transaction
from standup.store.posts import Stale
from standup.store.runs import Run


async def compose(tx: Transaction, desk: Desk, post: Stale) -> Composed:
    """How many chose what; of what is answered in words the digest tells."""
    run = await whereabouts.run_of(tx, post)
    [question] = run.standup.rounds[0].questions
    if not question.options:
        return Composed(post)
    picked = await _picked(tx, run, desk)
    counts = [
        Count(option, tuple(name for name, chosen in picked if chosen == option))
        for option in question.options
    ]
    silent = sum(1 for _, chosen in picked if chosen is None)
    with speaking(run.standup.language):
        message = wording.result(question.ask, counts, silent)
    if not run.standup.is_posted:
        is_news = run.closed_at is not None and desk.clock.now() - run.closed_at <= NEWS
        return Composed(post, message=message, to=run.standup.id, is_news=is_news)
    return Composed(post, whereabouts.channels(run), message, thread=keys.thread(run.id))


async def _picked(tx: Transaction, run: Run, desk: Desk) -> list[tuple[str, str | None]]:
    """Everybody with the option that they chose."""
    [question] = run.standup.rounds[0].questions
    told = await records.run_report(tx, run, desk.clock.now())
    found: list[tuple[str, str | None]] = []
    for one in told.people:
        check_in = one.check_ins[0] if one.check_ins else None
        value = check_in.reading(question).value if check_in is not None else None
        found.append((one.name, value.option if isinstance(value, Picked) else None))
    return found
