"""What an organiser decides of events that were put aside: another try, or none."""

import logging
from collections.abc import Callable

from standup.engine.faults import fault
from standup.engine.inbox import Inbox
from standup.store import stumbles
from standup.store.database import Store
from standup.store.stumbles import Aside

log = logging.getLogger(__name__)


async def take_up(store: Store, inbox: Callable[[Store, str], Inbox], handle: str) -> bool:
    """Handle an event anew; whether it could be. One that cannot stays aside."""
    for one in await _called(store, handle):
        try:
            await inbox(store, one.adapter).retry(one)
        except Exception as error:  # noqa: BLE001 - it stays where it was
            log.error(
                "the event %s could not be handled again: %s at %s",
                handle,
                *fault(error),
                extra={"action": "event_put_aside"},
            )
            return False
    return True


async def let_go(store: Store, handle: str) -> None:
    """Delete what an event said."""
    for one in await _called(store, handle):
        await store.write(lambda tx, one=one: stumbles.drop(tx, one))  # type: ignore[misc]


async def _called(store: Store, handle: str) -> list[Aside]:
    return [one for one in await store.read(stumbles.aside) if one.handle == handle]
