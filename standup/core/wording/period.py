"""What the accountability report says: first what was learned, then rates and trends, no ranks."""

from collections import Counter

from standup.core.language import sentence, spoken
from standup.core.messages.markup import Message, bullets, phrase
from standup.core.reports import figures, measures, metrics
from standup.core.reports.figures import each_month, each_run
from standup.core.reports.learned import Learned, by_kind, learned, some
from standup.core.reports.measures import Amount, Measure
from standup.core.reports.report import Period, Presence, RunReport, Standing
from standup.core.wording import rates
from standup.core.wording.channel import outcomes_text
from standup.core.wording.metrics import held
from standup.core.wording.times import (
    date_text,
    day_text,
    month_name,
    names_text,
    period_text,
    person_text,
)

WORDS: dict[Standing, str] = {
    Standing.SHARED: sentence("shared"),
    Standing.LATE: sentence("shared, late"),
    Standing.PARTLY: sentence("shared in part"),
    Standing.OPEN: sentence("still open"),
    Standing.MISSING: sentence("not shared"),
    Standing.SKIPPED: sentence("sat it out"),
    Standing.UNMEASURED: sentence("had nothing measured"),
    Standing.AWAY: sentence("away"),
    Standing.UNREACHED: sentence("couldn’t be reached"),
    Standing.UNASKED: sentence("not asked"),
}
_FEW, _SEVERAL = 2, 5  # things of a kind that are shown
_ALL = 12  # things of all kinds together, unless there are very many kinds
_MOST_LINKS = 2
_MOST_LINES = 40  # of who stood how in which run; above it each run is one line of counts
_MOST_MONTHS = 2  # up to these a measure is told run by run


def accountability(period: Period) -> Message:
    """What was learned, who shared and what came of it, and how it went over the period."""
    text = phrase(
        "**{title} · accountability** · {period}",
        title=period.standup.title,
        period=period_text(period.first, period.last),
    )
    if not period.runs:
        text += phrase("This standup had no day in this period.")
    return text + what_was_learned(period) + told(period) + _runs(period) + _unheld(period)


def what_was_learned(period: Period) -> Message:
    """A few things of each kind, with who learned them, when, and where they lead."""
    groups = list(by_kind(learned(period), measures.kinds(period)))
    most = min(_SEVERAL, max(_FEW, _ALL // (len(groups) or 1)))
    text = Message(())
    for kind, things in groups:
        text += phrase("**{head}**", head=_head(period, kind, several=len(groups) > 1))
        shown = some(things, most, period.first.isoformat())
        rows = [thing_text(one, f"{person_text(one.name)}, {date_text(one.day)}") for one in shown]
        if len(things) > len(shown):
            more = len(things) - len(shown)
            rows.append(spoken("and {count} more, in the learning log", count=more))
        text += bullets(rows)
    return text


def _head(period: Period, kind: str, *, several: bool) -> str:
    """ "What was learned · Reading"."""
    head = spoken("What was learned") if has_plans(period) else spoken("What was shared")
    what = kind or spoken("everything else")
    return f"{head} · {what}" if several or kind else head


def has_plans(period: Period) -> bool:
    """Whether what came of plans is asked in the period."""
    return any(run.has_plans for run in period.runs)


def thing_text(thing: Learned, whose: str) -> str:
    """ "the masking is the hard part – Ana, 26 November · https://example.org"."""
    links = [link for link in thing.links if link not in thing.gist][:_MOST_LINKS]
    return " · ".join([f"{thing.gist} – {whose}", *links])


def told(period: Period) -> Message:
    """The figures of the period in sentences."""
    text = rates.shared(figures.participation(period), figures.on_time(period))
    text += rates.unprompted(period.unprompted)
    text += rates.not_counted(figures.not_blamed(period))
    text += plans(period)
    text += rates.trend(rates.PARTICIPATION, figures.trend(period))
    text += rates.trend(rates.FOLLOW_THROUGH, figures.trend(period, figures.follow_through))
    text += rates.never_twice(figures.never_twice(period))
    text += rates.kinds(measures.kinds(period)) + rates.length(measures.length(period))
    text += measured(period)
    for course in metrics.metric(period):
        text += held(course)
    text += _settled(period)
    return text + rates.came_and_left(figures.joined(period), figures.left(period))


def plans(period: Period) -> Message:
    """What came of the plans."""
    if not period.outcomes.total():
        return Message(())
    counts = outcomes_text(figures.outcomes(period), period.standup)
    text = phrase("Plans: **{outcomes}**.", outcomes=counts)
    return text + rates.followed_through(figures.follow_through(period), figures.finished(period))


def _settled(period: Period) -> Message:
    """What items came to, each life in a sentence; behind a metric, what did while it went so."""
    said = sentence("{what}: **{states}**.")
    if any(course.given for course in metrics.metric(period)):
        said = sentence("{what} since then: **{states}**.")
    text, counts = Message(()), Counter((one.life, one.state) for one in period.settled)
    if not counts:
        return text
    from standup.core.wording.items import SEVERAL  # noqa: PLC0415 - where anything lives

    for life in sorted({one.life for one in period.settled}):
        states = [f"{n} {spoken(s)}" for (of, s), n in sorted(counts.items()) if of == life]
        what = spoken(SEVERAL.get(life, life))
        what = what[:1].upper() + what[1:]
        text += phrase(said, what=what, states=", ".join(states))
    return text


def measured(period: Period, fewest: int = measures.FEWEST) -> Message:
    """Moods, scales and numbers, over the period and from month to month or day to day."""
    text = Message(())
    for measure in measures.measures(period):
        if whole := measures.amount(period, measure, fewest):
            text += rates.measured(measure, whole, _parts(period, measure, fewest))
    return text


def _parts(period: Period, measure: Measure, fewest: int) -> list[tuple[str, Amount]]:
    def of(part: Period) -> Amount | None:
        return measures.amount(part, measure, fewest)

    months, runs = each_month(period, of), each_run(period, of)
    long = len(months) > _MOST_MONTHS
    named = [(month_name(day), found) for day, found in months]
    named = named if long else [(date_text(day), found) for day, found in runs]
    return [(name, found) for name, found in named if found is not None]


def _runs(period: Period) -> Message:
    """Who stood how in each run; in a long period each run is a line of counts."""
    if sum(len(run.people) for run in period.runs) > _MOST_LINES:
        return phrase("**Day by day**") + bullets(map(_counts, period.runs))
    text = Message(())
    for run in period.runs:
        text += phrase("**{day}**", day=day_text(run.day))
        text += bullets([person_line(person) for person in run.placed])
    return text


def _counts(run: RunReport) -> str:
    """ "Thursday 5 November: 171 of 198 shared, 12 late; 2 away"."""
    day = Period(run.standup, run.day, run.day, (run,))
    rate, on_time = figures.participation(day), figures.on_time(day)
    late = on_time.whole - on_time.part
    told = sentence("{day}: {part} of {whole} shared")
    if not run.standup.has_schedule:
        told = sentence("{day}: {shared} shared")
    line = spoken(
        told, day=day_text(run.day), part=rate.part, whole=rate.whole, shared=day.unprompted
    )
    if late:
        line += ", " + spoken("{count} late", count=late)
    if away := figures.not_blamed(day)[Standing.AWAY]:
        line += "; " + spoken("{count} away", count=away)
    return line


def person_line(person: Presence) -> str:
    """ "Ana: shared (2 done, 1 partly)"."""
    outcomes = outcomes_text(person.outcomes)
    line = f"{person_text(person.name)}: {spoken(WORDS[person.standing])}"
    return f"{line} ({outcomes})" if outcomes else line


def _unheld(period: Period) -> Message:
    if not period.unheld:
        return Message(())
    days = names_text([day_text(day) for day in period.unheld])
    return phrase("__I was down, so nobody was asked: {days}.__", days=days)
