"""What the bot says of what was looked for in the learning log."""

from collections.abc import Sequence

from standup.core.language import sentence
from standup.core.learning_log.entries import Entry, Wanted
from standup.core.learning_log.searching import snippet
from standup.core.messages.markup import (
    Bold,
    Message,
    Span,
    Text,
    bullets,
    phrase,
    phrase_spans,
)
from standup.core.text.phrases import phrases
from standup.core.wording.times import full_day_text, inside, names_text, person_text

_EXAMPLES: tuple[str, ...] = (
    sentence("`search jax` – everything with this word, whatever its ending"),
    sentence('`search "flash attention" by ana` – these exact words, by one person'),
    sentence(
        "`search #jax since october` – what’s tagged, since then; also `in november`,"
        " `until 12 nov`"
    ),
    sentence("`search kind:reading` – days of that kind"),
    sentence("`search state:refuted jax` – items in that state"),
)


def help_text() -> Message:
    """`search`, and nothing more."""
    text = phrase("I search everything your teams have shared, newest first:")
    text += bullets([phrase_spans(line) for line in _EXAMPLES])
    return text + phrase(
        "A report has to have all the words. While a question is open, write `/search`, so that I"
        " don’t take it for your answer."
    )


def results(
    entries: Sequence[Entry], asked: Wanted, *, more: bool, several: bool, is_update: bool
) -> Message:
    """What was found; `several` standups may have it, so that each is named.

    `is_update`: it might have been meant for the thread.
    """
    text = bullets([_hit(entry, asked, several=several) for entry in entries])
    if more:
        text += phrase("__Older ones:__ `/search more`")
    return text + _not_posted() if is_update else text


def _hit(entry: Entry, asked: Wanted, *, several: bool) -> tuple[Span, ...]:
    about = [person_text(entry.name), inside(entry.title)]
    about += [entry.standup.title] if several else []
    about += [entry.kind] if entry.kind else []
    shown = snippet(entry.words, phrases(asked.words))
    words = [Bold(part.text) if part.is_found else Text(part.text) for part in shown]
    return (Text(f"{full_day_text(entry.day)} · {' · '.join(about)}\n"), *words)


def nothing_found(
    near_words: Sequence[str], near_tags: Sequence[str], *, is_update: bool
) -> Message:
    """There is none; what is near it."""
    text = phrase("No entries match.")
    if near_tags:
        names = names_text([f"#{tag}" for tag in near_tags])
        text += phrase("There’s {tags}.", tags=names)
    if near_words:
        text += phrase("People wrote about {words}.", words=names_text(near_words))
    if not near_tags and not near_words:
        text += phrase("`/search` __on its own shows how to search.__")
    return text + _not_posted() if is_update else text


def _not_posted() -> Message:
    return phrase("__If you meant that as an update, start it with another word.__")


def no_more() -> Message:
    """`search more`, and there is nothing older."""
    return phrase("There’s nothing older.")


def nothing_to_go_on() -> Message:
    """`search more` without a search, or long after it."""
    return phrase("I no longer know what you searched for: say `/search` and the words again.")


def takes_no_part() -> Message:
    """They are in no standup, so there is nothing that they may read."""
    return phrase("You’re not in a standup, so there’s nothing I can show you.")
