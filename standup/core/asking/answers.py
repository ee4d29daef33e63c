"""How answers are shown, the same in the preview, the thread, the digest and `standup report`."""

from collections.abc import Mapping
from types import MappingProxyType

from standup.core.asking.check_in import CheckIn
from standup.core.kinds.items import Items
from standup.core.kinds.kind import Value
from standup.core.language import sentence
from standup.core.messages.markup import Bold, Italic, Message, Paragraph, Text, bullets, say
from standup.core.model import Question

TAKEN_BACK = sentence("(taken back)")


Numbers = Mapping[tuple[str, str], int]
"""The numbers of lines that live on, by question and words."""


def answers(check_in: CheckIn, numbers: Numbers = MappingProxyType({})) -> Message:
    """What was said in a check-in, question by question; an optional one left empty is left out.

    Lines that live on are shown with their `numbers`.
    """
    asked = check_in.round.questions
    shown = Message(())
    for question in asked:
        if not check_in.texts(question):
            continue
        value = check_in.reading(question).value
        if value.is_empty and question.optional:
            continue
        told = _numbered(question, value, numbers) if question.life else answer(value)
        shown += _under(question.ask, told) if len(asked) > 1 else told
    return shown


def _numbered(question: Question, value: Value, numbers: Numbers) -> Message:
    """An answer with the numbers of what lives on in it, in the place of its lines' own."""
    if not isinstance(value, Items) or not numbers:
        alone = numbers.get((question.id, " ".join(value.gist.split())))
        return answer(value) if alone is None else say(Bold(f"#{alone} ")) + answer(value)
    return bullets(_called(line, numbers.get((question.id, line))) for line in value.items)


def _called(line: str, number: int | None) -> str:
    return line if number is None else f"#{number} {line}"


def said(check_in: CheckIn) -> Message:
    """The same without the questions: the person's own words, and what came of their plans."""
    shown = Message(())
    for question in check_in.round.questions:
        value = check_in.reading(question).value
        if check_in.texts(question) and not value.is_empty:
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
    return say("–") if value.is_empty else value.shown()
