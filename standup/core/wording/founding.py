"""What the bot says to owners who make a standup, or put one away."""

from collections.abc import Sequence
from datetime import date

from standup.core.language import sentence
from standup.core.messages.markup import Message, in_a_row, phrase
from standup.core.model import Standup
from standup.core.wording.settings import UNDO
from standup.core.wording.steering import concerns
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


def to_be_founded(title: str, like: Standup, names: Sequence[str]) -> Message:
    """What making a standup would do."""
    told = [sentence("{title} will ask {names} what {like} asks, at the same times.")]
    if not like.has_schedule:
        told = [
            sentence("{title} will ask what {like} asks, without a schedule as that one."),
            sentence("The same people take part: {names}."),
        ]
    if like.is_posted:
        told.append(sentence("It posts where {like} does."))
    if like.has_schedule:
        told.append(sentence("You can change it from then on, with `time 10:00`, say."))
    return in_a_row(*told, title=title, names=names_text(names), like=like.title)


def founded(title: str, then: Message) -> Message:
    """A standup was made."""
    return in_a_row(sentence("Done: there is {title} now."), UNDO, title=title) + then


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
