"""Telling people of their plans: what was settled before, and who plans the same today.

A plan is looked at once it is in the learning log, apart from all else, one after the other. What
is found is promised in one transaction with the note that it was looked at: once, also where the
process dies in between, and not at all where somebody's words were deleted meanwhile.
"""

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from standup.core import keys
from standup.core.conversation.effects import Say, Urgency
from standup.core.language import speaking
from standup.core.posts import PostKind
from standup.core.zones import zone_info
from standup.engine import languages, occasion
from standup.engine.clock import Clock
from standup.engine.directory import Directory
from standup.engine.faults import fault
from standup.engine.occasion import Occasion
from standup.engine.trouble import Trouble
from standup.engine.working import Work
from standup.errors import DatabaseError, LaneLostError
from standup.store import hints, outbox, posts
from standup.store.database import Store, Transaction
from standup.store.hints import Due

if TYPE_CHECKING:
    from standup.engine.near import Found

log = logging.getLogger(__name__)

MOST_A_DAY = 2
"""Hints that anybody is given."""

_PATIENCE = 30.0  # seconds for one plan
_FAILED = {"action": "hint_failed"}


class Hinter:
    """Looks at plans, one after the other, and tells of what they are near to."""

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
        self._work = Work(Trouble("hints", clock, log, "hint_failed"))
        self._is_used = False

    def wake(self) -> None:
        """There may be a plan, or something that was told has changed: where hints are given, or
        were once."""
        self._is_used = self._is_used or any(
            one.hints for one in self._directory().standups.values()
        )
        if self._is_used:
            self._work.wake()

    async def run(self) -> None:
        """Look at plans for ever, at those first that were left when a process ended."""
        await self._work.run(self._next)

    async def _next(self) -> bool:
        """Look at a plan; False when there is none."""
        self._is_used = self._is_used or await self._store.read(hints.were_given)
        due = await self._store.read(hints.first_due)
        if due is None:
            return False
        found = await self._found(due)
        await self._store.write(partial(self._tell, due, found))
        self._changed()
        return True

    async def _found(self, due: Due) -> "Found | None":
        """What a plan is near to; nothing where that cannot be said."""
        from standup.engine.near import look  # noqa: PLC0415 - once a plan is looked at

        try:
            async with asyncio.timeout(_PATIENCE):
                return await self._store.study(partial(look, self._directory(), due.check_in))
        except (LaneLostError, DatabaseError):
            raise
        except Exception as error:  # noqa: BLE001 - one plan must not stop the others
            log.error("a plan could not be compared: %s at %s", *fault(error), extra=_FAILED)
            return None

    async def _tell(self, due: Due, found: "Found | None", tx: Transaction) -> None:
        if not await hints.done(tx, due) or found is None:
            return  # or it is looked at anew
        if await hints.keep_twins(tx, found.run, due.check_in, found.twins):
            await posts.want(tx, PostKind.SAME, found.run, found.run)
        person = self._directory().people.get(found.person)
        if person is not None and (found.known or found.told):
            at = await occasion.of(tx, self._directory(), person, self._clock.now())
            await _say_again(at, due.check_in, found)
            await _say(at, due.check_in, found)


async def _say(at: Occasion, check_in: int, found: "Found") -> None:
    """Tell somebody what they were not told before, as much of it as a day bears."""
    midnight = at.now.astimezone(zone_info(at.person.zone)).replace(hour=0, minute=0, second=0)
    left = MOST_A_DAY - await hints.told_since(at.tx, at.person.id, midnight)
    for mark, (message, entry) in [*found.known.items()][: max(0, left)]:
        key = keys.hint(at.person.id, check_in, mark)
        await occasion.say(at, Say(message, key, Urgency.REPORT))
        await hints.keep_told(at.tx, check_in, mark, entry)


async def _say_again(at: Occasion, check_in: int, found: "Found") -> None:
    """Have what they were told say what it is by now, where it is known and can be changed."""
    from standup.core.wording import hints as wording  # noqa: PLC0415

    for mark, message in found.told.items():
        key = keys.hint(at.person.id, check_in, mark)
        if at.can.edits and await outbox.exists(at.tx, key):
            with speaking(await languages.of(at.tx, at.directory, at.person)):
                again = message or wording.taken_back()
            await occasion.say(at, Say(again, key, Urgency.REPORT, lasting=True))
