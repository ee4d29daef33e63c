"""Bringing people in: the bot writes to them, or whoever invites them is given words to send.

What is handed over leads people to say hello from an account of their own, and holds no code: with
one, whoever has it could answer as them.
"""

from standup.core import keys
from standup.core.conversation.events import Invited
from standup.core.language import spoken
from standup.core.messages.markup import Message
from standup.core.model import Person
from standup.core.wording import inviting as wording
from standup.core.wording import trail
from standup.engine import addresses, carry_out, occasion, whom
from standup.engine.addresses import is_expected
from standup.engine.proposal import Outcome, Proposal
from standup.engine.wheel import Wheel, note
from standup.store import accounts, conversations, outbox


async def invite(wheel: Wheel, names: tuple[str, ...]) -> Outcome:
    """Write to some of the standup's people, and have words sent to those we cannot write to."""
    found = whom.meant(wheel, "invite", names, wheel.standup.participants)
    if isinstance(found, Message):
        return found
    title, written, told = wheel.standup.title, list[Person](), Message(())
    for person in found:
        if not await _can_write(wheel, person):
            told += await _words(wheel, person)
        elif await outbox.exists(wheel.tx, _key(wheel, person)):
            told += wording.written_today(person.name)
        else:
            written.append(person)
    if not written:
        return told
    called = [person.name for person in written]

    async def do() -> Message:
        for person in written:
            await _write(wheel, person)
        return wording.done(called) + told

    shown = wording.to_be_written(title, called) + told
    about = ("invite", *sorted(person.id for person in written))
    return Proposal(shown, spoken("Write to them"), about, do)


def _key(wheel: Wheel, person: Person) -> str:
    return keys.invited(wheel.standup.id, person.id, wheel.now.date())


async def _can_write(wheel: Wheel, person: Person) -> bool:
    """Whether what we say reaches them: we may write first, or have spoken to them before."""
    account = await addresses.of(wheel.tx, wheel.directory, person)
    if account is None or is_expected(account) or await accounts.shut(wheel.tx, (account,)):
        return False
    if wheel.directory.capabilities[account.adapter].opens_direct:
        return True
    return bool((await conversations.load(wheel.tx, person, wheel.now)).told)


async def _write(wheel: Wheel, person: Person) -> None:
    at = await occasion.of(wheel.tx, wheel.directory, person, wheel.now)
    before = await conversations.load(wheel.tx, person, wheel.now)
    invited = Invited(_key(wheel, person), wheel.standup.title, wheel.name)
    await carry_out.decide(at, before, invited)
    await note(wheel, "invite", trail.written_to(person.name), person.id)


async def _words(wheel: Wheel, person: Person) -> Message:
    """What to send to somebody whom we cannot write to."""
    found = await addresses.all_of(wheel.tx, wheel.directory, person)
    if not found:
        return wording.no_account(person.name, wheel.directory.instance.organiser)
    account = min(found, key=is_expected)
    link = wheel.directory.invitations.get(account.adapter, "")
    return wording.to_send(
        person.name, wheel.standup.title, account.adapter, link, is_known=not is_expected(account)
    )
