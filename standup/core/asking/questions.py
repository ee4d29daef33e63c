"""What was said to a question, read as its kind reads it."""

from standup.core.kinds.kind import Reading
from standup.core.kinds.table import rules
from standup.core.model import Question


def read(question: Question, texts: tuple[str, ...], shown: tuple[str, ...] = ()) -> Reading:
    """What these texts, said in this order, answer to the question."""
    return rules(question.kind).read(question, texts, shown)
