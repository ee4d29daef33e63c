"""Keeping threads, digests and reports true: composes each post anew when its facts changed."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from standup.core import keys
from standup.core.language import speaking, spoken
from standup.core.log import Entry
from standup.core.markup import Choice, Message, offering, plain
from standup.core.model import Channel, Standup
from standup.core.posts import Overview, PostKind, Shared
from standup.core.wording import channel as wording
from standup.core.wording.period import accountability
from standup.core.wording.pictures import with_pictures
from standup.core.wording.summary import summary as summary_message
from standup.core.wording.times import day_text
from standup.engine import own_report, telling
from standup.engine.clearing import clear
from standup.engine.clock import Clock
from standup.engine.digest import Digest
from standup.engine.directory import Directory
from standup.engine.faults import fault, heeding_cancellation
from standup.engine.forms import of_run
from standup.engine.pieces import let_through
from standup.engine.posting import Composed, UncomposableError, composing, places, promise
from standup.engine.readers import NEWS, Telling, report
from standup.engine.trouble import Trouble
from standup.errors import LaneLostError
from standup.store import conversations, entry, indexing, outbox, posts, records, runs, tally
from standup.store.database import Store, Transaction
from standup.store.posts import Stale
from standup.store.runs import Run
from standup.store.summaries import Period

log = logging.getLogger(__name__)

_AT_ONCE = 50
_TOGETHER = 20_000  # characters that are promised in one transaction
_AFTER_A_FAULT = 5.0  # seconds
_FAILED = {"action": "publish_failed"}
PAUSE = 0.2  # seconds; many answers at once change a post once


class Publisher:
    """Turns posts that no longer tell the truth into messages for every channel."""

    def __init__(
        self,
        store: Store,
        directory: Callable[[], Directory],
        clock: Clock,
        promised: Callable[[], None],
        pause: float = PAUSE,
    ) -> None:
        self._store = store
        self._directory = directory
        self._clock = clock
        self._promised = promised
        self._pause = pause
        self._wake = asyncio.Event()
        self._trouble = Trouble("publishing", clock, log, "publish_failed")
        self._is_log_whole = False

    def wake(self) -> None:
        """Something may have changed."""
        self._wake.set()

    async def run(self) -> None:
        """Publish what changed, for ever."""
        while True:
            self._wake.clear()
            began = asyncio.get_running_loop().time()
            try:
                with heeding_cancellation():
                    await self.publish()
                    await clear(self._store)
                    await self._catch_up()
            except LaneLostError:
                raise
            except Exception as error:  # noqa: BLE001 - a full disk must not end the process
                await asyncio.sleep(self._trouble.failed(error, _AFTER_A_FAULT))
                self._wake.set()
                continue
            self._trouble.over()
            took = asyncio.get_running_loop().time() - began
            # Composing a long thread may take a fifth of the time: answers come first.
            await asyncio.sleep(max(self._pause, 4 * took))
            await self._wake.wait()

    async def publish(self) -> None:
        """Compose every post whose facts changed, in the order in which they were first wanted."""
        while stale := await self._store.read(lambda tx: posts.stale(tx, _AT_ONCE)):
            for way, some in groupby(stale, key=self._way):
                if way is None:
                    await self._publish_short(list(some))
                else:
                    for post in some:
                        await _apart(self._store, post, way)
                self._promised()

    def _way(self, post: Stale) -> Callable[[Stale], Awaitable[None]] | None:
        """How a post is composed that grows with its team."""
        return {PostKind.THREAD: self._head, PostKind.DIGEST: self._digest}.get(post.kind)

    async def _publish_short(self, some: list[Stale]) -> None:
        """Compose posts from a snapshot, so that answers need not wait; facts that change meanwhile
        want the post anew."""

        async def compose(tx: Transaction) -> list[Composed]:
            return [await self._composed(tx, post) for post in some]

        composed = await self._store.study(compose)
        for few in _few([one for one in composed if one.to is None]):
            await self._store.write(partial(self._keep, few))
            self._promised()
        for one in composed:
            if one.to is not None:
                await self._tell_readers(one)

    async def _tell_readers(self, composed: Composed) -> None:
        await Telling(self._store, self._directory(), composed, self._clock.now()).tell()

    async def _head(self, post: Stale) -> None:
        """Count those anew who changed, some at a time, and tell the head of the counts at once."""
        if await self._store.write(partial(self._try_head, post=post, is_first=True)):
            return
        while not await let_through(self._store.write(partial(self._try_head, post=post))):
            pass

    async def _try_head(self, tx: Transaction, post: Stale, *, is_first: bool = False) -> bool:
        """Tell a head once everybody is counted; False where that is not so yet."""
        if not await posts.is_there(tx, post):
            return True
        with composing():
            run, now = await self._run_of(tx, post), self._clock.now()
            if is_first:
                await tally.touch_due(tx, run.id, now)
            if not await tally.settle(tx, run, now):
                return False
            head = await tally.head(tx, run)
            with speaking(run.standup.language):
                text = wording.thread(head, self._directory().invitations)
                message = text if run.closed_at else text + _to_fill_in(run.id)
                title = _title(run)
        await self._keep([Composed(post, _channels(run), message, title=title)], tx)
        return True

    async def _digest(self, post: Stale) -> None:
        with composing():
            run = await self._store.read(lambda tx: self._run_of(tx, post))
        composed = Composed(post, _channels(run), thread=keys.thread(run.id))
        if not run.standup.is_posted:
            with speaking(run.standup.language):
                told = await report(self._store, run, composed, self._clock.now())
            await self._tell_readers(told)
            return
        where = list(places(composed, self._directory()))
        with speaking(run.standup.language):
            await Digest(self._store, run, composed, where, self._clock.now()).publish()

    async def _run_of(self, tx: Transaction, post: Stale) -> Run:
        assert post.run is not None
        return await runs.get(tx, post.run)

    async def _catch_up(self) -> None:
        """Take some of the reports into the learning log that were shared before there was one."""
        if not self._is_log_whole:
            some = partial(indexing.catch_up, most=_AT_ONCE)
            self._is_log_whole = await self._store.write(some)
            if not self._is_log_whole:
                self._wake.set()

    async def _composed(self, tx: Transaction, post: Stale) -> Composed:
        """The post composed; one that cannot be is left as it stands and holds up no other."""
        try:
            return await self._compose(tx, post)
        except Exception as error:  # noqa: BLE001 - told, and the others go on
            _tell(post, error)
            return Composed(post)

    async def _keep(self, composed: list[Composed], tx: Transaction) -> None:
        for one in composed:
            if one.message is not None:
                await promise(tx, one, self._directory(), self._clock.now())
                await _enter(tx, one)
            await posts.composed(tx, one.post)

    async def _compose(self, tx: Transaction, post: Stale) -> Composed:
        match post.subject:
            case Overview() as due:
                return await self._accountability(tx, post, due)
            case Shared() as shared:
                return await self._own(tx, post, shared)
        run = await self._run_of(tx, post)
        if post.kind in {PostKind.SUMMARY, PostKind.MONTH}:
            return await self._summary(tx, post, run)
        with speaking(run.standup.language):
            message = await _message(tx, post)
        told = await _told(tx, post)
        return Composed(post, _channels(run), message, keys.thread(run.id), told=told)

    async def _own(self, tx: Transaction, post: Stale, shared: Shared) -> Composed:
        found = await own_report.compose(tx, self._directory(), shared, self._clock.now())
        if found is None:
            return Composed(post)
        standup, message = found
        return Composed(post, standup.channels, message, only_again=not standup.is_posted)

    async def _accountability(self, tx: Transaction, post: Stale, due: Overview) -> Composed:
        standup = self._directory().standups.get(due.standup)
        if standup is None or standup.accountability is None:
            return Composed(post)
        posted, now = due.day, self._clock.now()
        period = await records.period(tx, standup, *standup.accountability.covers(posted), now)
        goes = await _goes(tx, post, standup)
        told = period if goes.to else period.posted
        if not told.runs and period.runs:
            return Composed(post)  # all of it is for its participants alone
        with speaking(standup.language):
            message = with_pictures(accountability(told), told)
        return replace(goes, message=message, is_news=now.date() - posted <= NEWS)

    async def _summary(self, tx: Transaction, post: Stale, run: Run) -> Composed:
        """What a run or a month amounts to; where that is nothing, what was posted says no more."""
        standup = self._directory().standups.get(run.standup.id, run.standup)
        is_month = post.kind is PostKind.MONTH
        period = Period(standup.id, run.day.isoformat()[: 7 if is_month else None])
        goes = await _goes(tx, post, standup if is_month else run.standup)
        found = await telling.summary_of(tx, standup, period, is_posted=goes.to is None)
        if found is None:  # its model is still to answer
            return Composed(post)
        is_there = bool(goes.to) or await outbox.exists(tx, post.key_in(0))
        is_told = bool(found[0].statements) and standup.summary != "off"
        if not is_told and not is_there:
            return Composed(post)
        summary, left_out = found
        is_news = is_told and self._clock.now().date() - period.days[1] <= NEWS
        told = partial(summary_message, standup.title, period.days[0], summary, is_month=is_month)
        if is_month:
            links = await telling.links_of(tx, self._directory().instance, standup, summary)
            with speaking(standup.language):
                message = told(left_out=left_out, links=links)
            return replace(goes, message=message, is_news=is_news)
        with speaking(run.standup.language):
            message = told(left_out=left_out)  # its reports stand above it in the thread
            goes = replace(goes, message=message, is_news=is_news)
            return replace(goes, thread=keys.thread(run.id), title=_title(run))


async def _goes(tx: Transaction, post: Stale, standup: Standup) -> Composed:
    """Where a post goes that tells of several reports: into the channels, or to the participants
    where there is to be nothing in any; but what stands in a channel follows there."""
    composed = Composed(post, standup.channels, only_again=not standup.is_posted)
    if standup.is_posted:
        return composed
    for number in range(len(standup.channels)):
        if await outbox.exists(tx, post.key_in(number)):
            return composed
    return Composed(post, to=standup.id)


def _channels(run: Run) -> tuple[Channel, ...]:
    """Where what is said in a run stands: people were asked by how it was opened."""
    return run.standup.channels if run.standup.is_posted else ()


async def _apart(store: Store, post: Stale, way: Callable[[Stale], Awaitable[None]]) -> None:
    """Compose one post; one that cannot be is left as it stands and holds up no other."""
    try:
        await way(post)
    except UncomposableError as error:
        _tell(post, error.why)
        await store.write(lambda tx: posts.composed(tx, post))


async def _message(tx: Transaction, post: Stale) -> Message:
    """What somebody shared, or added."""
    if post.kind is PostKind.REPORT:
        check_in = await conversations.check_in(tx, post.number)
        return wording.report(await records.author(tx, check_in.id), check_in)
    name, text, is_planned = await records.addition(tx, post.number)
    return wording.update(name, text, is_planned=is_planned)


def _few(composed: Sequence[Composed]) -> Iterator[list[Composed]]:
    """As many together as one transaction may hold of what people wrote: others wait for it."""
    some, held = list[Composed](), 0
    for one in composed:
        size = len(plain(one.message)) if one.message is not None else 0
        if some and held + size > _TOGETHER:
            yield some
            some, held = [], 0
        some.append(one)
        held += size
    if some:
        yield some


async def _told(tx: Transaction, post: Stale) -> Entry | None:
    """What the learning log is to hold of a post."""
    told = await entry.as_told(tx, post.kind, [post.number]) if _is_logged(post) else []
    return told[0] if told else None


async def _enter(tx: Transaction, composed: Composed) -> None:
    """Update the learning log with a post, unless its words have changed again meanwhile."""
    post = composed.post
    if _is_logged(post) and await posts.is_current(tx, post):
        await indexing.keep(tx, post.kind, post.number, composed.told)
        await posts.renew_month(tx, post.run or 0)


def _is_logged(post: Stale) -> bool:
    return post.kind in {PostKind.REPORT, PostKind.UPDATE}


def _title(run: Run) -> str:
    """The name of a run's thread."""
    return f"{run.standup.title} · {day_text(run.day)}"


def _tell(post: Stale, error: Exception) -> None:
    what = (post.kind, post.subject, *fault(error))
    log.error("%s %s could not be composed: %s at %s", *what, extra=_FAILED)


def _to_fill_in(run: int) -> Message:
    return offering((Choice(spoken("Answer in a form, posted here"), of_run(run), form=True),))
