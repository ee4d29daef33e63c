"""How answers are shown, the same in the preview, the thread, the digest and `standup report`."""

from standup.core import questions
from standup.core.amounts import Number
from standup.core.check_in import CheckIn
from standup.core.markup import (
    Bold,
    Italic,
    Message,
    Paragraph,
    Span,
    Text,
    bullets,
    lines,
    quote,
    say,
)
from standup.core.outcome import ItemOutcome, Outcome, Status
from standup.core.questions import Items, Value, Words
from standup.core.short_answers import Mood, Picked, Rated, ShortAnswer, YesNo

MARKS: dict[Status | None, str] = {
    Status.DONE: "✓",
    Status.PARTLY: "◐",
    Status.CHANGED: "↻",
    Status.NOT: "○",
    None: "·",
}
NOT_SAID = "not said"
TAKEN_BACK = "(taken back)"


def answers(check_in: CheckIn) -> Message:
    """What was said in a check-in, question by question; an optional one left empty is left out."""
    asked = check_in.round.questions
    shown = Message(())
    for question in asked:
        if not check_in.texts(question):
            continue
        value = check_in.reading(question).value
        if questions.is_empty(value) and question.optional:
            continue
        if len(asked) > 1:
            shown += _under(question.ask, answer(value))
        else:
            shown += answer(value)
    return shown


def said(check_in: CheckIn) -> Message:
    """The same without the questions: the person's own words, and what came of their plans."""
    shown = Message(())
    for question in check_in.round.questions:
        value = check_in.reading(question).value
        if check_in.texts(question) and not questions.is_empty(value):
            shown += answer(value)
    return shown


def _under(ask: str, shown: Message) -> Message:
    """An answer and its question: on the question's own line where the answer is as short."""
    first, *rest = shown.blocks
    if isinstance(first, Paragraph) and isinstance(first.spans[0], Bold):
        return Message((Paragraph((Italic(ask), Text(" "), *first.spans)), *rest))
    return say(Italic(ask)) + shown


def answer(value: Value) -> Message:
    """One answer."""
    if questions.is_empty(value):
        return say("–")
    match value:
        case Words(text):
            return quote(text)
        case Items(items):
            return bullets(items, numbered=True)
        case Outcome(items, note):
            return _outcome(items, note)
        case Picked() | Rated() | YesNo() | Mood() | Number():
            return _short(value)


def _short(value: ShortAnswer) -> Message:
    """ "**4** of 5 – slept badly"; a note of several lines stands below."""
    if "\n" in value.note:
        return say(*short_row(value)) + quote(value.note)
    note = (Text(f" – {value.note}"),) if value.note else ()
    return say(*short_row(value), *note)


def short_row(value: ShortAnswer) -> tuple[Span, ...]:
    """The value alone."""
    match value:
        case Picked(option):
            return (Bold(option),)
        case Rated(step, _, high):
            return (Bold(str(step)), Text(f" of {high}"))
        case YesNo(yes):
            return (Bold("yes" if yes else "no"),)
        case Mood():
            return (Bold(value.feeling.label),)
        case Number():
            return (Bold(value.shown),)


def _outcome(items: tuple[ItemOutcome, ...], note: str) -> Message:
    shown = lines(map(outcome_row, items)) if items else Message(())
    return shown + quote(note) if note else shown


def outcome_row(item: ItemOutcome) -> tuple[Span, ...]:
    """ "◐ the proof – partly: it was harder than it looked"."""
    word = item.status.value if item.status else NOT_SAID
    row = (Text(f"{MARKS[item.status]} {item.item} – "), Italic(word))
    return (*row, Text(f": {item.note}")) if item.note else row
