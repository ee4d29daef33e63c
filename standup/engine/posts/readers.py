"""What is said of a standup that is posted in no channel: to each of its participants directly.

A post of such a standup is composed like any other and told to a few people at a time, to each
under a key of its own: once, however often the telling is begun, and it follows what changes.
Whoever does not take part any more is told nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from standup.core import keys
from standup.core.conversation.effects import Say, Urgency
from standup.core.messages.markup import Message, plain
from standup.core.model import Person
from standup.core.polls import home
from standup.core.reports.report import RunReport
from standup.core.wording import channel as wording
from standup.engine import occasion
from standup.engine.directory import Directory
from standup.engine.occasion import say
from standup.engine.pieces import let_through
from standup.engine.posts.pages import Pages
from standup.engine.posts.posting import NEWS, Composed, Desk, composing
from standup.store import posts, runs
from standup.store.database import Store, Transaction
from standup.store.runs import Run

LONGEST = 12_000  # bytes of what people shared, told unasked; `report` tells all of it
_AT_ONCE = 50  # people told in one transaction


async def tell(desk: Desk, composed: Composed) -> None:
    """Tell a post to its readers."""
    await Telling(desk.store, desk.directory(), composed, desk.clock.now()).tell()


@dataclass(frozen=True, slots=True)
class Telling:
    """A post on its way to those who may read it."""

    store: Store
    directory: Directory
    composed: Composed
    now: datetime

    async def tell(self) -> None:
        """Tell everybody; where it is wanted anew meanwhile, the rest are told of that."""
        people = await self._readers()
        for begin in range(0, len(people), _AT_ONCE):
            some = partial(self._some, people[begin : begin + _AT_ONCE])
            if not await let_through(self.store.write(some)):
                return
        await self.store.write(lambda tx: posts.composed(tx, self.composed.post))

    async def _readers(self) -> Sequence[Person]:
        """Who takes part in the standup (that of a poll), and did in the run if it is of one that
        asks everybody."""
        standup = self.directory.standups.get(home(self.composed.to or ""))
        if standup is None:
            return ()
        people, run = standup.participants, self.composed.post.run
        is_of_run = run is not None and self.composed.post.subject == run  # a month's first is not
        if run is None or not is_of_run or not standup.has_schedule:
            return people
        roster = await self.store.read(lambda tx: runs.roster(tx, run))
        took_part = {person for person, _, _ in roster}
        return [person for person in people if person.id in took_part]

    async def _some(self, people: Sequence[Person], tx: Transaction) -> bool:
        if not await posts.is_current(tx, self.composed.post):
            return False
        for person in people:
            await self._one(tx, person)
        return True

    async def _one(self, tx: Transaction, person: Person) -> None:
        message = self.composed.message
        key = keys.read(self.composed.post, person.id)
        stands = await posts.standing(tx, key)
        if message is None or not self._is_to_be_said(stands):
            return
        at = await occasion.of(tx, self.directory, person, self.now)
        await say(at, Say(message, key, Urgency.REPORT, lasting=True))

    def _is_to_be_said(self, stands: tuple[str, bool] | None) -> bool:
        """What was told once stays as it is where nothing can be edited; what is no news is told to
        nobody who was not told of it."""
        if stands is None:
            return self.composed.is_news
        adapter, is_sent = stands
        can = self.directory.capabilities.get(adapter)
        return can is not None and (can.edits or not is_sent)


async def report(store: Store, run: Run, composed: Composed, now: datetime) -> Composed:
    """The report of a run as its participants are told it; no news where nobody shared anything."""
    pages = Pages(store, run, now)
    with composing():
        first, told = await pages.together()
        shared, is_whole = await _shared(pages, first)
    text = wording.opening(told) + shared
    text += wording.ending(told) if is_whole else wording.too_long() + wording.ending(told)
    is_new = run.closed_at is not None and now - run.closed_at <= NEWS
    is_news = is_new and bool(shared.blocks)
    return Composed(composed.post, message=text, to=run.standup.id, is_news=is_news)


async def _shared(pages: Pages, first: RunReport) -> tuple[Message, bool]:
    """What people shared, as much of it as they are told unasked, and whether that is all."""
    text, size = Message(()), 0
    page: RunReport | None = first
    while page is not None:
        numbers = await pages.numbers(page)
        for person in page.people:
            words = wording.shared_by(person, numbers) if person.has_words else Message(())
            size += len(plain(words).encode())
            if size > LONGEST and text.blocks:
                return text, False
            text += words
        page = await pages.after(page)
    return text, True
