"""Which pages there are and what stands on each: one look at the log, a month at a time."""

import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from importlib import resources
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from standup.core.consent import UNSAID, Consent, may_be_published
from standup.core.language import ENGLISH, speaking, spoken
from standup.core.learning_log import permalinks
from standup.core.learning_log.entries import Entry, Merged, tags
from standup.core.model import Instance, Standup
from standup.core.reports.report import SOMEBODY
from standup.core.summaries import prompt
from standup.core.summaries.summary import OF_A_MONTH, Summary, extract
from standup.core.wording.times import full_day_text, month_text
from standup.errors import StandupError
from standup.pages import items, living, shown
from standup.pages.feed import MOST, feed
from standup.pages.folder import Folder
from standup.pages.items import Line, People
from standup.pages.living import Published
from standup.pages.shown import Link, Told
from standup.pages.words import clean, link, tell, tell_many
from standup.store import consents, outbox, runs, summaries
from standup.store.database import Transaction
from standup.store.summaries import Period

if TYPE_CHECKING:
    from jinja2 import Environment

LATEST = 8  # reports on the first page


@dataclass(slots=True)
class Counts:
    """What was published: how many reports, of whom, and how much of the folder changed."""

    reports: int = 0
    people: dict[str, str] = field(default_factory=dict)
    pages: int = 0
    written: int = 0
    removed: int = 0


class Site:
    """A site in the making. `url`, where it will be, is what the feed's links begin with."""

    def __init__(self, instance: Instance, folder: Folder, url: str = "") -> None:
        self._standups = {
            one.id: one
            for one in instance.standups
            if one.publish != "nobody" and not one.is_internal
        }
        spoken_there = {one.language for one in self._standups.values()}
        self._language = spoken_there.pop() if len(spoken_there) == 1 else ENGLISH
        self._merged = Merged.of(instance.tags)
        self._folder = folder
        self._url = f"{url.rstrip('/')}/" if url else ""
        self._pages = _templates()
        self._counts = Counts()
        self._names: dict[str, str] = {}
        self._months: list[Link] = []
        self._subjects: Counter[str] = Counter()
        self._kinds: Counter[str] = Counter()
        self._latest: list[Entry] = []
        self._zone = instance.zone
        self._known = {person.id: person.name for person in instance.people}
        self._items: list[Published] = []
        self._items_of: dict[date, list[Line]] = {}
        self._sources: set[str] = set()
        self._began: dict[str, str] = {}
        self._front: dict[str, Any] = {}

    @property
    def title(self) -> str:
        """What the site is called."""
        titles = [standup.title for standup in self._standups.values()]
        return clean(titles[0]) if len(titles) == 1 else spoken("What we learn")

    async def make(self, tx: Transaction) -> Counts:
        """Write all of it, and remove what is no longer true."""
        with speaking(self._language):
            return await self._make(tx)

    async def _make(self, tx: Transaction) -> Counts:
        agreed = await consents.everybodys(tx)
        standups = tuple(self._standups.values())
        self._items = await living.published(tx, standups, self._zone, agreed)
        self._items_of = items.by_day(self._items)
        self._sources = {one.item.source for one in self._items}
        with tempfile.TemporaryDirectory() as room:
            spool = _Spool(Path(room))
            for first in await runs.months(tx, tuple(self._standups)):
                await self._month(tx, first, agreed, spool)
            self._of_each(spool)
        self._of_items()
        self._indexes()
        site = await outbox.prefix(tx)
        latest = feed(self.title, self._latest, site, self._url, self._of_tag)
        self._folder.write("feed.xml", latest)
        style = resources.files("standup.pages") / "style.css"
        self._folder.write("style.css", style.read_bytes())
        self._counts.removed = self._folder.sweep()
        self._counts.pages, self._counts.written = self._folder.pages, self._folder.written
        return self._counts

    async def _month(
        self, tx: Transaction, first: date, agreed: Mapping[str, Consent], spool: "_Spool"
    ) -> None:
        found, told, whole = list[Entry](), list[Entry](), dict[str, bool]()
        for standup in self._standups.values():
            there = await summaries.reports(tx, Period(standup.id, f"{first:%Y-%m}"))
            told = [entry for entry in there if self._may(standup, entry, agreed)]
            whole[standup.id] = len(told) == len(there)
            found += [self._public(entry) for entry in told if shown.message(entry).blocks]
        if not found:
            return
        found.sort(key=lambda entry: (entry.day, entry.at, entry.id), reverse=True)
        found = [self._by_latest_name(entry) for entry in found]
        summary = await self._summary(tx, first, found, whole)
        page = shown.month(first, found, summary, self._of_tag)
        address = permalinks.of_month(first)
        self._write(address, "month.html", page)
        self._months.append(Link(address, month_text(first), len(found)))
        self._front = self._front or {**page, "address": address}
        self._days(found)
        self._note(found, spool)

    def _may(self, standup: Standup, entry: Entry, agreed: Mapping[str, Consent]) -> bool:
        consent = agreed.get(entry.person, UNSAID)
        is_somebody = entry.name != SOMEBODY
        return is_somebody and may_be_published(standup, entry.standup, consent, entry.day)

    def _public(self, entry: Entry) -> Entry:
        """A report that is found by no more than what readers see of it."""
        return replace(entry, tags=self._tags(shown.words(entry)))

    def _by_latest_name(self, entry: Entry) -> Entry:
        """A report under the name that its author goes by now; the latest are met first."""
        return replace(entry, name=self._names.setdefault(entry.person, entry.name))

    def _of_tag(self, tag: str) -> str:
        """The page of a tag, whichever of its names was used."""
        return permalinks.of_tag(self._merged.names([tag])[0])

    async def _summary(
        self, tx: Transaction, first: date, found: Sequence[Entry], whole: Mapping[str, bool]
    ) -> Summary:
        """What a model wrote where all that it was shown is published; else their own sentences."""
        if len(self._standups) == 1 and all(whole.values()):
            [standup] = self._standups.values()
            written = await summaries.of(tx, Period(standup.id, f"{first:%Y-%m}"))
            statements = prompt.from_data(written.statements, found) if written else ()
            if written and statements and standup.summary == "model":
                return Summary(statements, written.model)
        return extract(found, OF_A_MONTH)

    def _days(self, found: Sequence[Entry]) -> None:
        for day, entries in groupby(found, key=lambda entry: entry.day):
            by_standup = sorted(entries, key=lambda entry: entry.standup.id)
            parts = [
                {
                    "title": clean(of_one[0].standup.title),
                    "authors": shown.authors(of_one, self._of_tag),
                }
                for of_one in (list(g) for _, g in groupby(by_standup, lambda e: e.standup.id))
            ]
            context = {
                "title": full_day_text(day),
                "iso": day.isoformat(),
                "parts_shown": parts,
                "month": Link(permalinks.of_month(day), month_text(day)),
                "items": self._items_of.get(day, []),
            }
            self._write(permalinks.of_day(day), "day.html", context)

    def _note(self, found: Sequence[Entry], spool: "_Spool") -> None:
        """Keep what the pages of people, subjects and kinds will say of these reports."""
        self._counts.reports += len(found)
        for entry in found:
            source = f"report/{entry.check_in.id}" if entry.check_in else ""
            if source in self._sources:
                self._began[source] = permalinks.of_entry(entry.day, entry.id)
        for entry in shown.one_a_day(found):
            told = Told.of(entry)
            self._counts.people.setdefault(entry.person, told.name)
            spool.add(permalinks.of_person(entry.person), told)
            if entry.kind:
                spool.add(permalinks.of_kind(entry.kind), told)
        for tag in {tag for entry in found for tag in entry.tags}:
            for entry in shown.one_a_day(e for e in found if tag in e.tags):
                self._subjects[tag] += 1
                spool.add(permalinks.of_tag(tag), Told.of(entry))
        self._latest += found[: MOST - len(self._latest)]
        self._kinds.update(shown.days_of_kinds(found))
        spool.flush()

    def _of_each(self, spool: "_Spool") -> None:
        for person, name in self._counts.people.items():
            self._list(spool, permalinks.of_person(person), name, "person")
        for tag in self._subjects:
            self._list(spool, permalinks.of_tag(tag), f"#{clean(tag)}", "subject")
        for kind in self._kinds:
            self._list(spool, permalinks.of_kind(kind), clean(kind), "kind")

    def _list(self, spool: "_Spool", address: str, title: str, what: str) -> None:
        months = [
            {"title": month_text(date.fromisoformat(f"{month}-01")), "lines": list(lines)}
            for month, lines in groupby(spool.read(address), key=lambda told: told.iso[:7])
        ]
        self._write(address, "list.html", {"title": title, "what": what, "months": months})

    def _of_items(self) -> None:
        """The page of each item, and those of all; none where there is none."""
        if not self._items:
            return
        people = People({**self._known, **self._names}, self._counts.people)
        others = {one.item.number: one for one in self._items}
        for number, one in others.items():
            page = items.page(one, others, people, self._subjects, self._tags)
            page["report"] = self._began.get(one.item.source, "")
            self._write(permalinks.of_item(number), "item.html", page)
        lives = items.index(self._items, people)
        self._write(permalinks.ITEMS, "items.html", {"title": spoken("Items"), "lives": lives})
        drawn = items.mapped(self._items, people, self._subjects, self._tags)
        self._write(permalinks.MAP, "map.html", {"title": spoken("Map"), **drawn})

    def _tags(self, words: str) -> tuple[str, ...]:
        """The tags in words, each by the name that is used."""
        return self._merged.names(tags(words))

    def _indexes(self) -> None:
        people = [
            Link(permalinks.of_person(person), name)
            for person, name in sorted(
                self._counts.people.items(), key=lambda item: (item[1].casefold(), item[0])
            )
        ]
        subjects = shown.counted(self._subjects, permalinks.of_tag)
        kinds = shown.counted(self._kinds, permalinks.of_kind)
        latest = [Told.of(entry) for entry in shown.one_a_day(self._latest)[:LATEST]]
        lists = {"people": people, "subjects": subjects, "kinds": kinds}
        self._write("people.html", "people.html", {"title": spoken("People"), **lists})
        self._write("subjects.html", "subjects.html", {"title": spoken("Subjects"), **lists})
        front = {"title": "", "latest": latest, "months": self._months, "front": self._front}
        self._write("index.html", "index.html", {**front, **lists})

    def _write(self, address: str, template: str, context: Mapping[str, Any]) -> None:
        around = {
            "site": self.title,
            "up": shown.UP if "/" in address else "",
            "here": address,
            "has_kinds": bool(self._kinds),
            "has_items": bool(self._items),
            "language": self._language,
        }
        self._folder.write(address, self._pages.get_template(template).render(**around, **context))


class _Spool:
    """Lines for pages that span the months, kept outside of memory until each is written."""

    def __init__(self, room: Path) -> None:
        self._room = room
        self._waiting: dict[str, list[Told]] = {}

    def add(self, address: str, told: Told) -> None:
        self._waiting.setdefault(address, []).append(told)

    def flush(self) -> None:
        """Forget what was added."""
        for address, lines in self._waiting.items():
            with self._file(address).open("a", encoding="utf-8") as file:
                file.writelines(f"{json.dumps(asdict(told))}\n" for told in lines)
        self._waiting.clear()

    def read(self, address: str) -> Iterator[Told]:
        """What was added to a page, in order."""
        with self._file(address).open(encoding="utf-8") as file:
            yield from (Told(**json.loads(line)) for line in file)

    def _file(self, address: str) -> Path:
        return self._room / address.replace("/", ".")


def _templates() -> "Environment":
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415
    except ImportError:
        raise StandupError(
            'pages are made with `jinja2`: pip install "open-standup[pages]"'
        ) from None
    made = Environment(
        loader=PackageLoader("standup.pages"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    made.globals.update(tell=tell, tell_many=tell_many, link=link)
    return made
