"""A message of which it is not sure what it was: kept, and offered to its author.

Nothing of it is posted, or taken for an answer, before they say so, by a tap or by a word.
"""

from dataclasses import replace

from standup.core import keys
from standup.core.asking.offers import Offer, Use, Way
from standup.core.conversation.effects import Hold, LetGo, Say
from standup.core.conversation.events import Wrote
from standup.core.conversation.turn import Turn
from standup.core.messages.markup import Message
from standup.core.wording import offering as wording


def offer(turn: Turn, wrote: Wrote, lead: Message, *besides: Way) -> None:
    """Say `lead`, and offer to take the message for what it could have been nevertheless.

    That is the answer to the pending question, an update, or neither, and what there is `besides`;
    where nothing is open, it is only said.
    """
    ways = (*besides, *usual(turn))
    if ways:
        hold(turn, wrote, lead, *ways, Way(Use.LEAVE, ways[0].run))
    else:
        turn.reply(wrote.message, lead)


def usual(turn: Turn) -> tuple[Way, ...]:
    """What any message might be just now."""
    answers = answering(turn)
    ways = [answers] if answers else []
    if run := turn.talk.latest_open:
        ways.append(Way(Use.UPDATE, run.run))
    return tuple(ways)


def answering(turn: Turn) -> Way | None:
    """The pending question's, if one is pending; or that of the one that was replied to."""
    if turn.replied_to is not None:
        check_in, question = turn.replied_to
        return Way(Use.ANSWER, check_in.run, check_in.id, question.id)
    pending = turn.talk.asking
    return Way(Use.ANSWER, pending.run, pending.id, pending.question.id) if pending else None


def hold(turn: Turn, wrote: Wrote, lead: Message, *ways: Way) -> None:
    """Keep the message, and ask which of these ways it goes."""
    offer = Offer(wrote.message, wrote.text, min(wrote.at, turn.now), ways)
    turn.talk = replace(turn.talk, offers=(*turn.talk.offers, offer))
    adds = offer.way(Use.ADD)
    check_in = turn.talk.check_in(adds.check_in) if adds and adds.check_in else None
    added_to = check_in.round.question(adds.question) if check_in and adds else None
    content = wording.offered(lead, offer, added_to, turn.can)
    turn.do(Hold(offer), Say(content, key(offer)))


def waiting(turn: Turn, message: str) -> Offer | None:
    """The offer of a message that waits for its author's word."""
    return next((one for one in turn.talk.offers if one.message == message), None)


def reword(turn: Turn, message: str, text: str) -> bool:
    """Whether a message that was changed or taken back waits for its author's word; if so, what
    waits is what it says now."""
    offer = waiting(turn, message)
    if offer is None:
        return False
    if text:
        changed = replace(offer, text=text)
        offers = tuple(changed if one is offer else one for one in turn.talk.offers)
        turn.talk = replace(turn.talk, offers=offers)
        turn.do(Hold(changed))
    else:
        let_go(turn, offer)
        turn.do(Say(wording.taken_back(), key(offer)))
    return True


def let_go(turn: Turn, offer: Offer) -> None:
    """The message waits no more."""
    turn.talk = replace(turn.talk, offers=tuple(o for o in turn.talk.offers if o != offer))
    turn.do(LetGo(offer))


def key(offer: Offer) -> str:
    """Of what is asked about the message: said again, it says what became of it."""
    return keys.offer(offer.token)
