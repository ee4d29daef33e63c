"""Sitting a run out, going away, coming back, and going back by one question."""

from dataclasses import replace

from standup.core import keys
from standup.core.asking.check_in import CheckIn, State
from standup.core.conversation.effects import (
    LeaveOut,
    NotAway,
    Recount,
    Return,
    Say,
    StayAway,
    Stays,
    Urgency,
)
from standup.core.conversation.events import CalledBack, SentAway, TakenBack, TookAwayBack
from standup.core.conversation.turn import Turn, ask, end, next_in_line, take_turn
from standup.core.dates.away import Away
from standup.core.language import speaking
from standup.core.messages.markup import Message
from standup.core.wording import direct as wording
from standup.core.wording import polling


def back(turn: Turn, message: str) -> None:
    """To the question before, or no longer away."""
    check_in = turn.talk.asking
    if turn.is_away or (check_in is None and turn.talk.away):
        come_back(turn, message)
    elif check_in is None:
        turn.reply(message, wording.nothing_to_go_back_to(turn.can))
    elif (before := check_in.before) is None:
        turn.reply(message, wording.first_question(check_in))
    else:
        position = check_in.round.questions.index(before)
        check_in = turn.put(replace(check_in, position=position))
        turn.do(Stays("back", str(check_in.id)))
        ask(turn, check_in, keys.reply(message))


def ask_again(turn: Turn, message: str, number: int | None) -> None:
    """Ask once more what was answered last, or the question of this number; the answer stands
    until another replaces it."""
    check_in = _last_answered(turn)
    if check_in is None:
        turn.reply(message, wording.nothing_to_edit(turn.can))
        return
    said = {n: q for n, q in enumerate(check_in.questions, 1) if check_in.texts(q)}
    question = said.get(max(said) if number is None else number)
    if question is None:
        turn.reply(message, wording.no_such_answer(check_in, said))
        return
    position = check_in.round.questions.index(question)
    check_in = take_turn(turn, replace(check_in, position=position))
    turn.do(Stays("edit", str(check_in.id)))
    ask(turn, check_in, keys.reply(message), lead=wording.instead_of(check_in))


def _last_answered(turn: Turn) -> CheckIn | None:
    """The check-in answered last whose run is open; the pending one if it has answers."""
    candidates = [c for c in turn.talk.check_ins if c.answers and (c.run_open or c.is_open)]
    return max(candidates, key=lambda c: max(a.at for a in c.answers), default=None)


def skip_run(turn: Turn, message: str) -> None:
    """Leave out the rest of the run that is asked about, or of the one last opened."""
    current = turn.talk.asking or turn.talk.latest_open
    if current is None:
        turn.reply(message, wording.nothing_to_skip())
        return
    turn.reply(message, sit_out(turn, current))
    next_in_line(turn, after=current)


def sit_out(turn: Turn, current: CheckIn) -> Message:
    """Leave out the rest of a check-in's run; returns what is said of it."""
    _sit_out(turn, current.run)
    turn.do(Stays("skip run", str(current.run)))
    return wording.run_skipped(current)


def leave(turn: Turn, standup: str) -> None:
    """Be asked nothing more of what is open in a standup, and go on with what else is."""
    pending = turn.talk.asking
    theirs = [c for c in turn.talk.check_ins if c.standup.id == standup]
    for run in dict.fromkeys(c.run for c in theirs if c.is_open):
        _sit_out(turn, run, left=True)
    if pending is not None and pending.standup.id == standup:
        next_in_line(turn, after=pending)


def _sit_out(turn: Turn, run: int, *, left: bool = False) -> None:
    for check_in in turn.talk.check_ins:
        if check_in.run == run:
            end(turn, check_in, State.SKIPPED)
    for check_in in turn.talk.check_ins:
        if check_in.run == run:
            turn.put(replace(check_in, run_skipped=True))
    turn.do(LeaveOut(run, left), Recount(run))


def go_away(turn: Turn, message: str, away: Away, said: Message | None = None) -> None:
    """Note away dates; if they have begun, nothing is pending any more. `said` is the reply, where
    it is another than to the command."""
    if away.last < turn.today:  # it was said a while ago
        turn.reply(message, wording.away_unclear("past"))
        return
    _stay_away(turn, away)
    if turn.is_away_from_all:
        for check_in in turn.talk.check_ins:
            end(turn, check_in, State.AWAY if away.covers(check_in.day) else State.CLOSED)
    turn.reply(message, said or wording.away(away, turn.today))


def _stay_away(turn: Turn, away: Away) -> None:
    turn.talk = replace(turn.talk, away=(*turn.talk.away, away))
    turn.do(StayAway(away))


def send_away(turn: Turn, sent: SentAway) -> None:
    """An owner of a standup noted that somebody is away from it: tell them, and ask them nothing of
    it on these days."""
    away, pending = sent.away, turn.talk.asking
    _stay_away(turn, away)
    told = wording.sent_away(away, turn.today, sent.title, sent.by)
    turn.do(Say(told, sent.key, urgency=Urgency.REPORT))
    for check_in in turn.talk.check_ins:
        if away.keeps_from(check_in.standup.id, check_in.day):
            end(turn, check_in, State.AWAY)
    if pending is not None and away.keeps_from(pending.standup.id, pending.day):
        next_in_line(turn, after=pending)


def take_back_poll(turn: Turn, taken: TakenBack) -> None:
    """A poll is over before its time: who may have seen its question is told, and what waited
    behind it has its turn. What was answered stays."""
    check_in = turn.talk.check_in(taken.check_in)
    if check_in is None or not check_in.is_open:
        return
    was_asked = check_in is turn.talk.asking
    end(turn, check_in, State.CLOSED)
    if check_in.asked:
        told = polling.no_longer_asked(check_in.question.ask)
        turn.do(Say(told, taken.key, urgency=Urgency.REPORT))
    if was_asked:
        next_in_line(turn, after=check_in)


def come_back(turn: Turn, message: str) -> None:
    """End being away, and take up what is still in time."""
    turn.reply(message, wording.welcome_back())
    turn.do(Stays("back"))
    _return(turn, keys.question_after(message))


def call_back(turn: Turn, called: CalledBack) -> None:
    """An owner of a standup took back that somebody is away from it."""
    told = wording.called_back(called.title, called.by)
    turn.do(Say(told, called.key, urgency=Urgency.REPORT))
    _return(turn, keys.question_after(called.key), called.standup)


def _return(turn: Turn, key: str, standup: str = "") -> None:
    """End being away, in a standup or in all, and take up what is still in time."""
    kept = tuple(one for one in turn.talk.away if standup and one.standup != standup)
    turn.do(Return(turn.today, standup))
    _take_up(turn, key, kept)


def take_away_back(turn: Turn, took: TookAwayBack) -> None:
    """Be away no more on dates that were said just now, and take up what is still in time."""
    kept = list(turn.talk.away)
    if took.away in kept:
        kept.remove(took.away)
    turn.do(NotAway(took.away))
    turn.do(Say(wording.not_away(took.away, turn.today), took.key))
    _take_up(turn, keys.question_after(took.key), tuple(kept))


def _take_up(turn: Turn, key: str, kept: tuple[Away, ...]) -> None:
    """Be away on these dates alone, and go on with what waits that is in time."""
    turn.talk = replace(turn.talk, away=kept)
    for check_in in turn.talk.check_ins:
        is_away = any(one.keeps_from(check_in.standup.id, check_in.day) for one in kept)
        if check_in.state is State.AWAY and turn.now < check_in.deadline and not is_away:
            turn.put(replace(check_in, state=State.WAITING))
            turn.do(Recount(check_in.run))
    resumed = next((c for c in turn.talk.check_ins if c.state is State.WAITING), None)
    if resumed is not None and turn.talk.asking is None:
        check_in = turn.put(replace(resumed, state=State.ASKING))
        with speaking(turn.talk.language_of(check_in)):
            ask(turn, check_in, key, lead=wording.opening(check_in))
