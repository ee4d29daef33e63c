"""What concerns a person's accounts, teams and data: linking, preferring, the last report."""

import logging
from dataclasses import replace
from datetime import datetime

from standup.core import rights
from standup.core.commands import (
    Export,
    Forget,
    Join,
    Link,
    MyReport,
    Prefer,
    Publish,
    Report,
    Search,
    Unlink,
    WhoReads,
    Wish,
)
from standup.core.conversation.effects import Say
from standup.core.markup import Message
from standup.core.model import Account, Person
from standup.core.rights import Action
from standup.core.wording import accounts as wording
from standup.core.wording import readers
from standup.engine import addresses, codes, farewell, moving, publishing, wishing
from standup.engine.directory import Directory
from standup.engine.occasion import Occasion, say
from standup.store import accounts, consents
from standup.store.database import Transaction

log = logging.getLogger(__name__)

_LINKED = {"action": "account_linked"}


async def arrange(at: Occasion, wish: Wish, key: str) -> None:
    """Do what a person wishes, and say under this key what came of it."""
    if at.place is not None and _is_for_them_alone(at, wish):
        await say(at, Say(wording.comes_to_you_alone(), key))
        at, key = replace(at, place=None), f"{key}/alone"
    match wish:
        case MyReport() | Export() | Report() | Search():
            await wishing.take(at, wish, key)
        case Forget(confirmed):
            await farewell.forget(at, key, confirmed=confirmed)
        case Publish():
            await publishing.agree(at, wish, key)
        case _:
            await say(at, Say(await _done(at, wish), key))
    if isinstance(wish, Link) and wish.code and at.account:
        await moving.bring_held(at.tx, at.directory, at.person, at.account, at.now)


def _is_for_them_alone(at: Occasion, wish: Wish) -> bool:
    """Whether what is wished for may be read by others where it was wished for."""
    action = rights.wished(wish)
    if action is not Action.SEE_REPORT:
        return rights.is_private(action)
    return not all(standup.is_posted for standup in at.directory.standups_of(at.person))


async def _done(at: Occasion, wish: Join | Link | Unlink | Prefer | WhoReads) -> Message:
    match wish:
        case WhoReads():
            return await _who_reads(at)
        case Join():
            titles = [standup.title for standup in at.directory.standups_of(at.person)]
            return wording.takes_part(titles, at.directory.instance.organiser)
        case Link(code) if code and at.account:
            return (await use_code(at.tx, at.directory, at.account, code, at.now))[0]
        case Link():
            return await _offer_link(at)
        case Unlink(platform):
            return await _unlink(at, platform)
        case Prefer(platform):
            return await _prefer(at, platform)


async def _who_reads(at: Occasion) -> Message:
    agreed = (await consents.of(at.tx, at.person.id)).everything
    standups = at.directory.standups_of(at.person)
    told = [(standup, readers.besides(standup, agreed)) for standup in standups]
    instance = at.directory.instance
    return readers.who_reads(told, instance.organiser, instance.site)


async def _unlink(at: Occasion, platform: str | None) -> Message:
    if platform is None:
        tied = await accounts.tied(at.tx, at.person.id)
        return wording.unlink_which([account.adapter for account in tied])
    if not await accounts.untie(at.tx, at.person.id, platform):
        return wording.nothing_linked(platform)
    await codes.renew_invitation(at.tx, at.person.id, platform)
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
        log.info("%s joined an account on %s", person.id, account.adapter, extra=_LINKED)
    titles = [standup.title for standup in directory.standups_of(person)]
    return wording.linked(person.name, titles), person


async def _tell_the_others(
    tx: Transaction, directory: Directory, account: Account, person: Person, now: datetime
) -> None:
    """Let a person know at the accounts they had before that another one is theirs now."""
    had = await addresses.all_of(tx, directory, person)
    shut = await accounts.shut(tx, had)
    for other in had:
        if other not in shut and not addresses.is_expected(other):
            at = Occasion(tx, directory, person, now, other)
            key = f"linked/{account.adapter}:{account.id}/{other.adapter}/{now.timestamp():.3f}"
            await say(at, Say(wording.another_account(account.adapter), key))
