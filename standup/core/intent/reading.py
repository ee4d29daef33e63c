"""Reads whether a message to the bot is an answer, a command, or small talk.

`read(text, waiting)` is pure, never raises, and takes time in proportion to the text, of which it
looks at the first words alone: a long text is news. It errs towards the offer: a message without
a subject of its own (a word that no lexicon knows) is never posted unasked, save in a shape that
answers a question. Whoever parses commands exactly does so first; this is for what is left.

    read("/hepl", Waiting.TEXT)                    → COMMAND, "help"
    read("can you remind me later", Waiting.PLAN)  → COMMAND, "later"
    read("thanks!", Waiting.NOTHING)               → TALK
    read("pause button", Waiting.NOTHING)          → OFFER, "pause"
    read("skip connections", Waiting.TEXT)         → POST

The commands are the design's words, and `cancel`, `delete` and the like without one: the reading
says `command=None` where the words name none, or more than one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from unicodedata import name

from standup.core.intent import clause as reader
from standup.core.intent import message
from standup.core.intent.clause import Kind
from standup.core.intent.confidences import is_confided
from standup.core.intent.intents import Intent, Reading, Waiting
from standup.core.intent.segments import (
    EVERYDAY,
    KEYWORDS,
    MISTYPED,
    TALK,
    TIME,
    VOCABULARY,
    segments,
)
from standup.core.intent.shapes import is_plea
from standup.core.intent.typos import Slip, meant
from standup.core.intent.words import BULLET, LONGEST, QUOTED, Clause, bare, clauses, folded

__all__ = ["Intent", "Reading", "Waiting", "read"]

_MOST_WORDS = 40
_MOST_MISTYPED = 10  # words of a message in which slips are looked for
_SAID_ALONE = (KEYWORDS | TALK | TIME | EVERYDAY) & MISTYPED
_LONGEST_NAME = 80
_FEW = 12  # letters of a script that we cannot read, which are rather a greeting than news
_SYLLABLES = frozenset({"HIRA", "KATA", "HANG"})
_MENTION = re.compile(r"@([\w.:-]+)[,:]?(?:\s+(?!@)|$)")
_POINT = re.compile(rf"{BULLET.pattern}|\s*\[[ xX]?\]\s")
_NUMBERED = re.compile(r"(?:^|\s)\(?\d{1,2}[.)]\s")
_FEW_WORDS = 4
_MASHED = re.compile(r"[bcdfghj-np-tv-xz]{6,}")
_QUOTES = re.compile('["“”„«»]')
_CALLS = frozenset({"hey", "hi", "hello", "ok", "okay", "yo", "dear", "hallo", "hola", "please"})
_SIGNED = re.compile(r"[/!]([^\W\d_][\w-]{1,39})(?:@\w+)?[.,:;!?…]*")


def read(text: str, waiting: Waiting) -> Reading:
    """What a message is, while the bot waits for an answer or for nothing."""
    found = _of(text, waiting)
    if found.intent is Intent.OFFER and not found.command and _is_a_title(text):
        return Reading(Intent.POST)
    if found.intent is Intent.POST and is_confided(text):
        return Reading(Intent.OFFER, is_to_somebody=True)
    if found.intent is Intent.OFFER and not found.is_to_somebody and is_confided(text):
        return replace(found, is_to_somebody=True)
    return found


def _is_a_title(text: str) -> bool:
    """ "“Attention is all you need”", and nothing beside it."""
    return bool(QUOTED.fullmatch(text.strip())) and len(text.split()) >= _FEW_WORDS


def _unwrapped(said: str) -> str:
    """Without the quotation marks of what has no more than courtesy beside it: "“undo” thanks"."""
    rest = QUOTED.sub(" ", said[:LONGEST])
    if rest == said[:LONGEST]:
        return said
    beside = (s for clause in clauses(rest) for s in segments(clause.words))
    is_alone = all(s.has("talk", "address", "fill") for s in beside)
    return _QUOTES.sub("", said) if is_alone else said


def _of(text: str, waiting: Waiting) -> Reading:
    said = bare(text)
    if mention := _MENTION.match(said[:_LONGEST_NAME]):
        return _to(mention[1], _of(said[mention.end() :], waiting))
    signed = _SIGNED.fullmatch((said[:80].split() or [""])[0])
    if signed:
        return _with_sign(signed[1], said)
    if not any(c.isalnum() for c in said[:LONGEST]) and "```" not in said:
        return _without_words(said)
    found = clauses(_unwrapped(said))
    is_long = len(said) > LONGEST or sum(len(c.words) for c in found) > _MOST_WORDS
    if is_long or "```" in said:
        return _at_length(said)
    return _in_words(found, said, waiting)


def _at_length(said: str) -> Reading:
    """A long text is news, unless its last words ask something of the bot: "… Don't post this"."""
    last = clauses(said[-LONGEST // 3 :])[-1:]
    for clause in last:
        read_as = reader.read(clause, is_pending=False)
        if read_as.kind is Kind.COMMAND and is_plea(read_as.parsed) and clause.end != ":":
            return Reading(Intent.OFFER, message.named(read_as.name), is_to_somebody=True)
    return Reading(Intent.POST)


def _to(name: str, reading: Reading) -> Reading:
    """What is said to somebody by name: to the bot, or to another."""
    is_bot = any(word in name.casefold() for word in ("bot", "standup"))
    is_sure = is_bot or reading.intent is Intent.POST
    return reading if is_sure else replace(reading, intent=Intent.OFFER)


def _without_words(said: str) -> Reading:
    """Emoji and dots are talk; `!=` may be news."""
    return Reading(Intent.OFFER if clauses(said) else Intent.TALK)


def _in_words(found: Sequence[Clause], said: str, waiting: Waiting) -> Reading:
    if not found:  # ":D"
        return Reading(Intent.TALK)
    if _is_foreign(found, said) or _is_mashed(found):
        return Reading(Intent.OFFER, is_to_somebody=_is_mashed(found))
    first = message.of(found, waiting)
    if first.intent is Intent.POST and _is_to_the_bot(found):
        return Reading(Intent.OFFER, is_to_somebody=True)
    if first.intent is not Intent.POST and _is_list(said) and not _has_wish(found):
        return Reading(Intent.POST)
    is_open = first.intent is Intent.OFFER and not first.command
    if first.intent is not Intent.POST and not is_open:
        return first
    right = _mistyped(found, waiting, is_news=not is_open) or first
    return replace(right, is_to_somebody=right.is_to_somebody or first.is_to_somebody)


def _is_foreign(found: Sequence[Clause], said: str) -> bool:
    """A language that nobody taught us, and too short for news."""
    if _length(said) >= _FEW or _is_known(found):
        return False
    return not any(c.isascii() and c.isalnum() for c in folded(said))


def _is_mashed(found: Sequence[Clause]) -> bool:
    """Keys that were hit, and no word."""
    words = [word for clause in found for word in clause.words]
    return len(words) <= _FEW_WORDS and any(_MASHED.fullmatch(word) for word in words)


def _is_known(found: Sequence[Clause]) -> bool:
    return all(word in VOCABULARY for clause in found for word in clause.words)


def _is_list(said: str) -> bool:
    """At least two lines, and each behind a bullet or a number."""
    lines = [line for line in said[:LONGEST].splitlines() if line.strip()]
    if lines and lines[0].rstrip().endswith(":"):
        lines = lines[1:]
    is_by_line = len(lines) > 1 and all(_POINT.match(line) for line in lines)
    return is_by_line or len(_NUMBERED.findall(said[:LONGEST])) > 1


def _has_wish(found: Sequence[Clause]) -> bool:
    return any(reader.read(clause, is_pending=False).is_wish for clause in found)


def _is_to_the_bot(found: Sequence[Clause]) -> bool:
    """ "hey bot …", "bot, …", and no account of what was done."""
    words = found[0].words
    is_called = words in {("bot",), ("standup", "bot"), ("standup",)} and found[0].end == ","
    is_greeted = len(words) > 1 and words[0] in _CALLS and "bot" in words[1:3]
    if not is_called and not is_greeted:
        return False
    rest = [c for c in found[is_called:] if c.words]
    return not any(reader.read(c, is_pending=False).is_told for c in rest)


def _length(text: str) -> int:
    """Letters as an alphabet would need them: one sign of Chinese is half a word."""
    return sum(3 if "CJK" in (n := name(c, "")) else 2 if n[:4] in _SYLLABLES else 1 for c in text)


def _with_sign(word: str, said: str) -> Reading:
    """A sign says that it is no news, whatever follows; though "!important" may be."""
    words = [w for c in clauses(said[:200]) for w in c.words][:12]
    name = folded(word).replace("_", " ").replace("-", " ")
    for tried in _candidates(name, words[1:]):
        read_as = reader.read(tried, is_pending=False)
        if read_as.kind is Kind.COMMAND or read_as.name:
            return Reading(Intent.COMMAND, message.named(read_as.name))
    may_be_news = len(words) > 3
    return Reading(Intent.OFFER if may_be_news else Intent.COMMAND)


def _candidates(name: str, rest: Sequence[str]) -> Iterator[Clause]:
    """The command with and without its words, as typed and as it may have been meant."""
    for word in (name, *(word for word, _ in meant(name, KEYWORDS))):
        yield Clause((*word.split(), *rest))
        yield Clause(tuple(word.split()))


def _mistyped(found: Sequence[Clause], waiting: Waiting, *, is_news: bool) -> Reading | None:
    """What the message is where its unknown words are slips for ones that we know."""
    words = [word for clause in found for word in clause.words]
    if len(words) > _MOST_MISTYPED:
        return None
    unknown = [word for word in dict.fromkeys(words) if word not in VOCABULARY]
    slips = _slips(unknown, alone=len(words) == 1, is_news=is_news)
    if not slips or len(slips) > 2:
        return None
    for choice in product(*slips.values()):
        right = dict(zip(slips, (word for word, _ in choice), strict=True))
        reading = message.of([_corrected(clause, right) for clause in found], waiting)
        is_plain = all(slip is Slip.PLAIN and len(word) > 3 for word, slip in choice)
        if reading.intent in {Intent.COMMAND, Intent.TALK}:
            return reading if is_plain else replace(reading, intent=Intent.OFFER)
        is_one_long = len(unknown) == 1 and len(unknown[0]) > 4
        if reading.intent is Intent.OFFER and is_plain and is_one_long:
            return reading
    return None


def _slips(
    unknown: Sequence[str], *, alone: bool, is_news: bool
) -> dict[str, list[tuple[str, Slip]]]:
    """What each may have been meant for. A single word among known ones may be a short one."""
    known = _SAID_ALONE if alone else MISTYPED
    shortest = 3 if is_news and not alone and len(unknown) == 1 else 4
    return {word: slips for word in unknown if (slips := meant(word, known, shortest))}


def _corrected(clause: Clause, right: Mapping[str, str]) -> Clause:
    return replace(clause, words=tuple(right.get(word, word) for word in clause.words))
