"""What a platform took and did not show after all: it waits, or is sent again."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from standup.core.model import Account
from standup.engine.faults import known_reason
from standup.store import fallen, posts
from standup.store.database import Transaction
from standup.store.fallen import Fallen

log = logging.getLogger(__name__)

BringElsewhere = Callable[[Transaction, Account, datetime], Awaitable[None]]
"""Lets what is held for an account go to another one of the same person, if they have one."""

_SOONEST = timedelta(minutes=1)  # until what was lost once is sent again; then ever later
CHANNEL_PAUSE = timedelta(minutes=10)  # before a channel that shut us out is tried again
HOPE = timedelta(days=2)  # for so long a message is tried again


@dataclass(frozen=True, slots=True)
class Fall:
    """On which adapter something failed, and when."""

    adapter: str
    at: datetime
    bring_elsewhere: BringElsewhere


async def failed(tx: Transaction, fall: Fall, to: str, message_id: str, reason: str) -> None:
    """A message to an account or a channel failed; of one whose id is not noted yet that is kept
    until it is."""
    found = await fallen.find(tx, fall.adapter, message_id)
    if found is None:
        await fallen.remember(tx, fall.adapter, to, message_id, reason)
    else:
        await _fallen(tx, fall, found, reason)


async def _fallen(tx: Transaction, fall: Fall, found: Fallen, reason: str) -> None:
    _tell(fall, found, reason)
    if not reason:
        await _once_more(tx, fall, found)
    elif (whose := fallen.address(found)) is not None:
        await _hold(tx, fall, found, whose, known_reason(reason))
    else:
        await fallen.refuse(tx, found, known_reason(reason), fall.at + CHANNEL_PAUSE)


async def failed_before(tx: Transaction, fall: Fall, message_id: str) -> None:
    """A message had failed before its id was noted."""
    reason = await fallen.take_up(tx, fall.adapter, message_id)
    if (found := await fallen.find(tx, fall.adapter, message_id)) is not None:
        await _fallen(tx, fall, found, reason)


async def _once_more(tx: Transaction, fall: Fall, found: Fallen) -> None:
    age = fall.at - found.created_at
    if age < HOPE:
        await fallen.again(tx, found, fall.at + max(_SOONEST, age))
    else:
        await fallen.give_up(tx, found, "failed")


async def _hold(tx: Transaction, fall: Fall, found: Fallen, whose: Account, reason: str) -> None:
    await fallen.hold(tx, found, whose.id, reason, fall.at)
    await fall.bring_elsewhere(tx, whose, fall.at)
    if found.check_in is not None:
        await posts.renew_of(tx, found.check_in)


def _tell(fall: Fall, found: Fallen, reason: str) -> None:
    log.warning(
        "message %d on %s was not shown after all (%s)",
        found.id,
        fall.adapter,
        reason or "the platform does not say why",
        extra={"action": "message_failed"},
    )
