"""Whether words that may not be meant for others are near an answer to a question of a few values.

Such a question asks about them itself, and keeps them: "yes and no" is no small talk then, "3 or 4"
no time to be asked again, and a 6 is one too many.
"""

# ruff: noqa: PLC0415 - the words of three languages are taken up with the first message

import re

from standup.core.asking import questions
from standup.core.intent.intents import Intent, Reading, Talk
from standup.core.kinds.kind import AskAgain
from standup.core.model import Question
from standup.core.text.pattern import Pattern

IN_WORDS = frozenset({"text", "items", "outcome"})
"""The kinds of questions that any words may answer."""

_SIGHED = frozenset({"mood", "yes_no"})
_PIECES = Pattern(r"[,;.!?/&]+|\b(?:and|or|but|und|oder|aber|y|o|pero)\b", re.IGNORECASE)
_NUMBERS = Pattern(r"[\s(]*\d+(?:[.,]\d+)?(?:[\s/–-]+\d+(?:[.,]\d+)?)*[\s).!]*")


def is_near_answer(question: Question, text: str, found: Reading) -> bool:
    """Whether a part of the words would answer, or they are figures alone."""
    if question.kind in _SIGHED and _is_a_sigh(text, found):
        return True
    return bool(_NUMBERS.fullmatch(text)) or _are_times(text, found) or _holds_one(question, text)


def talk_of(text: str, reading: Reading) -> Talk:
    """What small talk it is."""
    from standup.core.intent.talk import talk

    return talk(text, is_question=reading.is_question)


def _is_a_sigh(text: str, found: Reading) -> bool:
    """ "meh": small talk that says how somebody is, as a mood does."""
    is_said = any(map(str.isalpha, text))
    return is_said and found.intent is Intent.TALK and talk_of(text, found) is Talk.OTHER


def _are_times(text: str, found: Reading) -> bool:
    """ "at least a 4", "23:00 to 6:30": to a clock these were times, to this question figures."""
    if found.command != "later" or not any(map(str.isdigit, text)):
        return False
    from standup.core.intent.just_now import is_only_times

    return is_only_times(text)


def _holds_one(question: Question, text: str) -> bool:
    """ "yes and no", "no, wait, yes"."""
    pieces = [piece.strip() for piece in _PIECES.split(text)]
    return len(pieces) > 1 and any(piece and _is_value(question, piece) for piece in pieces)


def _is_value(question: Question, text: str) -> bool:
    return not isinstance(questions.read(question, (text,)).follow_up, AskAgain)
