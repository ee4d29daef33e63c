"""Somebody whose account belongs to nobody we know: they may bring a code, or ask to join."""

import logging
from datetime import datetime

from standup.core import commands, keys, rights
from standup.core.conversation.effects import Urgency
from standup.core.language import speaking
from standup.core.messages.markup import Message
from standup.core.model import Account
from standup.core.rights import Role
from standup.core.wording import accounts as wording
from standup.core.wording import direct, privacy
from standup.engine import held, languages
from standup.engine.commands.accounts import use_code
from standup.engine.directory import Directory
from standup.store import accounts, outbox
from standup.store.database import Transaction

log = logging.getLogger(__name__)


_MOST_WAITING = 100  # answers to strangers on one platform; whoever writes meanwhile gets none


async def hear(
    tx: Transaction,
    directory: Directory,
    account: Account,
    words: str,
    key: str,
    now: datetime,
    place: str | None,
    language: str = "",
) -> None:
    """Answer a stranger: a code ties them to who they are, all else is answered once a day.

    `language` is their client's, where it tells one that we speak.
    """
    command = commands.parse(words, now.date())
    if isinstance(command, commands.Link) and command.code and _may(command):
        await _use(
            tx,
            directory=directory,
            account=account,
            code=command.code,
            key=key,
            now=now,
            place=place,
        )
    elif await _tell_once(
        tx,
        account=account,
        text=_answer(directory, account, command, language),
        key=keys.stranger(account, now),
        now=now,
        place=place,
    ):
        log.info("a stranger wrote on %s", account.adapter, extra={"action": "stranger"})


async def _use(
    tx: Transaction,
    directory: Directory,
    account: Account,
    code: str,
    key: str,
    now: datetime,
    place: str | None,
) -> None:
    """Try the code of a stranger. They hear of each wrong one, and once that they have to wait."""
    before = await accounts.wrong_codes(tx, account)
    text, person = await use_code(tx, directory, account, code, now)
    if person is not None:
        await outbox.promise(tx, _promise(account, text, keys.reply(key), now, place), now)
        await held.bring_held(tx, directory, person, account, now)
        return
    after = await accounts.wrong_codes(tx, account)
    which = f"{after[0] if after else 0}{'/wait' if after == before else ''}"
    await _tell_once(
        tx, account=account, text=text, key=keys.stranger(account, now, which), now=now, place=place
    )


def _answer(
    directory: Directory, account: Account, command: commands.Command | None, language: str
) -> Message:
    with speaking(language or languages.of_all(directory)):
        return _told(directory.instance.organiser, account, command)


def _told(organiser: str, account: Account, command: commands.Command | None) -> Message:
    match command:
        case commands.Join() if _may(command):
            return wording.stranger_joins(organiser, account.adapter, account.id)
        case commands.Export() | commands.Forget() | commands.Publish():
            return privacy.nothing_of_a_stranger(organiser)
        case _:
            return direct.stranger(organiser, account.adapter, account.id)


def _may(wish: commands.Wish) -> bool:
    return rights.may(Role.STRANGER, commands.action_of(wish))


async def _tell_once(
    tx: Transaction, account: Account, text: Message, key: str, now: datetime, place: str | None
) -> bool:
    """Say it after all else, unless it was said, or very many strangers wait."""
    if await outbox.exists(tx, key):
        return False
    waiting = await outbox.waiting(tx, account.adapter, Urgency.STRANGER, _MOST_WAITING)
    if waiting >= _MOST_WAITING:
        return False
    await outbox.promise(
        tx,
        _promise(
            account=account, text=text, key=key, now=now, place=place, urgency=Urgency.STRANGER
        ),
        now,
    )
    return True


def _promise(
    account: Account,
    text: Message,
    key: str,
    now: datetime,
    place: str | None,
    urgency: Urgency = Urgency.REPLY,
) -> outbox.Promise:
    return outbox.Promise(key, account.adapter, text, urgency, now, account=account.id, place=place)
