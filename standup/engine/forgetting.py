"""Giving people what is kept of them, and deleting it when they wish.

Somebody who is forgotten stays in the configuration until their organiser takes them out. What
others wrote, and how many shared, stays as it is; their own part of it has no name and no words.
"""

import logging
import secrets
from datetime import datetime, timedelta

from standup.core import keys
from standup.core.conversation.effects import Say
from standup.core.messages.markup import Message
from standup.core.model import Person
from standup.core.posts import Month, Overview, PostKind
from standup.core.reports.report import ALIAS, SOMEBODY
from standup.core.wording import privacy as wording
from standup.engine import addresses, codes
from standup.engine.directory import Directory
from standup.engine.occasion import Occasion, say
from standup.store import accounts as ties
from standup.store import (
    days,
    facts,
    farewells,
    items,
    logbook,
    messages,
    personal_data,
    posts,
    runs,
)
from standup.store.database import Transaction
from standup.store.owner import Forgotten

log = logging.getLogger(__name__)

CONFIRM_WITHIN = timedelta(minutes=10)
_EVERY = 1_000_000
_FORGOTTEN = {"action": "person_forgotten"}
_KEPT = {"action": "person_kept"}


async def export(at: Occasion) -> Message:
    """The answer to `export me`: everything that is kept of a person."""
    data = await personal_data.export(at.tx, at.person.id)
    accounts = await addresses.all_of(at.tx, at.directory, at.person)
    people = at.directory.people
    given = {one for said in data["said_of_items"] if (one := said["value"]) in people}
    names = {one: people[one].name for one in given}
    return wording.exported(data, at.person, accounts, at.directory.instance.organiser, names)


async def forget(at: Occasion, key: str, *, confirmed: bool) -> None:
    """Answer `forget me`: ask if they are sure, and delete all that is kept once they confirm."""
    if not confirmed:
        await farewells.ask(at.tx, at.person.id, at.now + CONFIRM_WITHIN)
        await say(at, Say(wording.sure_to_forget(at.directory.instance.organiser), key))
    elif not await farewells.confirms(at.tx, at.person.id, at.now):
        await say(at, Say(wording.nothing_to_confirm(), key))
    else:
        await _forget(at, keys.farewell(key))


async def _forget(at: Occasion, farewell: str) -> None:
    accounts = await addresses.all_of(at.tx, at.directory, at.person)
    accounts += tuple(
        addresses.expected(adapter, at.person.id) for adapter in at.directory.capabilities
    )
    whom = Forgotten(at.person.id, accounts, _alias(), farewell, at.now, is_absent=False)
    text = await _forget_days(at, whom)
    await say(at, Say(text, farewell))
    await _forget_others(at.tx, whom)
    at.leaving.is_setting = True  # what they set holds no more
    log.warning(
        "%s was forgotten as they wished; they are asked again at the next round unless you take"
        " them out of the configuration",
        at.person.id,
        extra=_FORGOTTEN,
    )


async def forget_absent(tx: Transaction, directory: Directory, person: str, now: datetime) -> None:
    """Delete all that is kept of somebody who is no longer in the configuration.

    Nobody can say it to them. Where an account is somebody else's by now, what waits to be said to
    it stays. Whoever is in the configuration is not forgotten: they would be asked again.
    """
    if person in directory.people:
        log.error("%s is not forgotten: the configuration has them still", person, extra=_KEPT)
        return
    farewell = keys.farewell(secrets.token_hex(8))
    at = Occasion(tx, directory, Person(person, SOMEBODY, "UTC", ()), now, None)
    accounts = [addresses.expected(adapter, person) for adapter in directory.capabilities]
    had = await messages.accounts_asked(tx, person)
    await messages.forget_questions(tx, person, farewell, now)
    for account in had:
        if await addresses.owner(tx, directory, account) is None:
            accounts.append(account)
        else:
            await messages.forget_said(tx, account)
    whom = Forgotten(person, tuple(accounts), _alias(), farewell, now, is_absent=True)
    await _forget_days(at, whom)
    await _forget_others(tx, whom)
    log.warning("%s was forgotten as the organiser wished", person, extra=_FORGOTTEN)


def _alias() -> str:
    """What stands for somebody in past runs from then on: nobody can tell whom."""
    return f"{ALIAS}{secrets.token_hex(4)}"


async def _forget_others(tx: Transaction, whom: Forgotten) -> None:
    """Forget all but their days; what invited them is good no more, for whoever finds it."""
    for account in await ties.tied(tx, whom.person):
        await codes.renew_invitation(tx, whom.person, account.adapter)
    await personal_data.forget_others(tx, whom)
    await facts.put(tx, facts.CLEAR, "yes")


async def _forget_days(at: Occasion, whom: Forgotten) -> Message:
    """Take a person out of every run, and have what was posted follow; what to tell them."""
    out_of_reach = await days.out_of_reach(at.tx, whom.person)
    await personal_data.forget_days(at.tx, whom)
    stays = await _abandon_posts(at)
    titles = [standup.title for standup in at.directory.standups_of(at.person)]
    return wording.forgotten(titles, at.directory.instance.organiser, sorted(stays), out_of_reach)


async def _abandon_posts(at: Occasion) -> set[str]:
    """Empty our copy of posts that will not be composed again or cannot be edited.

    Returns the platforms on which something stays as it is.
    """
    editing = {name for name, can in at.directory.capabilities.items() if can.edits}
    stays: set[str] = set()
    for post in await posts.stale(at.tx, _EVERY):
        await messages.empty_read(at.tx, post)
        channels, made_again = await _whereabouts(at, post)
        for message, adapter, sent in await posts.messages(at.tx, post, channels):
            if adapter not in editing or not made_again:
                # A thread goes on, and what belongs to a dead one would never be shown.
                await messages.empty(at.tx, message, final=post.kind is not PostKind.THREAD)
                stays.update({adapter} if sent else ())
    return stays


async def _whereabouts(at: Occasion, post: posts.Stale) -> tuple[int, bool]:
    """In how many channels a post stands at most, and whether it can be composed anew."""
    if post.run is not None:
        held = len((await runs.get(at.tx, post.run)).standup.channels)
        return max(posts.MOST_CHANNELS, held) if post.kind is PostKind.MONTH else held, True
    standup = at.directory.standups.get(await _standup(at, post))
    if standup is None or (isinstance(post.subject, Overview) and standup.accountability is None):
        return posts.MOST_CHANNELS, False
    return max(posts.MOST_CHANNELS, len(standup.channels)), True


async def _standup(at: Occasion, post: posts.Stale) -> str:
    """Of which standup a post is that belongs to no run, such as news of an item between two."""
    if not isinstance(post.subject, int | Month):
        return post.subject.standup
    assert post.kind is PostKind.ITEM  # of these alone some belong to no run
    line = await logbook.line(at.tx, post.number)
    item = await items.get(at.tx, line[0]) if line else None
    return item.standup if item else ""
