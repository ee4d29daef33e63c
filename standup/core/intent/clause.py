"""What one clause is: a command, small talk, a question about the bot, news, or nothing plain."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
import re

from standup.core.intent.english import ENGLISH
from standup.core.intent.german import GERMAN
from standup.core.intent.lexicon import Meaning, meanings
from standup.core.intent.spanish import SPANISH
from standup.core.intent.words import CODE, NUMBER, Clause, spellings

_KNOWN = meanings((ENGLISH, GERMAN, SPANISH))
_LONGEST_PHRASE = max(map(len, _KNOWN))
VOCABULARY = frozenset(word for phrase in _KNOWN for word in phrase)
KEYWORDS = frozenset(phrase[0] for phrase, m in _KNOWN.items() if m.head and len(phrase) == 1)

_LEADS = frozenset({"fill", "wish", "howto", "address", "talk", "time", "excuse"})
_BESIDE = _LEADS | {"rest", "bot", "you", "number"}  # what a command may have around it
_LAUGHTER = re.compile(r"a?(?:h[aeiou]|j[aei]){2,}[hj]?|[hj]a|k+|lo+l|x+d+|h+m+|m+h*m+|u+h+|a+h+|o+h+|z+")
_PICKY = {"away", "back"}  # "away team", "back to work"


class Kind(Enum):
    """What a clause is."""

    COMMAND = auto()
    QUESTION = auto()  # about the bot
    TALK = auto()
    EXCUSE = auto()
    TIME = auto()
    KNOWN = auto()  # no subject, and no plain meaning
    DOUBT = auto()  # a subject, and something said to the bot
    NEWS = auto()


@dataclass(frozen=True, slots=True)
class Said:
    """A clause that was read; `is_wish`: said to the bot beyond one word that a title has too."""

    kind: Kind
    clause: Clause
    name: str | None = None
    is_wish: bool = False
    unknown: int = 0

    @property
    def is_bare(self) -> bool:
        return len(self.clause.words) <= 2 and not self.is_wish


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that stand together for something."""

    words: tuple[str, ...]
    meaning: Meaning

    def has(self, *tags: str) -> bool:
        return not self.meaning.tags.isdisjoint(tags)

    @property
    def is_unknown(self) -> bool:
        return self.has("unknown")


def read(clause: Clause, *, is_pending: bool) -> Said:
    """What the clause is; `is_pending` where a question waits for words."""
    segments = list(_segments(clause.words))
    unknown = sum(s.is_unknown or s.has("progress") for s in segments)
    head = _head(segments)
    phrase = next((s for s in segments if s.meaning.phrase), None)
    reader = _with_subject if unknown else _without_subject
    return reader(clause, segments, head, phrase, unknown, is_pending=is_pending)


def _segments(words: Sequence[str]) -> Iterator[Segment]:
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST_PHRASE, len(words) - at), 0, -1):
            phrase = tuple(words[at : at + size])
            if meaning := _meaning(phrase):
                if _hides_a_command(words, at + size - 1, meaning, size):
                    continue
                yield Segment(phrase, meaning)
                at += size
                break
        else:
            yield Segment((words[at],), Meaning(tags={"unknown"}))
            at += 1


def _hides_a_command(words: Sequence[str], last: int, meaning: Meaning, size: int) -> bool:
    """ "i want" in "i want out": its last word opens more."""
    if size == 1 or meaning.head or meaning.phrase or meaning.tags.isdisjoint({"wish", "howto"}):
        return False
    following = (_KNOWN.get(tuple(words[last : last + n])) for n in range(2, _LONGEST_PHRASE))
    return any(m and m.phrase for m in following)


def _meaning(phrase: tuple[str, ...]) -> Meaning | None:
    if len(phrase) > 1:
        return _KNOWN.get(phrase)
    word = phrase[0]
    if word == NUMBER:
        return Meaning(tags={"time", "number"})
    if word == CODE:
        return None
    for spelling in spellings(word):
        found = _KNOWN.get((spelling,)) or _KNOWN.get((spelling.replace("-", ""),))
        if found:
            return found
        parts = tuple(spelling.split("-"))
        if len(parts) > 1 and (found := _KNOWN.get(parts)) and "talk" not in found.tags:
            return found
    if _LAUGHTER.fullmatch(word):
        return Meaning(tags={"talk"})
    return None


def _head(segments: list[Segment]) -> Segment | None:
    """What opens a command, after what may stand before it."""
    for segment in segments:
        if segment.meaning.head:
            return segment
        if not segment.has(*_LEADS):
            return None
    return None


def _is_wish(segments: list[Segment], head: Segment | None) -> bool:
    """Said to somebody: "please", "can you", "remind me"."""
    if head and len(head.words) > 1 and _is_imperative(head, segments):
        return True
    if any(s.has("wish") or set(s.words) & _PLEASE for s in segments):
        return True
    after = segments[segments.index(head) + 1 :] if head in segments else []
    return bool(after) and after[0].words[0] in _ME


def _is_imperative(head: Segment, segments: list[Segment]) -> bool:
    """More than a title, and not "delete that cache"."""
    if head.meaning.head in _TITLES and _TO_ME.isdisjoint(head.words):
        return False
    return not _points_at_a_subject(head, segments)


def _points_at_a_subject(segment: Segment, segments: list[Segment]) -> bool:
    after = segments[segments.index(segment) + 1 :]
    return bool(after) and after[0].is_unknown and segment.words[-1] in _DETERMINERS


_TITLES = frozenset(  # commands whose words are also what a text may be about
    {"who", "why", "team report", "my report", "report", "timezone", "later", "away", "back"}
    | {"skip run", "history", "changes", "skip", "help", "quiet"}
)
_TO_ME = frozenset("me mich mir us uns you ask show frag zeig let lass answer respond".split())
_DETERMINERS = frozenset("that this the my das dies meine den die eso esto mi el la lo".split())
_PLEASE = frozenset("please pls plz plss pleas plese kindly bitte porfa porfis porfavor favor plis".split())
_ME = frozenset("me us mich mir uns".split())


def _without_subject(
    clause: Clause,
    segments: list[Segment],
    head: Segment | None,
    phrase: Segment | None,
    unknown: int,
    *,
    is_pending: bool,
) -> Said:
    if is_pending and _is_an_answers_shape(clause, phrase):
        return Said(Kind.NEWS, clause, unknown=1)
    is_wish = bool(phrase) or _is_wish(segments, head)
    if any(s.has("talk") and s.words[-1] in _FOR for s in segments):
        return Said(Kind.TALK, clause)
    if all(s.has("talk", "address", "fill") for s in segments) and not _is_only(segments, head):
        if any(s.has("talk", "address") for s in segments):
            return Said(Kind.TALK, clause)
    if head and head.meaning.head and _fits(head, segments, is_wish=is_wish):
        return Said(Kind.COMMAND, clause, _name(head, phrase, segments), is_wish)
    if phrase and phrase.meaning.phrase:
        return Said(Kind.COMMAND, clause, phrase.meaning.phrase, is_wish=True)
    if is_pending and _is_a_statement(segments):
        return Said(Kind.NEWS, clause, unknown=1)
    return Said(_plain_kind(clause, segments), clause)


_FOR = frozenset("for fur furs por".split())


def _is_a_statement(segments: list[Segment]) -> bool:
    """ "nothing works without sleep", in words that we happen to know."""
    others = {"you", "wish", "howto", "talk", "bot", "time", "excuse"}
    return (
        len(segments) > 3
        and any(s.has("verb") for s in segments[1:])
        and not any(s.has(*others) or not _THIS.isdisjoint(s.words) for s in segments)
    )


def _is_only(segments: list[Segment], head: Segment | None) -> bool:
    """A command's word that is none of small talk: `stop`."""
    return head is not None and not head.has("talk")


def _fits(head: Segment, segments: list[Segment], *, is_wish: bool) -> bool:
    others = [s for s in segments if s is not head]
    name = head.meaning.head
    if name == "back" and len(head.words) == 1:
        return all(s.has("fill", "talk", "address") for s in others)
    if name == "away" and len(head.words) == 1:
        return all(s.has("fill", "talk", "time", "excuse") for s in others)
    if head.has("ask"):
        return not any(s.has("you", "verb") for s in others) and len(others) < 3 and all(
            s.has("fill", "talk", "address", "rest", "time") for s in others
        )
    return is_wish or len(head.words) > 1 or all(s.has(*_BESIDE) or s.meaning.head or s.meaning.phrase for s in others)


def _name(head: Segment, phrase: Segment | None, segments: list[Segment]) -> str | None:
    if phrase and len(phrase.words) > len(head.words):
        return phrase.meaning.phrase
    if head.meaning.head == "cancel command" and any(s.has("time") and s is not head for s in segments):
        return "cancel"
    return head.meaning.head


def _plain_kind(clause: Clause, segments: list[Segment]) -> Kind:
    if _is_about_the_bot(clause, segments):
        return Kind.QUESTION
    if any(s.has("excuse") for s in segments) and all(
        s.has("excuse", *_LEADS, "rest", "function") for s in segments
    ):
        return Kind.EXCUSE
    if all(s.has("time", "fill", "number") for s in segments):
        return Kind.TIME
    return Kind.KNOWN


_THIS = frozenset("this that it here das dies hier es esto eso aqui thats".split())


def _is_about_the_bot(clause: Clause, segments: list[Segment]) -> bool:
    first = next((s for s in segments if not s.has("talk", "fill", "address") or s.has("ask")), None)
    if not first or not (first.has("ask", "wish", "howto") or clause.end == "?"):
        return False
    return any(
        s.has("you", "wish") or (s.has("bot") and clause.end != "") or set(s.words) & _THIS
        for s in segments
    ) or (first.has("ask") and any(s.has("bot") for s in segments))


def _with_subject(
    clause: Clause,
    segments: list[Segment],
    head: Segment | None,
    phrase: Segment | None,
    unknown: int,
    *,
    is_pending: bool,
) -> Said:
    is_wish = _opens(phrase, segments) or _is_wish(segments, head)
    name = (phrase and phrase.meaning.phrase) or (head and head.meaning.head) or None
    if _names_a_place(name, segments, unknown, is_wish=is_wish):
        return Said(Kind.COMMAND, clause, name, is_wish=True, unknown=unknown)
    in_doubt = _is_in_doubt(clause, segments, head, phrase, unknown, is_wish=is_wish, is_pending=is_pending)
    kind = Kind.DOUBT if in_doubt else Kind.NEWS
    return Said(kind, clause, name if in_doubt else None, is_wish=is_wish and in_doubt, unknown=unknown)


def _opens(phrase: Segment | None, segments: list[Segment]) -> bool:
    """No subject stands before it: not "form for holidays"."""
    if not phrase or _points_at_a_subject(phrase, segments):
        return False
    return not any(s.is_unknown for s in segments[: segments.index(phrase)])


def _names_a_place(name: str | None, segments: list[Segment], unknown: int, *, is_wish: bool) -> bool:
    if any(CODE in s.words for s in segments) and name != "timezone":
        return False
    if name == "timezone":
        return unknown <= 2 and is_wish
    first = segments[0].words[0]
    return first in {"add", "invite", "remove", "kick"} and unknown == 1 and any(
        {"to", "from"} & set(s.words) for s in segments
    ) and segments[-1].has("bot")


def _is_in_doubt(
    clause: Clause,
    segments: list[Segment],
    head: Segment | None,
    phrase: Segment | None,
    unknown: int,
    *,
    is_wish: bool,
    is_pending: bool,
) -> bool:
    if CODE in clause.words and not is_wish:
        return False
    if is_pending and _is_an_answers_shape(clause, phrase):
        return False
    if is_wish or any(s.has("you") for s in segments):
        to_bot = any(s.has("you", "bot", "wish") for s in segments) or is_wish
        return to_bot and unknown <= (2 if is_wish else 1)
    if unknown > 1:
        return False
    if phrase or (head and not head.has("ask") and not any(s.has("verb") for s in segments)):
        return not is_pending
    if segments[0].has("talk") and len(segments) > 1 and segments[0].words[0] != "test":
        return True
    return any(s.has("everyday") for s in segments) and not is_pending


_OPENERS = frozenset("how that to what why when wie warum dass was wann que como cuando por who wer".split())
_INFINITIVE = re.compile(r"[a-z]{2,}[aei]r(?:se|me|lo|la)?")
_NO_ANSWERS = frozenset("you u was is s one youre du dich ihr did do are does i should can".split())


def _is_an_answers_shape(clause: Clause, phrase: Segment | None) -> bool:
    """ "how to …", "that I …", "to …": what somebody learned."""
    words = clause.words
    if clause.end != "?" and len(words) == 2 and words[0] in {"cuando", "como"}:
        return bool(_INFINITIVE.fullmatch(words[1]))
    if clause.end == "?" or len(words) < 3 or (phrase and words[0] not in {"to"}):
        return False
    if words[1] in {"when", "if", "wenn", "cuando"}:
        return len(words) > 3
    if words[0] == "a":
        return bool(_INFINITIVE.fullmatch(words[1]))
    if words[0] in {"that", "dass"}:
        return words[1] not in {"is", "was", "s", "one", "wasnt", "isnt"}
    if words[0] == "to":
        return True
    return words[0] in _OPENERS and words[1] in {"to", "man"}
