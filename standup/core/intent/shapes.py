"""Signs that a clause is said to the bot: its shape, whatever its subject is."""

from dataclasses import dataclass

from standup.core.intent.segments import (
    BEFORE_NEWS,
    ME,
    PLEASE,
    POINTING,
    THIS,
    TO_ANYBODY,
    TO_ME,
    Segment,
    segments,
)
from standup.core.intent.words import Clause

LEADS = frozenset({"fill", "wish", "howto", "address", "talk", "time", "excuse"})
_TITLES = frozenset(  # commands whose words are also what a text may be about
    {"who", "why", "team report", "my report", "report", "timezone", "later", "away", "back"}
    | {"skip run", "history", "changes", "skip", "help", "quiet"}
)

_I = frozenset({"i", "we", "ich", "wir", "yo"})
BEING = (
    _I
    | {"ill", "will", "be", "off", "taking", "take", "having", "got", "need", "have"}
    | {"im", "am", "bin", "hab", "habe", "werde", "sein", "estoy", "estare", "are", "were"}
)
_THERE = frozenset({"im", "am", "ill", "bin", "werde", "estoy", "estare"})
_THEN = frozenset({("luego",), ("despues",)})  # before a subject, what comes next in an account
_MOVED = frozenset({"moved", "live", "living", "umgezogen", "wohne", "mudado"})
_OF_SOMEBODY = frozenset({"is", "are", "am", "has", "who", "whos", "whose", "ist", "hat"})
_INVERTED = frozenset(
    {"was", "were", "did", "would", "had", "didnt", "havent", "hasnt", "wasnt", "cant", "couldnt"}
    | {"wont", "war", "hatte", "wurde"}
)
_SUBJECTS = frozenset(
    {"i", "you", "u", "it", "this", "that", "we", "they", "he", "she", "there", "the", "my", "our"}
    | {"anyone", "anybody", "someone", "somebody", "everyone", "everybody", "all", "any", "ich"}
    | {"du", "es", "das", "wir", "sie", "er", "der", "die", "mein", "meine", "deine", "jemand"}
)
_AUXILIARIES = frozenset(
    {"is", "are", "am", "did", "do", "does", "can", "has", "have", "will", "would", "was", "were"}
    | {"should", "could", "ist", "sind", "hat", "haben", "kann", "kommt", "es", "esta", "puede"}
)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A clause in segments: what opens a command, what makes one, and how much we do not know."""

    clause: Clause
    segments: tuple[Segment, ...]
    head: Segment | None
    phrase: Segment | None
    is_pending: bool

    @property
    def unknown(self) -> int:
        """How many words may be a subject."""
        return sum(s.is_unknown for s in self.segments)

    @property
    def name(self) -> str | None:
        """The command's word."""
        if self.phrase:
            return self.phrase.meaning.phrase
        return self.head.meaning.head if self.head else None

    def after(self, segment: Segment) -> tuple[Segment, ...]:
        """What stands behind the segment."""
        return self.segments[self.segments.index(segment) + 1 :]


def parse(clause: Clause, *, is_pending: bool) -> Parsed:
    """The clause in its segments."""
    found = tuple(segments(clause.words))
    phrase = next((s for s in found if s.meaning.phrase), None)
    return Parsed(clause, found, _head(found), phrase, is_pending)


def _head(found: tuple[Segment, ...]) -> Segment | None:
    """What opens a command, after what may stand before it."""
    for segment in found:
        if segment.meaning.head:
            is_then = segment.words in _THEN and any(s.is_unknown for s in found)
            return None if is_then else segment
        if not segment.has(*LEADS):
            return None
    return None


def is_asked_for(parsed: Parsed) -> bool:
    """ "please", "can you"."""
    return any(s.has("wish") or s.holds(PLEASE) for s in parsed.segments)


def is_plea(parsed: Parsed) -> bool:
    """Said by one to another: with a please, a you or a me."""
    return is_asked_for(parsed) or any(s.has("you") or s.holds(ME) for s in parsed.segments)


def is_wish(parsed: Parsed) -> bool:
    """Said to somebody: "please", "can you", "remind me"."""
    head = parsed.head
    if any(s.has("own thing") for s in parsed.segments):
        return True
    if is_asked_for(parsed) or (head and len(head.words) > 1 and _is_imperative(head, parsed)):
        return True
    after = parsed.after(head) if head else ()
    return bool(after) and after[0].words[0] in ME


def _is_imperative(head: Segment, parsed: Parsed) -> bool:
    """More than a title, and not "delete that cache"."""
    if head.meaning.head in _TITLES and not head.holds(TO_ME):
        return False
    return not _points_at_a_subject(head, parsed)


def _points_at_a_subject(segment: Segment, parsed: Parsed) -> bool:
    after = parsed.after(segment)
    return bool(after) and after[0].is_unknown and segment.words[-1] in POINTING


def opens_with_phrase(parsed: Parsed) -> bool:
    """A command's phrase with no subject before it: not "a form for holidays"."""
    phrase = parsed.phrase
    if not phrase or _points_at_a_subject(phrase, parsed) or _is_one_word(phrase, parsed):
        return False
    return not any(s.is_unknown for s in parsed.segments[: parsed.segments.index(phrase)])


def _is_one_word(phrase: Segment, parsed: Parsed) -> bool:
    """ "out-of-office detection": a phrase that is no more than a word of a subject."""
    after = parsed.after(phrase)
    return "-" in phrase.words[0] and bool(after) and after[0].is_unknown


def is_gone(parsed: Parsed) -> bool:
    """ "bin bis Freitag weg"."""
    found = parsed.segments
    is_off = found[-1].words == ("off",) and any(s.is_day for s in found)
    return (is_off or any(s.has("gone") for s in found)) and all(
        s.has("time", "fill", "gone", "talk") or s.words[0] in BEING for s in found
    )


def is_elsewhere(parsed: Parsed) -> bool:
    """ "bin vom 7. bis 11. auf ner Konferenz": somewhere, on days, and perhaps away."""
    found = parsed.segments
    is_dated = any(s.is_day or s.has("number") for s in found)
    is_there = not _THERE.isdisjoint(parsed.clause.words)
    others = parsed.unknown - sum(s.has("elsewhere") for s in found)
    return (
        is_dated
        and any(s.has("elsewhere") for s in found)
        and parsed.clause.end != "?"
        and all(
            s.has("elsewhere", "time", "fill", "talk", "aside")
            or s.words[0] in BEING
            or (s.is_unknown and is_there and others <= 1)  # the town
            for s in found
        )
    )


def is_moved(parsed: Parsed) -> bool:
    """ "I moved to Madrid"."""
    is_placed = any(s.has("place") for s in parsed.segments)
    return is_placed and not _MOVED.isdisjoint(parsed.clause.words)


def is_about_the_bot(parsed: Parsed) -> bool:
    """ "did you get my answer", "what is this?"."""
    found, asks = parsed.segments, parsed.clause.end == "?"
    first = _first(parsed)
    if any(s.has("asked") for s in found):
        return True
    is_asked_of_anybody = any(s.has("wish") for s in found) and any(
        s.has("everyday") for s in found
    )
    if any(s.has("said") for s in found) or is_asked_of_anybody:  # "can you review my PR?"
        return False
    is_ours = any(s.has("you", "noun") or s.holds(THIS) for s in found)
    if not asks and first and (first.words == ("how", "to") and not is_ours):
        return False  # "how to say no"
    if not asks and first and _is_stated(first, parsed.after(first)):
        return False
    if not first or not (asks or first.has("ask", "wish", "howto")) or first.has("intent"):
        return False
    return any(s.has("you", "wish", "bot") or s.holds(THIS) for s in found)


def _is_stated(first: Segment, after: tuple[Segment, ...]) -> bool:
    """ "don't repeat yourself", "didn't get to any of it", "was off yesterday": what opens a
    question has whom it is about behind it, and "didn't you ask me" has."""
    if first.words[0] not in _INVERTED:
        return first.words[0] == "dont"
    behind = [*first.words[1:], *(word for s in after[:1] for word in s.words[:1])]
    is_subject = any(s.is_unknown or s.has("noun", "you", "address") for s in after[:1])
    return not is_subject and _SUBJECTS.isdisjoint(behind)


def _first(parsed: Parsed) -> Segment | None:
    """What follows "ok" and "hey bot"."""
    aside = ("talk", "fill", "address")
    return next((s for s in parsed.segments if not s.has(*aside) or s.has("ask")), None)


def is_told_of_us(parsed: Parsed) -> bool:
    """ "the bot pinged me twice?!"."""
    words = parsed.clause.words
    at = words.index("bot") if "bot" in words[:3] else len(words)
    return any(s.holds(ME) for s in parsed.segments) and not ME.isdisjoint(words[at + 1 : at + 4])


def is_comment(parsed: Parsed) -> bool:
    """ "that's wrong", "this is annoying"."""
    return parsed.segments[0].holds(THIS) and len(parsed.segments) <= 4


def is_about_you(parsed: Parsed) -> bool:
    """ "are you …", "who is your …"."""
    found = parsed.segments
    return len(found) <= 4 and found[0].has("ask") and any(s.has("you") for s in found[:-1])


def is_asking(parsed: Parsed) -> bool:
    """With its sign, or without: "what did Ben write"."""
    if parsed.clause.end == "?":
        return True
    first = _first(parsed)
    after = parsed.after(first) if first and first.has("ask") else ()
    is_of_somebody = _is_of_somebody(parsed) and len(parsed.clause.words) > 2
    return is_of_somebody or (bool(after) and after[0].words[0] in _AUXILIARIES)


def _is_of_somebody(parsed: Parsed) -> bool:
    first = _first(parsed)
    return first is not None and first.words[0] in _OF_SOMEBODY


def ends_with_ours(parsed: Parsed) -> bool:
    """Its last word is one of those that are said of the bot: "what did Ben write"."""
    said = [s for s in parsed.segments if not s.has("talk", "fill", "address")]
    return bool(said) and said[-1].has("bot")


def is_asked_about_things(parsed: Parsed) -> bool:
    """A question in which an answer, a reminder or another thing of the bot is named."""
    first = _first(parsed)
    if not is_asking(parsed) or first is None or not first.has("ask"):
        return False
    is_told = len(parsed.segments) <= 6 and ends_with_ours(parsed)  # "what did Bo write"
    return is_told or any(s.has("noun") for s in parsed.segments)


def is_asked_about_this(parsed: Parsed) -> bool:
    """ "is this mandatory?"."""
    first = _first(parsed)
    is_asked = is_asking(parsed) and first is not None and first.has("ask")
    return is_asked and any(s.holds(THIS) for s in parsed.segments)


def is_asked_how(parsed: Parsed) -> bool:
    """ "is there a way to …?"."""
    first = _first(parsed)
    return parsed.clause.end == "?" and first is not None and first.has("howto")


def is_short_question(parsed: Parsed) -> bool:
    """ "is Lena in?"; not "can somebody help me with JAX?"."""
    first = _first(parsed)
    is_of_somebody = _is_of_somebody(parsed) and len(parsed.clause.words) <= 6
    is_said = parsed.clause.end == "?" or ends_with_ours(parsed) or is_of_somebody
    asks = is_said and is_asking(parsed) and first is not None and first.has("ask")
    return asks and TO_ANYBODY.isdisjoint(parsed.clause.words)


def is_steering(parsed: Parsed) -> bool:
    """One word that we do not know, beside things of the bot, or beside days alone."""
    found = parsed.segments
    if any(s.has("verb", "learned") for s in found):
        return False
    if found[0].is_unknown and len(found) > 1 and (found[1].words[0] in ME | THIS):
        return True
    others = [s for s in found if not s.is_unknown]
    is_dated = any(s.is_day for s in others) and all(
        (s.has("time", "fill") and not s.has("number")) or s.meaning.head == "away" for s in others
    )
    return is_dated or any(s.has("noun") for s in others) or found[0].words[0] in {"turn", "switch"}


def is_talk_with_a_name(parsed: Parsed) -> bool:
    """ "thanks Bo", and not "ok I finally get closures"."""
    first = parsed.segments[0]
    if not first.has("talk") or first.has("ask") or len(parsed.segments) < 2:
        return False
    if len(parsed.clause.words) > 5 and not _I.isdisjoint(parsed.clause.words[1:]):
        return False  # "thanks to the talk I …"
    return first.words[0] not in BEFORE_NEWS or len(parsed.segments) == 3


def is_aside(parsed: Parsed) -> bool:
    """ "I'm at a conference", "same procedure as ever"."""
    return parsed.segments[0].has("aside") and not any(s.has("number") for s in parsed.segments)
