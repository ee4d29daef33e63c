"""The words in which a question is put to one person, with choices where there are any."""

from standup.core.asking.check_in import CheckIn
from standup.core.asking.choices import offered
from standup.core.kinds.table import is_mark, rules
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import Message, phrase
from standup.core.wording import metrics
from standup.core.wording.readers import marked

PLAIN = Capabilities()


def question(check_in: CheckIn, can: Capabilities = PLAIN) -> Message:
    """The pending question, with what helps to answer it in a minute."""
    asked = check_in.question
    count = len(check_in.questions)
    text = phrase("**{ask}**", ask=asked.ask)
    if count > 1:
        number = check_in.number
        text = phrase("**{ask}** ({number} of {count})", ask=asked.ask, number=number, count=count)
    text += metrics.asked(check_in)
    text += rules(asked.kind).hint(asked, check_in.shown.get(asked.id, ()), can)
    if is_mark(asked.kind):
        text += phrase("__{shown}__", shown=marked(check_in.standup))
    if asked.optional:
        text += phrase("__Optional:__ `-` __leaves it out.__")
    return text + offered(check_in) if can.choices else text


def follow_up(check_in: CheckIn, can: Capabilities = PLAIN) -> Message:
    """What is asked about an answer to the pending question that leaves something open."""
    asked = check_in.question
    text = rules(asked.kind).follow_up(asked, check_in.reading(asked), can)
    return text + offered(check_in) if can.choices else text
