"""What is asked about a message of which it is not sure what it was, and said once it is known."""

from collections.abc import Mapping

from standup.core.capabilities import Capabilities
from standup.core.check_in import CheckIn
from standup.core.choices import to_tap
from standup.core.markup import Message, bullets, phrase, phrase_spans
from standup.core.model import Question
from standup.core.offers import Offer, Use
from standup.core.wording.answers import TAKEN_BACK
from standup.core.wording.readers import NOWHERE, Flat, is_flat, room

Labels = Mapping[Use, str]

_LABELS: Labels = {
    Use.ADD: "Add it to my answer",
    Use.ANSWER: "It was my answer",
    Use.UPDATE: "Post it as an update",
    Use.LEAVE: "Leave it out",
}


def offered(lead: Message, offer: Offer, added_to: Question | None, can: Capabilities) -> Message:
    """The lead, and the ways to tap or, where nothing can be tapped, the words to say.

    `added_to` is the question to whose answer it may belong.
    """
    labels = {way.use: _label(way.use, added_to) for way in offer.ways}
    if can.choices:
        return lead + to_tap(offer, labels)
    rows = (
        phrase_spans("`{use}` – {label}", use=use, label=label) for use, label in labels.items()
    )
    return lead + phrase("Which is it? You can say:") + bullets(rows)


def _label(use: Use, added_to: Question | None) -> str:
    if added_to is not None and use is Use.ADD:
        return f"Add it to my {_answer(added_to)}"
    if added_to is not None and use is Use.ANSWER:
        return "It answers the next question"
    return _LABELS[use]


def _answer(question: Question) -> str:
    return "plan" if question.kind == "items" else "answer"


def more(question: Question, asking: CheckIn | None) -> Message:
    """It may be more of an answer given before; nothing is done with it yet."""
    if asking is None:
        of = _answer(question)
        return phrase("Does this belong to your {of}? I have not posted it yet.", of=of)
    text = "Is this more for “{ask}”, or does it answer “{pending}”?"
    return phrase(text, ask=question.ask, pending=asking.question.ask)


def added(question: Question, count: int = 1) -> Message:
    """It belonged to an answer given before."""
    what = {1: "Added", 2: "Both are added"}.get(count, f"All {count} are added")
    if question.kind == "items":
        return phrase(what + " to your plan.")
    return phrase(what + " to your answer to “{ask}”.", ask=question.ask)


def plan_is_asked_about() -> Message:
    """An update cannot be added to a plan of which it was asked what came of it, or to none."""
    return phrase("That stays an update: your plan takes nothing more now.")


def nothing_to_add() -> Message:
    """No update is recent enough to be added to the plan."""
    return phrase("You posted no update in the last ten minutes that I could add to your plan.")


def too_late_to_add(*, sees_edits: bool) -> Message:
    """The update is older than ten minutes."""
    how = "edit the message you wrote it in" if sees_edits else "say `edit`"
    return phrase("That was more than ten minutes ago. To change your plan, " + how + ".")


def in_one(question: Question) -> Message:
    """A client had cut an answer in two."""
    return phrase(
        "I have put your two messages together, as one answer to “{ask}”.", ask=question.ask
    )


def answered(question: Question) -> Message:
    """It was an answer."""
    return phrase("Taken as your answer to “{ask}”.", ask=question.ask)


def posted(check_in: CheckIn | None, flat: Flat = NOWHERE) -> Message:
    """It was an update."""
    if check_in is None:
        return phrase("Added to the thread.")
    if is_flat(check_in.standup, flat):
        return phrase("Posted in {where}.", where=room(check_in.standup, flat))
    return phrase("Added to the thread of {title}.", title=check_in.standup.title)


def settled() -> Message:
    """It was settled before, or is nobody's who tapped."""
    return phrase("That is settled already. Nothing was changed.")


def left_out() -> Message:
    """It was neither."""
    return phrase("All right, I leave it out. Your words stay here in the chat.")


def changed() -> Message:
    """Its author changed it, and it is heard anew."""
    return phrase("__(changed)__")


def taken_back() -> Message:
    """Its author deleted it."""
    return phrase(f"__{TAKEN_BACK}__")
