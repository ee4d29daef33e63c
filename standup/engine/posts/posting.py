"""A post composed, and its messages promised to every channel of its standup."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from standup.core import keys
from standup.core.conversation.effects import Urgency
from standup.core.learning_log.entries import Entry
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import Message
from standup.core.messages.mentioning import mentioned, without_mentions
from standup.core.model import Account, Channel
from standup.core.posts import PostKind
from standup.engine.clock import Clock
from standup.engine.directory import Directory
from standup.engine.fitting import parts_of
from standup.errors import DatabaseError
from standup.store import called, hints, outbox, posts
from standup.store.database import Store, Transaction
from standup.store.learning_log import indexing
from standup.store.outbox import Promise
from standup.store.posts import Stale

NEWS = timedelta(days=7)
"""What is older is told to nobody anew; where it was told, it follows."""

# Too much to say twice where none can edit.
_ONE_MESSAGE = {PostKind.THREAD, PostKind.ACCOUNTABILITY, PostKind.OWN, PostKind.SAME}


class UncomposableError(Exception):
    """What a post is to say cannot be told, and why."""

    def __init__(self, why: Exception) -> None:
        super().__init__()
        self.why = why


@contextmanager
def composing() -> Iterator[None]:
    """Whatever fails in this block fails for one post alone, but for a database that is away."""
    try:
        yield
    except DatabaseError:
        raise
    except Exception as error:
        raise UncomposableError(error) from error


@dataclass(frozen=True, slots=True)
class Calling:
    """What is said on the platforms on which a post calls somebody, and whose accounts it calls."""

    messages: Mapping[str, Message]
    people: Mapping[Account, str]


NOBODY = Calling({}, {})


@dataclass(frozen=True, slots=True)
class Composed:
    """What a post says now, in which channels and thread; no message: nothing is posted.

    On some platforms it says what its `calling` does instead.
    `told` is what the learning log is to hold of it. With `only_again` it is said where it stands
    already, and nowhere else. With `to` it is told to the participants of that standup instead, if
    it `is_news`, and follows where it was told.
    """

    post: Stale
    channels: tuple[Channel, ...] = ()
    message: Message | None = None
    thread: str | None = None
    title: str | None = None
    told: Entry | None = None
    only_again: bool = False
    to: str | None = None
    is_news: bool = True
    calling: Calling = NOBODY


@dataclass(frozen=True, slots=True)
class Desk:
    """What posts are composed with: the database, who is who by now, and the time."""

    store: Store
    directory: Callable[[], Directory]
    clock: Clock


@dataclass(frozen=True, slots=True)
class Place:
    """Where a post stands: one of its channels, what can be shown there, and under which key."""

    number: int
    channel: Channel
    can: Capabilities
    key: str


def places(composed: Composed, directory: Directory) -> Iterator[Place]:
    """The channels of a post whose platforms are connected."""
    for number, channel in enumerate(composed.channels):
        can = directory.capabilities.get(channel.adapter)
        if can is not None:
            yield Place(number, channel, can, composed.post.key_in(number))


async def keep(tx: Transaction, desk: Desk, composed: Composed) -> None:
    """Promise a post as it was composed, and let the learning log say the same."""
    if composed.message is not None:
        await promise(tx, composed, desk.directory(), desk.clock.now())
        await _enter(tx, desk, composed)
    await posts.composed(tx, composed.post)


async def _enter(tx: Transaction, desk: Desk, composed: Composed) -> None:
    """Update the learning log with a post, unless its words have changed again meanwhile."""
    post = composed.post
    if post.kind in {PostKind.REPORT, PostKind.UPDATE} and await posts.is_current(tx, post):
        await indexing.keep(tx, post.kind, post.number, composed.told)
        await posts.renew_month(tx, post.run or 0)
        if composed.told is not None and _is_to_be_compared(desk, composed.told):
            await hints.want(tx, post.number)


def _is_to_be_compared(desk: Desk, told: Entry) -> bool:
    """Whether it is a plan of which its author, or anybody, may be told something."""
    standup = desk.directory().standups.get(told.standup.id)
    if standup is None or not standup.hints or told.check_in is None:
        return False
    from standup.core.hints.plans import has_plan  # noqa: PLC0415 - where plans are looked at

    return has_plan(told.standup, told.round)


async def promise(tx: Transaction, composed: Composed, directory: Directory, now: datetime) -> None:
    """Promise a composed post to each of its channels."""
    if composed.message is None:
        return
    for place in places(composed, directory):
        if composed.only_again and not await outbox.exists(tx, place.key):
            continue
        if composed.post.kind not in _ONE_MESSAGE or not await _stays(tx, place):
            parts = await _parts(tx, composed, composed.message, place)
            await promise_parts(tx, composed, place, parts, now)


async def _parts(
    tx: Transaction, composed: Composed, message: Message, place: Place
) -> list[tuple[str, Message]]:
    """The parts of a post; once it stands there, one that is new calls nobody: its words stood in
    another, or were never posted so."""
    adapter = place.channel.adapter
    message = composed.calling.messages.get(adapter, message)
    parts = await parts_of(tx, place.key, message, place.can)
    if adapter not in composed.calling.messages or not place.can.mentions:
        return parts
    parts = [*_calling_once(parts)]
    for account, person in composed.calling.people.items():
        if account.adapter == adapter:
            await called.keep(tx, composed.post, person, account)
    if not await outbox.exists(tx, place.key):
        return parts
    return [
        (key, part if await outbox.exists(tx, key) else without_mentions(part))
        for key, part in parts
    ]


def _calling_once(parts: Iterable[tuple[str, Message]]) -> Iterator[tuple[str, Message]]:
    """The parts of which each calls those alone whom none before it does."""
    told = set[str]()
    for key, part in parts:
        here = mentioned(part)
        yield key, without_mentions(part, told)
        told.update(here)


async def promise_parts(
    tx: Transaction,
    composed: Composed,
    place: Place,
    parts: Iterable[tuple[str, Message]],
    now: datetime,
) -> None:
    """Promise some messages of a post, each with its key, to one channel."""
    thread = f"{composed.thread}/{place.number}" if composed.thread else None
    for key, part in parts:
        promised = Promise(
            key=key,
            adapter=place.channel.adapter,
            place=place.channel.place,
            thread=thread or _below(place.key, key),
            title=composed.title if key == place.key else None,
            message=part,
            urgency=Urgency.REPORT,
            due_at=now,
        )
        await outbox.promise(tx, promised, now)


async def _stays(tx: Transaction, place: Place) -> bool:
    """Whether a message must stay as it is: where nothing can be edited."""
    return not place.can.edits and await outbox.exists(tx, place.key)


def _below(key: str, part_key: str) -> str | None:
    """The message in whose thread a part belongs: what follows the first words, but no picture,
    which is there to be seen."""
    is_first_or_picture = part_key == key or part_key.startswith(keys.picture(key, 0)[:-1])
    return None if is_first_or_picture else key
