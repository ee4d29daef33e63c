"""What the bot says of the channel that a standup posts in."""

from collections.abc import Sequence

from standup.core.language import sentence, spoken
from standup.core.messages.markup import Message, bullets, in_a_row, phrase, phrase_spans
from standup.core.wording.settings import UNDO

_WHY = {
    "closed": sentence("it takes no messages from me"),
    "left": sentence("I’m not in it"),
    "gone": sentence("there’s no such channel"),
    "unknown": sentence("the platform doesn’t say why"),
}


def to_be_moved(title: str, before: str, place: str) -> Message:
    """Where it would post from the next run on."""
    if before:
        told = sentence("From its next run on, {title} will post in {place} instead of {before}.")
    else:
        told = sentence("From its next run on, {title} will post in {place} as well.")
    rest = sentence("I’ll post a word there first. What’s already open keeps its thread.")
    return in_a_row(told, rest, title=title, place=place, before=before)


def moved(title: str, place: str) -> Message:
    """It posts there from the next run on, if it can."""
    return in_a_row(
        sentence("Done: from its next run on, {title} posts in {place}."),
        sentence("If I can’t write there, I’ll tell you, and all stays as it was."),
        UNDO,
        title=title,
        place=place,
    )


def posted_here(title: str, by: str | None) -> Message:
    """The first word in the channel itself."""
    if by is None:
        return phrase("From its next run on, {title} is posted here.", title=title)
    return phrase("{by} asked me to post {title} here from its next run on.", by=by, title=title)


def refused(title: str, platform: str, place: str, told: str, reason: str) -> Message:
    """The platform lets nothing in there."""
    return in_a_row(
        sentence("I can’t write in {place} on {platform}: {why}."),
        sentence("So {title} stays where it was."),
        sentence(
            "Let me into that channel and let me write there, then say `channel {place}` again."
        ),
        place=place,
        platform=platform,
        why=told.rstrip(".") or spoken(_WHY.get(reason, _WHY["unknown"])),
        title=title,
    )


def nothing_is_posted(title: str) -> Message:
    """Its participants alone read it."""
    return phrase("{title} posts in no channel: only those who take part read it.", title=title)


def there_already(title: str, place: str) -> Message:
    """It posts there."""
    return phrase("{title} posts in {place} already.", title=title, place=place)


def which_platform(names: Sequence[str], place: str) -> Message:
    """It is not plain on which platform."""
    rows = [phrase_spans("`channel {name} {place}`", name=one, place=place) for one in names]
    return phrase("On which platform?") + bullets(rows)


def no_channel(platform: str, place: str, example: str) -> Message:
    """What they wrote is no channel of that platform."""
    text = phrase(
        "I can’t tell which channel on {platform} “{place}” is.", platform=platform, place=place
    )
    if example:
        return text + phrase("Write it as your files do, such as `{example}`.", example=example)
    return text + phrase("Write it as your files do.")
