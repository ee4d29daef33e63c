"""What the bot says instead of posting: to a greeting, a wish, or what may be either."""

from collections.abc import Mapping
from datetime import date

from standup.core.asking.check_in import CheckIn
from standup.core.commands.table import COMMANDS, NEAREST
from standup.core.dates.away import Away
from standup.core.intent.intents import Talk
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import Message, phrase, quote
from standup.core.wording import direct
from standup.core.wording.asking import follow_up, question
from standup.core.wording.rooms import NOWHERE, Flat, room

_LONGEST = 200  # characters of somebody's own words said back
_SHOWN = {entry.name: entry.shown or entry.name for entry in COMMANDS}
_NOTHING = "I haven’t posted anything."
_HELP = "`help` shows what I understand."


_REPLIES: Mapping[Talk, str] = {
    Talk.THERE: "I’m here, and I read what you write.",
    Talk.WHOSE: "I’m a bot, and {organiser} set me up.",
    Talk.ABOUT: "I’m a bot: I ask a few questions and pass your answers on to your team."
    " {organiser} set me up. " + _HELP,
    Talk.COMPLAINT: "Sorry, I don’t mean to bother you. `skip run` sits out a day, `away until"
    " friday` several. To leave, tell {organiser}.",
    Talk.THANKS: "You’re welcome!",
    Talk.SORRY: "No worries!",
    Talk.PRAISE: "That’s kind of you, thank you!",
    Talk.HOW_ARE_YOU: "I’m fine, thank you!",
    Talk.NOT_YET: "Take your time.",
    Talk.PARTING: "Bye, take care!",
    Talk.GREETING: "Hello, good to hear from you!",
    Talk.OTHER: "OK.",
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
    text, named, where = _REPLIES.get(kind, _REPLIES[Talk.ABOUT]), "", ""
    if asking is not None and kind not in _NO_REMINDING:
        text, named = text + " You haven’t answered “{named}” yet.", asking.question.ask
    elif asking is None and day is not None:
        named = day.standup.title
        if kind is Talk.OTHER:  # which may have been meant for others
            text += f" {_NOTHING}"
        if kind in _OPENS_A_TALK:
            where = room(day.standup, flat)
            text += " Got news for {named}? Send it and I’ll add it to {where}."
    return phrase(text, named=named, organiser=organiser, where=where)


def once_more(asking: CheckIn, can: Capabilities) -> Message:
    """What the bot asked, for somebody who asks what it means."""
    is_unclear = bool(asking.texts(asking.question))
    return phrase("This is what I asked:") + (follow_up if is_unclear else question)(asking, can)


def complaint(organiser: str, *, may_be_posted: bool) -> Message:
    """The answer to a complaint, which may have been meant for others."""
    text = _REPLIES[Talk.COMPLAINT] + (f" {_NOTHING}" if may_be_posted else "")
    return phrase(text, organiser=organiser)


def before_asked() -> Message:
    """It was written before its author could see the question."""
    return phrase(f"You wrote that before I could ask you this. {_NOTHING}")


def doubt() -> Message:
    """It may be meant for others, or for the bot."""
    return phrase(f"I’m not sure this is meant for others. {_NOTHING}")


def is_command(name: str) -> Message:
    """It sounds like a command, which is named."""
    if name == "away":  # "on vacation", "afk until 2pm"
        return phrase(
            "Until when are you away? Say `away today` or `away until friday`; I count whole days."
            f" {_NOTHING}"
        )
    if name not in _SHOWN:
        near = " The closest thing is `{near}`." if name in NEAREST else ""
        return phrase(
            f"That sounds like `{{name}}`, which I can’t do yet.{near} {_NOTHING} {_HELP}",
            name=name,
            near=_SHOWN[NEAREST.get(name, "help")],
        )
    return phrase(
        f"That sounds like `{{name}}`. If that’s what you mean, say just that. {_NOTHING}",
        name=_SHOWN[name],
    )


def away(dates: Away, today: date, *, is_ill: bool) -> Message:
    """Somebody told in a sentence when they are away, and it was noted."""
    wish = "Get well soon! " if is_ill else ""
    return direct.away(dates, today) + phrase(f"{wish}{_NOTHING}")


# ── what was changed into something else ───────────────────────────────────────────────────────


def left_as_it_was(name: str | None) -> Message:
    """A message was changed into what is no answer, or no update."""
    text = "What you changed your message to doesn’t look meant for others, so I’ve left things as"
    text += " they were."
    if name in _SHOWN:
        return phrase(text + " If you mean `{name}`, say just that.", name=_SHOWN[name])
    return phrase(f"{text} {_HELP}")


def emptied(*, is_update: bool, more_was_said: bool = False) -> Message:
    """A message was changed into nothing; more may have been said than it."""
    if more_was_said:
        return phrase("OK, those words are gone from your answer. The rest stays.")
    if is_update:
        return phrase("OK, your update is taken back.")
    return phrase("OK, your answer is empty now.")


# ── taking back ────────────────────────────────────────────────────────────────────────────────


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


def nothing_to_undo() -> Message:
    """`undo` where nothing was said."""
    return phrase("You haven’t written anything I could take back.")
