"""What the bot says instead of posting: to a greeting, a wish, or what may be either."""

from collections.abc import Mapping
from datetime import date

from standup.core.asking.check_in import CheckIn
from standup.core.commands.lexicon import called
from standup.core.commands.table import COMMANDS, FOR_OTHERS
from standup.core.dates.away import Away
from standup.core.intent.intents import Talk
from standup.core.language import sentence, spoken
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import Message, in_a_row, phrase, quote
from standup.core.wording import direct
from standup.core.wording.asking import follow_up, question
from standup.core.wording.readers import NOWHERE, Flat, is_flat, where

_LONGEST = 200  # characters of somebody's own words said back
_SHOWN = {entry.name: entry.shown or entry.name for entry in COMMANDS}
_NOTHING = sentence("I haven’t posted anything.")
_HELP = sentence("`help` shows what I understand.")


_ABOUT = sentence(
    "I’m a bot: I ask a few questions and pass your answers on to your team. {organiser} set me up."
)
_REPLIES: Mapping[Talk, str] = {
    Talk.THERE: sentence("I’m here, and I read what you write."),
    Talk.WHOSE: sentence("I’m a bot, and {organiser} set me up."),
    Talk.ABOUT: _ABOUT,
    Talk.COMPLAINT: sentence(
        "Sorry, I don’t mean to bother you. Say `skip run` to sit out a day, or `away until friday`"
        " for more, or `leave` to stop for good."
    ),
    Talk.THANKS: sentence("You’re welcome!"),
    Talk.SORRY: sentence("No worries!"),
    Talk.PRAISE: sentence("That’s kind of you, thank you!"),
    Talk.HOW_ARE_YOU: sentence("I’m fine, thank you!"),
    Talk.NOT_YET: sentence("Take your time."),
    Talk.PARTING: sentence("Bye, take care!"),
    Talk.GREETING: sentence("Hello, good to hear from you!"),
    Talk.OTHER: sentence("OK."),
}
_NO_REMINDING = frozenset({Talk.NOT_YET, Talk.COMPLAINT})
_OPENS_A_TALK = frozenset({Talk.GREETING, Talk.HOW_ARE_YOU, Talk.ABOUT})


def talk(
    kind: Talk,
    asking: CheckIn | None,
    day: CheckIn | None,
    organiser: str,
    flat: Flat = NOWHERE,
) -> Message:
    """The answer to a greeting, to thanks, to a question about the bot; and what is open."""
    said, named, there = [_REPLIES.get(kind, _ABOUT)], "", ""
    if said == [_ABOUT]:
        said.append(_HELP)
    if asking is not None and kind not in _NO_REMINDING:
        said.append(sentence("You haven’t answered “{named}” yet."))
        named = asking.question.ask
    elif asking is None and day is not None:
        named = day.standup.title
        if kind is Talk.OTHER:  # which may have been meant for others
            said.append(_NOTHING)
        if kind in _OPENS_A_TALK:
            said.append(_news(day, flat))
            there = where(day.standup)
    return in_a_row(*said, named=named, organiser=organiser, where=there)


def _news(day: CheckIn, flat: Flat) -> str:
    if is_flat(day.standup, flat):
        return sentence("Got news for {named}? Send it and I’ll post it {where}.")
    if day.standup.is_posted:
        return sentence("Got news for {named}? Send it and I’ll add it to the thread.")
    return sentence("Got news for {named}? Send it and I’ll add it to the report.")


def once_more(asking: CheckIn, can: Capabilities) -> Message:
    """What the bot asked, for somebody who asks what it means."""
    is_unclear = bool(asking.texts(asking.question))
    return phrase("This is what I asked:") + (follow_up if is_unclear else question)(asking, can)


def complaint(organiser: str, *, may_be_posted: bool) -> Message:
    """The answer to a complaint, which may have been meant for others."""
    said = [_REPLIES[Talk.COMPLAINT]] + [_NOTHING] * may_be_posted
    return in_a_row(*said, organiser=organiser)


def before_asked() -> Message:
    """It was written before its author could see the question."""
    return in_a_row(sentence("You wrote that before I could ask you this."), _NOTHING)


def doubt() -> Message:
    """It may be meant for others, or for the bot."""
    return in_a_row(sentence("I’m not sure this is meant for others."), _NOTHING)


def is_command(name: str, *, steers: bool = False) -> Message:
    """It sounds like a command, which is named."""
    if name in FOR_OTHERS and not steers:
        others = sentence("That sounds like `{name}`, which is for the people who run a standup.")
        own = _shown(FOR_OTHERS[name])
        closest = sentence("The closest thing is `{near}`.")
        return in_a_row(others, closest, _NOTHING, _HELP, name=called(name), near=own)
    if name == "away":  # "on vacation", "afk until 2pm"
        until = sentence(
            "Until when are you away? Say `away today` or `away until friday`; I count whole days."
        )
        return in_a_row(until, _NOTHING)
    if name in _SHOWN:
        known = sentence("Do you mean `{name}`? Then say just that.")
        return in_a_row(known, _NOTHING, name=_shown(name))
    unknown = sentence("That sounds like `{name}`, which I can’t do yet.")
    return in_a_row(unknown, _NOTHING, _HELP, name=name)


def _shown(name: str) -> str:
    """A command as it is said, in the language that is spoken."""
    shown = _SHOWN[name]
    told = spoken(shown)
    return called(shown) if told == shown else told


def away(dates: Away, today: date, *, is_ill: bool) -> Message:
    """Somebody told in a sentence when they are away, and it was noted."""
    wish = [sentence("Get well soon!")] * is_ill
    return direct.away(dates, today) + in_a_row(*wish, _NOTHING)


def left_as_it_was(name: str | None) -> Message:
    """A message was changed into what is no answer, or no update."""
    left = sentence(
        "What you changed your message to doesn’t look meant for others, so I’ve left things as"
        " they were."
    )
    if name in _SHOWN:
        meant = sentence("If you mean `{name}`, say just that.")
        return in_a_row(left, meant, name=_shown(name))
    return in_a_row(left, _HELP)


def emptied(*, is_update: bool, more_was_said: bool = False) -> Message:
    """A message was changed into nothing; more may have been said than it."""
    if more_was_said:
        return phrase("OK, those words are gone from your answer. The rest stays.")
    if is_update:
        return phrase("OK, your update is taken back.")
    return phrase("OK, your answer is empty now.")


def taken_back(text: str, *, may_go_back: bool) -> Message:
    """`undo` took the latest words back."""
    told = phrase("Taken back:") + _said(text)
    return told + phrase("`back` asks you that again.") if may_go_back else told


def too_late_to_undo(text: str, *, sees_deletes: bool, sees_edits: bool) -> Message:
    """`undo` after its ten minutes."""
    if sees_deletes:
        how = phrase("To take it back, delete your message.")
    elif sees_edits:
        how = phrase("To take it back, change your message to `-`.")
    else:
        how = phrase("To answer again, say `edit`.")
    told = phrase("`undo` only works for ten minutes, and what you wrote last is older:")
    return told + _said(text) + how


def _said(text: str) -> Message:
    return quote(text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…")


def stands() -> Message:
    """`undo` where an answer was to be said anew."""
    return phrase("OK, your answer stays as it was.")


def not_to_be_undone(words: str) -> Message:
    """`undo` where what they did last stays as it is."""
    return in_a_row(
        sentence("The last thing you did was “{words}”, and I can’t take that back."),
        sentence("Say what should hold instead."),
        words=called(words),
    )


def nothing_to_undo() -> Message:
    """`undo` where nothing was said."""
    return phrase("You haven’t written anything I could take back.")
