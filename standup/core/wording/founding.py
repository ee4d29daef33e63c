"""What the bot says to owners who make a standup, or put one away."""

from collections.abc import Sequence
from datetime import date, datetime

from standup.core.language import sentence
from standup.core.messages.markup import Message, in_a_row, phrase
from standup.core.wording.settings import UNDO
from standup.core.wording.steering import comes_next, concerns
from standup.core.wording.times import day_text, names_text


def which_title(like: str) -> Message:
    """A new standup needs a name."""
    return phrase(
        "What will it be called? Say that too: `new standup from {like} called Retro`.", like=like
    )


def there_already(title: str) -> Message:
    """Two standups of one name could not be told apart."""
    return phrase(
        "There is a standup called {title} already. Give the new one a name of its own.",
        title=title,
    )


def to_be_founded(title: str, like: str, names: Sequence[str], *, is_posted: bool) -> Message:
    """What making a standup would do."""
    told = [sentence("{title} will ask {names} what {like} asks, at the same times.")]
    if is_posted:
        told.append(sentence("It posts where {like} does."))
    told.append(sentence("You can change it from then on, with `time 10:00`, say."))
    return in_a_row(*told, title=title, names=names_text(names), like=like)


def founded(title: str, at: datetime | None, zone: str, now: datetime) -> Message:
    """A standup was made."""
    told = in_a_row(sentence("Done: there is {title} now."), UNDO, title=title)
    return told + comes_next(at, zone, now)


def to_be_archived(title: str, first: date, names: Sequence[str]) -> Message:
    """What putting a standup away would do."""
    asks = sentence("{title} will ask nobody any more from {first} on.")
    stays = sentence("What was shared stays and can be searched, and `resume` brings it back.")
    return in_a_row(asks, stays, title=title, first=day_text(first)) + concerns(names)


def archived(title: str) -> Message:
    """A standup was put away."""
    return in_a_row(
        sentence("Done: {title} is archived. `resume` brings it back."), UNDO, title=title
    )
