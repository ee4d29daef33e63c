"""Whoever leaves one run after the other without a word, and whoever says one again."""

from collections.abc import Iterable

from standup.core import commands, keys
from standup.core.asking.check_in import CheckIn, State
from standup.core.asking.silence import NO_SILENCE, Rhythm, Silence
from standup.core.conversation.effects import (
    Add,
    Arrange,
    AskedRhythm,
    Erase,
    Forgo,
    Keep,
    LeaveOut,
    LeftUnanswered,
    Reword,
    Say,
    SpokeUp,
    Urgency,
    Withhold,
)
from standup.core.conversation.events import (
    Changed,
    Chose,
    ChoseRhythm,
    Event,
    Filled,
    Moved,
    PressedLater,
    Tapped,
    TookUp,
    Wrote,
)
from standup.core.conversation.turn import Turn
from standup.core.text.letters import without_accents
from standup.core.wording import direct
from standup.core.wording import fatigue as wording

_WORDS = Wrote | Chose | Tapped | Filled | Changed | Moved | PressedLater | ChoseRhythm | TookUp
_ENDED = frozenset({State.AWAY, State.SKIPPED, State.DONE})


def note_silence(turn: Turn, check_in: CheckIn) -> None:
    """Note that a run was left without a word, where its last deadline passes and it was."""
    standup = check_in.standup
    if check_in.round_id != standup.rounds[-1].id or not standup.has_schedule:
        return
    theirs = [c for c in turn.talk.check_ins if c.run == check_in.run]
    if all(c.round.is_of_team for c in theirs):  # of which nobody need say a word
        return
    if any(c.answers or c.state in _ENDED for c in theirs) or not any(c.asked for c in theirs):
        return
    before = turn.talk.silences.get(standup.id, NO_SILENCE)
    if not _spoke_since(before, theirs):
        turn.do(LeftUnanswered(standup.id, check_in.run, check_in.id, before))


def _spoke_since(silence: Silence, check_ins: Iterable[CheckIn]) -> bool:
    return silence.heard is not None and silence.heard >= min(c.opened_at for c in check_ins)


def ask_about_rhythm(turn: Turn, check_in: CheckIn) -> None:
    """Before a question, ask somebody who left several without a word whether the rhythm is right.

    Nobody is asked twice before they have said a word.
    """
    standup = check_in.standup.id
    silence, choices = turn.talk.silences.get(standup), turn.talk.weary.get(standup)
    if silence is None or choices is None:
        return
    alone = len(set(turn.talk.standups.values())) < 2
    turn.do(
        Say(
            wording.rhythm(check_in, silence.runs, choices, turn.can, alone=alone),
            keys.rhythm(check_in.id),
            urgency=Urgency.PROMPT,
            valid_until=check_in.deadline,
        ),
        AskedRhythm(standup, silence.asked()),
    )


def choose_rhythm(turn: Turn, chose: ChoseRhythm) -> None:
    """Do what was chosen."""
    check_in = turn.talk.check_in(chose.check_in)
    if check_in is None:
        turn.reply(chose.message, direct.choice_over())
    else:
        _change(turn, chose.message, check_in.standup.id, chose.rhythm)


def by_word(turn: Turn, wrote: Wrote) -> bool:
    """Whether a message says that the rhythm is right which was asked about; if so it is noted."""
    asked = [one for one, silence in turn.talk.silences.items() if silence.asked_after is not None]
    if not asked or wrote.forwarded or not _keeps_it(wrote.text):
        return False
    _change(turn, wrote.message, asked[-1], Rhythm.AS_BEFORE)
    return True


_SAME = frozenset(
    {
        "same as before",
        "like before",
        "as it was",
        "as it is",
        "as usual",
        "as always",
        "wie bisher",
    }
    | {"wie immer", "wie vorher", "so wie bisher", "como antes", "como siempre", "igual que antes"}
    | {"igual", "same", "como hasta ahora"}
)
_STAYS = ("keep it ", "leave it ", "just ", "lass es ", "lass alles ", "alles ", "dejalo ")


def _keeps_it(text: str) -> bool:
    """Whether it says that all is to stay as it was, however politely."""
    words = commands.without_courtesy(text.strip("`!/.,“”\"' \n").split())
    said = without_accents(" ".join(words).casefold()).strip(".,! ")
    said = next((said.removeprefix(one) for one in _STAYS if said.startswith(one)), said)
    label = without_accents(wording.label(Rhythm.AS_BEFORE).casefold())
    return said in {Rhythm.AS_BEFORE.value, label, *_SAME}


def _change(turn: Turn, message: str, standup: str, rhythm: Rhythm) -> None:
    key = keys.reply(message)
    match rhythm:
        case Rhythm.AS_BEFORE:
            turn.reply(message, wording.as_before())
        case Rhythm.AWAY:
            turn.reply(message, wording.away())
        case Rhythm.FEWER:
            turn.do(Arrange(commands.Plain(rhythm.value, standup), key))
        case Rhythm.LEAVE:
            turn.do(Arrange(commands.Leave(standup), key))


def hear_word(turn: Turn, event: Event) -> None:
    """End the silences that what somebody said or did ends.

    An answer or an update is a word in its own standup, and says nothing of another one; whatever
    else they say to us is a word in all of them.
    """
    if not isinstance(event, _WORDS) or (isinstance(event, Changed) and not event.text):
        return
    where = _standups_of(turn)
    over = [one for one in _silent(turn) if where is None or one in where]
    titles = [turn.talk.let_be[one] for one in over if one in turn.talk.let_be]
    turn.effects[:0] = [_spoke_up(turn, one) for one in over]
    leaves = any(
        isinstance(e, Arrange) and isinstance(e.command, commands.Leave) for e in turn.effects
    )
    message = event.key if isinstance(event, Moved | TookUp) else event.message
    if titles and not leaves:
        turn.do(Say(wording.asks_again(titles), keys.asks_again(message), private=True))


def _silent(turn: Turn) -> list[str]:
    """The standups in which somebody is silent so far: some runs long, or in the one that is open.

    Most people never are, and cost nothing.
    """
    found = dict.fromkeys((*turn.talk.silences, *turn.talk.let_be))
    waiting = (c.standup.id for c in turn.talk.check_ins if _waits(turn, c))
    return list(found | dict.fromkeys(waiting))


def _waits(turn: Turn, check_in: CheckIn) -> bool:
    """Whether a question of a check-in may be read and waits, in a run without a word so far."""
    can_be_left = check_in.run_open and check_in.is_open and check_in.asked
    return can_be_left and check_in.standup.id in turn.talk.tire and not _said(turn, check_in)


def _said(turn: Turn, check_in: CheckIn) -> bool:
    """Whether anything was said in the run of a check-in."""
    return any(c.answers for c in turn.talk.check_ins if c.run == check_in.run)


def _spoke_up(turn: Turn, standup: str) -> SpokeUp:
    theirs = [c for c in turn.talk.check_ins if c.standup.id == standup]
    waits = any(_waits(turn, c) for c in theirs)
    return SpokeUp(standup, tuple(c.id for c in theirs), waits)


def _standups_of(turn: Turn) -> frozenset[str] | None:
    """The standups to which somebody's words went; None where they went to us alone, or to a run
    that is over, of which we know no more here."""
    check_ins: set[int | None] = set()
    runs: set[int] = set()
    for effect in turn.effects:
        match effect:
            case Keep(number) | Forgo(number):
                check_ins.add(number)
            case Add(run) | LeaveOut(run) | Withhold(_, run):
                runs.add(run)
            case Reword(message) | Erase(message):
                said = turn.talk.of_message(message)
                check_ins.add(said.id if said else None)
                runs |= {turn.talk.update[1]} if turn.talk.update else set()
    if not check_ins and not runs:
        return None
    theirs = (c for c in turn.talk.check_ins if c.id in check_ins or c.run in runs)
    return frozenset(c.standup.id for c in theirs) or None
