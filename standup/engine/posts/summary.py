"""What a run or a month amounts to, as it is told: wanted, made of what there is, and renewed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from standup.core import keys
from standup.core.consent import may_be_published
from standup.core.language import speaking
from standup.core.learning_log import permalinks
from standup.core.learning_log.entries import Entry
from standup.core.model import Instance, Standup
from standup.core.posts import Month, PostKind
from standup.core.summaries import prompt
from standup.core.summaries.summary import OF_A_MONTH, OF_A_RUN, Summary, extract
from standup.core.wording import summary as wording
from standup.engine.posts import whereabouts
from standup.engine.posts.posting import NEWS, Composed, Desk
from standup.store import consents, outbox, posts, runs, summaries
from standup.store.database import Transaction
from standup.store.posts import Stale
from standup.store.runs import Run
from standup.store.summaries import Period


async def want_of_run(tx: Transaction, standup: Standup | None, run: Run, now: datetime) -> None:
    """Ask for the summary of a run that is over, where its standup wants one."""
    if standup is None or standup.summary == "off":
        return
    await posts.want(tx, PostKind.SUMMARY, run.id, run.id)
    if standup.summary == "model":
        await summaries.want(tx, Period(standup.id, run.day.isoformat()), now)


async def want_of_month(tx: Transaction, standup: Standup, day: date, now: datetime) -> None:
    """Ask for the summary of last month, when this is the first run of a new one."""
    before = await runs.day_before(tx, standup.id, day)
    if standup.summary == "off" or before is None or _month(before) == _month(day):
        return
    period = Period(standup.id, _month(before))
    await _want_month(tx, period)
    if standup.summary == "model":
        await summaries.want(tx, period, now)


async def want_again(tx: Transaction, period: Period) -> None:
    """Have the summary of a day or month composed again."""
    if period.is_month:
        await _want_month(tx, period)
    elif run := await runs.of_day(tx, period.standup, period.days[0]):
        await posts.want(tx, PostKind.SUMMARY, run.id, run.id)


async def _want_month(tx: Transaction, period: Period) -> None:
    """It belongs to the month's first run, so that it goes when the first of its words do."""
    if held := await runs.between(tx, period.standup, *period.days):
        await posts.want(tx, PostKind.MONTH, Month(period.standup, period.text), held[0].id)


def _month(day: date) -> str:
    return day.isoformat()[:7]


async def links_of(
    tx: Transaction, instance: Instance, standup: Standup, found: Summary
) -> dict[int, str]:
    """Where the reports behind a summary stand on the site, by their ids: of those that may."""
    entries = [entry for statement in found.statements for entry in statement.sources]
    return await links_to(tx, instance, standup, entries)


async def links_to(
    tx: Transaction, instance: Instance, standup: Standup, entries: Sequence[Entry]
) -> dict[int, str]:
    """Where reports stand on the site, by their ids: of those that may."""
    if not instance.site or not entries:
        return {}
    agreed = {person: await consents.of(tx, person) for person in {one.person for one in entries}}
    return {
        one.id: f"{instance.site}/{permalinks.of_entry(one.day, one.id)}"
        for one in entries
        if may_be_published(standup, one.standup, agreed[one.person], one.day)
    }


async def compose(tx: Transaction, desk: Desk, post: Stale) -> Composed:
    """What a run or a month amounts to; where that is nothing, what was posted says no more."""
    run = await whereabouts.run_of(tx, post)
    standup = desk.directory().standups.get(run.standup.id, run.standup)
    is_month = post.kind is PostKind.MONTH
    period = Period(standup.id, run.day.isoformat()[: 7 if is_month else None])
    goes = await whereabouts.of_several(tx, post, standup if is_month else run.standup)
    found = await summary_of(tx, standup, period, is_posted=goes.to is None)
    if found is None:  # its model is still to answer
        return Composed(post)
    is_there = bool(goes.to) or await outbox.exists(tx, post.key_in(0))
    is_told = bool(found[0].statements) and standup.summary != "off"
    if not is_told and not is_there:
        return Composed(post)
    summary, left_out = found
    is_news = is_told and desk.clock.now().date() - period.days[1] <= NEWS
    told = partial(wording.summary, standup.title, period.days[0], summary, is_month=is_month)
    if is_month:
        links = await links_of(tx, desk.directory().instance, standup, summary)
        with speaking(standup.language):
            return replace(goes, message=told(left_out=left_out, links=links), is_news=is_news)
    with speaking(run.standup.language):
        message = told(left_out=left_out)  # its reports stand above it in the thread
        goes = replace(goes, message=message, is_news=is_news)
        return replace(goes, thread=keys.thread(run.id), title=whereabouts.title(run))


async def summary_of(
    tx: Transaction, standup: Standup, period: Period, *, is_posted: bool
) -> tuple[Summary, int] | None:
    """The summary of a period as it is now, and how many reports its model was not shown.

    None while a model is still to answer. One that is posted is made of what is.
    """
    written = await summaries.of(tx, period) if standup.summary == "model" else None
    if written and written.state in {"wanted", "asked"}:
        return None
    reports = await summaries.reports(tx, period)
    found = [one for one in reports if one.standup.is_posted or not is_posted]
    if written and (statements := prompt.from_data(written.statements, found)):
        return Summary(statements, written.model), written.left_out
    most = OF_A_MONTH if period.is_month else OF_A_RUN
    return extract(found, most), 0
