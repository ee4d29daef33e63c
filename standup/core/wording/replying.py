"""What is said to whoever replied to one message, where another may be pending."""

from collections.abc import Sequence

from standup.core.asking.check_in import CheckIn, State
from standup.core.asking.replies import Reply, To
from standup.core.messages.markup import Message, phrase, quote
from standup.core.model import Question
from standup.core.wording.times import day_text

_LEADS = {
    To.QUESTION: "That question is no longer open to me, so I have not taken your reply for an"
    " answer to it.",
    To.OWN: "You replied to a message of your own. I am not sure what this is.",
    To.UPDATE: "You replied to an update of yours. I am not sure what this is.",
    To.POST: "You replied to what was shared, which asks nothing, so I have not taken it for an"
    " answer.",
}
_UNSURE = "I do not know the message that you replied to any more, so I am not sure what this is."


def unsure(reply: Reply) -> Message:
    """What was replied to says that it answers nothing, or not what."""
    return phrase(_LEADS.get(reply.to, _UNSURE))


def taken(
    check_in: CheckIn, question: Question, before: Sequence[str], *, is_added: bool
) -> Message:
    """A reply to a question that was not pending was taken as its answer."""
    said = "\n".join(filter(None, before))
    if is_added:
        text = phrase("Added to your answer to {which}.", which=_which(check_in, question))
    elif said:
        text = phrase(
            "Taken as your answer to {which}, in place of:", which=_which(check_in, question)
        )
        text += quote(said)
    else:
        text = phrase("Taken as your answer to {which}.", which=_which(check_in, question))
    if check_in.state is State.ASKING:
        text += phrase("I still wait for your answer to “{ask}”.", ask=check_in.question.ask)
    return text


def _which(check_in: CheckIn, question: Question) -> str:
    if check_in.run_open:
        return f"“{question.ask}”"
    return f"“{question.ask}”, {check_in.standup.title}, {day_text(check_in.day)}"
