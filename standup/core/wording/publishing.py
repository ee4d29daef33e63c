"""What the bot says of publishing what people shared."""

from collections.abc import Sequence
from datetime import date

from standup.core.messages.markup import Message, phrase
from standup.core.wording.times import full_day_text, names_text

_WHEN = "It shows when the site is made next."


def agreed(without: Sequence[date], titles: Sequence[str]) -> Message:
    """`publish`: all of it. `titles` are the standups that publish anything, of this person's."""
    text = phrase("Thank you! What you have shared, and will share, may be published.")
    if without:
        days = names_text([full_day_text(day) for day in without])
        text += phrase("{days} stays out, as you said.", days=days)
    text += _where(titles)
    return text + phrase(
        "`unpublish` takes all of it out again, `unpublish last` your latest day, "
        "`unpublish 2026-11-26` another one."
    )


def refused() -> Message:
    """`unpublish`: all of it."""
    text = phrase("All right: nothing that you share is published. " + _WHEN)
    return text + phrase(
        "What others have copied from the site is out of my reach. `/publish` allows it again, "
        "`/publish last` your latest day alone."
    )


def of_day(day: date, titles: Sequence[str], *, agreed: bool) -> Message:
    """The same of one day."""
    if not agreed:
        return phrase(
            "All right, what you shared on {day} is not published. " + _WHEN, day=_on(day)
        )
    return phrase("Thank you, what you shared on {day} may be published.", day=_on(day)) + _where(
        titles
    )


def _on(day: date) -> str:
    return full_day_text(day)


def _where(titles: Sequence[str]) -> Message:
    if not titles:
        return phrase("Nothing that you take part in is published at present.")
    return phrase("That is for {titles}. " + _WHEN, titles=names_text(titles))


def nothing_shared() -> Message:
    """`publish last` before anything was shared."""
    return phrase("You have shared nothing yet, so there is no last day.")


def which_day(said: str) -> Message:
    """A day that is none."""
    return phrase(
        "“{said}” is no day that I understand: say `last`, or a date like `2026-11-26`, or nothing "
        "for all that you share.",
        said=said,
    )


def published_unless(title: str, organiser: str) -> Message:
    """Told once, before the first question of a standup that publishes everybody's reports."""
    return phrase(
        "From today on, what you share in **{title}** may be put on a site that others can read. "
        "Say `unpublish` and nothing of yours is, `unpublish last` for one day; `/publish` allows "
        "what you shared before as well. {organiser} can tell you where it is.",
        title=title,
        organiser=organiser,
    )
