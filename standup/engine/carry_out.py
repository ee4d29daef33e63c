"""Carrying out what a conversation decided, inside the transaction that handled the event."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from standup.core.check_in import Conversation
from standup.core.conversation import effects, events
from standup.core.conversation.decide import converse
from standup.core.conversation.effects import Effect, Say, SayStatus
from standup.core.markup import Message
from standup.core.model import Account, Person
from standup.core.wording import direct as wording
from standup.engine.directory import Directory
from standup.engine.parts import parts_of
from standup.store import conversations, outbox, posts, runs
from standup.store.database import Transaction
from standup.store.outbox import Promise


@dataclass(frozen=True, slots=True)
class Occasion:
    """One event in one person's conversation: who, when, and where they are answered."""

    tx: Transaction
    directory: Directory
    person: Person
    now: datetime
    account: Account | None


async def decide(at: Occasion, before: Conversation, event: events.Event) -> Conversation:
    """Let the conversation decide and carry out what follows; returns it as it stands then."""
    after, following = converse(before, event, at.now)
    for effect in following:
        await _carry_out(at, after, effect)
    return after


async def _carry_out(at: Occasion, after: Conversation, effect: Effect) -> None:
    tx, person = at.tx, at.person.id
    match effect:
        case Say():
            await say(at, effect)
        case SayStatus():
            await _say_status(at, after, effect)
        case effects.Save(check_in):
            await conversations.save(tx, check_in)
            if not check_in.is_open:
                await outbox.withdraw(tx, f"remind/{check_in.id}")
        case effects.Keep(check_in_id, answer):
            await conversations.keep(tx, check_in_id, answer)
        case effects.Forgo(check_in_id, question):
            await conversations.forgo(tx, check_in_id, question, at.now)
        case effects.Reword(message, text):
            await conversations.reword(tx, message, text, at.now)
        case effects.Erase(message):
            await conversations.erase(tx, message, person)
        case effects.Add(run, message, text):
            number = await conversations.add(tx, run, person, message, text, at.now)
            await posts.want(tx, "update", str(number), run)
            await posts.renew(tx, run)
        case effects.Post(check_in_id, run):
            await posts.want(tx, "report", str(check_in_id), run)
            await posts.renew(tx, run)
        case effects.PostUpdate(number, run):
            await posts.want(tx, "update", str(number), run)
            await posts.renew(tx, run)
        case effects.Recount(run):
            await posts.renew(tx, run)
        case effects.LeaveOut(run):
            await runs.leave_out(tx, run, person)
        case effects.StayAway(away):
            await conversations.stay_away(tx, person, away)
        case effects.Return(day):
            await conversations.come_back(tx, person, day, day - timedelta(days=1))


async def say(at: Occasion, what: Say) -> None:
    """Promise a direct message, in as many parts as the platform needs."""
    if at.account is None:
        return
    limit = at.directory.capabilities[at.account.adapter].text_limit
    for key, part in await parts_of(at.tx, what.key, what.message, limit):
        promised = Promise(
            key=key,
            adapter=at.account.adapter,
            account=at.account.id,
            message=part,
            urgency=what.urgency,
            due_at=at.now,
            check_in=what.check_in,
            valid_until=what.valid_until,
        )
        await outbox.promise(at.tx, promised, at.now)


async def _say_status(at: Occasion, after: Conversation, what: SayStatus) -> None:
    await say(at, Say(await _status(at, after, unposted=what.unposted), what.key))


async def _status(at: Occasion, after: Conversation, *, unposted: bool) -> Message:
    rounds = {
        (
            standup.id,
            round_.id,
            standup.zone_of(at.person),
        ): f"{standup.title}, {round_.title.lower()}"
        for standup in at.directory.standups_of(at.person)
        for round_ in standup.rounds
    }
    due = await runs.scheduled(at.tx)
    upcoming = sorted(
        ((rounds[key], found.at) for key, found in due.items() if key in rounds),
        key=lambda title_and_time: title_and_time[1],
    )
    return wording.status(
        after.check_ins, after.away, upcoming[:3], at.person.zone, at.now, unposted=unposted
    )
