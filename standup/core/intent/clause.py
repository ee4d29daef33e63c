"""What one clause is: a command, small talk, a question about the bot, news, or nothing plain."""

from dataclasses import dataclass, replace
from enum import Enum, auto

from standup.core.intent import news, shapes
from standup.core.intent.accounts import is_compound
from standup.core.intent.segments import INDEFINITE, ME, THANKED_FOR, THIS, TODAY, Segment
from standup.core.intent.shapes import Parsed
from standup.core.intent.words import CODE, Clause

_BESIDE = shapes.LEADS | {"rest", "bot", "you", "number"}  # what a command may have around it

_TO = frozenset({"to", "is", "in", "auf", "ist", "zu", "a", "es", "en"})
_WERE = frozenset({"was", "were", "war", "waren", "estuve", "estaba", "estuvimos"})
_AFTER = frozenset({"after", "before", "nach", "vor", "antes", "despues"})


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
    """A clause that was read, and the `name` of the command in it."""

    kind: Kind
    parsed: Parsed
    name: str | None = None
    is_told: bool = False  # an account of work, whatever else is said
    is_wish: bool = False  # said to the bot beyond one word that a title has too

    @property
    def clause(self) -> Clause:
        """What was read."""
        return self.parsed.clause

    @property
    def unknown(self) -> int:
        """Words that may be a subject; news in words that we know count as one."""
        return max(self.parsed.unknown, self.kind is Kind.NEWS)

    @property
    def is_to_somebody(self) -> bool:
        """A wish, or words about the bot and its things."""
        found = self.parsed.segments
        if self.kind in {Kind.NEWS, Kind.TALK, Kind.TIME}:
            return False
        is_ours = any(
            s.has("noun", "you", "wish", "own thing", "mash", "asked", "said", "complaint")
            for s in found
        )
        is_said_so = shapes.is_asked_for(self.parsed) or shapes.is_comment(self.parsed)
        return self.is_wish or is_ours or shapes.is_asking(self.parsed) or is_said_so

    @property
    def is_bare(self) -> bool:
        """No more than a word that a title has too."""
        return len(self.clause.words) <= 2 and not self.is_wish


def read(clause: Clause, *, is_pending: bool) -> Said:
    """What the clause is; `is_pending` where a question waits for words."""
    parsed = shapes.parse(clause, is_pending=is_pending)
    return _with_subject(parsed) if parsed.unknown else _without_subject(parsed)


def _without_subject(parsed: Parsed) -> Said:
    if news.is_an_answers(parsed) or news.is_learned(parsed) or news.is_for_others(parsed):
        return Said(Kind.NEWS, parsed)
    if _is_talk(parsed):
        return Said(Kind.TALK, parsed)
    return _with_command(parsed) or _without_command(parsed)


def _without_command(parsed: Parsed) -> Said:
    if parsed.is_pending and news.is_a_statement(parsed):
        return Said(Kind.NEWS, parsed)
    return Said(_plain_kind(parsed), parsed)


def _with_command(parsed: Parsed) -> Said | None:
    if parsed.name == "away" and parsed.clause.words[0] in _WERE:
        return None  # "was away until friday": it is over
    if shapes.is_gone(parsed):
        return Said(Kind.COMMAND, parsed, "away", is_wish=True)
    is_wish = bool(parsed.phrase) or shapes.is_wish(parsed)
    last = parsed.segments[-1]
    if (last.has("result") or last.words == ("ready",)) and any(
        s.has("verb") for s in parsed.segments
    ):
        return None  # "my report is done"
    if parsed.head and _fits(parsed.head, parsed, is_wish=is_wish):
        return Said(Kind.COMMAND, parsed, _name(parsed), is_wish=is_wish)
    if parsed.phrase:
        return Said(Kind.COMMAND, parsed, _name(replace(parsed, head=None)), is_wish=True)
    return None


def _is_talk(parsed: Parsed) -> bool:
    segments, head = parsed.segments, parsed.head
    if any(s.has("talk") and s.words[-1] in THANKED_FOR for s in segments):
        return True
    if segments[0].has("farewell") and all(s.has("time", "fill", "address") for s in segments[1:]):
        return True
    if any(s.has("complaint") for s in segments):  # "why do you keep asking me every day"
        return all(s.has("complaint", "talk", "address", "fill", "time") for s in segments)
    is_command = head is not None and not head.has("talk")
    if not is_command and segments[0].has("talk") and len(segments[0].words) > 1:
        return all(s.has("talk", "address", "fill", "time") for s in segments)
    return (
        not is_command
        and all(s.has("talk", "address", "fill") for s in segments)
        and any(s.has("talk", "address") for s in segments)
    )


def _fits(head: Segment, parsed: Parsed, *, is_wish: bool) -> bool:
    """What stands beside a command's word leaves it one."""
    others = [s for s in parsed.segments if s is not head]
    match head.meaning.head:
        case "back" if len(head.words) == 1:  # "back to work"
            return all(s.has("fill", "talk", "address") for s in others)
        case "away" if len(head.words) == 1:  # "away team"
            return all(s.has("fill", "talk", "time", "excuse") for s in others)
        case "stop" if len(head.words) == 1 and parsed.is_pending:  # "stop early"
            return all(_is_said_of_the_bot(s) for s in others)
        case "control":
            return any(s.has("noun") or s.holds(ME) or s.holds(THIS) for s in parsed.segments)
    if head.has("ask"):
        return len(others) < 3 and all(
            s.has("fill", "talk", "address", "rest", "time") and not s.has("you", "verb")
            for s in others
        )
    return is_wish or len(head.words) > 1 or all(_is_beside(s) for s in others)


def _is_said_of_the_bot(segment: Segment) -> bool:
    is_pointing = segment.holds(ME) or segment.holds(THIS)
    return is_pointing or segment.has("fill", "talk", "address", "bot", "wish")


def _is_beside(segment: Segment) -> bool:
    return segment.has(*_BESIDE) or bool(segment.meaning.head or segment.meaning.phrase)


def _name(parsed: Parsed) -> str | None:
    """The command's word: the longer phrase names it, and what stands beside it."""
    head, phrase = parsed.head, parsed.phrase
    is_longer = head and phrase and len(phrase.words) > len(head.words)
    name = head.meaning.head if head and not is_longer else parsed.name
    if name == "report" and any(s.has("excuse") for s in parsed.segments):
        return "later"  # "cannot answer now"
    if name == "cancel command" and any(s.has("time") and s is not head for s in parsed.segments):
        return "cancel"
    return name


def _plain_kind(parsed: Parsed) -> Kind:
    segments = parsed.segments
    is_any = any(s.words[0] in INDEFINITE for s in segments)
    is_said_to_us = parsed.clause.end == "?" or any(
        s.has("you", "wish", "asked") or s.holds(THIS) or s.holds(ME) for s in segments
    )
    is_subject = is_any and (is_compound(segments) or not is_said_to_us)
    if shapes.is_about_the_bot(parsed) and not is_subject:  # "what is a skip list?"
        return Kind.QUESTION
    if any(s.has("excuse") for s in segments) and all(
        s.has("rest", "function", *shapes.LEADS) for s in segments
    ):
        return Kind.EXCUSE
    if segments[0].words[0] in _AFTER and all(s.has("time", "fill", "everyday") for s in segments):
        return Kind.TIME
    if all(s.has("time", "fill") for s in segments) and any(
        s.has("number") or s.is_day or s.words[0] in TODAY for s in segments
    ):
        return Kind.TIME
    return Kind.KNOWN


def _with_subject(parsed: Parsed) -> Said:
    if name := _told_of_oneself(parsed):
        return Said(Kind.DOUBT, parsed, name, is_wish=True)
    if news.is_for_others(parsed):
        return Said(Kind.NEWS, parsed, is_told=True)
    is_wish = shapes.opens_with_phrase(parsed) or shapes.is_wish(parsed)
    name = parsed.name
    if parsed.unknown == 1 and shapes.is_about_you(parsed):
        return Said(Kind.QUESTION, parsed)
    if _is_command_with_subject(parsed, is_wish=is_wish):
        return Said(Kind.COMMAND, parsed, name, is_wish=True)
    if _is_in_doubt(parsed, is_wish=is_wish):
        return Said(Kind.DOUBT, parsed, name, is_wish=is_wish)
    return Said(Kind.NEWS, parsed)


def _told_of_oneself(parsed: Parsed) -> str | None:
    """The command that may follow from where somebody is."""
    if shapes.is_moved(parsed) and parsed.unknown <= 2:
        return "timezone"
    return "away" if shapes.is_elsewhere(parsed) else None


def _is_command_with_subject(parsed: Parsed, *, is_wish: bool) -> bool:
    """ "set my time zone to Athens", "add Dana to the standup", "could you stop … me"."""
    if parsed.name == "timezone":
        return parsed.unknown <= 2 and _is_timezone(parsed, is_wish=is_wish)
    if parsed.unknown > 1 or CODE in parsed.clause.words:
        return False
    if (
        parsed.head
        and parsed.name not in {"control", "help"}
        and any(s.has("wish") for s in parsed.segments)
    ):
        return not ME.isdisjoint(parsed.clause.words)
    return (
        parsed.clause.words[0] in {"add", "invite", "remove", "kick"}
        and not {"to", "from"}.isdisjoint(parsed.clause.words)
        and parsed.segments[-1].has("bot")
    )


def _is_timezone(parsed: Parsed, *, is_wish: bool) -> bool:
    """ "timezone Asia/Tokyo", "set my time zone to …"; not "timezone bugs"."""
    said = [s for s in parsed.segments if not s.has("fill", "talk", "address")]
    is_short = len(said) == 2
    if is_short and (said[1].has("place") or said[1].words == (CODE,)):
        return True
    is_set = not _TO.isdisjoint(parsed.clause.words)
    return is_wish and is_set and (is_short or parsed.head is not said[0])


def _is_in_doubt(parsed: Parsed, *, is_wish: bool) -> bool:
    segments = parsed.segments
    if not is_wish and any(s.has("learned") for s in segments):
        return False
    if (CODE in parsed.clause.words and not is_wish) or news.is_an_answers(parsed):
        return False
    if parsed.phrase and parsed.phrase.holds(ME) and parsed.unknown == 1:
        return True  # "don't forget to remind me"
    if is_wish or any(s.has("you", "complaint") for s in segments):
        return parsed.unknown <= _most_unknown(parsed, is_wish=is_wish)
    if shapes.is_asked_about_things(parsed) or shapes.is_told_of_us(parsed):
        return parsed.unknown <= 2
    is_asked = shapes.is_asked_about_this(parsed) or shapes.is_asked_how(parsed)
    return parsed.unknown == 1 and (is_asked or _is_one_word_in_doubt(parsed))


def _most_unknown(parsed: Parsed, *, is_wish: bool) -> int:
    if not is_wish:
        return 1
    return 3 if shapes.is_asked_for(parsed) else 2


def _is_one_word_in_doubt(parsed: Parsed) -> bool:
    segments = parsed.segments
    if news.is_praised_work(parsed):
        return False
    if len(segments) == 2 and (segments[0].has("comment") or segments[1].words == ("bot",)):
        return True  # "that's hilarious", "clever bot"
    if parsed.is_pending:
        is_short = shapes.is_short_question(parsed) and len(parsed.clause.words) <= 5
        return is_short or shapes.is_talk_with_a_name(parsed) or shapes.is_aside(parsed)
    if shapes.is_steering(parsed) or shapes.is_short_question(parsed):
        return True
    return _is_with_ours(parsed)


def _is_with_ours(parsed: Parsed) -> bool:
    """One word that we do not know, beside a word of ours."""
    segments, head = parsed.segments, parsed.head
    if head and head.meaning.head == "control":  # "show what I wrote yesterday", "open source"
        return any(s.is_day or s.holds(ME) for s in segments)
    is_statement = any(s.has("verb") for s in segments)
    if parsed.phrase or (head and not head.has("ask") and not is_statement):
        return True
    return shapes.is_talk_with_a_name(parsed) or any(s.has("everyday") for s in segments)
