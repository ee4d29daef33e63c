"""Signs that a clause tells of work: what was done, what goes on, what is finished."""

import re
from collections.abc import Sequence
from itertools import pairwise

from standup.core.intent.segments import ME, PLEASE, SUBJECTS, THIS, Segment
from standup.core.intent.shapes import Parsed

WORKS = frozenset({"report", "settings", "history", "changes", "quiet", "help", "search"})
_I = frozenset({"i", "ive", "im", "we", "weve", "ich", "wir", "yo", "ya"})
_BEGIN = frozenset(
    {"start", "begin", "finally", "to", "almost", "nearly", "half", "still"}
    | {"have", "need", "want", "trying", "plan", "planning", "hoping", "going", "voy", "a"}
)
_PAST = re.compile(r"(?!missed|needed|wanted|messed|delayed)[a-z]{3,}ed")
_PARTICIPLE = re.compile(r"(?:[a-z]{2,5})?ge[a-z]{2,}(?:t|en)|[a-z]{3,}iert")
_PIECES = frozenset({"review", "policy", "talk", "pr", "prs"})


def is_account(parsed: Parsed) -> bool:
    """ "read a paper on standups", "waiting for the review", "refactored the bot"."""
    found = parsed.segments
    if parsed.clause.end == "?" or is_own(found):
        return False
    if _ends_in_a_participle(found):
        return True
    for at, segment in enumerate(found):
        if _opens_an_account(segment, first=at == 0):
            return _is_told(segment, found[at + 1 :])
        is_lead = segment.has("fill", "time", "howto") or segment.words[0] in _I | _BEGIN
        if not is_lead or segment.has("wish") or segment.holds(PLEASE):
            return False
    return False


def _opens_an_account(segment: Segment, *, first: bool) -> bool:
    is_past = first and segment.is_unknown and bool(_PAST.fullmatch(segment.words[0]))
    return is_past or segment.has("doing", "learned", "study", "account", "work")


def _is_told(opening: Segment, rest: Sequence[Segment]) -> bool:
    """Whether what follows is a subject, and nothing that is said to the bot."""
    if opening.has("learned") and opening.words[-1] in {"that", "how"}:
        return bool(rest)
    if not rest or rest[0].holds(THIS) or any(s.has("you", "wish") for s in rest[:2]):
        return False
    is_working = rest[-1].has("result") and any(s.meaning.head for s in rest[:-1])
    is_subject = any(_is_subject(s) for s in rest) or is_compound(rest) or is_working
    if opening.has("account"):
        return is_subject or any(s.has("everyday", "function") and not s.has("time") for s in rest)
    is_of_the_bot = any(s.has("noun") and s.words[-1] not in SUBJECTS for s in rest)
    is_everyday = len(rest) > 1 and any(s.has("everyday") for s in rest)
    if opening.has("learned") or _PAST.fullmatch(opening.words[0]):
        return is_subject or is_of_the_bot or is_everyday
    is_going_on = opening.words[-1].endswith("ing")
    if opening.has("doing") and not is_going_on and not opening.has("ask"):
        return (is_subject or (is_everyday and len(rest) > 2)) and not rest[0].holds(ME)
    is_alone = is_of_the_bot and not is_compound(rest)
    return (is_subject or is_everyday) and not is_alone and not rest[0].holds(ME)


def _is_subject(segment: Segment) -> bool:
    is_how = segment.words[:2] == ("how", "to") and len(segment.words) > 2  # "how to leave"
    return segment.is_unknown or segment.words[-1] in SUBJECTS or is_how


def is_own(found: Sequence[Segment]) -> bool:
    """ "my reminder"; not "my reminder script"."""
    after = (*found[1:], None)
    return any(
        s.has("own thing") and (other is None or not other.is_unknown)
        for s, other in zip(found, after, strict=True)
    )


def is_compound(found: Sequence[Segment]) -> bool:
    """ "pause button", "help command"; not "timezone settings", nor "bot reminders"."""
    for one, other in pairwise(found):
        is_ours = one.has("noun") and other.has("noun")
        may_be_two = _is_noun(one) and _is_noun(other) and not is_ours
        if may_be_two and one.words[-1] not in {"bot", "standup"}:
            return True
    return False


def _is_noun(segment: Segment) -> bool:
    if segment.has("talk", "you", "fill", "time", "ask", "function"):
        return False
    is_ours = bool(segment.meaning.head) or segment.has("noun", "bot")
    return segment.is_unknown or (is_ours and len(segment.words) == 1)


def _ends_in_a_participle(found: Sequence[Segment]) -> bool:
    """ "Bot umgebaut"."""
    last, others = found[-1], found[:-1]
    is_participle = last.is_unknown and bool(_PARTICIPLE.fullmatch(last.words[0]))
    return (
        (is_participle or last.has("learned"))
        and any(s.is_unknown or s.has("noun", "everyday") or s.meaning.head for s in others)
        and not any(s.has("you") for s in others)
        and not (found[0].has("ask") and found[0].words[0] not in {"am", "in"})
    )


def is_result(parsed: Parsed) -> bool:
    """ "report finished", "review of the parser done"."""
    found = [s for s in parsed.segments if not s.has("time", "fill") or s.has("result")]
    if len(found) < 2 or not found[-1].has("result") or parsed.clause.end == "?":
        return False
    subject = found[:-1]
    is_said_to_us = is_own(found) or any(s.has("you", "wish", "learned") for s in subject)
    if is_said_to_us or subject[0].has("ask"):
        return False
    return any(
        s.is_unknown or s.words[0] in _PIECES or (len(s.words) == 1 and s.meaning.head in WORKS)
        for s in subject
    )
