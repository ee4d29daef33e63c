"""What the accountability report says: the same truth as the digests, over a period."""

from standup.core.markup import Message, bullets, phrase
from standup.core.report import Period, Presence, Standing
from standup.core.wording.channel import outcomes_text
from standup.core.wording.times import day_text, full_day_text, names_text

WORDS: dict[Standing, str] = {
    Standing.SHARED: "shared",
    Standing.LATE: "shared, late",
    Standing.PARTLY: "shared in part",
    Standing.OPEN: "still open",
    Standing.MISSING: "not shared",
    Standing.SKIPPED: "sat it out",
    Standing.AWAY: "away",
    Standing.UNREACHED: "could not be reached",
    Standing.UNASKED: "not asked",
}


def accountability(period: Period) -> Message:
    """Who shared and what came of it: run by run, then the rates."""
    text = phrase(
        "**{title} · accountability** · {first} to {last}",
        title=period.standup.title,
        first=full_day_text(period.first),
        last=full_day_text(period.last),
    )
    if not period.runs:
        text += phrase("No day of this standup fell into these dates.")
    for run in period.runs:
        text += phrase("**{day}**", day=day_text(run.day))
        text += bullets([person_line(person) for person in run.people])
    return text + rates(period) + _unheld(period)


def person_line(person: Presence) -> str:
    """ "Ana: shared (2 done, 1 partly)"."""
    outcomes = outcomes_text(person.outcomes)
    line = f"{person.name}: {WORDS[person.standing]}"
    return f"{line} ({outcomes})" if outcomes else line


def rates(period: Period) -> Message:
    """The figures of the period."""
    if not period.asked:
        return Message(())
    late = period.standings[Standing.LATE]
    text = phrase(
        "Shared: **{shared} of {asked}** ({share} %){late}.",
        shared=period.shared,
        asked=period.asked,
        share=round(100 * period.shared / period.asked),
        late=f", {late} of them late" if late else "",
    )
    if period.outcomes.total():
        text += phrase("Plans: **{outcomes}**.", outcomes=outcomes_text(period.outcomes))
    return text


def _unheld(period: Period) -> Message:
    if not period.unheld:
        return Message(())
    days = names_text([day_text(day) for day in period.unheld])
    return phrase("__Nobody was asked, because I was not running: {days}.__", days=days)
