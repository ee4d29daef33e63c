"""Signs that a clause is for others: a title, a question about a subject, what was learned."""

import re

from standup.core.intent.accounts import WORKS, is_account, is_compound, is_result
from standup.core.intent.segments import (
    COMPLEMENT,
    DOES,
    IF,
    INDEFINITE,
    ME,
    NOTHING,
    OPENERS,
    THIS,
)
from standup.core.intent.shapes import Parsed, ends_with_ours, is_asked_for
from standup.core.intent.words import NUMBER

_ABSTRACT = re.compile(r"[a-z]{2,}(?:ing|tion|sion|ment|ness|ity|ism|ics|ung|keit|heit|cion|dad)")
_NO_GERUNDS = frozenset({"nothing", "something", "anything", "everything", "during", "bring"})
_PARTS = frozenset(
    {"chapter", "chapters", "ch", "lesson", "lessons", "unit", "page", "pages", "lecture"}
    | {"exercise", "section", "part", "kapitel", "lektion", "seite", "seiten", "aufgabe"}
    | {"capitulo", "leccion"}
)
_NAMED = frozenset({"add", "invite", "link", "join", "leave", "reach"})  # with a name behind it
_DONE_TO_THINGS = frozenset({"delete", "edit", "extend", "cancel command"})
_OF_TITLES = WORKS | {"pause", "resume", "skip", "edit", "undo", "delete", "extend", "stop"}
_INFINITIVE = re.compile(r"[a-z]{2,}[aei]r(?:se|me|lo|la)?")


def is_for_others(parsed: Parsed) -> bool:
    """Whether its shape says so, whatever a word of it may mean to the bot."""
    if is_account(parsed) or is_result(parsed) or _is_compared(parsed):
        return True
    if is_asked_for(parsed):
        return False
    if _is_of_a_book(parsed):
        return True
    if is_about_a_subject(parsed) or is_how_to(parsed) or _is_said_of_two(parsed):
        return True
    return not parsed.is_pending and (is_title(parsed) or is_of_things(parsed))


def _is_of_a_book(parsed: Parsed) -> bool:
    """ "almost through with chapter 6"."""
    words = parsed.clause.words
    is_part = any(word in _PARTS and NUMBER in words[n : n + 2] for n, word in enumerate(words))
    is_said_to_us = any(s.has("you", "own thing") or s.holds(ME) for s in parsed.segments)
    return is_part and not is_said_to_us and parsed.clause.end != "?"


def _is_compared(parsed: Parsed) -> bool:
    """ "join vs detach"."""
    return any(s.words[0] in {"vs", "versus"} for s in parsed.segments[1:-1])


def _is_said_of_two(parsed: Parsed) -> bool:
    """ "reminder emails go out at 9 now"."""
    found = [s for s in parsed.segments if s.words[0] not in {"the", "our", "my", "die", "el"}]
    if len(parsed.clause.words) < 5 or parsed.clause.end == "?" or len(found) < 2:
        return False
    is_said_to_us = any(s.has("you", "wish") or s.holds(ME) or s.holds(THIS) for s in found)
    is_two = found[0].has("noun") and found[1].is_unknown and is_compound(found[:2])
    return is_two and not is_said_to_us


def is_title(parsed: Parsed) -> bool:
    """ "changes in Python", "history of Unix": a word of ours, and what joins a subject to it."""
    found, head = parsed.segments, parsed.head
    opening = next((s for s in found if not s.has("pointing") or s.meaning.head), None)
    if opening is None or parsed.clause.end == "?":
        return False
    is_ours = opening is head and head.meaning.head in _OF_TITLES and len(head.words) == 1
    if not is_ours and not (opening.has("noun") and len(opening.words) == 1):
        return False
    at = next((n for n, s in enumerate(found) if s.words[0] in COMPLEMENT), None)
    if at is None or any(s.has("you", "wish", "own thing") or s.holds(ME) for s in found):
        return False
    before, after = found[found.index(opening) + 1 : at], found[at + 1 :]
    return any(s.is_unknown for s in after) and not any(s.has("noun") for s in before)


def is_of_things(parsed: Parsed) -> bool:
    """ "delete old branches", "extend the test suite": more words than what the bot can change."""
    head, first = parsed.head, parsed.segments[0]
    if head is not first or head.meaning.head not in _DONE_TO_THINGS or len(first.words) > 1:
        return False
    things = [s for s in parsed.segments[1:] if not s.has("pointing", "complement")]
    is_ours = any(s.has("noun", "you", "own thing", "time", "fill") or s.holds(ME) for s in things)
    return len(things) > 1 and not is_ours and any(s.is_unknown for s in things)


def is_how_to(parsed: Parsed) -> bool:
    """ "how to pause a thread", "why sleep matters"."""
    found, words = parsed.segments, parsed.clause.words
    if any(
        s.has("you", "noun", "wish", "own thing") or s.holds(ME) or s.holds(THIS) for s in found
    ):
        return False
    name = parsed.name or ""
    is_named = name in _NAMED or any(s.meaning.head in _NAMED for s in found)
    if words[:2] == ("how", "to"):
        return any(s.is_unknown for s in found) and not is_named and parsed.clause.end != "?"
    is_subject = len(found) > 2 and all(s.is_unknown or s.has("everyday") for s in found[1:-1])
    return words[0] in {"why", "how"} and is_subject and found[-1].has("verb")


def is_about_a_subject(parsed: Parsed) -> bool:
    """ "what is a monad?", "how does dropout work?", "can a transformer count?"."""
    found = parsed.segments
    opening = next((n for n, s in enumerate(found) if not s.has("fill") or s.has("ask")), 0)
    asked, rest = found[opening], found[opening + 1 :]
    subject = next((n for n, s in enumerate(rest) if s.is_unknown), None)
    if subject is None or not asked.has("ask") or (asked.meaning.head and asked.words != ("why",)):
        return False
    before = rest[:subject]
    if rest[-1].holds(THIS) or any(
        s.has("you", "noun", "wish", "own thing") or s.holds(ME) for s in found
    ):
        return False
    is_of_any = any(s.words[0] in INDEFINITE and not s.has("complement") for s in before)
    is_of_how = any(s.words[0] in DOES for s in before) and not any(
        s.meaning.head or s.is_day for s in rest[subject:]
    )
    return is_of_any or (is_of_how and not ends_with_ours(parsed))  # "what did Ben write?"


def is_praised_work(parsed: Parsed) -> bool:
    """ "great talk about Zig", "perfect hashing"; not "great work Ana"."""
    found = parsed.segments
    if not found[0].has("adjective"):
        return False
    at = next((n for n, s in enumerate(found) if s.is_unknown), 0)
    rest = found[2:]
    if at == 1 and found[0].words == ("no",) and all(s.has("time") for s in rest):
        return found[1].words[0].endswith("s")  # "no blockers"
    is_joined = any(s.words[0] in COMPLEMENT for s in found[1:at])
    return is_joined or (at == 1 and bool(_ABSTRACT.fullmatch(found[1].words[0])))


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
    is_said = parsed.clause.end != "?" and any(s.has("verb") for s in found[1:-1])
    return is_said and not any(s.has(*others) or s.is_day or s.holds(THIS) for s in found)


def is_an_answers(parsed: Parsed) -> bool:
    """ "how to …", "that I …", "to …": what somebody learned, where a question waits for it."""
    words, end = parsed.clause.words, parsed.clause.end
    if not parsed.is_pending or end == "?" or len(words) < 2:
        return False
    if _is_gerund(parsed):
        return True
    is_short = words[:2] == ("how", "to") and all(  # "how to edit"
        s.has("howto", "fill", "talk", "address") or s.meaning.head for s in parsed.segments
    )
    is_of_you = words[0] == "how" and any(s.has("you") for s in parsed.segments)
    if is_short or is_of_you or (parsed.phrase and words[0] != "to"):
        return False  # "how to turn you off"
    first = parsed.segments[0]
    is_aside = first.has("fill", "talk", "address") and not first.has("ask", "opener")
    return _is_study(parsed) or (not is_aside and _is_opened(words))


def _is_opened(words: tuple[str, ...]) -> bool:
    if len(words) == 2:
        return words[0] in {"cuando", "como"} and bool(_INFINITIVE.fullmatch(words[1]))
    if words[1] in IF:
        return len(words) > 3
    return words[0] in OPENERS and _goes_on(words[0], words[1])


def _is_gerund(parsed: Parsed) -> bool:
    """ "asking better questions"."""
    first = parsed.segments[0]
    is_ing = (
        first.words[0].endswith("ing")
        and first.words[0] not in _NO_GERUNDS
        and not first.has("talk", "excuse", "everyday")
    )
    return (
        is_ing
        and not parsed.phrase
        and not any(
            s.has("you", "wish", "fill") or s.is_day or s.holds(THIS) or s.holds(ME)
            for s in parsed.segments
        )
    )


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
