"""Which items that live may be published, and what of each: what its author agreed to, and of its
logbook what each who said something agreed to; nothing that was said in a channel."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from standup.core.consent import UNSAID, Consent, may_be_published
from standup.core.lives.item import Item, News, NewsKind
from standup.core.lives.record import Record
from standup.core.model import Standup
from standup.core.zones import date_in
from standup.store import item_records, runs
from standup.store.database import Transaction
from standup.store.runs import Run

Agreed = Mapping[str, Consent]


@dataclass(frozen=True, slots=True)
class Published:
    """An item, with no more than may be published of it.

    `day` is when its author said it, `since` when it came into its state; `owner` is None where it
    is nobody's, or that person may not be named. `said` are the lines of its logbook that may be
    read, each with its day.
    """

    record: Record
    standup: Standup
    author: str
    day: date
    since: date
    owner: str | None
    said: tuple[tuple[date, News], ...]

    @property
    def item(self) -> Item:
        """The item; it followed from none that may not be published."""
        return self.record.item


@dataclass(frozen=True, slots=True)
class _Asking:
    """What decides what of a standup's items may be published: the runs that something was said in,
    and what people agreed to; the zone decides what day it was where there was no run."""

    standup: Standup
    zone: str
    runs: Mapping[int, Run]
    agreed: Agreed

    def day(self, at: datetime, run: int | None) -> date:
        """On which day something was said."""
        return date_in(self.zone, at) if run is None else self.runs[run].day

    def may(self, person: str | None, day: date, run: int | None) -> bool:
        """Whether what a person said on a day, in a run or besides, may be published."""
        if person is None:
            return False
        held = self.standup if run is None else self.runs[run].standup
        return may_be_published(self.standup, held, self.agreed.get(person, UNSAID), day)


async def published(
    tx: Transaction, standups: Sequence[Standup], zone: str, agreed: Agreed
) -> list[Published]:
    """The items of these standups that may be published, the newest first."""
    found, held = list[Published](), dict[int, Run]()
    for standup in standups:
        asking = _Asking(standup, standup.zone or zone, held, agreed)
        items = await item_records.in_standup(tx, standup.id)
        async for record in item_records.records(tx, items, {standup.id: standup}, zone):
            said = (record.item.run, *(news.run for news in record.news))
            for run in {run for run in said if run is not None} - held.keys():
                held[run] = await runs.get(tx, run)
            found += _published(record, asking)
    there = {one.item.number for one in found}
    found.sort(key=lambda one: -one.item.number)
    return [_among(one, there) for one in found]


def _published(record: Record, asking: _Asking) -> Iterator[Published]:
    """The item with what may be read of it, if any may."""
    item = record.item
    day = asking.day(item.begun_at, item.run)
    if not asking.may(item.author, day, item.run) or item.author is None:
        return
    told = [one for one in record.news if (one.text or one.value) and not one.replied_on]
    given = [asking.day(one.at, one.run) for one in told if one.kind is NewsKind.OWNER]
    said = tuple(
        (then, _named(one, then, asking))
        for one in told
        if asking.may(one.person, then := asking.day(one.at, one.run), one.run)
    )
    is_named = asking.may(item.owner, max(given, default=day), item.run)
    yield Published(
        record=replace(record, news=tuple(one for _, one in said)),
        standup=asking.standup,
        author=item.author,
        day=day,
        since=max(day, date_in(asking.zone, item.since)),
        owner=item.owner if is_named else None,
        said=said,
    )


def _named(news: News, day: date, asking: _Asking) -> News:
    """A line that names nobody as an owner who may not be named."""
    is_named = news.kind is not NewsKind.OWNER or asking.may(news.value, day, news.run)
    return news if is_named else replace(news, value="")


def _among(one: Published, there: set[int]) -> Published:
    """An item that names no other by its number but these."""
    origin = one.item.origin if one.item.origin in there else None
    said = tuple(
        (day, news)
        for day, news in one.said
        if news.kind is not NewsKind.ORIGIN or news.value == str(origin)
    )
    led_to = tuple(number for number in one.record.led_to if number in there)
    record = replace(one.record, item=replace(one.item, origin=origin), led_to=led_to)
    return replace(one, record=record, said=said)
