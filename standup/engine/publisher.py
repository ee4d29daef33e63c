"""Keeping threads, digests and reports true: composes each post anew when its facts changed."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from standup.chat.interface import Capabilities
from standup.core.conversation.effects import Urgency
from standup.core.log import Entry
from standup.core.markup import Choice, Message, offering
from standup.core.model import Channel
from standup.core.wording import channel as wording
from standup.core.wording.period import accountability
from standup.core.wording.pictures import with_pictures
from standup.core.wording.summary import summary as summary_message
from standup.core.wording.times import day_text
from standup.engine import own, telling
from standup.engine.clearing import clear
from standup.engine.clock import Clock
from standup.engine.directory import Directory
from standup.engine.faults import fault
from standup.engine.forms import of_run
from standup.engine.parts import parts_of
from standup.engine.scheduler import ACCOUNTABILITY
from standup.errors import LaneLostError
from standup.store import conversations, entry, indexing, outbox, posts, records, runs
from standup.store.database import Store, Transaction
from standup.store.outbox import Promise
from standup.store.posts import Stale
from standup.store.runs import Run
from standup.store.summaries import Period

log = logging.getLogger(__name__)

_AT_ONCE = 50
_AFTER_A_FAULT = 5.0  # seconds
_FAILED = {"action": "publish_failed"}
_ONE_MESSAGE = {"thread", ACCOUNTABILITY, posts.OWN}  # too much to say twice where none can edit
PAUSE = 0.2  # seconds; many answers at once change a post once


@dataclass(frozen=True, slots=True)
class Composed:
    """What a post says now, in which channels and thread; no message: nothing is posted.

    `told` is what the learning log is to hold of it.
    """

    post: Stale
    channels: tuple[Channel, ...] = ()
    message: Message | None = None
    thread: str | None = None
    title: str | None = None
    told: Entry | None = None


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
                await self.publish()
                await clear(self._store)
                await self._catch_up()
            except LaneLostError:
                raise
            except Exception as error:  # noqa: BLE001 - a full disk must not end the process
                log.error("publishing failed: %s at %s", *fault(error), extra=_FAILED)
                await asyncio.sleep(_AFTER_A_FAULT)
                self._wake.set()
                continue
            took = asyncio.get_running_loop().time() - began
            # Composing a long thread may take a fifth of the time: answers come first.
            await asyncio.sleep(max(self._pause, 4 * took))
            await self._wake.wait()

    async def publish(self) -> None:
        """Compose every post whose facts changed.

        It is composed from a snapshot, so that answers need not wait for a long thread; facts that
        change meanwhile want the post anew.
        """
        while composed := await self._store.read(self._some):
            await self._store.write(lambda tx, composed=composed: self._keep(tx, composed))  # type: ignore[misc]
            self._promised()

    async def _catch_up(self) -> None:
        """Take some of the reports into the learning log that were shared before there was one."""
        if not self._is_log_whole:
            some = partial(indexing.catch_up, most=_AT_ONCE)
            self._is_log_whole = await self._store.write(some)
            if not self._is_log_whole:
                self._wake.set()

    async def _some(self, tx: Transaction) -> list[Composed]:
        return [await self._composed(tx, post) for post in await posts.stale(tx, _AT_ONCE)]

    async def _composed(self, tx: Transaction, post: Stale) -> Composed:
        """The post composed; one that cannot be is left as it stands and holds up no other."""
        try:
            return await self._compose(tx, post)
        except Exception as error:  # noqa: BLE001 - told, and the others go on
            what = (post.kind, post.subject, *fault(error))
            log.error("%s %s could not be composed: %s at %s", *what, extra=_FAILED)
            return Composed(post)

    async def _keep(self, tx: Transaction, composed: list[Composed]) -> None:
        for one in composed:
            if one.message is not None:
                await self._promise(tx, one, one.message)
                await _enter(tx, one)
            await posts.composed(tx, one.post)

    async def _compose(self, tx: Transaction, post: Stale) -> Composed:
        if post.kind == ACCOUNTABILITY:
            return await self._accountability(tx, post)
        if post.kind == posts.OWN:
            found = await own.compose(tx, self._directory(), post.subject, self._clock.now())
            return Composed(post, *found)
        assert post.run is not None
        run = await runs.get(tx, post.run)
        if post.kind in {telling.SUMMARY, telling.MONTH}:
            return await self._summary(tx, post, run)
        message = await self._message(tx, post, run)
        thread = None if post.kind == "thread" else f"thread/{post.run}"
        title = f"{run.standup.title} · {day_text(run.day)}" if thread is None else None
        told = await _told(tx, post)
        return Composed(post, run.standup.channels, message, thread, title, told)

    async def _message(self, tx: Transaction, post: Stale, run: Run) -> Message:
        match post.kind:
            case "report":
                check_in = await conversations.check_in(tx, int(post.subject))
                return wording.report(await records.author(tx, check_in.id), check_in)
            case "update":
                return wording.update(*await records.addition(tx, int(post.subject)))
            case _:
                report = await records.run_report(tx, run, self._clock.now())
                if post.kind != "thread":
                    return wording.digest(report)
                text = wording.thread(report, self._directory().invitations)
                return text if report.closed else text + _to_fill_in(run.id)

    async def _accountability(self, tx: Transaction, post: Stale) -> Composed:
        standup_id, _, day_text = post.subject.partition("/")
        standup = self._directory().standups.get(standup_id)
        if standup is None or standup.accountability is None:
            return Composed(post)
        first, last = standup.accountability.covers(date.fromisoformat(day_text))
        period = await records.period(tx, standup, first, last, self._clock.now())
        message = with_pictures(accountability(period), period)
        return Composed(post, standup.channels, message)

    async def _summary(self, tx: Transaction, post: Stale, run: Run) -> Composed:
        """What a run or a month amounts to; where that is nothing, what was posted says no more."""
        standup = self._directory().standups.get(run.standup.id, run.standup)
        is_month = post.kind == telling.MONTH
        period = Period(standup.id, run.day.isoformat()[: 7 if is_month else None])
        found = await telling.summary_of(tx, standup, period)
        if found is None:  # its model is still to answer
            return Composed(post)
        is_there = await outbox.exists(tx, f"{post.kind}/{post.subject}/0")
        is_told = bool(found[0].statements) and standup.summary != "off"
        if not is_told and not is_there:
            return Composed(post)
        summary, left_out = found
        told = partial(summary_message, standup.title, period.days[0], summary, is_month=is_month)
        if is_month:
            links = await telling.links_of(tx, self._directory().instance, standup, summary)
            return Composed(post, standup.channels, told(left_out=left_out, links=links))
        message = told(left_out=left_out)  # its reports stand above it in the thread
        title = f"{run.standup.title} · {day_text(run.day)}"
        return Composed(post, run.standup.channels, message, f"thread/{post.run}", title)

    async def _promise(self, tx: Transaction, composed: Composed, message: Message) -> None:
        post, thread = composed.post, composed.thread
        for number, channel in enumerate(composed.channels):
            can = self._directory().capabilities.get(channel.adapter)
            key = f"{post.kind}/{post.subject}/{number}"
            if can is None or (post.kind in _ONE_MESSAGE and await self._stays(tx, key, can)):
                continue
            for part_key, part in await parts_of(tx, key, message, can):
                promised = Promise(
                    key=part_key,
                    adapter=channel.adapter,
                    place=channel.place,
                    thread=f"{thread}/{number}" if thread else _below(key, part_key),
                    title=composed.title if part_key == key else None,
                    message=part,
                    urgency=Urgency.REPORT,
                    due_at=self._clock.now(),
                )
                await outbox.promise(tx, promised, self._clock.now())

    async def _stays(self, tx: Transaction, key: str, can: Capabilities) -> bool:
        """Whether a message must stay as it is: where nothing can be edited."""
        return not can.edits and await outbox.exists(tx, key)


async def _told(tx: Transaction, post: Stale) -> Entry | None:
    """What the learning log is to hold of a post."""
    told = await entry.as_told(tx, post.kind, [int(post.subject)]) if _is_logged(post) else []
    return told[0] if told else None


async def _enter(tx: Transaction, composed: Composed) -> None:
    """Let the learning log follow a post, unless what it tells has changed again meanwhile."""
    post = composed.post
    if _is_logged(post) and await posts.is_current(tx, post):
        await indexing.keep(tx, post.kind, int(post.subject), composed.told)
        await posts.renew_month(tx, post.run or 0)


def _is_logged(post: Stale) -> bool:
    return post.kind in {entry.REPORT, entry.UPDATE}


def _below(key: str, part_key: str) -> str | None:
    """The message in whose thread a part belongs: what follows the first words, but no picture,
    which is there to be seen."""
    is_first_or_picture = part_key == key or part_key.startswith(posts.picture(key, 0)[:-1])
    return None if is_first_or_picture else key


def _to_fill_in(run: int) -> Message:
    return offering((Choice("Answer in a form", of_run(run), form=True),))
