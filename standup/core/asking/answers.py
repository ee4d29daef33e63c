"""How answers are shown, the same in the preview, the thread, the digest and `standup report`."""

from standup.core.asking.check_in import CheckIn
from standup.core.kinds.kind import Value
from standup.core.language import sentence
from standup.core.messages.markup import Bold, Italic, Message, Paragraph, Text, say

TAKEN_BACK = sentence("(taken back)")


def answers(check_in: CheckIn) -> Message:
    """What was said in a check-in, question by question; an optional one left empty is left out."""
    asked = check_in.round.questions
    shown = Message(())
    for question in asked:
        if not check_in.texts(question):
            continue
        value = check_in.reading(question).value
        if value.is_empty and question.optional:
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
