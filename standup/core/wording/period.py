"""What the accountability report says: the same truth as the digests, over a period."""

from standup.core.markup import Bold, Italic, Message, bullets, say, spans
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
    text = say(
        Bold(f"{period.standup.title} · accountability"),
        f" · {full_day_text(period.first)} to {full_day_text(period.last)}",
    )
    if not period.runs:
        text += say("No day of this standup fell into these dates.")
    for run in period.runs:
        text += say(Bold(day_text(run.day)))
        text += bullets([spans(*person_line(person)) for person in run.people])
    return text + rates(period) + _unheld(period)


def person_line(person: Presence) -> tuple[str, ...]:
    """ "Ana: shared (2 done, 1 partly)"."""
    outcomes = outcomes_text(person.outcomes)
    return (f"{person.name}: {WORDS[person.standing]}", f" ({outcomes})" if outcomes else "")


def rates(period: Period) -> Message:
    """The figures of the period."""
    if not period.asked:
        return Message(())
    late = period.standings[Standing.LATE]
    text = say(
        *("Shared: ", Bold(f"{period.shared} of {period.asked}"), f" ({share(period)})"),
        f", {late} of them late." if late else ".",
    )
    if period.outcomes.total():
        text += say("Plans: ", Bold(outcomes_text(period.outcomes)), ".")
    return text


def share(period: Period) -> str:
    """The part of the times somebody was asked in which something was shared."""
    return f"{round(100 * period.shared / period.asked)} %"


def _unheld(period: Period) -> Message:
    if not period.unheld:
        return Message(())
    days = names_text([day_text(day) for day in period.unheld])
    return say(Italic(f"Nobody was asked, because I was not running: {days}."))
