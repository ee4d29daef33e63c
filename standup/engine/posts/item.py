"""What became of an item between the rounds, in its standup's channels."""

from standup.core import keys
from standup.core.language import speaking
from standup.core.reports.report import SOMEBODY
from standup.core.wording import items as wording
from standup.core.wording.times import person_text
from standup.engine.posts.posting import Composed, Desk
from standup.store import items, logbook
from standup.store.database import Transaction
from standup.store.posts import Stale


async def compose(tx: Transaction, desk: Desk, post: Stale) -> Composed:
    """What the line of its logbook says now; the line may have been taken back."""
    found = await logbook.line(tx, post.number)
    item = await items.get(tx, found[0]) if found else None
    standup = desk.directory().standups.get(item.standup) if item else None
    if found is None or item is None or standup is None or not standup.is_posted:
        return Composed(post)
    person = desk.directory().people.get(found[1].person or "")
    with speaking(standup.language):
        name = person.name if person else person_text(SOMEBODY)
        message = wording.news(name, item, found[1])
    thread = None if post.run is None else keys.thread(post.run)
    return Composed(post, standup.channels, message, thread=thread)
