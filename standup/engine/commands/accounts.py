"""Joining accounts with a code, and choosing where one is asked."""

import logging
from datetime import datetime

from standup.core import keys
from standup.core.commands.said import Link, Plain, Prefer, Unlink
from standup.core.conversation.effects import Say
from standup.core.messages.markup import Message
from standup.core.model import Account, Person
from standup.core.wording import accounts as wording
from standup.core.wording import readers
from standup.engine import addresses, codes, held
from standup.engine.directory import Directory
from standup.engine.occasion import Occasion, say
from standup.store import accounts, consents, lasting
from standup.store.database import Transaction

log = logging.getLogger(__name__)

_LINKED = {"action": "account_linked"}


async def link(at: Occasion, said: Link, key: str) -> None:
    """Give a code, or use one."""
    if not said.code or at.account is None:
        await say(at, Say(await _offer_link(at), key))
        return
    text, _ = await use_code(at.tx, at.directory, at.account, said.code, at.now)
    await say(at, Say(text, key))
    await held.bring_held(at.tx, at.directory, at.person, at.account, at.now)


async def unlink(at: Occasion, said: Unlink, key: str) -> None:
    """Untie an account, or ask which one is meant."""
    await say(at, Say(await _unlink(at, said.platform), key))


async def prefer(at: Occasion, said: Prefer, key: str) -> None:
    """Ask there from now on, or tell where."""
    await say(at, Say(await _prefer(at, said.platform), key))


async def who_reads(at: Occasion, _: Plain, key: str) -> None:
    """Tell where their answers go, who reads them, and who set this up."""
    agreed = (await consents.of(at.tx, at.person.id)).everything
    standups = at.directory.standups_of(at.person)
    told = [(standup, readers.besides(standup, agreed)) for standup in standups]
    instance = at.directory.instance
    await say(at, Say(readers.who_reads(told, instance.organiser, instance.site), key))


async def _unlink(at: Occasion, platform: str | None) -> Message:
    if platform is None:
        tied = await accounts.tied(at.tx, at.person.id)
        return wording.unlink_which([account.adapter for account in tied])
    if not await accounts.untie(at.tx, at.person.id, platform):
        return wording.nothing_linked(platform)
    await codes.renew_invitation(at.tx, at.person.id, platform)
    await lasting.keep(at.tx, at.person.id, "unlink", at.now)
    return wording.unlinked(platform)


async def _prefer(at: Occasion, platform: str | None) -> Message:
    found = await addresses.all_of(at.tx, at.directory, at.person)
    platforms = tuple(a.adapter for a in found if not addresses.is_expected(a))
    if platform is None:
        present = await addresses.of(at.tx, at.directory, at.person)
        return wording.preference(present.adapter if present else None, platforms)
    if platform not in platforms:
        return wording.not_there(platform, platforms)
    await accounts.prefer(at.tx, at.person.id, platform)
    await lasting.keep(at.tx, at.person.id, "prefer", at.now)
    return wording.preferred(platform)


async def _offer_link(at: Occasion) -> Message:
    others = [
        name for name in at.directory.capabilities if at.account and name != at.account.adapter
    ]
    if not others:
        return wording.nowhere_to_link()
    code = await codes.for_link(at.tx, at.person.id, at.now)
    invitations = {
        name: at.directory.capabilities[name].invitation.format(code=code)
        for name in others
        if at.directory.capabilities[name].invitation
    }
    return wording.link_code(codes.readable(code), others, invitations)


async def use_code(
    tx: Transaction, directory: Directory, account: Account, code: str, now: datetime
) -> tuple[Message, Person | None]:
    """Tie an account to the person whose code it gave; what to answer, and who that is.

    What was held for them is to be brought there after the answer. A code of somebody else than the
    account's own person is as good as a wrong one.
    """
    try:
        found = await codes.use(tx, directory, code, account, now)
    except codes.TooManyTriesError as error:
        return wording.too_many_tries(error.until - now), None
    person = directory.people.get(found) if found else None
    before = await addresses.owner(tx, directory, account)
    if person is None or before not in {None, person}:
        return wording.wrong_code(), None
    if before is None:
        await _tell_the_others(tx, directory, account, person, now)
        await accounts.tie(tx, account, person.id, now)
        await lasting.keep(tx, person.id, "link", now)
        log.info("%s joined an account on %s", person.id, account.adapter, extra=_LINKED)
    titles = [standup.title for standup in directory.standups_of(person)]
    return wording.linked(person.name, titles), person


async def _tell_the_others(
    tx: Transaction, directory: Directory, account: Account, person: Person, now: datetime
) -> None:
    """Tell a person at each account they had before that a new one was joined."""
    had = await addresses.all_of(tx, directory, person)
    shut = await accounts.shut(tx, had)
    for other in had:
        if other not in shut and not addresses.is_expected(other):
            at = Occasion(tx, directory, person, now, other)
            key = keys.linked(account, other.adapter, now)
            await say(at, Say(wording.another_account(account.adapter), key))
