"""Signs that a clause is for others: an account of work, a title, a question about a subject."""

import re

from standup.core.intent.segments import IF, ME, NOTHING, OPENERS, THIS
from standup.core.intent.shapes import Parsed

_INFINITIVE = re.compile(r"[a-z]{2,}[aei]r(?:se|me|lo|la)?")


def is_learned(parsed: Parsed) -> bool:
    """ "I learned that …", in words that we happen to know."""
    found = parsed.segments
    others = [s for s in found if not s.has("learned", "fill")]
    is_said = any(s.has("learned") for s in found[:3]) and not found[0].has("ask")
    return is_said and len(others) > 2 and not any(s.holds(NOTHING) for s in found)


def is_a_statement(parsed: Parsed) -> bool:
    """ "less is more", in words that we happen to know."""
    found = parsed.segments
    others = ["you", "wish", "howto", "noun", "excuse"]
    if not parsed.clause.words[0].endswith("ing"):  # "asking for help is fine"
        others.append("talk")
    return any(s.has("verb") for s in found[1:-1]) and not any(
        s.has(*others) or s.is_day or s.holds(THIS) for s in found
    )


def is_an_answers(parsed: Parsed) -> bool:
    """ "how to …", "that I …", "to …": what somebody learned, where a question waits for it."""
    words, end = parsed.clause.words, parsed.clause.end
    if not parsed.is_pending or end == "?" or len(words) < 2:
        return False
    if parsed.phrase and words[0] != "to":
        return False
    if _is_study(parsed):
        return True
    if len(words) == 2:
        return words[0] in {"cuando", "como"} and bool(_INFINITIVE.fullmatch(words[1]))
    if words[1] in IF:
        return len(words) > 3
    return words[0] in OPENERS and _goes_on(words[0], words[1])


def _is_study(parsed: Parsed) -> bool:
    """ "learn German"."""
    others = ("you", "noun", "own thing", "wish", "excuse", "talk")
    rest = parsed.segments[1:]
    return parsed.segments[0].has("study") and not any(
        s.has(*others) or s.is_day or s.holds(THIS) or s.holds(ME) for s in rest
    )


def _goes_on(first: str, second: str) -> bool:
    match first:
        case "a":
            return bool(_INFINITIVE.fullmatch(second))
        case "that" | "dass":
            return second not in {"is", "was", "s", "one", "wasnt", "isnt"}
        case "to":
            return True
        case _:
            return second in {"to", "man"}
