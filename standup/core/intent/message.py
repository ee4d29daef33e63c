"""What a message is when its clauses are read together."""

from collections.abc import Sequence
from dataclasses import replace

from standup.core.intent import clause as reader
from standup.core.intent.clause import Kind, Said
from standup.core.intent.intents import Intent, Reading, Waiting
from standup.core.intent.segments import AT_A_TIME, OWED, PAST, SUBJECTS, TO_ALL, YES_OR_NO
from standup.core.intent.shapes import is_asked_for, is_plea
from standup.core.intent.words import CODE, NUMBER, Clause

_POST = Reading(Intent.POST)
_NOUNS = frozenset(  # also what somebody may have learned about
    {"who", "why", "pause", "history", "quiet", "report", "team report", "my report", "settings"}
    | {"changes", "timezone", "search", "resume", "extend", "remind", "delete", "back", "join"}
    | {"publish", "export me", "link", "edit", "start"}
)
_TOPICS = frozenset({"who", "why", "history", "quiet", "report", "changes", "timezone", "search"})
_STOPS = frozenset({".", "!", "?", ";", "…", "emoji"})
_STEERING = frozenset(
    {"pause", "resume", "away", "skip", "skip run", "later", "undo", "leave", "stop", "remind"}
    | {"ask me at", "my days", "quiet", "timezone", "cancel", "who reads this"}
)
_AND = frozenset({"and", "but", "then", "und", "aber", "dann", "y", "pero", "luego"})
_NO_LABELS = frozenset({"note", "ps", "fyi", "request", "wish", "question", "bot", "edit", "sorry"})
_NAMELESS = frozenset(  # of many, or of none
    {"cancel command", "control", "reach", "stop", "start", "delete"}
)


def of(clauses: Sequence[Clause], waiting: Waiting) -> Reading:
    """What the message is that has these clauses."""
    is_pending = waiting is not Waiting.NOTHING
    said = _labelled([reader.read(clause, is_pending=is_pending) for clause in clauses])
    found = _read(said, waiting)
    is_word = bool(said) and all(s.clause.end == "?" for s in said)
    if found.intent is not Intent.OFFER:
        return found
    is_to_somebody = is_word or _is_owed_to_all(said) or any(s.is_to_somebody for s in said)
    return replace(found, is_to_somebody=True) if is_to_somebody else found


def _labelled(said: list[Said]) -> list[Said]:
    """What stands under a label is news where it may be: "today: timezone bugs"."""
    at = next((n for n, s in enumerate(said) if s.clause.end == ":"), len(said))
    if at == len(said) or said[at].kind in {Kind.COMMAND, Kind.QUESTION} or _is_no_label(said[at]):
        return said
    has_subject = bool(said[at].parsed.unknown) or any(
        s.words[0] in SUBJECTS for s in said[at].parsed.segments
    )
    return [
        replace(s, kind=Kind.NEWS) if n > at and _may_be_told(s, has_subject=has_subject) else s
        for n, s in enumerate(said)
    ]


def _is_no_label(said: Said) -> bool:
    return said.clause.words[-1] in _NO_LABELS or said.is_wish


def _may_be_told(said: Said, *, has_subject: bool) -> bool:
    if is_plea(said.parsed) or (said.is_wish and said.name == "away"):
        return False  # "forgot: I'm out tomorrow"
    is_topic = said.is_bare and said.name in _TOPICS
    is_named = said.kind is Kind.COMMAND and (is_topic or has_subject)
    is_said = said.kind is Kind.TALK and has_subject
    return is_named or is_said or (said.kind is Kind.DOUBT and not said.is_wish)


def _read(said: list[Said], waiting: Waiting) -> Reading:
    commands = [s for s in said if s.kind is Kind.COMMAND]
    if not any(s.kind is Kind.NEWS for s in said):
        return _command(said, commands, waiting) if commands else _without_command(said, waiting)
    return _command_and_news(said, commands) if commands else _news(said)


def named(name: str | None, waiting: Waiting = Waiting.NOTHING) -> str | None:
    """The command's word. "Ask me at 10", said to a question, is about this question."""
    if name in _NAMELESS:
        return None
    return "later" if waiting is not Waiting.NOTHING and name == "ask me at" else name


def _news(said: list[Said]) -> Reading:
    unknown = sum(s.unknown for s in said)
    kinds = {s.kind for s in said}
    news = [s.clause.words for s in said if s.kind is Kind.NEWS]
    wishes = [s for s in said if s.kind is Kind.DOUBT and s.is_wish]
    is_said = any(s.name == "undo" for s in wishes) or any(_is_about_us(s) for s in said)
    is_aside = bool(kinds & {Kind.QUESTION, Kind.EXCUSE}) and unknown <= 1
    is_name = Kind.TALK in kinds and len(news) == 1 and len(news[0]) == 1 and news[0] != (CODE,)
    is_day = unknown <= 1 and any(_is_everyday(s) for s in said) and news[0] != (CODE,)
    is_word = len(said) == 1 and len(news[0]) == 1 and said[0].clause.end == "?"  # "privacy?"
    if is_word or is_said or (wishes and unknown <= 3) or is_aside or is_name or is_day:
        return Reading(Intent.OFFER)
    return _POST


def _is_about_us(said: Said) -> bool:
    """ "how many questions are left?", "your link is broken", beside news."""
    found = said.parsed.segments
    if said.kind is Kind.QUESTION:
        return said.clause.end == "?" and any(s.has("noun", "asked") for s in found)
    return said.kind is Kind.KNOWN and any(s.has("you", "said") for s in found)


def _is_everyday(said: Said) -> bool:
    """ "lunch"."""
    return said.kind is Kind.KNOWN and all(s.has("everyday") for s in said.parsed.segments)


def _command_and_news(said: list[Said], commands: list[Said]) -> Reading:
    unknown = sum(s.unknown for s in said)
    first = commands[0]
    if first.name == "timezone" and all(
        _is_place(s) for s in said if s is not first and s.kind is not Kind.TALK
    ):
        return Reading(Intent.COMMAND, first.name)
    if _is_sentence_of_its_own(said):
        return Reading(Intent.OFFER, named(commands[-1].name))
    if _is_only_a_title(said, commands, unknown):
        return _POST
    if unknown <= 2 and any(_is_plain(s) for s in commands):
        is_both = any(s.kind is Kind.NEWS and len(s.clause.words) > 1 for s in said)
        return Reading(Intent.OFFER if is_both else Intent.COMMAND, named(first.name))
    if unknown > 2 and not any(s.is_wish for s in commands):
        return _POST
    return Reading(Intent.OFFER, named(first.name))


def _is_sentence_of_its_own(said: list[Said]) -> bool:
    """ "Fixed the login. Pause until Monday"."""
    *_, before, last = said
    is_own = before.clause.end in _STOPS and last.kind is Kind.COMMAND
    return is_own and last.name in _STEERING


def _is_only_a_title(said: list[Said], commands: list[Said], unknown: int) -> bool:
    first = commands[0]
    if said[0].kind is Kind.NEWS and all(_may_be_news(s) for s in commands):
        return True
    if said[0].kind is Kind.NEWS and said[0].clause.end == ":" and first.is_bare:
        return True  # "studied German: Hilfe, …"
    if first.is_bare and first.name in _TOPICS and unknown > 1:
        return True  # "quiet day, read …"
    return first.clause.end == ":" and (first.is_bare or unknown > 2)  # "History: …"


def _is_place(said: Said) -> bool:
    return all(s.has("place", "fill", "talk", "address") for s in said.parsed.segments)


def _may_be_news(command: Said) -> bool:
    """ "…, and why", "…, will continue tomorrow"."""
    is_later = command.name == "later" and len(command.clause.words) > 2
    is_bare = command.is_bare and not any(s.is_day for s in command.parsed.segments)
    return (is_later and not is_plea(command.parsed)) or (command.name in _NOUNS and is_bare)


def _is_plain(command: Said) -> bool:
    """Asked for, or said as nobody says it to a team: not "will continue tomorrow"."""
    return is_asked_for(command.parsed) or bool(command.parsed.phrase and command.name != "later")


def _command(said: list[Said], commands: list[Said], waiting: Waiting) -> Reading:
    command = next((s for s in commands if s.is_wish), commands[0])
    is_doubtful = any(s.kind is Kind.DOUBT for s in said) or _goes_on_to_work(command)
    is_doubtful = is_doubtful and not command.is_wish
    is_alone = waiting is not Waiting.NOTHING and len(said) == 1 and command.is_bare
    is_offer = is_doubtful or (is_alone and command.name in _NOUNS)
    return Reading(Intent.OFFER if is_offer else Intent.COMMAND, named(command.name, waiting))


def _goes_on_to_work(command: Said) -> bool:
    """ "leave early and read": somebody's day."""
    _, *rest = command.parsed.segments
    joined = [at for at, segment in enumerate(rest) if segment.words[0] in _AND]
    return any(segment.has("study", "work") for at in joined for segment in rest[at + 1 :])


def _without_command(said: list[Said], waiting: Waiting) -> Reading:
    kinds = {s.kind for s in said}
    if Kind.DOUBT in kinds:
        name = next((s.name for s in said if s.name), None)
        return Reading(Intent.OFFER, named(name, waiting))
    if Kind.QUESTION in kinds:
        return Reading(Intent.TALK, is_question=True)
    if kinds == {Kind.TALK}:
        is_offer = _is_yes_or_no(said, waiting) or _is_owed_to_all(said)
        return Reading(Intent.OFFER if is_offer else Intent.TALK)
    return Reading(Intent.OFFER) if Kind.KNOWN in kinds else _of_time(said, kinds, waiting)


def _is_owed_to_all(said: list[Said]) -> bool:
    """ "sorry for yesterday, all", "thanks everyone": the bot is one."""
    found = [segment for s in said for segment in s.parsed.segments]
    is_owed = any(s.has("owed") or s.holds(OWED) for s in found)
    return is_owed and any(s.holds(TO_ALL) and not s.has("verb") for s in found)


def _is_yes_or_no(said: list[Said], waiting: Waiting) -> bool:
    words = said[0].clause.words
    is_word = len(said) == 1 and len(words) == 1
    return waiting is Waiting.TEXT and is_word and words[0] in YES_OR_NO


def _of_time(said: list[Said], kinds: set[Kind], waiting: Waiting) -> Reading:
    """ "in 20 minutes"; where a question waits, also "tomorrow", or that there is no time."""
    words = [word for s in said for word in s.clause.words]
    if not PAST.isdisjoint(words):
        return Reading(Intent.OFFER)
    is_moment = words[0] in AT_A_TIME and NUMBER in words and kinds == {Kind.TIME}
    is_later = waiting is not Waiting.NOTHING or is_moment
    return Reading(Intent.COMMAND if is_later else Intent.OFFER, "later")
