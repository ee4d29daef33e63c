"""Whom a message is meant for: what is not for others is not posted unasked."""

from dataclasses import dataclass

from standup.core import commands, keys
from standup.core.asking import questions
from standup.core.asking.check_in import CheckIn
from standup.core.asking.offers import Use, Way
from standup.core.commands.lexicon import names_of
from standup.core.commands.mistyped import corrected
from standup.core.commands.putting_off import when
from standup.core.commands.said import Adjust, Back, Known, Later, Plain, SkipRun, Steer
from standup.core.commands.table import FOR_OTHERS
from standup.core.conversation.effects import Arrange, SayStatus
from standup.core.conversation.events import Wrote
from standup.core.conversation.near import IN_WORDS, is_near_answer, talk_of
from standup.core.conversation.offering import offer
from standup.core.conversation.turn import Turn
from standup.core.dates.away import Away
from standup.core.intent.intents import Intent, Reading, Talk, Waiting
from standup.core.kinds.kind import AskAgain
from standup.core.kinds.outcome import Outcome
from standup.core.model import Question
from standup.core.reading.plans import is_nothing
from standup.core.wording import keeping_back as wording

_POST = Reading(Intent.POST)


def meaning(
    text: str, check_in: CheckIn | None = None, question: Question | None = None
) -> Reading:
    """What a message is that answers a question, or comes between the questions."""
    if question is None or check_in is None:
        return _read(text, Waiting.NOTHING)
    is_plan = question.kind == "items"
    found = _read(text, Waiting.PLAN if is_plan else Waiting.TEXT)
    is_bare = question.kind == "outcome" and _is_yes_or_no(text)  # which tells of no item
    if found.intent is Intent.POST or (is_vague(found) and not is_bare):
        return _POST
    is_near = question.kind not in IN_WORDS and is_near_answer(question, text, found)
    return _POST if is_near or _answers(check_in, question, text) else found


def _read(text: str, waiting: Waiting) -> Reading:
    """The reader's words of three languages are taken up with the first message, not at a start."""
    from standup.core.intent.reading import read  # noqa: PLC0415

    return read(text, waiting)


def may_be_for_others(found: Reading) -> bool:
    """Whether it is for others, or nothing in it could be for the bot."""
    return found.intent is Intent.POST or is_vague(found)


def is_vague(found: Reading) -> bool:
    """Whether nothing in it could be for the bot: said to a question it is an answer."""
    is_offer = found.intent is Intent.OFFER and found.command is None
    return is_offer and not found.is_to_somebody


def _answers(check_in: CheckIn, question: Question, text: str) -> bool:
    """Whether words that may not be meant for others are an answer all the same."""
    if question.kind in {"text", "items"}:
        return is_nothing(text) or text.isdecimal()  # "2", to how many
    shown = check_in.shown.get(question.id, ())
    if question.kind != "outcome":
        return not isinstance(questions.read(question, (text,), shown).follow_up, AskAgain)
    said = check_in.texts(question)
    return _left(question, (*said, text), shown) != _left(question, said, shown)


def _is_yes_or_no(text: str) -> bool:
    return questions.read(Question("", "yes_no", ""), (text,)).follow_up is None


def _left(question: Question, said: tuple[str, ...], shown: tuple[str, ...]) -> tuple[int, ...]:
    """The items of which nothing was told yet."""
    value = questions.read(question, said, shown).value
    return value.pending if said and isinstance(value, Outcome) else tuple(range(len(shown)))


def mistyped(turn: Turn, text: str, reading: Reading) -> Known | None:
    """The command that a message is but for a slip in its name."""
    if reading.intent is not Intent.COMMAND:
        return None
    is_ours = reading.command in commands.NAMES and (
        turn.talk.steers or reading.command not in FOR_OTHERS
    )
    wanted = (reading.command, *commands.NAMES) if is_ours else commands.NAMES
    for name in (called for one in wanted if one for called in names_of(one)):
        right = corrected(text, name)
        found = commands.understand(right, turn.around) if right else None
        if found is not None and not isinstance(found, commands.Unknown):
            return found
    return None


_MOST_OF_SLIP = 6  # words


def slipped(turn: Turn, text: str) -> Known | None:
    """What sets something, but for two letters that changed places in its name: "tiem 10:00"."""
    words = text.split()
    if not 1 < len(words) <= _MOST_OF_SLIP:
        return None
    from standup.core.intent.typos import Slip, meant  # noqa: PLC0415 - as above

    for first, slip in meant(words[0].casefold(), _FIRST_WORDS):
        found = commands.understand(" ".join([first, *words[1:]]), turn.around)
        if slip is Slip.PLAIN and isinstance(found, Adjust | Steer) and _sets(found):
            return found
    return None


_FIRST_WORDS = frozenset(name.split()[0] for name in commands.NAMES)


def _sets(found: Adjust | Steer) -> bool:
    """Whether it carries what is set, and can hardly be anything else."""
    if isinstance(found, Adjust):
        return found.value is not None
    return not found.is_loose and (found.given or found.length or found.dates) is not None


@dataclass(frozen=True, slots=True)
class Absence:
    """The days on which somebody is away who said so in a sentence, and whether they are ill."""

    dates: Away
    is_ill: bool


def absence(turn: Turn, text: str, reading: Reading) -> Absence | None:
    """The absence that a message tells of, where it is plain which days are meant."""
    if reading.intent is not Intent.COMMAND or reading.command != "away":
        return None
    from standup.core.intent.absence import absent, is_ill  # noqa: PLC0415 - as above

    dates = absent(text, turn.said_on)
    return Absence(dates, is_ill(text)) if dates else None


def plainly(turn: Turn, text: str, reading: Reading) -> Known | None:
    """The command that plain words say, where what is open leaves no doubt that it is meant."""
    from standup.core.intent import just_now  # noqa: PLC0415 - as above

    asking = turn.talk.asking
    if reading.command == "back" and turn.is_away and just_now.is_back(text):
        return Back()
    if asking is None or reading.intent is not Intent.COMMAND:
        return None
    if reading.command in _SITS_OUT and _takes_no_words(asking) and just_now.is_of_today(text):
        return SkipRun()
    if reading.command != "later" or just_now.is_of_today(text):
        return None
    return Later() if just_now.is_sometime(text) else just_now.besides(text, _time_in)


def _time_in(words: str) -> Later | None:
    """When that is: "in an hour", "at 2pm", and "20 minutes", which are from now."""
    found = when(words) or when(f"in {words}")
    return None if found is None or found == Later() or found.is_unclear else found


_SITS_OUT = frozenset({"skip", "skip run"})
_NOT_THERE = _SITS_OUT | {"later", "away"}


def _takes_no_words(asking: CheckIn) -> bool:
    """Whether "not today" cannot be what is answered: not "what did you do?"."""
    return asking.question.kind not in {"text", "outcome"}


def _ways(turn: Turn, text: str, reading: Reading) -> tuple[Way, ...]:
    """What a message may be besides what any may be, if it is said to what is asked."""
    from standup.core.intent import just_now  # noqa: PLC0415 - as above

    asking = turn.talk.asking
    if asking is None or reading.intent is not Intent.COMMAND:
        return ()
    to = asking.run, asking.id, asking.question.id
    if reading.command in _NOT_THERE and just_now.is_of_today(text):
        return (Way(Use.SKIP, *to),)
    return (Way(Use.LATER, *to),) if reading.command == "later" else ()


def _talk(turn: Turn, wrote: Wrote, kind: Talk) -> None:
    """Answer small talk as a friend would."""
    asking, talk = turn.talk.asking, turn.talk
    if kind in {Talk.WHEN, Talk.ARRIVED}:
        turn.do(SayStatus(keys.reply(wrote.message)))
    elif kind is Talk.WHERE_TO:
        turn.do(Arrange(Plain("who reads this"), keys.reply(wrote.message)))
    elif kind is Talk.UNCLEAR and asking is not None:
        turn.reply(wrote.message, wording.once_more(asking, turn.can))
    else:
        said = wording.talk(kind, asking, talk.latest_open, talk.organiser, talk.flat)
        turn.reply(wrote.message, said)


def _say_sorry(turn: Turn, wrote: Wrote) -> None:
    """Answer a complaint that may have been meant for others, too."""
    is_open = turn.talk.asking is not None or turn.talk.latest_open is not None
    said = wording.complaint(turn.talk.organiser, may_be_posted=is_open)
    if is_open:
        offer(turn, wrote, said)
    else:
        turn.reply(wrote.message, said)


def _is_back(text: str, reading: Reading) -> bool:
    """Whether somebody says that they are back who was not away."""
    from standup.core.intent.just_now import is_back, is_known  # noqa: PLC0415 - as above

    return is_back(text) and (reading.intent is Intent.COMMAND or is_known(text))


def keep_back(turn: Turn, wrote: Wrote, reading: Reading) -> None:
    """Post nothing, say so, and offer to take it where it may have been meant."""
    asking, day = turn.talk.asking, turn.talk.latest_open
    kind = talk_of(wrote.text, reading)
    if reading.intent is Intent.TALK:
        _talk(turn, wrote, kind)
    elif kind is Talk.COMPLAINT and reading.command is None:
        _say_sorry(turn, wrote)
    elif reading.command == "back" and _is_back(wrote.text, reading):
        _talk(turn, wrote, Talk.GREETING)
    elif reading.command is not None:
        ways = _ways(turn, wrote.text, reading)
        name = "skip run" if ways and ways[0].use is Use.SKIP else reading.command
        offer(turn, wrote, wording.is_command(name, steers=turn.talk.steers), *ways)
    elif asking is None and day is None:
        turn.do(SayStatus(keys.reply(wrote.message), unposted=True))
    else:
        offer(turn, wrote, wording.doubt())
