"""Wishes that take work: kept with the message they came in, and fulfilled apart from all else.

What somebody looks up, has laid out or wants to have whole may cost as much as they care to write.
So the transaction that takes their message keeps the wish alone. It is worked out in a thread, on
a snapshot, and the reply is promised under the message's own key while the wish goes: once, also
where the process dies in between. Everybody has one under way at most, and those who waited longest
for their turn are served first.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from standup.core import keys
from standup.core.conversation.effects import Say, Urgency
from standup.core.language import speaking
from standup.core.messages.markup import Message
from standup.core.wording import wishes as wording
from standup.engine import addresses, languages
from standup.engine.clock import Clock
from standup.engine.directory import Directory
from standup.engine.faults import fault
from standup.engine.fitting import cut
from standup.engine.granted import Granted
from standup.engine.granting import grant
from standup.engine.occasion import Occasion, say
from standup.engine.trouble import Trouble
from standup.engine.working import Work
from standup.errors import DatabaseError, LaneLostError
from standup.store import messages, shared_reports, wishes
from standup.store.database import Store, Transaction
from standup.store.learning_log import searches
from standup.store.wishes import Told, Wished

log = logging.getLogger(__name__)

MOST = 5  # wishes of one person that wait
PATIENCE = 30.0  # seconds for one
TRIES = 3
_AT_ONCE = 500  # people whose turn may be next
_PARTS = 20  # messages that are promised in one transaction
_SOON = 10  # messages that count as a reply; more of them are a book, which others do not wait for
_FAILED = {"action": "wish_failed"}


async def take(at: Occasion, what: Told, key: str) -> None:
    """Keep a wish; it is answered under this key."""
    if at.account is None:
        return
    if await wishes.waiting(at.tx, at.person.id) >= MOST:
        await say(at, Say(wording.patience(), key))
        return
    await wishes.keep(
        at.tx,
        key=key,
        person=at.person.id,
        account=at.account,
        place=at.place,
        what=what,
        now=at.now,
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a wish, in the messages that its platform needs for it."""

    granted: Granted
    parts: tuple[Message, ...]


class Wisher:
    """Fulfils what people wish, one wish after the other."""

    def __init__(
        self,
        store: Store,
        directory: Callable[[], Directory],
        clock: Clock,
        changed: Callable[[], None],
    ) -> None:
        self._store = store
        self._directory = directory
        self._clock = clock
        self._changed = changed
        self._work = Work(Trouble("wishes", clock, log, "wish_failed"))
        self._served: dict[str, int] = {}
        self._turn = 0

    def wake(self) -> None:
        """There may be a wish."""
        self._work.wake()

    async def run(self) -> None:
        """Fulfil wishes for ever, those first that were left when a process ended."""
        await self._work.run(self._next)

    async def _next(self) -> bool:
        """Fulfil the wish of whoever was not served for longest; False when there is none."""
        firsts = await self._store.read(lambda tx: wishes.firsts(tx, _AT_ONCE))
        if not firsts:
            return False
        wish = min(firsts, key=lambda one: (self._served.get(one.person, 0), one.id))
        self._turn += 1
        self._served[wish.person] = self._turn
        await self._fulfil(wish)
        return True

    async def _fulfil(self, wish: Wished) -> None:
        """Have it worked out and say what came of it, or leave it for another try."""
        if not await self._store.write(lambda tx: wishes.begin(tx, wish)):
            return
        try:
            answer = await self._answer(wish)
            await self._tell(wish, answer)
        except LaneLostError:
            raise
        except DatabaseError:
            await self._store.write(lambda tx: wishes.put_back(tx, wish))
            raise
        except Exception as error:  # noqa: BLE001 - one wish must not stop the others
            what = (type(wish.what).__name__, *fault(error))
            log.error("a wish (%s) could not be fulfilled: %s at %s", *what, extra=_FAILED)
            if wish.tries + 1 >= TRIES:
                await self._tell(wish, await self._in_vain(wish))

    async def _answer(self, wish: Wished) -> Answer | None:
        if wish.tries >= TRIES:  # the process died each time
            return await self._in_vain(wish)
        directory = self._directory()
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._store.study(partial(self._worked_out, directory, wish))
        except TimeoutError:
            return await self._alone(wish, wording.too_much)

    async def _worked_out(
        self, directory: Directory, wish: Wished, tx: Transaction
    ) -> Answer | None:
        """What somebody is to be told; None where they and their account are nobody we know now."""
        at = await self._occasion(directory, wish, tx)
        if at is None:
            return None
        with speaking(await languages.of(tx, directory, at.person)):
            granted = await grant(at, wish.what)
        return Answer(granted, tuple(cut(granted.message, at.can)))

    async def _occasion(
        self, directory: Directory, wish: Wished, tx: Transaction
    ) -> Occasion | None:
        person = directory.people.get(wish.person)
        is_here = person is not None and wish.account.adapter in directory.capabilities
        if person is None or not is_here:
            return None
        if not await addresses.is_of(tx, directory, wish.account, person):
            return None
        return Occasion(tx, directory, person, self._clock.now(), wish.account, wish.place)

    async def _tell(self, wish: Wished, answer: Answer | None) -> None:
        """Promise what is to be said, a few messages at a time; with the last it is done."""
        parts = list(enumerate(answer.parts)) if answer else []
        while len(parts) > _PARTS:
            some, parts = parts[:_PARTS], parts[_PARTS:]
            if not await self._store.write(partial(self._say, wish, answer, some)):
                return
            self._changed()
        await self._store.write(partial(self._finish, wish, answer, parts))
        self._changed()

    async def _say(
        self,
        wish: Wished,
        answer: Answer | None,
        parts: Sequence[tuple[int, Message]],
        tx: Transaction,
    ) -> bool:
        """Promise some of it; False where somebody's words that may be in it are gone."""
        at = await self._occasion(self._directory(), wish, tx)
        if at is None or answer is None or not await wishes.holds(tx, wish):
            return at is None or answer is None
        key = messages.SHOWN * answer.granted.shows_others + wish.key
        for number, part in parts:
            urgency = Urgency.REPLY if number < _SOON else Urgency.REMINDER
            await say(at, Say(part, keys.part(key, number), urgency, wished=True))
        return True

    async def _finish(
        self,
        wish: Wished,
        answer: Answer | None,
        parts: Sequence[tuple[int, Message]],
        tx: Transaction,
    ) -> None:
        if not await self._say(wish, answer, parts, tx):
            return  # it is looked for anew, if it is wished still
        if answer is not None:
            for shared in answer.granted.shared:
                await shared_reports.share(tx, shared, wish.at)
            if answer.granted.looked_for:
                looked_for = (wish.person, *answer.granted.looked_for)
                await searches.keep(tx, *looked_for, self._clock.now())
        await wishes.fulfilled(tx, wish)

    async def _in_vain(self, wish: Wished) -> Answer:
        organiser = self._directory().instance.organiser
        return await self._alone(wish, lambda: wording.in_vain(organiser))

    async def _alone(self, wish: Wished, say_it: Callable[[], Message]) -> Answer:
        """Words of our own."""
        directory = self._directory()
        person = directory.people.get(wish.person)
        language = ""
        if person is not None:
            language = await self._store.read(
                partial(languages.of, directory=directory, person=person)
            )
        with speaking(language):
            message = say_it()
        return Answer(Granted(message, shows_others=False), (message,))
