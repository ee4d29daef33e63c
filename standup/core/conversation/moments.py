"""What the clock brings: a round opens, a reminder is due, a deadline passes."""

from dataclasses import replace

from standup.core import keys
from standup.core.asking.check_in import CheckIn, State
from standup.core.conversation.effects import Recount, Say, Urgency
from standup.core.conversation.events import LaterDue, ReminderDue
from standup.core.conversation.putting_off import asks_until
from standup.core.conversation.silences import ask_about_rhythm, note_silence
from standup.core.conversation.turn import Turn, ask, end, next_in_line, post_words
from standup.core.kinds.table import is_of_team
from standup.core.wording import direct as wording
from standup.core.wording import later


def open_round(turn: Turn, new: CheckIn) -> None:
    """Ask the new check-in's first question, unless the person is away, out, or busy."""
    unchanged = _being_changed(turn, new)
    for check_in in turn.talk.check_ins:
        if check_in.standup.id == new.standup.id:
            end(turn, check_in, State.CLOSED)
    _give_way(turn)
    state = _state_at_opening(turn, new)
    check_in = turn.talk.with_items(replace(new, state=state))
    turn.talk = replace(turn.talk, check_ins=(*turn.talk.check_ins, check_in))
    turn.do(Recount(check_in.run))
    if state is State.ASKING:
        ask_about_rhythm(turn, check_in)
        lead = wording.opening(check_in)
        lead = wording.left_unchanged(unchanged) + lead if unchanged else lead
        ask(turn, check_in, keys.asking(check_in.id), lead=lead)
    else:
        if unchanged:
            turn.do(Say(wording.left_unchanged(unchanged), keys.unchanged(check_in.id)))
        next_in_line(turn, after=check_in)


def _being_changed(turn: Turn, new: CheckIn) -> CheckIn | None:
    """The check-in of this standup in which somebody asked to say something else, and has not."""
    asking = turn.talk.asking
    if asking is None or asking.standup.id != new.standup.id:
        return None
    question = asking.question
    is_answered = asking.texts(question) and asking.reading(question).follow_up is None
    return asking if is_answered else None


def _give_way(turn: Turn) -> None:
    """A question whose time is over, or that was put off, silences no other; it is taken up again
    after that one."""
    current = turn.talk.asking
    if current is not None and (current.is_put_off or current.deadline <= turn.now):
        turn.put(replace(current, state=State.WAITING))


def _state_at_opening(turn: Turn, new: CheckIn) -> State:
    if any(away.keeps_from(new.standup.id, new.day) for away in turn.talk.away):
        return State.AWAY
    if new.run_skipped:
        return State.SKIPPED
    return State.ASKING if turn.talk.asking is None else State.WAITING


def remind(turn: Turn, due: ReminderDue) -> None:
    """Nudge once, if the question is still pending, and the person wants to be and put it off no
    further."""
    check_in = turn.talk.asking
    if check_in is None or check_in.id != due.check_in or check_in.is_put_off:
        return
    if check_in.standup.id in turn.talk.unreminded or _needs_nobody(check_in):
        return
    if turn.now < check_in.deadline:
        turn.do(
            Say(
                wording.reminder(check_in),
                key=keys.reminder(check_in.id, due.at or turn.now),
                urgency=Urgency.REMINDER,
                valid_until=check_in.deadline,
            )
        )


def _needs_nobody(check_in: CheckIn) -> bool:
    """Whether all that is left to answer is the team's: who has not measured it has nothing to
    say."""
    pending, *later = check_in.round.questions[check_in.position :]
    left = (pending, *(one for one in later if not check_in.texts(one)))
    return all(is_of_team(one.kind) for one in left)


def ask_later(turn: Turn, due: LaterDue) -> None:
    """Ask again what was put off until now, unless it is over; behind what is pending, say so."""
    check_in = turn.talk.check_in(due.check_in)
    if check_in is None or not (check_in.is_open and check_in.run_open):
        return
    if turn.now >= asks_until(check_in):
        return
    key = keys.again(check_in.id, due.at)
    if turn.talk.asking is not check_in:
        _give_way(turn)
    pending = turn.talk.asking
    if pending is None or pending is check_in:
        check_in = turn.put(replace(check_in, state=State.ASKING))
        ask(turn, check_in, key, lead=later.again(check_in), urgency=Urgency.REPLY)
    else:
        turn.do(Say(later.behind(check_in, pending), key))


def pass_deadline(turn: Turn, check_in_id: int) -> None:
    """Post what was said so far; let another standup that waits have its turn."""
    check_in = next((c for c in turn.talk.check_ins if c.id == check_in_id), None)
    if check_in is None or not check_in.is_open:
        return
    note_silence(turn, check_in)
    post_words(turn, check_in.id)
    if check_in.state is State.ASKING and not check_in.asked:  # nobody saw it: it is over
        end(turn, check_in, State.CLOSED)
        next_in_line(turn, after=check_in)
        return
    waiting = (c for c in turn.talk.check_ins if c.state is State.WAITING and not c.is_put_off)
    if check_in.state is State.ASKING and any(c.deadline > turn.now for c in waiting):
        latest = next(c for c in turn.talk.check_ins if c.id == check_in_id)
        turn.put(replace(latest, state=State.WAITING))
        next_in_line(turn, after=check_in)


def lapse(turn: Turn, check_in_id: int) -> None:
    """End a check-in of long ago; what has waited behind it has its turn."""
    check_in = turn.talk.check_in(check_in_id)
    if check_in is not None and check_in.is_open:
        end(turn, check_in, State.CLOSED)
        next_in_line(turn, after=check_in)
