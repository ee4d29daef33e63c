"""What is asked about a message of which it is not sure what it was, and said once it is known."""

from collections.abc import Mapping

from standup.core.asking.answers import TAKEN_BACK
from standup.core.asking.check_in import CheckIn
from standup.core.asking.choices import to_tap
from standup.core.asking.offers import Offer, Use
from standup.core.language import counted, sentence, spoken
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import Italic, Message, bullets, phrase, phrase_spans, say
from standup.core.model import Question
from standup.core.wording.readers import NOWHERE, Flat, is_flat, where

Labels = Mapping[Use, str]

_LABELS: Labels = {
    Use.ADD: sentence("Add it to my answer"),
    Use.ANSWER: sentence("It’s my answer"),
    Use.LATER: sentence("Ask me later"),
    Use.SKIP: sentence("Sit this day out"),
    Use.UPDATE: sentence("Post it as an update"),
    Use.LEAVE: sentence("Leave it out"),
}
_SAID: Labels = {  # where nothing can be tapped; `said` reads them
    Use.ADD: sentence("add"),
    Use.ANSWER: sentence("answer"),
    Use.LATER: sentence("later"),
    Use.SKIP: sentence("skip run"),
    Use.UPDATE: sentence("update"),
    Use.LEAVE: sentence("leave it"),
}


def said(use: Use) -> str:
    """The word that says it, in the language that is spoken."""
    return spoken(_SAID[use])


def offered(lead: Message, offer: Offer, added_to: Question | None, can: Capabilities) -> Message:
    """The lead, and the ways to tap or, where nothing can be tapped, the words to say.

    `added_to` is the question to whose answer it may belong.
    """
    labels = {way.use: _label(way.use, added_to) for way in offer.ways}
    if can.choices:
        return lead + to_tap(offer, labels)
    rows = (
        phrase_spans("`{use}` – {label}", use=said(use), label=label)
        for use, label in labels.items()
    )
    return lead + phrase("Which is it? You can say:") + bullets(rows)


def _label(use: Use, added_to: Question | None) -> str:
    if added_to is not None and use is Use.ADD:
        return spoken("Add it to my plan") if _is_plan(added_to) else spoken("Add it to my answer")
    if added_to is not None and use is Use.ANSWER:
        return spoken("It answers the next question")
    return spoken(_LABELS[use])


def _is_plan(question: Question) -> bool:
    return question.kind == "items"


def more(question: Question, asking: CheckIn | None) -> Message:
    """It may be more of an answer given before; nothing is done with it yet."""
    if asking is None:
        if _is_plan(question):
            return phrase("Does this belong to your plan? I haven’t posted it yet.")
        return phrase("Does this belong to your answer? I haven’t posted it yet.")
    text = sentence("Does this belong to “{ask}”, or does it answer “{pending}”?")
    return phrase(text, ask=question.ask, pending=asking.question.ask)


def added(question: Question, count: int = 1) -> Message:
    """It belonged to an answer given before."""
    if _is_plan(question):
        if count == 2:
            return phrase("Both added to your plan.")
        return phrase(counted("Added to your plan.", "All {count} added to your plan.", count))
    one, ask = sentence("Added to your answer to “{ask}”."), question.ask
    if count == 1:
        return phrase(one, ask=ask)
    return phrase("All {count} added to your answer to “{ask}”.", count=count, ask=ask)


def plan_is_asked_about() -> Message:
    """An update cannot be added to a plan of which it was asked what came of it, or to none."""
    return phrase("That stays an update: your plan can’t be added to any more.")


def nothing_to_add() -> Message:
    """No update is recent enough to be added to the plan."""
    return phrase(
        "You haven’t posted an update in the last ten minutes that I could add to your plan."
    )


def too_late_to_add(*, sees_edits: bool) -> Message:
    """The update is older than ten minutes."""
    if sees_edits:
        return phrase("That was more than ten minutes ago. To change your plan, edit your message.")
    return phrase("That was more than ten minutes ago. To change your plan, say `edit`.")


def in_one(question: Question) -> Message:
    """A client had cut an answer in two."""
    return phrase("I’ve put your two messages together as one answer to “{ask}”.", ask=question.ask)


def answered(question: Question) -> Message:
    """It was an answer."""
    return phrase("Taken as your answer to “{ask}”.", ask=question.ask)


def posted(check_in: CheckIn | None, flat: Flat = NOWHERE) -> Message:
    """It was an update."""
    if check_in is None:
        return phrase("Added to the thread.")
    if is_flat(check_in.standup, flat):
        return phrase("Posted {where}.", where=where(check_in.standup))
    return phrase("Added to the {title} thread.", title=check_in.standup.title)


def settled() -> Message:
    """It was settled before, or is nobody's who tapped."""
    return phrase("That’s already settled. Nothing was changed.")


def left_out() -> Message:
    """It was neither."""
    return phrase("OK, I’ll leave it out. Your message stays here in the chat.")


def changed() -> Message:
    """Its author changed it, and it is heard anew."""
    return phrase("__(changed)__")


def taken_back() -> Message:
    """Its author deleted it."""
    return say(Italic(spoken(TAKEN_BACK)))
