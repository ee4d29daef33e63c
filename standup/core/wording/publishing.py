"""What the bot says of publishing what people shared."""

from collections.abc import Sequence
from datetime import date

from standup.core.language import sentence
from standup.core.messages.markup import Message, phrase
from standup.core.wording.times import full_day_text, names_text

_WHEN = sentence("You’ll see it the next time the site is made.")


def agreed(without: Sequence[date], titles: Sequence[str]) -> Message:
    """`publish`: all of it. `titles` are the standups that publish anything, of this person's."""
    text = phrase("Thank you! What you’ve shared, and what you will, may be published.")
    if without:
        days = names_text([full_day_text(day) for day in without])
        text += phrase("{days} stays out, as you said.", days=days)
    text += _where(titles)
    return text + phrase(
        "`unpublish` takes it all out again, `unpublish last` your latest day, "
        "`unpublish 2026-11-26` another one."
    )


def refused() -> Message:
    """`unpublish`: all of it."""
    text = phrase("OK, nothing you share is published.") + phrase(_WHEN)
    return text + phrase(
        "I can’t reach what others have copied from the site. `/publish` allows it again, "
        "`/publish last` only your latest day."
    )


def of_day(day: date, titles: Sequence[str], *, agreed: bool) -> Message:
    """The same of one day."""
    if not agreed:
        told = phrase("OK, what you shared on {day} isn’t published.", day=_on(day))
        return told + phrase(_WHEN)
    return phrase("Thank you, what you shared on {day} may be published.", day=_on(day)) + _where(
        titles
    )


def _on(day: date) -> str:
    return full_day_text(day)


def _where(titles: Sequence[str]) -> Message:
    if not titles:
        return phrase("None of your standups is published at the moment.")
    return phrase("That is for {titles}.", titles=names_text(titles)) + phrase(_WHEN)


def nothing_shared() -> Message:
    """`publish last` before anything was shared."""
    return phrase("You haven’t shared anything yet, so there’s no last day.")


def which_day(said: str) -> Message:
    """A day that is none."""
    return phrase(
        "I don’t understand which day “{said}” is. Say `last`, a date like `2026-11-26`, or"
        " nothing for all you share.",
        said=said,
    )


def published_unless(title: str, organiser: str) -> Message:
    """Told once, before the first question of a standup that publishes everybody's reports."""
    return phrase(
        "From today, what you share in **{title}** may appear on a site that others can read. "
        "`unpublish` keeps all of yours out, `unpublish last` a single day; `/publish` also allows "
        "what you shared before. {organiser} can tell you where the site is.",
        title=title,
        organiser=organiser,
    )
