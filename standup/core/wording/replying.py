"""What is said to whoever replied to one message, where another may be pending."""

from collections.abc import Sequence

from standup.core.asking.check_in import CheckIn, State
from standup.core.asking.replies import Reply, To
from standup.core.language import sentence
from standup.core.messages.markup import Message, phrase, quote
from standup.core.model import Question
from standup.core.wording.times import day_text

_LEADS = {
    To.QUESTION: sentence(
        "That question is closed by now, so I haven’t taken your reply as an answer."
    ),
    To.OWN: sentence("You replied to a message of your own, so I’m not sure what this is."),
    To.UPDATE: sentence("You replied to one of your updates, so I’m not sure what this is."),
    To.POST: sentence(
        "You replied to something that was shared, so I haven’t taken it as an answer."
    ),
}
_UNSURE = sentence("I no longer know the message you replied to, so I’m not sure what this is.")


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
        text += phrase("You haven’t answered “{ask}” yet.", ask=check_in.question.ask)
    return text


def _which(check_in: CheckIn, question: Question) -> str:
    if check_in.run_open:
        return f"“{question.ask}”"
    return f"“{question.ask}”, {check_in.standup.title}, {day_text(check_in.day)}"
