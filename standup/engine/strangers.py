"""Somebody whose account belongs to nobody we know: they may bring a code, or ask to join."""

import logging
from datetime import datetime

from standup.core import commands, rights
from standup.core.conversation.effects import Urgency
from standup.core.markup import Message
from standup.core.model import Account
from standup.core.rights import Role
from standup.core.wording import accounts as wording
from standup.core.wording import direct, privacy
from standup.engine import moving
from standup.engine.arrange import use_code
from standup.engine.directory import Directory
from standup.store import outbox
from standup.store.database import Transaction

log = logging.getLogger(__name__)


async def hear(
    tx: Transaction,
    directory: Directory,
    account: Account,
    words: str,
    key: str,
    now: datetime,
    place: str | None,
) -> None:
    """Answer a stranger: a code ties them to who they are, and all else is answered once."""
    command = commands.parse(words, now.date())
    match command:
        case commands.Link(code) if code and _may(command):
            text, person = await use_code(tx, directory, account, code, now)
            await _tell(tx, account, text, f"re/{key}", now, place)
            if person is not None:
                await moving.bring_held(tx, directory, person, account, now)
        case commands.Join() if _may(command):
            organiser = directory.instance.organiser
            text = wording.stranger_joins(organiser, account.adapter, account.id)
            await _tell(tx, account, text, f"re/{key}", now, place)
        case commands.Export() | commands.Forget() | commands.Publish():
            text = privacy.nothing_of_a_stranger(directory.instance.organiser)
            await _tell(tx, account, text, f"re/{key}", now, place)
        case _:
            once = f"stranger/{account.adapter}:{account.id}"
            if not await outbox.exists(tx, once):
                text = direct.stranger(directory.instance.organiser)
                await _tell(tx, account, text, once, now, place)
                log.info("a stranger wrote on %s", account.adapter, extra={"action": "stranger"})


def _may(wish: commands.Wish) -> bool:
    return rights.may(Role.STRANGER, rights.wished(wish))


async def _tell(
    tx: Transaction, account: Account, text: Message, key: str, now: datetime, place: str | None
) -> None:
    promised = outbox.Promise(
        key, account.adapter, text, Urgency.REPLY, now, account=account.id, place=place
    )
    await outbox.promise(tx, promised, now)
