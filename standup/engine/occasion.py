"""One event in one person's conversation, and what is said to them on it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from standup.core import keys, schedule
from standup.core.asking.check_in import Conversation
from standup.core.conversation.effects import Say, Urgency
from standup.core.conversation.turn import said_on
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import Message
from standup.core.model import Account, Person
from standup.core.settings.setting import Source
from standup.core.zones import date_in
from standup.engine import addresses, fatigue, languages
from standup.engine.addresses import NOT_STARTED, is_expected, is_of
from standup.engine.directory import Directory
from standup.engine.fitting import new_parts, no_longer
from standup.engine.leaving import Leaving
from standup.engine.wave import Wave
from standup.store import inbound, outbox
from standup.store.database import Transaction
from standup.store.outbox import Promise


@dataclass(frozen=True, slots=True)
class Occasion:
    """One event in one person's conversation: who, when, and where they are answered.

    `place` is where a command was given that is answered there, if not in the direct conversation,
    `channel` in which channel that was, if it is one.
    `wave` are those who are asked at the same moment, `leaving` what leaves with this transaction.
    `written` is when it was, where it is words.
    """

    tx: Transaction
    directory: Directory
    person: Person
    now: datetime
    account: Account | None
    place: str | None = None
    channel: str | None = None
    wave: Wave | None = None
    written: datetime | None = None
    leaving: Leaving = field(default_factory=Leaving)

    @property
    def today(self) -> date:
        """The date on the person's own calendar."""
        return date_in(self.person.zone, self.now)

    @property
    def said_on(self) -> date:
        """The date on it when they wrote what is heard now."""
        return said_on(self.person.zone, self.written or self.now, self.now)

    @property
    def can(self) -> Capabilities:
        """What the platform can do on which the person is answered."""
        known = self.directory.capabilities
        return known[self.account.adapter] if self.account else Capabilities()

    @property
    def source(self) -> Source:
        """Who it is from, for what is kept of it."""
        return Source(self.person.id, self.account.adapter if self.account else "")


async def of(tx: Transaction, directory: Directory, person: Person, now: datetime) -> Occasion:
    """What happens to a person by itself; they are answered where they are written to."""
    account = await addresses.of(tx, directory, person)
    return Occasion(tx, directory, person, now, account)


def heard(at: Occasion, talk: Conversation) -> Conversation:
    """A conversation with what we know of where it is held."""
    directory = at.directory
    language = talk.language or languages.usual(directory, at.person)
    return replace(
        talk,
        can=at.can,
        platforms=directory.platforms,
        flat=directory.flat,
        organiser=directory.instance.organiser,
        standups=directory.names_for(at.person),
        steers=bool(directory.steered_by(at.person)),
        quiet=at.person.quiet,
        unreminded=at.person.unreminded,
        tire=directory.index.tire,
        weary=fatigue.weary(directory, at.person, talk.silences) if talk.silences else {},
        let_be=fatigue.let_be(directory, at.person) if at.person.own else {},
        language=language,
        by_standup=not talk.language,
    )


async def say(at: Occasion, what: Say) -> None:
    """Promise a direct message, in as many parts as the platform needs.

    One that was said before changes where it stands, unless that account is theirs no more; a
    question goes to the direct conversation, where it can be answered.
    """
    stands = await outbox.addressee(at.tx, what.key) if what.lasting else None
    if stands and at.account and not await is_of(at.tx, at.directory, stands, at.person):
        stands, what = None, replace(what, key=keys.also_at(what.key, at.account))
    to = stands or at.account
    if to is None or to.adapter not in at.directory.capabilities:
        return
    held = is_expected(to)
    can = at.directory.capabilities[to.adapter]
    wave = at.wave if what.urgency == Urgency.PROMPT and not held else None
    if held:
        await inbound.set_unreachable(at.tx, to.adapter, to.id, NOT_STARTED, at.now)
    at_once = wave.turn(to.adapter, can) if wave else at.now
    due_at, silent = minding_quiet(at, what, at_once)
    is_here = what.check_in is None and not what.private
    after = _after(at, to, what) if wave is None and due_at == at.now else None

    def part(key: str, message: Message) -> Promise:
        return Promise(
            key=key,
            adapter=to.adapter,
            account=to.id,
            place=at.place if is_here and to == at.account else None,
            message=replace(message, silent=True) if silent and can.silent else message,
            urgency=what.urgency,
            due_at=due_at,
            check_in=what.check_in,
            question=what.question,
            valid_until=what.valid_until,
            held=NOT_STARTED if held else None,
            after=after,
        )

    if not await _promise(at, what, can, part):
        at.leaving.is_news = True
        if what.urgency == Urgency.REPLY:  # what waits for the end of quiet hours goes on waiting
            await outbox.hasten(at.tx, to, at.now, by=at.now if _is_quiet(at) else None)


def minding_quiet(at: Occasion, what: Say, due_at: datetime) -> tuple[datetime, bool]:
    """When a message may leave, and whether it is silent: what is no reply waits until the person's
    quiet hours are over. A question that would be too late then comes at its time, silently."""
    if what.urgency == Urgency.REPLY or what.wished:
        return due_at, False
    over = schedule.hears_again(at.person.quiet, at.person.zone, due_at)
    if over is None:
        return due_at, False
    in_time = what.valid_until is None or over < what.valid_until
    waits = in_time or what.urgency != Urgency.PROMPT
    return (over, False) if waits else (due_at, True)


def _is_quiet(at: Occasion) -> bool:
    return schedule.hears_again(at.person.quiet, at.person.zone, at.now) is not None


def _after(at: Occasion, to: Account, what: Say) -> int | None:
    """Which message is under way before this one, if this one may leave with the transaction."""
    over = what.valid_until is not None and what.valid_until <= at.now
    return at.leaving.at_once.get(to.id) if to == at.account and not over else None


async def _promise(
    at: Occasion, what: Say, can: Capabilities, part: Callable[[str, Message], Promise]
) -> bool:
    """Promise a message in its parts; whether all of it leaves with this transaction."""
    parts = new_parts(what.key, what.message, can)
    kept = [await outbox.promise(at.tx, part(*one), at.now) for one in parts]
    if what.lasting or not kept[0].is_new:
        gone = await no_longer(at.tx, what.key, [key for key, _ in parts])
        kept += [await outbox.promise(at.tx, part(*one), at.now) for one in gone]
    begun = [one.begun for one in kept if one.begun is not None]
    at.leaving.begun += begun
    return len(begun) == len(kept)
