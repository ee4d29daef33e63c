"""What the bot says instead of posting: to a greeting, a wish, or what may be either."""

from collections.abc import Mapping
from datetime import date

from standup.core.asking.check_in import CheckIn
from standup.core.commands.table import COMMANDS, FOR_OTHERS, NEAREST
from standup.core.dates.away import Away
from standup.core.intent.intents import Talk
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import Message, phrase, quote
from standup.core.wording import direct
from standup.core.wording.asking import follow_up, question

_LONGEST = 200  # characters of somebody's own words said back
_SHOWN = {entry.name: entry.shown or entry.name for entry in COMMANDS}
_NOTHING = "I have posted nothing."
_HELP = "`help` tells what I understand."


_REPLIES: Mapping[Talk, str] = {
    Talk.THERE: "I am here, and I read what you write.",
    Talk.WHOSE: "I am a bot, and {organiser} set me up.",
    Talk.ABOUT: "I am a bot: I ask a few questions and pass your answers on to your team."
    " {organiser} set me up. " + _HELP,
    Talk.COMPLAINT: "Sorry, I do not mean to be a bother. `skip run` sits one day out, `away until"
    " friday` several; to leave, tell {organiser}.",
    Talk.THANKS: "You’re welcome!",
    Talk.SORRY: "No worries!",
    Talk.PRAISE: "That is kind of you, thank you!",
    Talk.HOW_ARE_YOU: "All is well with me, thank you!",
    Talk.NOT_YET: "Take your time.",
    Talk.PARTING: "Bye, and take care!",
    Talk.GREETING: "Hello, good to hear from you!",
    Talk.OTHER: "All right.",
}
_NO_REMINDING = frozenset({Talk.NOT_YET, Talk.COMPLAINT})
_OPENS_A_TALK = frozenset({Talk.GREETING, Talk.HOW_ARE_YOU, Talk.ABOUT})


def talk(kind: Talk, asking: CheckIn | None, day: CheckIn | None, organiser: str) -> Message:
    """The answer to a greeting, to thanks, to a question about the bot; and what is open."""
    text, named = _REPLIES.get(kind, _REPLIES[Talk.ABOUT]), ""
    if asking is not None and kind not in _NO_REMINDING:
        text, named = text + " “{named}” still waits for your answer.", asking.question.ask
    elif asking is None and day is not None:
        named = day.standup.title
        if kind is Talk.OTHER:  # which may have been meant for others
            text += f" {_NOTHING}"
        if kind in _OPENS_A_TALK:
            where = "thread" if day.standup.is_posted else "report"
            text += f" News for {{named}}? Write it, and I add it to the {where}."
    return phrase(text, named=named, organiser=organiser)


def once_more(asking: CheckIn, can: Capabilities) -> Message:
    """What the bot asked, for somebody who asks what it means."""
    is_unclear = bool(asking.texts(asking.question))
    return phrase("I mean this:") + (follow_up if is_unclear else question)(asking, can)


def complaint(organiser: str, *, may_be_posted: bool) -> Message:
    """The answer to a complaint, which may have been meant for others."""
    text = _REPLIES[Talk.COMPLAINT] + (f" {_NOTHING}" if may_be_posted else "")
    return phrase(text, organiser=organiser)


def before_asked() -> Message:
    """It was written before its author could see the question."""
    return phrase(f"You wrote that before I could ask you this. {_NOTHING}")


def doubt() -> Message:
    """It may be meant for others, or for the bot."""
    return phrase(f"I am not sure that this is for others to read. {_NOTHING}")


def is_command(name: str, *, steers: bool = False) -> Message:
    """It sounds like a command, which is named."""
    if name in FOR_OTHERS and not steers:
        return phrase(
            "That sounds like `{name}`, which is for those who run a standup. What comes nearest "
            f"is `{{near}}`. {_NOTHING} {_HELP}",
            name=name,
            near=_SHOWN[FOR_OTHERS[name]],
        )
    if name == "away":  # "on vacation", "afk until 2pm"
        return phrase(
            "Until when are you away? Say `away today` or `away until friday`; I count whole days."
            f" {_NOTHING}"
        )
    if name not in _SHOWN:
        near = " What comes nearest is `{near}`." if name in NEAREST else ""
        return phrase(
            f"That sounds like `{{name}}`, which I cannot do yet.{near} {_NOTHING} {_HELP}",
            name=name,
            near=_SHOWN[NEAREST.get(name, "help")],
        )
    return phrase(
        f"That sounds like `{{name}}`. Say just that, and I do it. {_NOTHING}", name=_SHOWN[name]
    )


def away(dates: Away, today: date, *, is_ill: bool) -> Message:
    """Somebody told in a sentence when they are away, and it was noted."""
    wish = "Get well soon! " if is_ill else ""
    return direct.away(dates, today) + phrase(f"{wish}{_NOTHING}")


# ── what was changed into something else ───────────────────────────────────────────────────────


def left_as_it_was(name: str | None) -> Message:
    """A message was changed into what is no answer, or no update."""
    text = "What you changed your message into does not look meant for others, so I have left what"
    text += " I had as it was."
    if name in _SHOWN:
        return phrase(text + " If you mean `{name}`, say just that.", name=_SHOWN[name])
    return phrase(f"{text} {_HELP}")


def emptied(*, is_update: bool, more_was_said: bool = False) -> Message:
    """A message was changed into nothing; more may have been said than it."""
    if more_was_said:
        return phrase("All right, those words are gone from your answer. The rest of it stands.")
    what = "update is taken back" if is_update else "answer is left empty"
    return phrase(f"All right, your {what}.")


# ── taking back ────────────────────────────────────────────────────────────────────────────────


def taken_back(text: str, *, may_go_back: bool) -> Message:
    """`undo` took the latest words back."""
    told = phrase("Taken back:") + _said(text)
    return told + phrase("`back` asks you that once more.") if may_go_back else told


def too_late_to_undo(text: str, *, sees_deletes: bool, sees_edits: bool) -> Message:
    """`undo` after its ten minutes."""
    if sees_deletes:
        how = "Delete your message, and it goes"
    elif sees_edits:
        how = "Change your message to `-`, and it goes"
    else:
        how = "Say `edit` to answer once more"
    told = phrase("`undo` takes back what is no older than ten minutes. Your latest is older:")
    return told + _said(text) + phrase(f"{how}.")


def _said(text: str) -> Message:
    return quote(text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…")


def nothing_to_undo() -> Message:
    """`undo` where nothing was said."""
    return phrase("There is nothing of yours to take back.")
