"""What the bot says to those who run a standup of what they do for some of its people."""

from collections.abc import Sequence
from datetime import date

from standup.core.dates.away import Away
from standup.core.language import counted
from standup.core.messages.markup import Message, phrase
from standup.core.wording.direct import away_when
from standup.core.wording.times import names_text


def to_be_away(title: str, names: Sequence[str], dates: Away, today: date) -> Message:
    """Who would be away, and when."""
    told = counted(
        "{names} will be away from {title} {when}: I won’t ask them there, and tell them so.",
        "{names} will be away from {title} {when}: I won’t ask them there, and tell each of them.",
        len(names),
        **_KEPT,
    )
    return phrase(told, names=names_text(names), title=title, when=away_when(dates, today))


def sent_away(title: str, names: Sequence[str], dates: Away, today: date) -> Message:
    """They are away."""
    told = counted(
        "Done: {names} is away from {title} {when}.",
        "Done: {names} are away from {title} {when}.",
        len(names),
        **_KEPT,
    )
    when = away_when(dates, today)
    return phrase(told, names=names_text(names), title=title, when=when) + phrase(
        "`back {name}` takes that back.", name=names[0]
    )


def to_be_back(title: str, names: Sequence[str]) -> Message:
    """Who would be away no more."""
    told = counted(
        "{names} won’t be away from {title} any more: I’ll ask them again, and tell them so.",
        "{names} won’t be away from {title} any more: I’ll ask them again, and tell each of them.",
        len(names),
        names="{names}",
        title="{title}",
    )
    return phrase(told, names=names_text(names), title=title)


def called_back(title: str, names: Sequence[str]) -> Message:
    """They are away no more."""
    told = counted(
        "Done: {names} isn’t away from {title} any more.",
        "Done: {names} aren’t away from {title} any more.",
        len(names),
        names="{names}",
        title="{title}",
    )
    return phrase(told, names=names_text(names), title=title)


def not_noted(title: str, names: Sequence[str]) -> Message:
    """Nobody who runs the standup noted them as away."""
    return phrase(
        "Nobody noted {names} as away from {title}. What somebody says of themselves only they can "
        "take back.",
        names=names_text(names),
        title=title,
    )


def nothing_to_ask(title: str, names: Sequence[str]) -> Message:
    """Nothing of today is left to ask them."""
    return phrase(
        "There’s nothing of {title} left to ask {names} today.",
        names=names_text(names),
        title=title,
    )


def asked_now(title: str, names: Sequence[str]) -> Message:
    """They are asked."""
    return phrase("Done: I’m asking {names} in {title} now.", names=names_text(names), title=title)


_KEPT = {"names": "{names}", "title": "{title}", "when": "{when}"}
