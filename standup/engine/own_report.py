"""A person's own report: told to them alone, and wanted as a post where they share it."""

from collections.abc import Sequence
from datetime import date

from standup.core.commands import History, MyReport
from standup.core.dates import reader
from standup.core.messages.markup import Message
from standup.core.polls import is_poll
from standup.core.posts import Shared
from standup.core.reports.report import Period
from standup.core.wording import own_report as wording
from standup.core.wording.pictures import with_pictures
from standup.engine.granted import Granted
from standup.engine.occasion import Occasion
from standup.store import records

_LATEST = 5  # days of a person's own that are shown at once


async def answer(at: Occasion, wish: MyReport) -> Granted:
    """A person's own report, told to them or to be posted where they wish to."""
    if wish.unclear:
        return Granted(wording.days_unclear(wish.unclear, share=wish.share), shows_others=False)
    first, last = _days(at, wish)
    found = await records.periods_of(at.tx, at.person.id, first, last, at.now)
    periods = [one for one in found if not is_poll(one.standup.id)]
    return _share(at, periods) if wish.share else Granted(_told(periods, first, last))


async def history(at: Occasion, wish: History) -> Granted:
    """What a person shared last, told to them alone."""
    found = await records.latest_of(at.tx, at.person.id, wish.standup, _LATEST, at.now)
    return Granted(wording.history(found), shows_others=False)


def _told(periods: Sequence[Period], first: date, last: date) -> Message:
    """All of it, with what there is to look at."""
    text = wording.own_report(periods, first, last)
    for period in periods:
        text = with_pictures(text, period, own=True)
    return text


def _days(at: Occasion, wish: MyReport) -> tuple[date, date]:
    if wish.first and wish.last:
        return wish.first, wish.last
    found = reader.reported("", at.today)
    assert found is not None
    return found.first, found.last


def _share(at: Occasion, periods: Sequence[Period]) -> Granted:
    """Each standup's part is posted in its own channels, and nowhere else."""
    takes_part = {s.id for s in at.directory.standups_of(at.person) if s.is_posted}
    told, titles, shared = [], [], []
    for period in (one.posted for one in periods):
        if period.standup.id in takes_part and period.has_words:
            shared.append(_subject(period, at.person.id))
            told.append(wording.shared_report(period.author, period))
            titles.append(at.directory.standups[period.standup.id].title)
    text = wording.confirmed(told, titles) if told else wording.nothing_to_share()
    return Granted(text, shared=tuple(shared))


def _subject(period: Period, person: str) -> Shared:
    return Shared(period.standup.id, period.last, person, period.first)
