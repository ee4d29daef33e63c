"""The pictures of a period: which there are to see, and what each says to whoever does not look."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from standup.core.asking.measurement import metrics
from standup.core.kinds.table import rules
from standup.core.language import counted, sentence, spoken
from standup.core.messages.charts import Calendar, Chart, Columns, Curves, Kinds, Series
from standup.core.messages.markup import MOST_ALT, Message, Picture
from standup.core.reports import figures, measures
from standup.core.reports.figures import Rate
from standup.core.reports.measures import FEWEST, Amount, Measure
from standup.core.reports.metrics import settled
from standup.core.reports.report import Period, Standing
from standup.core.wording.times import date_text, dated_text, decimal_text, percent_text

FEWEST_POINTS, FEWEST_IN_CALENDAR = 4, 8
"""Days or weeks that make a course; of fewer, the words say all there is."""
MOST_MEASURES = 3
MOST_KINDS = 8
_FEWEST_OF_PERCENT = 10
_EVERY_DAY = timedelta(days=21)  # of a longer time, not each day is shown but each week


@dataclass(frozen=True, slots=True)
class Course:
    """A period day by day, or week by week; a day or week in which nobody was asked is empty."""

    points: tuple[tuple[date, Period], ...]
    by_week: bool
    with_year: bool

    @property
    def length(self) -> str:
        """ "over 12 weeks"."""
        count = len(self.held)
        if self.by_week:
            return counted("over 1 week", "over {count} weeks", count)
        return counted("on 1 day", "on {count} days", count)

    @property
    def held(self) -> tuple[date, ...]:
        """The days or weeks that are not empty."""
        return tuple(day for day, part in self.points if part.runs)

    def when(self, day: date) -> str:
        """ "on 8 October", "in the week of 5 October"."""
        if self.by_week:
            return spoken("in the week of {day}", day=self.day(day))
        return spoken("on {day}", day=self.day(day))

    def day(self, day: date) -> str:
        """The date, with its year where the period has several."""
        return dated_text(day) if self.with_year else date_text(day)


def with_pictures(message: Message, period: Period, *, own: bool = False) -> Message:
    """A report over a period, with its pictures after its words."""
    return message + Message(tuple(pictures(period, own=own).values()))


def pictures(period: Period, *, own: bool = False) -> dict[str, Picture]:
    """Every picture of a period, by a name for its file; `own` is one person's part, for them."""
    found = dict(_pictures(period, course(period), own=own))
    return {name: picture for name, picture in found.items() if picture is not None}


def _pictures(period: Period, over: Course, *, own: bool) -> Iterator[tuple[str, Picture | None]]:
    yield "kinds", _kinds(period) if len(over.held) >= FEWEST_POINTS else None
    if not own:
        yield "participation", _participation(period, over)
    yield "calendar", _calendar(period, over, own=own)
    yield "follow-through", _follow_through(period, over)
    for measure in measures.measures(period)[:MOST_MEASURES]:
        yield f"{measure.round}-{measure.question}", _curve(period, over, measure, own=own)
    if not own:
        yield from _metrics(period)


def _metrics(period: Period) -> Iterator[tuple[str, Picture | None]]:
    """The curve of each metric, with what was settled meanwhile."""
    from standup.core.wording.metric_curve import metric_curve  # noqa: PLC0415 - once it is drawn

    marks = settled(period)
    for metric in metrics(run.standup for run in period.runs):
        found = metric_curve(period, metric, marks)
        yield f"{metric.round}-{metric.question}", pictured(*found) if found else None


def course(period: Period) -> Course:
    """The period day by day or, where that is too much to look at, week by week."""
    nobody = replace(period, runs=())
    days = dict(figures.each_run(period, _whole)) | dict.fromkeys(period.unheld, nobody)
    weeks = dict(figures.each_week(period, _whole))
    is_long = bool(days) and max(days) - min(days) > _EVERY_DAY
    by_week = is_long and len(weeks) < len(period.runs)
    if by_week:
        number = (max(weeks) - min(weeks)).days // 7
        mondays = [min(weeks) + timedelta(weeks=n) for n in range(number + 1)]
        days = {monday: weeks.get(monday, nobody) for monday in mondays}
    years = {day.year for day in days}
    return Course(tuple(sorted(days.items(), key=_day)), by_week, len(years) > 1)


def _whole(part: Period) -> Period:
    return part


def _day(point: tuple[date, Period]) -> date:
    return point[0]


def _participation(period: Period, over: Course) -> Picture | None:
    rates = [(day, figures.participation(part)) for day, part in over.points]
    in_time = [_in_time(part) for _, part in over.points]
    if _held(rates) < FEWEST_POINTS:
        return None
    totals = [_percent(rate) for _, rate in rates]
    late = [None if a is None or b is None else a - b for a, b in zip(totals, in_time, strict=True)]
    chart = Columns(
        title=spoken("Participation"),
        note=_note(period, spoken("who shared, of those who were asked")),
        days=tuple(day for day, _ in rates),
        series=_parts((spoken("in time"), in_time), (spoken("late or in part"), late)),
        last=_last_text(rates),
    )
    return pictured(
        chart,
        spoken("Participation {over}: {rates}", over=over.length, rates=_rates_told(over, rates)),
    )


def _in_time(part: Period) -> float | None:
    """Who shared all they were asked for in time, in hundredths of those who were asked."""
    asked = figures.participation(part).whole
    return _percent(Rate(part.standings[Standing.SHARED], asked))


def _follow_through(period: Period, over: Course) -> Picture | None:
    rates = [(day, figures.follow_through(part)) for day, part in over.points]
    if _held(rates) < FEWEST_POINTS:
        return None
    done = [_percent(figures.finished(part)) for _, part in over.points]
    kept = [_percent(rate) for _, rate in rates]
    partly = [None if a is None or b is None else a - b for a, b in zip(kept, done, strict=True)]
    chart = Columns(
        title=spoken("Follow-through"),
        note=_note(period, spoken("what was done, of what was planned and not changed")),
        days=tuple(day for day, _ in rates),
        series=_parts((spoken("done"), done), (spoken("partly done"), partly)),
        last=_last_text(rates),
    )
    return pictured(
        chart,
        spoken("Follow-through {over}: {rates}", over=over.length, rates=_rates_told(over, rates)),
    )


def _parts(*named: tuple[str, list[float | None]]) -> tuple[Series, ...]:
    """The parts of the columns; one that is nothing on any day needs no name."""
    parts = [Series(name, tuple(values)) for name, values in named if any(values)]
    return tuple(parts) or (Series(named[0][0], tuple(named[0][1])),)


def _last_text(rates: list[tuple[date, Rate]]) -> str:
    return next(_rate_text(rate) for _, rate in reversed(rates) if rate.whole)


def _calendar(period: Period, over: Course, *, own: bool) -> Picture | None:
    rates = dict(figures.each_run(period, figures.participation))
    days = tuple(sorted({*rates, *period.unheld}))
    held = [rate for rate in rates.values() if rate.whole]
    if len(days) < FEWEST_IN_CALENDAR or not held:
        return None
    shares = tuple(_share(rates.get(day)) for day in days)
    note = sentence("Each day · who shared, of those who were asked")
    if own:
        note = sentence("Each day · the days on which you shared")
    chart = Calendar(period.standup.title, spoken(note), days, shares, own)
    words = spoken(
        "Calendar of {count} days from {first} to {last}:",
        count=len(held),
        first=over.day(days[0]),
        last=over.day(days[-1]),
    )
    words += " " + _calendar_told(held, own=own)
    if len(held) < len(days):
        left_out = sentence("On {count} more nobody was asked.")
        if own:
            left_out = sentence("On {count} more you weren’t asked.")
        words += " " + spoken(left_out, count=len(days) - len(held))
    return pictured(chart, words)


def _calendar_told(held: list[Rate], *, own: bool) -> str:
    if own:
        return spoken("you shared on {count} of them.", count=sum(rate.part > 0 for rate in held))
    many = sum(10 * rate.part >= 9 * rate.whole for rate in held)
    return spoken("on {count} of them at least 9 of 10 shared.", count=many)


def _kinds(period: Period) -> Picture | None:
    counts = sorted(measures.kinds(period).items(), key=lambda item: -item[1])
    if len(counts) < 2:
        return None
    shown, others = counts[:MOST_KINDS], sum(count for _, count in counts[MOST_KINDS:])
    shown += [(spoken("others"), others)] * bool(others)
    chart = Kinds(
        title=spoken("Kinds of learning"),
        note=_note(period, spoken("how often each was chosen")),
        names=tuple(name for name, _ in shown),
        counts=tuple(count for _, count in shown),
    )
    told = ", ".join(f"{name} {count}" for name, count in shown)
    return pictured(
        chart, spoken("Kinds of learning, by how often each was chosen: {kinds}.", kinds=told)
    )


def _curve(period: Period, over: Course, measure: Measure, *, own: bool) -> Picture | None:
    fewest = 1 if own else FEWEST
    amounts = [(day, measures.amount(part, measure, fewest)) for day, part in over.points]
    known = [(day, amount) for day, amount in amounts if amount is not None]
    if len(known) < FEWEST_POINTS:
        return None
    measuring = rules(measure.kind).measuring
    bounded = measuring is not None and measuring.is_bounded
    what = spoken("what you gave") if own else spoken("the mean of the answers")
    chart = Curves(
        title=measure.ask,
        note=_note(period, what),
        days=tuple(day for day, _ in amounts),
        series=(
            Series(spoken("mean"), tuple(None if a is None else float(a.mean) for _, a in amounts)),
        ),
        unit=measure.unit,
        low=float(measure.low) if bounded else None,
        high=float(measure.high) if bounded else None,
        ends=_ends(period, measure),
    )
    about = f"{measure.ask} {what[0].upper()}{what[1:]}"
    return pictured(chart, f"{about}, {_amounts_told(over, known, measure)}")


def _ends(period: Period, measure: Measure) -> tuple[str, ...]:
    """What the two ends of a scale are called, as it was asked last."""
    measuring = rules(measure.kind).measuring
    for run in reversed(period.runs):
        for round_ in run.standup.rounds:
            for question in round_.questions:
                if (round_.id, question.id) == (measure.round, measure.question):
                    return measuring.ends(question.labels) if measuring else ()
    return ()


def pictured(chart: Chart, words: str) -> Picture:
    """The picture; what is too long for some platform, such as a question, is cut."""
    if len(words.encode()) > MOST_ALT:
        words = words.encode()[: MOST_ALT - 3].decode(errors="ignore") + "…"
    return Picture(chart, words)


def _rates_told(over: Course, rates: list[tuple[date, Rate]]) -> str:
    known = [(day, rate) for day, rate in rates if rate.whole]
    lowest = min(known, key=lambda one: Fraction(one[1].part, one[1].whole))
    return _ends_told(
        over, [(day, _rate_text(rate)) for day, rate in (known[0], known[-1], lowest)]
    )


def _amounts_told(over: Course, known: list[tuple[date, Amount]], measure: Measure) -> str:
    lowest = min(known, key=lambda one: one[1].mean)
    unit = f" {measure.unit}" if measure.unit else ""
    three = (known[0], known[-1], lowest)
    return f"{over.length}: " + _ends_told(
        over, [(day, decimal_text(f"{float(amount.mean):.1f}") + unit) for day, amount in three]
    )


def _ends_told(over: Course, three: list[tuple[date, str]]) -> str:
    """ "71% on 1 October, 86% on 17 December, lowest 64% on 8 October."."""
    (first, at_first), (last, at_last), (lowest, least) = three
    began, ended = (f"{text} {over.when(day)}" for day, text in three[:2])
    if at_first == at_last == least:
        return f"{began}, {ended}."
    if lowest == first:
        return spoken("{began}, the lowest, {ended}.", began=began, ended=ended)
    if lowest == last:
        return spoken("{began}, {ended}, the lowest.", began=began, ended=ended)
    told = sentence("{began}, {ended}, lowest {least} {when}.")
    return spoken(told, began=began, ended=ended, least=least, when=over.when(lowest))


def _rate_text(rate: Rate) -> str:
    """ "71%", or the counts, where they are so small that a percentage would say too much."""
    if rate.whole >= _FEWEST_OF_PERCENT:
        return percent_text(rate.percent or 0)
    return spoken("{part} of {whole}", part=rate.part, whole=rate.whole)


def _note(period: Period, what: str) -> str:
    return f"{period.standup.title} · {what}"


def _held(rates: list[tuple[date, Rate]]) -> int:
    return sum(bool(rate.whole) for _, rate in rates)


def _percent(rate: Rate) -> float | None:
    return None if rate.share is None else float(100 * rate.share)


def _share(rate: Rate | None) -> float | None:
    return None if rate is None or rate.share is None else float(rate.share)
