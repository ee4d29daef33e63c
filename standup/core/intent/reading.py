"""What a whole message to the bot is, from its clauses."""

from dataclasses import dataclass, replace
from enum import Enum, auto
import re

from standup.core.intent import clause as reader
from standup.core.intent.clause import Kind, Said
from standup.core.intent.segments import KEYWORDS, TALK, VOCABULARY
from standup.core.intent.shapes import is_plea
from standup.core.intent.typos import Slip, meant
from standup.core.intent.words import CODE, LONGEST, NUMBER, Clause, bare, clauses, folded

_MOST_WORDS = 40
_SIGNED = re.compile(r"[/!]([^\W\d_][\w-]{1,39})(?:@\w+)?[.,:;!?…]*")
_NOUNS = frozenset(  # also what somebody may have learned about
    {"who", "why", "pause", "history", "quiet", "report", "team report", "my report", "settings"}
    | {
        "changes",
        "timezone",
        "search",
        "resume",
        "extend",
        "remind",
        "delete",
        "back",
        "join",
        "publish",
    }
    | {"export", "link", "edit", "start"}
)
_YES_OR_NO = frozenset("yes no yep yeah nope nah ja nein si y n".split())


class Waiting(Enum):
    """What the bot waits for."""

    NOTHING = auto()  # a day is open: plain words are an update
    TEXT = auto()
    PLAN = auto()


class Intent(Enum):
    """Where a message belongs."""

    POST = auto()
    COMMAND = auto()
    TALK = auto()
    OFFER = auto()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message is; the `command` that is meant, or may be, where it is plain."""

    intent: Intent
    command: str | None = None


def read(text: str, waiting: Waiting) -> Reading:
    """What a message is. Never raises; its cost is linear."""
    said = bare(text)
    if signed := _SIGNED.fullmatch((said[:80].split() or [""])[0]):
        return _with_sign(signed[1], said)
    if len(said) > LONGEST:
        return Reading(Intent.POST)
    found = clauses(said)
    if not found:
        return Reading(Intent.TALK)
    if not any(c.isascii() and c.isalnum() for c in folded(said)) and len(said) < 12:
        return Reading(Intent.OFFER)  # a language that nobody taught us
    if sum(len(c.words) for c in found) > _MOST_WORDS or "```" in said:
        return Reading(Intent.POST)
    first = _of(found, waiting)
    if first.intent is Intent.POST or (first.intent is Intent.OFFER and not first.command):
        return _mistyped(found, waiting) or first
    return first


def _of(found: list[Clause], waiting: Waiting) -> Reading:
    is_pending = waiting is not Waiting.NOTHING
    said = [reader.read(clause, is_pending=is_pending) for clause in found]
    if any(s.kind is Kind.NEWS for s in said):
        return _with_news(said)
    return _without_news(said, waiting)


def _with_news(said: list[Said]) -> Reading:
    unknown = sum(s.unknown for s in said)
    kinds = {s.kind for s in said}
    meant_for_bot = [s for s in said if s.kind is Kind.COMMAND]
    offer = Reading(Intent.OFFER, _named(meant_for_bot[0].name, False) if meant_for_bot else None)
    post = Reading(Intent.POST)
    if (
        meant_for_bot
        and said[0].kind is Kind.NEWS
        and all(s.name in _NOUNS and s.is_bare for s in meant_for_bot)
    ):
        return post
    if meant_for_bot:
        first = meant_for_bot[0]
        if first.clause.end == ":" and (first.is_bare or unknown > 2):
            return post
        is_wish = any(s.is_wish for s in meant_for_bot)
        if unknown <= 2 and any(s.is_wish and is_plea(s.parsed) for s in meant_for_bot):
            return replace(offer, intent=Intent.COMMAND)
        return post if unknown > 2 and not is_wish else offer
    if any(s.kind is Kind.DOUBT and s.is_wish for s in said):
        return offer if unknown <= 3 else post
    if Kind.QUESTION in kinds or Kind.EXCUSE in kinds:
        return offer if unknown <= 1 else post
    news = [s for s in said if s.kind is Kind.NEWS]
    if Kind.TALK in kinds and len(news) == 1 and news[0].clause.words != (CODE,):
        return offer if len(news[0].clause.words) == 1 else post
    return post


def _without_news(said: list[Said], waiting: Waiting) -> Reading:
    is_pending = waiting is not Waiting.NOTHING
    kinds = {s.kind for s in said}
    commands = [s for s in said if s.kind is Kind.COMMAND]
    if commands:
        command = next((s for s in commands if s.is_wish), commands[0])
        doubtful = Kind.DOUBT in kinds and not command.is_wish
        bare_noun = is_pending and len(said) == 1 and command.is_bare and command.name in _NOUNS
        return Reading(
            Intent.OFFER if doubtful or bare_noun else Intent.COMMAND,
            _named(command.name, is_pending),
        )
    if Kind.DOUBT in kinds:
        return Reading(
            Intent.OFFER, _named(next((s.name for s in said if s.name), None), is_pending)
        )
    if Kind.QUESTION in kinds:
        return Reading(Intent.TALK)
    if kinds == {Kind.TALK}:
        return Reading(Intent.OFFER if _is_an_answer(said, waiting) else Intent.TALK)
    if Kind.KNOWN in kinds:
        return Reading(Intent.OFFER)
    return _of_time(said, is_pending=is_pending)


def _is_an_answer(said: list[Said], waiting: Waiting) -> bool:
    words = said[0].clause.words
    return waiting is Waiting.TEXT and len(said) == 1 and len(words) == 1 and words[0] in _YES_OR_NO


_AT = frozenset("in at um en a around after nach".split())
_PAST = frozenset("yesterday last more gestern letzte ayer of".split())


def _of_time(said: list[Said], *, is_pending: bool) -> Reading:
    """ "in 20 minutes"; where a question waits, also "tomorrow", or that there is no time."""
    words = [word for s in said for word in s.clause.words]
    if not _PAST.isdisjoint(words):
        return Reading(Intent.OFFER)
    is_moment = words[0] in _AT and NUMBER in words
    is_later = is_pending or (is_moment and {s.kind for s in said} == {Kind.TIME})
    return Reading(Intent.COMMAND if is_later else Intent.OFFER, "later")


def _named(name: str | None, is_pending: bool) -> str | None:
    """ "ask me at 10", said to a question, is about this question."""
    if name in {"cancel command", "control", "stop", "start", "delete"}:
        return None
    return "later" if is_pending and name == "ask me at" else name


def _with_sign(word: str, said: str) -> Reading:
    """A sign says that it is no news, whatever follows."""
    words = [w for c in clauses(said[:200]) for w in c.words][:12]
    name = folded(word).replace("_", " ").replace("-", " ")
    for candidate in (name, *(m[0] for m in (meant(name, KEYWORDS),) if m)):
        found = Clause((*candidate.split(), *words[1:]))
        for tried in (found, Clause(tuple(candidate.split()))):
            read_as = reader.read(tried, is_pending=False)
            if read_as.kind is Kind.COMMAND or read_as.name:
                return Reading(Intent.COMMAND, _named(read_as.name, False))
    is_news = said.startswith("!") and len(words) > 3
    return Reading(Intent.OFFER if is_news else Intent.COMMAND)


def _mistyped(found: list[Clause], waiting: Waiting) -> Reading | None:
    """What the message is where its unknown words are slips for ones that we know."""
    words = [word for clause in found for word in clause.words]
    if len(words) > 10:
        return None
    known = KEYWORDS | TALK if len(words) <= 2 else VOCABULARY
    slips = {w: m for w in words if w not in VOCABULARY and (m := meant(w, known))}
    if not slips or len(slips) > 2:
        return None
    right = [
        replace(c, words=tuple(slips[w][0] if w in slips else w for w in c.words)) for c in found
    ]
    reading = _of(right, waiting)
    if reading.intent is Intent.POST or (len(words) > 2 and reading.intent is Intent.OFFER):
        return None
    is_plain = all(slip is Slip.PLAIN for _, slip in slips.values())
    return reading if is_plain else replace(reading, intent=Intent.OFFER)
