"""What a template is given: reports, people, subjects, each with its words and its address."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby
from typing import Any

from markupsafe import Markup

from standup.core.asking.answers import answer
from standup.core.learning_log import permalinks
from standup.core.learning_log.entries import Entry, links
from standup.core.messages.markup import Italic, Message, plain, quote, say
from standup.core.summaries.summary import Summary, passages, told_in
from standup.core.text.sentences import sentences
from standup.core.wording.summary import made_for_all
from standup.core.wording.times import date_text, full_day_text, month_text
from standup.pages.words import Address, clean, html, link_html, text_html

_SHORT = 200  # characters

UP = "../"
"""How a page in a folder finds what is beside that folder."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where something leads, and what it is called; `count`, where it counts, is of reports."""

    address: str
    title: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """A report in full."""

    anchor: str
    title: str
    body: Markup


@dataclass(frozen=True, slots=True)
class Author:
    """What one person shared on a day."""

    name: str
    address: str
    kind: Link | None
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A line on a report elsewhere: by whom, when, its first words and its address."""

    address: str
    day: str
    iso: str
    name: str
    person: str
    standup: str
    round: str
    words: str

    @classmethod
    def of(cls, entry: Entry) -> "Told":
        """The line on a report."""
        return cls(
            permalinks.of_entry(entry.day, entry.id),
            full_day_text(entry.day),
            entry.day.isoformat(),
            clean(entry.name),
            permalinks.of_person(entry.person),
            clean(entry.standup.title),
            clean(entry.title),
            clean(_first_words(entry)),
        )


def one_a_day(entries: Iterable[Entry]) -> list[Entry]:
    """Of what each person shared on a day, the report that tells most, in their order."""
    best: dict[tuple[date, str, str], Entry] = {}
    for entry in entries:
        key = (entry.day, entry.standup.id, entry.person)
        if key not in best or _tells(entry) > _tells(best[key]):
            best[key] = entry
    return list(best.values())


def _tells(entry: Entry) -> float:
    return max((one.weight for one in passages(entry) if one.text.strip()), default=0.0)


def _first_words(entry: Entry) -> str:
    """The first sentence of what tells most."""
    told = sorted(passages(entry), key=lambda one: -one.weight)
    whole = ((one.about, sentence) for one in told for sentence in sentences(one.text))
    short = ((one.about, one.text.strip()[:_SHORT]) for one in told if one.text.strip())
    about, words = next(chain(whole, short), ("", ""))
    return f"{about}: {words}" if about else words


def authors(entries: Iterable[Entry], of_tag: Address) -> tuple[Author, ...]:
    """Who shared what on one day of one standup, by name, each in the order of the day."""
    by_person = sorted(entries, key=lambda e: (clean(e.name).casefold(), e.person, e.at, e.id))
    by_each = groupby(by_person, key=lambda entry: entry.person)
    return tuple(_author(list(of_one), of_tag) for _, of_one in by_each)


def _author(entries: Sequence[Entry], of_tag: Address) -> Author:
    last = entries[-1]
    kind = Link(permalinks.of_kind(last.kind), clean(last.kind)) if last.kind else None
    address = permalinks.of_person(last.person)
    reports = tuple(_report(entry, of_tag) for entry in entries)
    return Author(clean(last.name), address, kind, reports)


def _report(entry: Entry, of_tag: Address) -> Report:
    return Report(
        permalinks.anchor(entry.id),
        clean(entry.title),
        html(message(entry), of_tag),
    )


def message(entry: Entry) -> Message:
    """What readers are shown of a report: its words, not how somebody felt or how long they had."""
    if entry.check_in is None:
        return quote(entry.update)
    asked, shown = told_in(entry.check_in), Message(())
    for question in asked:
        if len(asked) > 1:
            shown += say(Italic(question.ask))
        shown += answer(entry.check_in.reading(question).value)
    return shown


def words(entry: Entry) -> str:
    """The same as bare text, without the questions: whoever wrote those marked nothing here."""
    check_in = entry.check_in
    if check_in is None:
        return entry.update
    said = [answer(check_in.reading(question).value) for question in told_in(check_in)]
    return "\n".join(map(plain, said))


def month(day: date, entries: Sequence[Entry], summary: Summary, of_tag: Address) -> dict[str, Any]:
    """What a month's template is given; the latest day stands first."""
    return {
        "title": month_text(day),
        "statements": _statements(summary, of_tag),
        "made_by": clean(made_for_all(summary)),
        "reports": len(entries),
        "people": len({entry.person for entry in entries}),
        "days": _days(entries),
        "kinds": kinds(entries),
        "subjects": subjects(entries),
        "links": _links(entries),
    }


def _statements(summary: Summary, of_tag: Address) -> list[dict[str, Any]]:
    """The statements with those they rest on; in people's own words they are quotations."""
    return [
        {
            "about": clean(one.about),
            "text": text_html(one.text, of_tag),
            "quoted": summary.model is None,
            "sources": [Told.of(entry) for entry in one.sources],
        }
        for one in summary.statements
    ]


def _days(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    found: dict[date, dict[str, str]] = {}
    for entry in entries:
        found.setdefault(entry.day, {})[entry.person] = clean(entry.name)
    return [
        {
            "address": permalinks.of_day(day),
            "iso": day.isoformat(),
            "title": date_text(day),
            "people": [
                Link(permalinks.of_person(person), name)
                for person, name in sorted(names.items(), key=lambda i: (i[1].casefold(), i[0]))
            ],
        }
        for day, names in sorted(found.items(), reverse=True)
    ]


def kinds(entries: Iterable[Entry]) -> list[Link]:
    """The kinds of learning, the most frequent first."""
    return counted(days_of_kinds(entries), permalinks.of_kind)


def days_of_kinds(entries: Iterable[Entry]) -> Counter[str]:
    """How many days of people were of each kind."""
    days = {(entry.day, entry.standup.id, entry.person): entry.kind for entry in entries}
    return Counter(kind for kind in days.values() if kind)


def subjects(entries: Iterable[Entry]) -> list[Link]:
    """The subjects, the most frequent first."""
    return counted(Counter(tag for entry in entries for tag in entry.tags), permalinks.of_tag)


def counted(counts: Counter[str], address: Address) -> list[Link]:
    """Things with how many reports there are of each, by number and then by name."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0].casefold(), item[0]))
    return [Link(address(name), clean(name), count) for name, count in ordered]


def _links(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """What was linked to, each once, with the reports that name it first."""
    found: dict[str, Entry] = {}
    for entry in entries:
        for url in links(words(entry)):
            found.setdefault(clean(url), entry)
    return [{"link": link_html(url), "told": Told.of(entry)} for url, entry in found.items()]
