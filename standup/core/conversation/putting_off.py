"""A question that comes back later, because the person said so."""

from dataclasses import replace
from datetime import datetime, timedelta

from standup.core import commands, keys, schedule
from standup.core.asking import questions
from standup.core.asking.check_in import CheckIn, PutOff, State
from standup.core.asking.offers import Use, Way
from standup.core.commands import Later
from standup.core.commands.lexicon import rest_behind
from standup.core.commands.putting_off import when
from standup.core.conversation import offering
from standup.core.conversation.effects import Say, Urgency, Withdraw
from standup.core.conversation.events import PressedLater, TookUp, Wrote
from standup.core.conversation.turn import Turn, ask, next_in_line, take_turn
from standup.core.messages.markup import Message
from standup.core.polls import is_poll
from standup.core.wording import direct
from standup.core.wording import later as wording
from standup.core.zones import date_in, zone_info

_FEW_WORDS = 3  # whoever writes more of when to be asked again answers nothing
_A_WHILE = timedelta(hours=1)
_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)


def meant(said: commands.Command | None) -> Later | None:
    """What puts off an open question: "ask me at 10:15" said to one is about that one."""
    if isinstance(said, commands.Adjust) and said.name == "ask me at" and not said.drop:
        return when(f"at {rest_behind(said.name, said.words)}")
    return said if isinstance(said, Later) else None


def say_later(turn: Turn, wrote: Wrote, said: Later) -> None:
    """Put off what is asked; or ask, where it may be the answer, or no one knows when."""
    check_in = turn.replied_to[0] if turn.replied_to else turn.talk.asking
    is_signed = commands.is_signed(wrote.text)
    if said.is_unclear:
        offering.offer(turn, wrote, wording.not_read())
    elif check_in is None or not check_in.is_open:
        nothing = wording.nothing_to_put_off()
        if is_signed:
            turn.reply(wrote.message, nothing)
        else:
            offering.offer(turn, wrote, nothing)
    elif not is_signed and _may_be_answer(check_in, wrote.text):
        way = Way(Use.LATER, check_in.run, check_in.id, check_in.question.id)
        offering.offer(turn, wrote, wording.may_be_answer(check_in), way)
    else:
        told = put_off(turn, check_in, said, wrote.at)
        if told is not None:
            turn.reply(wrote.message, told)


def _may_be_answer(check_in: CheckIn, text: str) -> bool:
    """Whether words that put off a question could be what is answered to it."""
    question = check_in.question
    if question.kind in {"text", "outcome"}:
        return len(text.split()) <= _FEW_WORDS and not commands.is_said_to_us(text)
    shown = check_in.shown.get(question.id, ())
    return question.kind != "items" and not questions.read(question, (text,), shown).follow_up


def put_off_then(turn: Turn, way: Way, text: str, written: datetime) -> Message:
    """Put off what a message was about of which its author says now that it meant that."""
    check_in = turn.talk.check_in(way.check_in or 0)
    said = commands.understand(text, turn.around)
    if check_in is None or not check_in.is_open or check_in.question.id != way.question:
        return direct.choice_over()
    told = put_off(turn, check_in, meant(said) or Later(), written)
    return told or wording.taken_up(check_in)


def press_later(turn: Turn, pressed: PressedLater) -> None:
    """Put off what is asked in a check-in; pressed again it waits as long as it did."""
    check_in = turn.talk.check_in(pressed.check_in)
    if check_in is None or not check_in.is_open:
        turn.reply(pressed.message, direct.choice_over())
    elif check_in.put_off is not None:
        turn.reply(pressed.message, _told(turn, check_in, check_in.put_off.until, is_bare=True))
    elif told := put_off(turn, check_in, Later(), turn.now):
        turn.reply(pressed.message, told)


def put_off(turn: Turn, check_in: CheckIn, said: Later, written: datetime) -> Message | None:
    """Have the pending question of a check-in come back then, if that is possible; returns what is
    said of it, or None where it has come back."""
    ends = asks_until(check_in)
    if not check_in.run_open or ends <= turn.now:
        return wording.is_over(check_in)
    is_bare = said == Later()
    until = _in_a_while(turn, check_in, ends) if is_bare else _then(turn, check_in, said, written)
    if until is None or until >= ends:
        return wording.too_late(check_in, ends)
    if until <= turn.now:  # it was said a while ago
        key, lead = keys.again(check_in.id, turn.now), wording.again(check_in)
        ask(turn, take_turn(turn, check_in), key, lead=lead, urgency=Urgency.REPLY)
        return None
    if check_in.unsent:
        turn.do(Withdraw(check_in.id))
    waiting = replace(check_in, state=State.WAITING, put_off=PutOff(until, turn.now))
    next_in_line(turn, after=turn.put(waiting))
    return _told(turn, check_in, until, is_bare=is_bare)


def asks_until(check_in: CheckIn) -> datetime:
    """Until when its question may be asked: its run closes then, or its standup asks again, which
    a poll never does."""
    ends = check_in.run_closes or check_in.deadline
    if is_poll(check_in.standup.id):
        return ends
    asks = schedule.next_asking(check_in.standup, check_in.round, check_in.zone, check_in.day)
    return ends if asks is None else min(ends, asks)


def _told(turn: Turn, check_in: CheckIn, until: datetime, *, is_bare: bool) -> Message:
    return wording.put_off(check_in, until, turn.talk.zone, turn.today, is_bare=is_bare)


def _in_a_while(turn: Turn, check_in: CheckIn, ends: datetime) -> datetime | None:
    """In an hour, or half of the time that is left where that is sooner; not in quiet hours, where
    these end in time."""
    over = check_in.deadline if turn.now < check_in.deadline else ends
    wait = min(_A_WHILE, (over - turn.now) / 2 // _MINUTE * _MINUTE)
    until = turn.now + wait
    heard = schedule.hears_again(turn.talk.quiet, turn.talk.zone, until)
    until = heard if heard is not None and heard < over else until
    return until if wait else None


def _then(turn: Turn, check_in: CheckIn, said: Later, written: datetime) -> datetime:
    """The instant that was named: the next time of day after it was written."""
    if said.after is not None:
        return written + said.after
    zone, wall = turn.talk.zone, said.at
    if wall is None:  # tomorrow at the time of asking
        zone, wall = check_in.zone, _asked_at(check_in)
    today = date_in(zone, written)
    at = schedule.instant(today, wall, zone)
    return schedule.instant(today + _DAY, wall, zone) if said.tomorrow or at <= written else at


def _asked_at(check_in: CheckIn) -> timedelta:
    """The time of day at which it is asked; without a schedule, at which it was begun."""
    if check_in.round.cron is not None:
        return schedule.wall_time(check_in.round.cron)
    begun = check_in.opened_at.astimezone(zone_info(check_in.zone))
    return timedelta(hours=begun.hour, minutes=begun.minute)


def take_up(turn: Turn, took_up: TookUp) -> None:
    """Ask at once what was put off; behind what is pending, it comes after that."""
    check_in = turn.talk.check_in(took_up.check_in)
    if check_in is None or not check_in.is_put_off:
        turn.do(Say(direct.choice_over(), took_up.key))
        return
    pending = turn.talk.asking
    check_in = turn.put(replace(check_in, put_off=None))
    if pending is not None and pending.id != check_in.id and not pending.is_put_off:
        turn.do(Say(wording.behind(check_in, pending), took_up.key))
        return
    check_in = take_turn(turn, check_in)
    lead = wording.taken_up(check_in)
    ask(turn, check_in, took_up.key, lead=lead, urgency=Urgency.REPLY)
