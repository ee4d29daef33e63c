"""Reading the store for reports: a run, a period, one person's part."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from standup.core import schedule
from standup.core.asking.answers import Numbers
from standup.core.asking.check_in import CheckIn
from standup.core.lives.item import Item
from standup.core.model import Standup
from standup.core.reports.metrics import Course, metric
from standup.core.reports.report import (
    Addition,
    Figures,
    Period,
    RunReport,
    Settled,
    Theirs,
    compile_run,
    figures,
)
from standup.core.zones import date_in
from standup.store import (
    asking,
    check_ins,
    items,
    metrics,
    openings,
    remains,
    runs,
    writings,
)
from standup.store.database import Transaction
from standup.store.instants import from_ms
from standup.store.runs import Run
from standup.store.some import EVERYBODY, Some, one

_DAY, _MIDNIGHT = timedelta(days=1), timedelta(0)
_LOOKED_THROUGH = 200  # of the runs of one person, for those of one standup


async def run_report(tx: Transaction, run: Run, now: datetime, some: Some = EVERYBODY) -> RunReport:
    """A run as it stands, or the part that some people have in it."""
    return (await as_of(tx, run, some))(now)


async def numbers(tx: Transaction, report: RunReport) -> dict[int, Numbers]:
    """The numbers of what lives on from what was shared in a run, by the check-in."""
    return await _numbers(tx, [one for person in report.people for one in person.shared])


async def numbers_of(tx: Transaction, check_in: CheckIn) -> Numbers:
    """The numbers of what lives on from a check-in, by its question and its line as written."""
    return (await _numbers(tx, [check_in])).get(check_in.id, {})


async def _numbers(tx: Transaction, check_ins: Sequence[CheckIn]) -> dict[int, Numbers]:
    living = {
        f"report/{one.id}": one
        for one in check_ins
        if any(question.life for question in one.round.questions)
    }
    if not living:
        return {}
    from standup.core.lives.lines import written  # noqa: PLC0415 - where anything lives

    begun = await items.of_sources(tx, living.keys())
    found = {(one.source, one.question, one.place): one.number for one in begun}
    return {
        check_in.id: {
            (question.id, line): found[source, question.id, place]
            for question in check_in.round.questions
            for place, line in enumerate(written(check_in, question))
            if (source, question.id, place) in found
        }
        for source, check_in in living.items()
    }


async def as_of(
    tx: Transaction, run: Run, some: Some = EVERYBODY
) -> Callable[[datetime], RunReport]:
    """The same as it stands at any instant, if nothing more happens."""
    return partial(
        compile_run,
        run.standup,
        run.day,
        await runs.roster(tx, run.id, some),
        await check_ins.of_run(tx, run.id, some),
        await _additions(tx, run.id, some),
        await asking.unreached(tx, run.id, some),
        closed=run.closed_at is not None,
        missed=await missed(tx, run),
        figures=await remains.of(tx, run.id, some),
    )


async def missed(tx: Transaction, run: Run) -> tuple[tuple[str, str], ...]:
    """The openings of a run in which nobody was asked, as (round, zone); where some alone chose
    another time, others were."""
    found = await openings.missed(tx, run.standup.id, run.day, run.day)
    return tuple((due.round, due.zone) for due in found if not due.times)


async def figures_of(tx: Transaction, run: Run, person: str, now: datetime) -> Figures:
    """What stays of one person's run when its words go."""
    closed = run.closed_at is not None
    skipped = await runs.roster(tx, run.id, one(person))
    asked = {person: await check_ins.of_participant(tx, run.id, person)}
    unreached = await asking.unreached(tx, run.id, one(person))
    report = compile_run(
        standup=run.standup,
        day=run.day,
        roster=skipped,
        check_ins=asked,
        additions={},
        unreached=unreached,
        now=now,
        closed=closed,
    )
    return figures(run.standup, report.people[0])


async def _additions(
    tx: Transaction, run: int, some: Some = EVERYBODY
) -> dict[str, list[Addition]]:
    """The updates of a run, or those of some people, by person."""
    rows = await tx.all(
        "SELECT a.person, a.id, a.text, a.said_at FROM addition a"
        f" WHERE a.run_id = ?{some.among('a')} ORDER BY a.id",
        run,
        *some.parameters,
    )
    found: dict[str, list[Addition]] = {}
    for author_id, number, text, said_at in rows:
        found.setdefault(author_id, []).append(Addition(number, text, from_ms(said_at)))
    return found


async def addition(tx: Transaction, number: int) -> tuple[str, str, bool]:
    """An update's author by name, what it says, and whether it is on their plan instead."""
    row = await tx.one(
        "SELECT p.name, a.text, a.message FROM addition a"
        " JOIN participant p ON p.run_id = a.run_id AND p.person = a.person WHERE a.id = ?",
        number,
    )
    assert row is not None
    return row[0], row[1], row[2] == writings.planned(number)


async def author(tx: Transaction, check_in: int) -> str:
    """The name of a check-in's person, as of its run."""
    row = await tx.one(
        "SELECT p.name FROM check_in c"
        " JOIN participant p ON p.run_id = c.run_id AND p.person = c.person WHERE c.id = ?",
        check_in,
    )
    assert row is not None
    return str(row[0])


async def period(
    tx: Transaction, standup: Standup, first: date, last: date, now: datetime
) -> Period:
    """The runs of a standup between two dates, both included."""
    held_runs = await runs.between(tx, standup.id, first, last)
    reports = [(await run_report(tx, run, now)).counted for run in held_runs]
    held = {report.day for report in reports}
    missed = {due.day for due in await openings.missed(tx, standup.id, first, last)} - held
    zone = standup.zone or "UTC"
    since, until = (schedule.instant(d, _MIDNIGHT, zone) for d in (first, last + _DAY))
    settled = tuple(
        Settled(number, life, state, date_in(zone, at))
        for number, life, state, at in await items.settled(tx, standup.id, since, until)
    )
    asked = [run.standup for run in held_runs]
    measured = await metrics.until(tx, standup.id, asked, last)
    unheld = tuple(sorted(missed))
    return Period(standup, first, last, tuple(reports), unheld, settled, measured)


async def courses(tx: Transaction, run: Run) -> tuple[Course, ...]:
    """How the metrics of a run's team went in it, for those who read the run."""
    measured = await metrics.until(tx, run.standup.id, [run.standup], run.day)
    read = RunReport(run.standup, run.day, run.closed_at is not None, ())
    period = Period(run.standup, run.day, run.day, (read,), measurements=measured)
    return metric(period.posted if run.standup.is_posted else period)


async def periods_of(
    tx: Transaction, person: str, first: date, last: date, now: datetime
) -> list[Period]:
    """One person's part of the runs between two dates, both included: a period a standup."""
    rows = await tx.all(
        "SELECT r.id, p.name, p.skipped FROM run r JOIN participant p ON p.run_id = r.id"
        " WHERE p.person = ? AND r.day BETWEEN ? AND ? ORDER BY r.day, r.id",
        person,
        first.isoformat(),
        last.isoformat(),
    )
    reports: dict[str, list[RunReport]] = {}
    for number, name, skipped in rows:
        run = await runs.get(tx, number)
        found = (await _part(tx, run, (person, name, bool(skipped)), now)).counted
        if found.people:
            reports.setdefault(run.standup.id, []).append(found)
    periods = [Period(held[-1].standup, first, last, tuple(held)) for held in reports.values()]
    return [replace(one, items=await _items(tx, person, one)) for one in periods]


async def _items(tx: Transaction, person: str, period: Period) -> tuple[Theirs, ...]:
    """What somebody carries on in a standup, and what came in a period of what they did."""
    zone = period.standup.zone or _zone(period.runs[-1])
    since = schedule.instant(period.first, _MIDNIGHT, zone)
    until = schedule.instant(period.last + _DAY, _MIDNIGHT, zone)
    found = await items.of_owner(tx, person, period.standup.id, since, until)
    return tuple(
        [
            Theirs(
                item,
                date_in(zone, item.since),
                await _is_posted(tx, item, person),
            )
            for item in found
        ]
    )


def _zone(report: RunReport) -> str:
    """In which zone the person of a report of their own was asked."""
    asked = (one for person in report.people for one in person.check_ins if one is not None)
    return next((one.zone for one in asked), "UTC")


async def _is_posted(tx: Transaction, item: Item, person: str) -> bool:
    """Whether an item is of somebody's own words in a report that was posted."""
    is_reported = item.author == person and item.source.startswith("report/")
    return is_reported and item.run is not None and (await runs.get(tx, item.run)).standup.is_posted


async def latest_of(
    tx: Transaction, person: str, standup: str | None, most: int, now: datetime
) -> list[RunReport]:
    """One person's part of the runs in which they shared something last, the latest first."""
    rows = await tx.all(
        "SELECT DISTINCT run_id FROM check_in WHERE person = ? AND posted = 1"
        " ORDER BY run_id DESC LIMIT ?",
        person,
        _LOOKED_THROUGH,
    )
    found: list[RunReport] = []
    for (number,) in rows:
        if len(found) == most:
            break
        run = await runs.get(tx, number)
        if standup in {None, run.standup.id}:
            [who] = await runs.roster(tx, number, one(person))
            found.append(await _part(tx, run, who, now))
    return [report for report in found if report.people[0].has_words]


async def _part(tx: Transaction, run: Run, who: tuple[str, str, bool], now: datetime) -> RunReport:
    """One person's part of a run, without what hinders them."""
    person = who[0]
    asked = {person: await check_ins.of_participant(tx, run.id, person)}
    kept = await remains.of(tx, run.id, one(person))
    additions = await _additions(tx, run.id, one(person))
    unreached = await asking.unreached(tx, run.id, one(person))
    closed = run.closed_at is not None
    return compile_run(
        standup=run.standup,
        day=run.day,
        roster=[who],
        check_ins=asked,
        additions=additions,
        unreached=unreached,
        now=now,
        closed=closed,
        figures=kept,
    )


async def standup_as_held(tx: Transaction, standup_id: str) -> Standup | None:
    """A standup as its latest run was opened, for one no longer in the configuration."""
    day = await runs.latest_day(tx, standup_id)
    run = await runs.of_day(tx, standup_id, day) if day else None
    return run.standup if run else None
