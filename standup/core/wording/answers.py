"""How answers are shown, the same in the preview, the thread, the digest and `standup report`."""

from standup.core import questions
from standup.core.check_in import CheckIn
from standup.core.markup import Italic, Message, Span, Text, bullets, lines, quote, say
from standup.core.outcome import ItemOutcome, Outcome, Status
from standup.core.questions import Items, Value, Words

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
            shown += say(Italic(question.ask))
        shown += answer(value)
    return shown


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


def _outcome(items: tuple[ItemOutcome, ...], note: str) -> Message:
    shown = lines(map(outcome_row, items)) if items else Message(())
    return shown + quote(note) if note else shown


def outcome_row(item: ItemOutcome) -> tuple[Span, ...]:
    """ "◐ the proof – partly: it was harder than it looked"."""
    word = item.status.value if item.status else NOT_SAID
    row = (Text(f"{MARKS[item.status]} {item.item} – "), Italic(word))
    return (*row, Text(f": {item.note}")) if item.note else row
