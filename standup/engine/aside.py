"""Events that cannot be handled: put aside whole, so that the others go on and nothing is lost."""

import json
import logging
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from datetime import datetime
from functools import partial
from typing import Any

from standup.chat.interface import (
    Besides,
    Chose,
    Deleted,
    Edited,
    Event,
    Failed,
    Filled,
    Reachable,
    Replied,
    Said,
    Went,
)
from standup.core import keys
from standup.core.conversation.effects import Urgency
from standup.core.language import speaking
from standup.core.model import Account
from standup.core.wording import direct as wording
from standup.engine import addresses, languages
from standup.engine.directory import Directory
from standup.engine.faults import fault
from standup.store import outbox, stumbles
from standup.store.database import Transaction
from standup.store.stumbles import Aside

log = logging.getLogger(__name__)

_ASIDE = {"action": "event_put_aside"}
TIMES = 3  # tries, failing for the same reason, after which an event is put aside
_TOLD = (Said, Chose, Filled, Edited)  # what its author waits for an answer to
_KINDS: Mapping[str, type[Event]] = {
    kind.__name__: kind
    for kind in (Said, Replied, Chose, Filled, Edited, Deleted, Failed, Reachable, Went)
}


async def stumbled(
    tx: Transaction,
    directory: Directory,
    adapter: str,
    event: Event,
    error: Exception,
    now: datetime,
) -> bool:
    """Note that an event could not be handled; whether it is put aside by now, its author told.

    That this can be written shows that the database is not away.
    """
    what, where = fault(error)
    event_id = whole(event.id)
    if await stumbles.count(tx, adapter, event_id, f"{what} at {where}", now) < TIMES:
        return False
    log.error(
        "an event of %s could not be handled and was put aside: %s at %s; `standup inbox` shows it",
        adapter,
        what,
        where,
        extra=_ASIDE,
    )
    kept = replace(event, text="") if isinstance(event, Replied) else event  # said to others
    told = {"type": type(event).__name__, "why": f"{what} at {where}", **asdict(kept)}
    await stumbles.put_aside(tx, adapter, event_id, json.dumps(told, default=str), now)
    if isinstance(event, _TOLD):
        try:
            await tx.attempt(partial(_apologise, directory, adapter, event, now))
        except Exception as odd:  # noqa: BLE001 - what cannot be handled may have no author either
            log.error("nobody can be told of it: %s at %s", *fault(odd), extra=_ASIDE)
    return True


async def _apologise(
    directory: Directory,
    adapter: str,
    event: Said | Chose | Filled | Edited,
    now: datetime,
    tx: Transaction,
) -> None:
    person = await addresses.owner(tx, directory, Account(adapter, whole(event.account)))
    with speaking(await languages.of(tx, directory, person) if person else ""):
        apology = _apology(directory, adapter, event, now)
    await outbox.promise(tx, apology, now)


def _apology(
    directory: Directory, adapter: str, event: Said | Chose | Filled | Edited, now: datetime
) -> outbox.Promise:
    return outbox.Promise(
        key=keys.put_aside(f"{adapter}:{whole(event.id)}"),
        adapter=adapter,
        message=wording.put_aside(directory.instance.organiser),
        urgency=Urgency.REPLY,
        due_at=now,
        account=whole(event.account),
        place=None if isinstance(event, Edited) else event.place,
    )


def event_of(one: Aside) -> Event:
    """The event as it was handed over."""
    kind = _KINDS[one.content["type"]]
    known = [field.name for field in fields(kind) if field.name in one.content]
    said: dict[str, Any] = {name: one.content[name] for name in known}
    if said.get("besides"):
        said["besides"] = Besides(said["besides"])
    return kind(**{**said, "at": datetime.fromisoformat(said["at"])})


def whole(text: str) -> str:
    """The text in whole characters: no database keeps half of one."""
    return text.encode("utf-8", "replace").decode()
