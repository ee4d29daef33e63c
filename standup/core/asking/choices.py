"""What can be pressed or filled in instead of being written: choices under a question, and forms.

A choice says what one would write, and of which question: `17.0.3` is "3" to the first question of
check-in 17. So a press is read like any other words. Under a message that may have been one thing
or another stand the ways it may go: `offer.0123456789abcdef.update` posts the one of that token.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from standup.core.asking.beginning import Beginning
from standup.core.asking.check_in import CheckIn
from standup.core.asking.offers import Offer, Use
from standup.core.kinds.kind import (
    AskAgain,
    AskBeyond,
    AskItem,
    AskStatuses,
    AskWords,
    FollowUp,
    Row,
)
from standup.core.kinds.table import is_mark, rules
from standup.core.language import spoken
from standup.core.messages.markup import (
    MOST_IN_A_ROW,
    MOST_LABEL,
    MOST_ROWS,
    Choice,
    Message,
    offering,
)
from standup.core.model import Question
from standup.core.text.pattern import Pattern

NOTHING = "-"  # what one writes for an empty answer
_NUMBER = Pattern(r"[0-9]{1,18}")
_VALUE = Pattern(r"([0-9]{1,18})\.([0-9]{1,3})\.(.+)", re.DOTALL)
_TAPPED = Pattern(r"offer\.([0-9a-f]{16})\.([a-z ]{1,20})")


@dataclass(frozen=True, slots=True)
class Pressed:
    """A choice that came back: what one would have written to a question of a check-in.

    `question` is the question's index in its round; the text `-` is the empty answer, as written.
    """

    check_in: int
    question: int
    text: str


def parse(value: str) -> Pressed | None:
    """What the value of a choice says, or None when it is none of ours. Never raises."""
    match = _VALUE.fullmatch(value)
    return Pressed(int(match[1]), int(match[2]), match[3]) if match else None


@dataclass(frozen=True, slots=True)
class Tapped:
    """A choice that came back: what the message of an offer was meant as."""

    token: str
    use: Use


def tapped(value: str) -> Tapped | None:
    """Which way an offer goes by a choice's value, or None when it is no such. Never raises."""
    match = _TAPPED.fullmatch(value)
    known = match is not None and match[2] in list(Use)
    return Tapped(match[1], Use(match[2])) if match and known else None


_LATER = "later."


def putting_off(check_in: CheckIn) -> Choice:
    """The choice by which a question comes back later."""
    return Choice(spoken("Later"), f"{_LATER}{check_in.id}")


def put_off(value: str) -> int | None:
    """The check-in that a choice puts off, or None when it puts off none. Never raises."""
    return number(value.removeprefix(_LATER)) if value.startswith(_LATER) else None


_BEGIN = "begin."


def to_begin(offered: Sequence[tuple[str, Beginning]]) -> Message:
    """The choices of what may be answered now, by these labels, each in a row of its own."""
    choices = (Choice(shortened(label, MOST_LABEL), _BEGIN + one.token) for label, one in offered)
    return offering(*((choice,) for choice in choices))


def begun(value: str) -> str | None:
    """The token of what somebody wants to answer by a choice's value, or None when it is no such.
    Never raises."""
    return value.removeprefix(_BEGIN) if value.startswith(_BEGIN) else None


def to_tap(offer: Offer, labels: Mapping[Use, str]) -> Message:
    """The choices under an offer, each in a row of its own."""
    return offering(*((Choice(labels[use], f"offer.{offer.token}.{use}"),) for use in labels))


def number(text: str) -> int | None:
    """The id that a form's value or id is, or None when it is none. Never raises."""
    return int(text) if _NUMBER.fullmatch(text) else None


def offered(check_in: CheckIn) -> Message:
    """The choices for the pending question, or for what is asked about its answer."""
    rows = tuple(tuple(_choice(check_in, *pair) for pair in row) for row in _rows(check_in))
    ending = _ending(check_in)
    if not ending:
        return offering(*rows)
    return adding(offering(*rows), _choice(check_in, ending, NOTHING))


def _ending(check_in: CheckIn) -> str:
    """The label for saying nothing, or nothing more, where that may be pressed."""
    about = _follow_up(check_in)
    match about:
        case AskWords():
            return spoken("Nothing to add")
        case AskBeyond():
            return spoken("Leave it out")
        case AskAgain():
            return spoken("Leave it at that")
        case AskItem() | AskStatuses() | None:
            return spoken("Leave it out") if check_in.question.optional else ""
    assert_never(about)


def adding(message: Message, choice: Choice) -> Message:
    """The message with one more choice: in a row of its own, or in the last one that has room."""
    rows = message.choices
    if len(rows) < MOST_ROWS:
        return replace(message, choices=(*rows, (choice,)))
    for n in reversed(range(len(rows))):
        if len(rows[n]) < MOST_IN_A_ROW:
            return replace(message, choices=(*rows[:n], (*rows[n], choice), *rows[n + 1 :]))
    return message


def _choice(check_in: CheckIn, label: str, text: str) -> Choice:
    return Choice(label, f"{check_in.id}.{check_in.position}.{text}")


def _follow_up(check_in: CheckIn) -> FollowUp | None:
    """What is asked about the answer to the pending question, if it has one."""
    question = check_in.question
    return check_in.reading(question).follow_up if check_in.texts(question) else None


def _rows(check_in: CheckIn) -> tuple[Row, ...]:
    question = check_in.question
    pressing = rules(question.kind).pressing
    if pressing is None:
        return ()
    shown = check_in.shown.get(question.id, ())
    return pressing.buttons(question, shown, _follow_up(check_in))


MOST_FIELDS, MOST_FIELD_LABEL, MOST_FIELD_ASK, MOST_FIELD_VALUE = 5, 45, 100, 4000


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a form asks: a line or some lines of text or, with `options`, one of them.

    `label` is at most 45 characters and the whole question stands in `ask`, at most 100; `value` is
    what was said to it before, the first 4000 characters of it.
    """

    id: str
    label: str
    ask: str
    value: str = ""
    required: bool = False
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """Several questions to fill in at once: a title of at most 45 characters, 1 to 5 fields."""

    id: str
    title: str
    fields: tuple[Field, ...]


def form(check_in: CheckIn) -> Form:
    """What a check-in lets one fill in: the pending question and those after it without an answer.

    Those that are too many for one form are asked afterwards. One that has ended can be filled in
    again as a whole.
    """
    title = f"{check_in.standup.title} · {check_in.round.title}"
    asked = [check_in.round.questions[n] for n in _to_fill_in(check_in)[:MOST_FIELDS]]
    fields = tuple(_field(check_in, question) for question in asked)
    return Form(str(check_in.id), shortened(title, MOST_FIELD_LABEL), fields)


def _to_fill_in(check_in: CheckIn) -> list[int]:
    if not check_in.is_open:
        return [check_in.round.questions.index(question) for question in check_in.questions]
    found = [check_in.position]
    while (following := check_in.unanswered_after(found[-1])) is not None:
        found.append(following)
    return found


def _field(check_in: CheckIn, question: Question) -> Field:
    return Field(
        question.id,
        shortened(question.ask, MOST_FIELD_LABEL),
        _ask(question, check_in.shown.get(question.id, ())),
        filled_in(check_in, question),
        required=not question.optional,
        options=_options(question),
    )


def filled_in(check_in: CheckIn, question: Question) -> str:
    """What a form shows as said before: coming back so, it changes nothing."""
    said = check_in.texts(question)
    pressing = rules(question.kind).pressing
    if pressing and pressing.options(question):
        return pressing.option(question, check_in.reading(question).value)
    return "\n".join(filter(None, said))[:MOST_FIELD_VALUE].strip()


def _ask(question: Question, items: tuple[str, ...]) -> str:
    if is_mark(question.kind):  # which is shown to others, too
        ask = question.ask if len(question.ask) > MOST_FIELD_LABEL else ""
        shown = spoken("This is shown with your name.")
        return f"{shortened(ask, MOST_FIELD_ASK - len(shown) - 1)} {shown}".strip()
    hint = rules(question.kind).field_hint(question, items)
    fits = len(question.ask) <= MOST_FIELD_LABEL and items
    return shortened(hint if fits else f"{question.ask} {hint}", MOST_FIELD_ASK)


def _options(question: Question) -> tuple[str, ...]:
    pressing = rules(question.kind).pressing
    return pressing.options(question) if pressing else ()


def shortened(text: str, most: int) -> str:
    """The text on one line, of at most this many characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"
