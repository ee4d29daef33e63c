"""Carrying out what a conversation decided, inside the transaction that handled the event."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from standup.chat.interface import REASONS
from standup.core import schedule, slots
from standup.core.asking.check_in import Conversation
from standup.core.conversation import effects, events
from standup.core.conversation.decide import converse, language_for
from standup.core.conversation.effects import Effect, Say, SayStatus
from standup.core.dates.away import Away
from standup.core.dates.spans import Span
from standup.core.kinds.table import is_of_team
from standup.core.language import speaking
from standup.core.messages.markup import Message
from standup.core.model import Standup
from standup.core.posts import PostKind
from standup.core.slots import as_chosen
from standup.core.wording import direct as wording
from standup.core.wording.channel import title_inside
from standup.engine import silences
from standup.engine.handlers import carry_out as do_command
from standup.engine.handlers import handler
from standup.engine.occasion import Occasion, heard, say
from standup.store import (
    absences,
    changes,
    check_ins,
    lasting,
    metrics,
    offers,
    openings,
    outbox,
    posts,
    runs,
    summaries,
    told,
    writings,
)
from standup.store.database import Transaction
from standup.store.openings import Due

_SOON = timedelta(days=7)  # within which it is told that a standup asks nobody
_NO_NEWS = (
    *(Say, effects.Told, effects.Save, effects.Keep, effects.Withdraw),
    *(effects.Unskip, effects.Hold, effects.LetGo, effects.AskedRhythm, effects.Stays),
)
"""What nobody but the person is told of."""

Kept = effects.Keep | effects.Unskip | effects.Forgo | effects.Reword | effects.Hold | effects.LetGo


async def decide(at: Occasion, before: Conversation, event: events.Event) -> Conversation:
    """Have the conversation decide on an event, and carry that out; returns what it is then."""
    before = heard(at, before)
    if at.directory.has_lives:
        from standup.engine.living.known import with_items  # noqa: PLC0415 - where anything lives

        before = await with_items(at, before, event)
    after, following = converse(before, event, at.now)
    with speaking(language_for(before, event)):
        for effect in following:
            if not isinstance(effect, _NO_NEWS):
                at.leaving.is_news = True
            await _carry_out(at, after, effect)
    for posted in (one for one in following if isinstance(one, effects.Post)):
        if _measures(after, posted.check_in):
            await metrics.keep(at.tx, posted.check_in)
    return after


def _measures(after: Conversation, check_in_id: int) -> bool:
    """Whether a check-in asks for a value of the team."""
    check_in = after.check_in(check_in_id)
    return check_in is None or any(is_of_team(q.kind) for q in check_in.round.questions)


async def _carry_out(at: Occasion, after: Conversation, effect: Effect) -> None:
    tx, person = at.tx, at.person.id
    match effect:
        case Say():
            await say(at, await _as_it_is(at, effect))
        case SayStatus():
            await _say_status(at, after, effect)
        case effects.Save(check_in):
            await check_ins.save(tx, check_in)
            at.leaving.is_sooner |= check_in.is_put_off
            if not check_in.is_open:
                await outbox.withdraw_all(tx, check_in.id)
        case effects.Withdraw(check_in_id):
            await outbox.withdraw_questions(tx, check_in_id)
        case effects.Arrange(command, key):
            await do_command(at, command, key)
        case (
            effects.Keep()
            | effects.Unskip()
            | effects.Forgo()
            | effects.Reword()
            | effects.Hold()
            | effects.LetGo()
        ):
            await _keep(at, effect)
        case effects.Erase(message):
            await summaries.forget_message(tx, message)
            await writings.erase(tx, message, person)
        case effects.Add(run, message, text):
            number = await writings.add(
                tx, run=run, person=person, message=message, text=text, now=at.now
            )
            await _post(tx, effects.PostUpdate(number, run))
        case effects.Withhold(number, run, check_in_id, question):
            await writings.withhold(tx, number, check_in_id, question)
            await _post(tx, effects.PostUpdate(number, run))
        case effects.MoveLatest(key):
            await handler("undoing.add_latest")(at, effect, key)
        case effects.Post() | effects.PostUpdate() | effects.Recount():
            await _post(tx, effect)
        case effects.LeaveOut() | effects.TakePart() | effects.StayAway() | effects.NotAway():
            await _note(at, effect)
        case effects.Return() | effects.Told() | effects.SaidSince() | effects.Stays():
            await _note(at, effect)
        case effects.LeftUnanswered() | effects.AskedRhythm() | effects.SpokeUp():
            await silences.carry_out(at, effect)


async def _as_it_is(at: Occasion, what: Say) -> Say:
    """What is said of something posted, as far as its channels let it in."""
    if what.waiting is not None:
        for channel in what.channels:
            if await outbox.is_refused(at.tx, channel, REASONS):
                return replace(what, message=what.waiting)
    return what


async def _note(
    at: Occasion,
    effect: effects.LeaveOut
    | effects.TakePart
    | effects.StayAway
    | effects.NotAway
    | effects.Return
    | effects.Told
    | effects.SaidSince
    | effects.Stays,
) -> None:
    """Note what holds for the person from now on."""
    tx, person = at.tx, at.person.id
    match effect:
        case effects.LeaveOut(run, left):
            await runs.leave_out(tx, run, person, left=left)
        case effects.TakePart(run):
            await runs.take_part(tx, run, person)
        case effects.StayAway(away):
            await absences.stay_away(tx, person, away, at.now)
        case effects.NotAway(away):
            await absences.take_back(tx, person, away)
        case effects.Return(day, standup):
            await absences.come_back(tx, person, day, day - timedelta(days=1), standup)
        case effects.SaidSince():
            await changes.said_since(tx, person)
        case effects.Stays(name, subject):
            await lasting.keep(tx, person, name, at.now, subject)
        case effects.Told(standup, readers, check_in):
            await told.keep(
                tx, person=person, standup=standup, readers=readers, check_in=check_in, now=at.now
            )


async def _keep(at: Occasion, effect: Kept) -> None:
    """Keep words as they are to be kept."""
    match effect:
        case effects.Keep(check_in_id, answer):
            await check_ins.keep(at.tx, check_in_id, answer)
        case effects.Unskip(check_in_id, message):
            await check_ins.unskip(at.tx, check_in_id, message)
        case effects.Forgo(check_in_id, question):
            await check_ins.forgo(at.tx, check_in_id, question, at.now)
        case effects.Reword(message, text, edit):
            await writings.reword(at.tx, message, text, at.now, edit)
        case effects.Hold(offer):
            await offers.hold(at.tx, at.person.id, offer)
        case effects.LetGo(offer):
            await offers.let_go(at.tx, at.person.id, offer)


async def _post(
    tx: Transaction, effect: effects.Post | effects.PostUpdate | effects.Recount
) -> None:
    """Want what stands in the channels composed anew."""
    match effect:
        case effects.Post(check_in, run):
            await posts.want(tx, PostKind.REPORT, check_in, run)
        case effects.PostUpdate(number, run):
            await posts.want(tx, PostKind.UPDATE, number, run)
    await posts.renew(tx, effect.run)


async def _say_status(at: Occasion, after: Conversation, what: SayStatus) -> None:
    status = await _status(at, after, unposted=what.unposted)
    await say(at, Say(what.lead + status, what.key))


async def _status(at: Occasion, after: Conversation, *, unposted: bool) -> Message:
    due = await openings.scheduled(at.tx)
    upcoming = [
        (f"{standup.title}, {title_inside(round_)}", moment)
        for standup in at.directory.standups_of(at.person)
        for round_ in standup.rounds
        if (moment := _asked_next(at, after, standup, round_.id, due))
    ]
    upcoming.sort(key=lambda title_and_time: title_and_time[1])
    return wording.status(
        after.check_ins,
        [(away, _title(at, away)) for away in after.away],
        upcoming[:3],
        at.person.zone,
        at.now,
        unposted=unposted,
        unscheduled=_unscheduled(at, after),
        silent=_silent(at),
    )


def _silent(at: Occasion) -> list[tuple[Standup, Span]]:
    """Their standups that ask nobody now or soon, as somebody said or the files do, and when."""
    today = at.today
    return [
        (standup, span)
        for standup in at.directory.standups_of(at.person)
        for span in dict.fromkeys(standup.rhythm.pauses)
        if span.last >= today and span.first <= today + _SOON
    ]


def _unscheduled(at: Occasion, after: Conversation) -> list[tuple[str, str]]:
    """The titles and ids of their standups without a schedule in which nothing is open to them."""
    there = {one.standup.id for one in after.check_ins}
    mine = at.directory.standups_of(at.person)
    return [(one.title, one.id) for one in mine if not one.has_schedule and one.id not in there]


def _title(at: Occasion, away: Away) -> str:
    """The title of the standup from which alone they are away; empty where it is all of them."""
    standup = at.directory.standups.get(away.standup)
    return standup.title if standup else away.standup


def _asked_next(
    at: Occasion,
    after: Conversation,
    standup: Standup,
    round_id: str,
    due: Mapping[openings.Key, Due],
) -> datetime | None:
    """When they are asked the round next: on no day on which they are away, or were asked it in
    another slot."""
    held = [one for one in after.check_ins if one.standup.id == standup.id]
    asked = {one.day for one in held if one.round.id == round_id}
    coming = (due.get((standup.id, round_id, slot)) for slot in standup.slots_of(at.person))
    day = min((one.day for one in coming if one is not None), default=None)
    while day is not None:
        slot = standup.slot_of(at.person, day)
        round_ = as_chosen(standup, slot.times).round(round_id)
        opens = schedule.opening(round_, slot.zone, day)
        back = [away.last for away in after.away if away.keeps_from(standup.id, day)]
        is_day = day not in asked and slots.asks(standup, round_id, slot, day)
        if is_day and not back and opens >= at.now:
            return opens
        day = schedule.next_day(round_, standup.rhythm, max([day, *back]), slot.zone)
    return None
