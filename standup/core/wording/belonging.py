"""What somebody is told who leaves a standup, or takes part in it again."""

from collections.abc import Sequence

from standup.core.commands.lexicon import called
from standup.core.language import sentence
from standup.core.messages.markup import Message, bullets, in_a_row, phrase, phrase_spans
from standup.core.model import Standup
from standup.core.wording.settings import UNDO
from standup.core.wording.times import names_text

_AGAIN = "/join"


def left(title: str, *, runs_it: bool) -> Message:
    """They are asked no more."""
    return in_a_row(
        sentence("Done: you’ve left {title}, and I won’t ask you there any more."),
        sentence("What you’ve shared stays."),
        *([sentence("You still run it.")] if runs_it else []),
        sentence("`/join` brings you back."),
        UNDO,
        title=title,
    )


def only_one(title: str, organiser: str, *, runs_it: bool) -> Message:
    """A standup without anybody asks nobody."""
    rest = sentence("To stop it, say `pause`.") if runs_it else sentence("Please tell {organiser}.")
    return in_a_row(
        sentence("You’re the only one in {title}, so I can’t leave it without anybody."),
        rest,
        title=title,
        organiser=organiser,
    )


def joined(standups: Sequence[Standup]) -> Message:
    """They are asked again, or may begin again where nobody is."""
    titles = names_text([one.title for one in standups])
    told = phrase("Welcome back! You’re in {titles} again.", titles=titles)
    if any(one.has_schedule for one in standups):
        return told + in_a_row(sentence("I’ll ask you from the next day on."), UNDO)
    return told + in_a_row(UNDO)


def which_again(standups: Sequence[str]) -> Message:
    """They left several, and have not said which they want back."""
    asks = phrase("You’ve left more than one. Which do you want back?")
    return asks + bullets(
        phrase_spans("`{said}`", said=" ".join([called(_AGAIN), one])) for one in (*standups, "all")
    )


def not_let_in(title: str, organiser: str) -> Message:
    """It is not for them to say that they take part."""
    return phrase(
        "You aren’t in {title}, and I can’t let you in. Please ask {organiser}.",
        title=title,
        organiser=organiser,
    )
