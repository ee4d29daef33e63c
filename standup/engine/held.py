"""What is held for somebody out of reach, brought to where they can be reached.

It was composed for another platform: it is split anew, and a question is put anew as the platform
can show it.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from standup.core import keys
from standup.core.asking.check_in import State
from standup.core.conversation.effects import Say, Urgency
from standup.core.conversation.turn import put_anew
from standup.core.model import Account, Person
from standup.engine import addresses
from standup.engine.addresses import expected, is_expected
from standup.engine.directory import Directory
from standup.engine.occasion import Occasion, heard, say
from standup.store import accounts, check_ins, conversations, inbound, outbox, posts
from standup.store.database import Transaction
from standup.store.outbox import Promise


async def bring_held(
    tx: Transaction, directory: Directory, person: Person, to: Account, now: datetime
) -> None:
    """Send what is held for a person elsewhere to this account, where they can be reached."""
    at = Occasion(tx, directory, person, now, to)
    for adapter in (*person.invited, to.adapter):
        held = expected(adapter, person.id)
        await _move(at, held)
        await inbound.forget_account(tx, held.adapter, held.id)
    found = tuple(a for a in await addresses.all_of(tx, directory, person) if a != to)
    for shut in await accounts.shut(tx, found):
        await _move(at, shut)


async def bring_elsewhere(
    tx: Transaction, directory: Directory, account: Account, now: datetime
) -> None:
    """Send what is held for this account to another one of its person, if they have one."""
    person = await addresses.owner(tx, directory, account)
    to = await addresses.of(tx, directory, person) if person else None
    if person and to and to != account and await _is_open(tx, to):
        await _move(Occasion(tx, directory, person, now, to), account)


async def bring_questions(tx: Transaction, directory: Directory, now: datetime) -> None:
    """Send each question that is held to where its person is written to now.

    The configuration may have named an account that was expected, or corrected one.
    """
    for account, person_id in await outbox.held_questions(tx):
        person = directory.people.get(person_id)
        to = await addresses.of(tx, directory, person) if person else None
        if person and to and to != account and await _is_open(tx, to):
            await _move(Occasion(tx, directory, person, now, to), account)
            if is_expected(account):
                await inbound.forget_account(tx, account.adapter, account.id)


async def _is_open(tx: Transaction, account: Account) -> bool:
    return not is_expected(account) and not await accounts.shut(tx, (account,))


async def _move(at: Occasion, account: Account) -> None:
    """Say again what is held for an account, after what was promised where it goes before it."""
    asked: set[int] = set()
    for held in _whole(await outbox.take_held(at.tx, account.adapter, account.id)):
        if held.check_in is None:
            what = Say(held.message, held.key, Urgency(held.urgency), valid_until=held.valid_until)
            await say(at, what)
        elif held.check_in not in asked:
            asked.add(held.check_in)
            await _ask(at, held, held.check_in)


async def _ask(at: Occasion, held: Promise, check_in_id: int) -> None:
    check_in = await check_ins.check_in(at.tx, check_in_id)
    if check_in.state is State.ASKING and at.account:
        talk = heard(at, await conversations.load(at.tx, at.person, at.now))
        key = keys.asked_at(check_in.id, at.account.adapter, at.now)
        what = Say(put_anew(talk, check_in, at.now), key, Urgency.PROMPT, check_in.id)
        asked = check_in.question.id
        await say(at, replace(what, valid_until=held.valid_until, question=asked))
    await posts.renew_of(at.tx, check_in_id)


def _whole(held: Iterable[Promise]) -> list[Promise]:
    """The messages as they were before they were split."""
    whole: dict[str, Promise] = {}
    for part in held:
        first, number = keys.parted(part.key)
        if number and first in whole:
            message = whole[first].message + part.message
            whole[first] = replace(whole[first], message=message)
        else:
            whole[part.key] = part
    return list(whole.values())
