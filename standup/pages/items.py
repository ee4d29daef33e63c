"""What a template is given of items that live: each on its page, by state, and over the time."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from standup.core.language import spoken
from standup.core.learning_log import permalinks
from standup.core.life import Life
from standup.core.lives import marks, themes
from standup.core.lives.item import Item, NewsKind
from standup.core.lives.themes import Spot, Tags, Theme
from standup.core.messages.charts import Mark
from standup.core.wording import items as wording
from standup.core.wording import maps
from standup.core.wording.times import date_text, dated_text, full_day_text
from standup.pages.living import Published
from standup.pages.shown import Link
from standup.pages.strokes import strokes
from standup.pages.words import clean, link_html, text_html

MOST = 200
"""Items of one standup on the map."""
_SHORTEST = timedelta(days=14)  # that the time takes which is shown


@dataclass(frozen=True, slots=True)
class Line:
    """A line on an item elsewhere: its address, its words, its state and whose it is."""

    address: str
    number: int
    words: str
    sign: str
    mark: str
    state: str
    day: str
    iso: str
    owner: Link | None


@dataclass(frozen=True, slots=True)
class People:
    """What people are called who may be named, and which of them have a page."""

    names: Mapping[str, str]
    with_page: Collection[str]

    def link(self, person: str | None) -> Link | None:
        """Who it is; without an address where they have no page. None: nobody who may be named."""
        name = self.names.get(person or "")
        if person is None or name is None:
            return None
        address = permalinks.of_person(person) if person in self.with_page else ""
        return Link(address, clean(name))


NOBODY = People({}, ())


def line(one: Published, people: People) -> Line:
    """The line on an item."""
    mark = marks.mark(one.item, one.record.life)
    return Line(
        address=permalinks.of_item(one.item.number),
        number=one.item.number,
        words=clean(one.item.words),
        sign=mark.sign,
        mark=_name(mark),
        state=clean(spoken(one.item.state)),
        day=dated_text(one.since),
        iso=one.since.isoformat(),
        owner=people.link(one.owner),
    )


def _name(mark: Mark) -> str:
    return mark.replace(" ", "-")


def by_day(items: Iterable[Published]) -> dict[date, list[Line]]:
    """Those that were said on a day, or ended on it; whose they are, their own pages say."""
    found: dict[date, list[Line]] = {}
    for one in items:
        for day in {one.day, one.since if one.item.has_ended else one.day}:
            found.setdefault(day, []).append(line(one, NOBODY))
    return found


def page(
    one: Published,
    others: Mapping[int, Published],
    people: People,
    subjects: Collection[str],
    of: Tags,
) -> dict[str, Any]:
    """What the page of an item is given; of its tags those that are `subjects` have a page."""
    origin = one.item.origin
    return {
        "title": f"#{one.item.number} {clean(one.item.words)}",
        "item": line(one, people),
        "words": text_html(one.item.words, None),
        "about": clean(" · ".join(_about(one))),
        "author": people.link(one.author),
        "subjects": [Link(permalinks.of_tag(t), clean(t)) for t in of(_said(one)) if t in subjects],
        "origin": line(others[origin], people) if origin is not None else None,
        "led_to": [line(others[number], people) for number in one.record.led_to],
        "logbook": list(_logbook(one, people)),
        "links": [link_html(clean(url)) for url in one.record.links],
    }


def _said(one: Published) -> str:
    return "\n".join((one.item.words, *(news.text for _, news in one.said)))


def _about(one: Published) -> Iterator[str]:
    """What else is told of an item."""
    item, life, amount = one.item, one.record.life, one.record.amount
    yield spoken(item.life)
    yield spoken("begun on {day}", day=full_day_text(one.day))
    if item.belief is not None and life is not None and life.belief is not None:
        yield spoken("belief {n} of {most}", n=item.belief, most=life.belief[1])
    if item.due is not None:
        yield spoken("due {day}", day=dated_text(item.due))
    if amount is not None:
        yield f"{amount.number} {amount.currency}"


def _logbook(one: Published, people: People) -> Iterator[dict[str, Any]]:
    """What was said of it, the latest last; what it followed from is told apart."""
    for day, news in one.said:
        if news.kind is NewsKind.ORIGIN and not news.text:
            continue
        what = wording.said_text(replace(news, text=""), people.names)
        yield {
            "day": full_day_text(day),
            "iso": day.isoformat(),
            "what": clean(what),
            "is_state": news.kind is NewsKind.STATE,
            "text": text_html(news.text, None),
            "by": people.link(news.person),
        }


def index(items: Sequence[Published], people: People) -> list[dict[str, Any]]:
    """The items by their states: those of a life together, those that go on first."""
    found: dict[str, dict[str, list[Line]]] = {}
    lives: dict[str, Life | None] = {}
    for one in items:
        states = found.setdefault(one.item.life, {})
        states.setdefault(one.item.state, []).append(line(one, people))
        lives.setdefault(one.item.life, one.record.life)
    return [
        {
            "number": number,
            "title": clean(spoken(life)),
            "states": [
                {"title": clean(spoken(state)), "lines": by_state[state]}
                for state in _in_order(lives[life], by_state)
            ],
        }
        for number, (life, by_state) in enumerate(found.items())
    ]


def _in_order(life: Life | None, states: Iterable[str]) -> list[str]:
    """States as they follow each other; those that the life has no more stand last."""
    order = [state.name for state in life.states] if life is not None else []
    return sorted(states, key=lambda one: (order.index(one) if one in order else len(order), one))


def mapped(
    items: Sequence[Published], people: People, subjects: Collection[str], of: Tags
) -> dict[str, Any]:
    """What the page of the map is given. Today is the last day of which it tells."""
    today = max(one.since for one in items)
    parts = [
        _part([one for one in items if one.standup is standup], today, people, subjects, of)
        for standup in {one.standup.id: one.standup for one in items}.values()
    ]
    return {"parts_shown": parts}


def _part(
    items: Sequence[Published],
    today: date,
    people: People,
    subjects: Collection[str],
    of: Tags,
) -> dict[str, Any]:
    """The map of one standup."""
    there = {one.item.number: one for one in items}

    def days(item: Item) -> tuple[date, date]:
        one = there[item.number]
        return one.day, one.since if item.has_ended else max(one.day, today)

    laid = themes.lay_out([one.item for one in items], days, MOST, of)
    first = min(*(spot.first for spot in laid.spots), today - _SHORTEST)
    lives = {one.item.number: one.record.life for one in items}

    def life_of(item: Item) -> Life | None:
        return lives[item.number]

    def mark_of(spot: Spot) -> str:
        return _name(marks.mark(spot.item, life_of(spot.item)))

    def rows(theme: Theme) -> list[dict[str, Any]]:
        drawn = strokes(theme.spots, first, today, mark_of)
        told = (line(there[spot.item.number], people) for spot in theme.spots)
        return [{"item": one, "strokes": its} for one, its in zip(told, drawn, strict=True)]

    legend = maps.legend(laid, life_of)
    written = date_text if first.year == today.year else dated_text
    return {
        "title": clean(items[0].standup.title),
        "told": maps.told(laid),
        "legend": [(_name(mark), mark.sign, clean(names)) for mark, names in legend],
        "ends": [{"iso": day.isoformat(), "day": written(day)} for day in (first, today)],
        "themes": [
            {
                "title": clean(maps.heading(laid, theme)),
                "address": permalinks.of_tag(theme.tag) if theme.tag in subjects else "",
                "rows": rows(theme),
            }
            for theme in laid.themes
        ],
    }
