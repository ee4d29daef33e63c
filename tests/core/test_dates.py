"""Phrases for days, each with the days that it means or `no`: tables/dates.txt, read as one."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from standup.core.dates import reader
from standup.core.dates.away import Away, AwayUnclear
from standup.core.dates.chart import Chart
from standup.core.dates.lexicon import de, en, es
from standup.core.dates.rules import rules
from standup.core.dates.spans import Span
from standup.core.dates.words import LONGEST, pieces
from tests.rows import each

TABLE = Path(__file__).parent / "tables" / "dates.txt"
THURSDAY = date(2026, 11, 19)
DAY = timedelta(days=1)
NO = "no"


def cases() -> Iterator[tuple[str, str, str, str]]:
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            today, kind, phrase, days = (part.strip() for part in line.split(" | "))
            yield today, kind, phrase, days


def meant(kind: str, phrase: str, today: date) -> str:
    if kind == "period":
        span = reader.period(phrase, today)
        return f"{span.first}..{span.last}" if span else NO
    found = reader.away(phrase, today)
    if not isinstance(found, Away):
        return NO
    return f"{found.first}..{found.last if found.has_end else ''}"


def test_the_table_has_not_shrunk() -> None:
    assert len(list(cases())) >= 532


@each(cases())
def test_a_phrase_names_these_days(today: str, kind: str, phrase: str, days: str) -> None:
    for typed in (phrase, phrase.upper(), f"  {phrase.replace(' ', '  ')} ."):
        assert meant(kind, typed, date.fromisoformat(today)) == days


@pytest.mark.parametrize(
    ("kind", "phrase", "days"),
    [
        # to come
        ("away", "monday to wednesday next week", "2026-11-23..2026-11-25"),
        ("away", "Mittwoch nächster Woche", "2026-11-25..2026-11-25"),
        ("away", "el lunes que viene", "2026-11-23..2026-11-23"),
        ("away", "24, 25 and 26 december", "2026-12-24..2026-12-26"),
        ("away", "mon 7 - fri 11 dec", "2026-12-07..2026-12-11"),
        ("away", "mon 7 dec to wed 10 dec", NO),
        ("away", "until the end of next week", "2026-11-19..2026-11-29"),
        ("away", "through december", "2026-11-19..2026-12-31"),
        ("away", "until december", NO),
        ("away", "24 dec to january", NO),
        ("away", "today until the weekend", NO),
        ("away", "from the 28th to 3 jan", NO),
        ("away", "until the 31st", NO),
        ("away", "end of november", NO),
        ("away", "11/12", NO),
        ("away", "3/12 to 24/12", "2026-12-03..2026-12-24"),
        ("away", "3/3", "2027-03-03..2027-03-03"),
        ("away", "until 9.05", NO),
        ("away", "week 53", "2026-12-28..2027-01-03"),
        ("away", "mar", NO),
        ("away", "de vacaciones hasta el lunes", "2026-11-19..2026-11-23"),
        ("away", "the next two weeks", NO),
        ("away", "for the next two weeks", "2026-11-19..2026-12-02"),
        ("away", "from 31 jan for a month", "2027-01-31..2027-02-28"),
        ("away", "for 2026 weeks", NO),
        ("away", "por la mañana", NO),
        ("away", "am Morgen", NO),
        ("away", "hasta la mañana", NO),
        ("away", "until the end of the day", "2026-11-19..2026-11-19"),
        ("away", "end of the day", NO),
        ("away", "monday 23 to friday 27", "2026-11-23..2026-11-27"),
        ("away", "friday 4", NO),
        ("away", "dos días desde mañana", NO),
        # gone by
        ("period", "november 19 to 25", NO),
        ("period", "from 1 october to the 15th", "2026-10-01..2026-10-15"),
        ("period", "thursday to today", NO),
        ("period", "from 1 october", "2026-10-01..2026-11-19"),
        ("period", "from october", NO),
        ("period", "10 to 25 november", NO),
        ("period", "october to december", NO),
        ("period", "monday to friday", NO),
        ("period", "monday to friday last week", "2026-11-09..2026-11-13"),
        ("period", "last october", NO),
        ("period", "last december", "2025-12-01..2025-12-31"),
        ("period", "october last year", "2025-10-01..2025-10-31"),
        ("period", "3. Quartal 2025", "2025-07-01..2025-09-30"),
        ("period", "la semana antepasada", "2026-11-02..2026-11-08"),
        ("period", "week 53", NO),
        ("period", "last 2 weeks", NO),
        ("period", "two weeks ago", NO),
        ("period", "since two weeks ago", "2026-11-05..2026-11-19"),
        ("period", "this quarter so far", "2026-10-01..2026-11-19"),
        ("period", "tomorrow", NO),
        ("period", "until october", NO),
        ("period", "wed 3 nov", NO),
    ],
)
def test_where_people_differ_on_the_days_none_are_read(kind: str, phrase: str, days: str) -> None:
    assert meant(kind, phrase, THURSDAY) == days


def test_languages_name_the_same_things() -> None:
    told = {"weekday", "month", "named_day", "which", "unit", "count", "until", "from", "since"}
    for language in (en, de, es):
        assert told <= set(language.WORDS)
        for kind, number in (("weekday", 7), ("month", 12)):
            assert len(language.WORDS[kind]) == number


def test_no_rule_begins_with_itself() -> None:
    first = {
        symbol: {s for line in lines for place in _leading(line) for s in place} & set(rules())
        for symbol, lines in rules().items()
    }
    for symbol in first:
        reached, waiting = set[str](), [symbol]
        while waiting:
            new = first[waiting.pop()] - reached
            reached |= new
            waiting += new
        assert symbol not in reached


def _leading(rule: object) -> Iterator[tuple[str, ...]]:
    for place in rule.places:  # type: ignore[attr-defined]
        yield place.symbols
        if not place.may_lack:
            return


def test_every_word_of_the_grammar_is_a_rule_or_a_word_of_a_language() -> None:
    signs = {"iso", "date", "part", "ordinal", "point", "figure", "year", "short_year", "count"}
    known = {*rules(), *signs, "dash", "comma", "and", "slash"}
    known |= {kind for language in (en, de, es) for kind in language.WORDS}
    used = {s for lines in rules().values() for r in lines for p in r.places for s in p.symbols}
    assert used <= known


WORDS = """
    today tomorrow monday fri mo 3 3rd 27. 2026 december dez mar q3 kw 45 / . , - to until bis from
    since the of a der last next this week days months end rest and between on 24.12. 3/4 2026-10
    2026-11-03 yesterday ago all for vor mañana que viene first half
"""
PHRASES = st.lists(st.sampled_from(WORDS.split()), max_size=9).map(" ".join)


@given(PHRASES | st.text(), st.dates())
@example("from 9999-12-31", date(9999, 12, 31))
@example("the day before yesterday", date.min)
def test_whatever_is_typed_days_are_in_order_and_on_the_right_side(said: str, today: date) -> None:
    found = reader.away(said, today)
    if isinstance(found, Away):
        assert today <= found.first <= found.last
    span = reader.period(said, today)
    if span is not None:
        assert span.first <= min(span.last, today)
    reported = reader.reported(said, today)
    if reported is not None:
        assert reported.first <= reported.last <= today
        assert reported.last - reported.first < 366 * DAY


@given(PHRASES, st.sampled_from(["not", "except", "or", "maybe", "noon", "14:00", "?", "else"]))
def test_a_phrase_is_read_to_its_end_or_not_at_all(said: str, more: str) -> None:
    for text in (f"{said} {more}", f"{more} {said}"):
        assert not isinstance(reader.away(text, THURSDAY), Away)
        assert reader.period(text, THURSDAY) is None


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_a_day_with_its_year_is_that_day_however_it_is_written(day: date, today: date) -> None:
    for said in (f"{day}", f"{day:%d %B %Y}", f"{day:%B} {day.day}, {day.year}", f"{day:%d.%m.%Y}"):
        found = reader.period(said, today)
        assert found == (Span(day, day) if day <= today else None)
        coming = reader.away(said, today)
        assert coming == (Away(day, day) if day >= today else AwayUnclear("past")) or (
            coming == AwayUnclear("too_long")
        )


@pytest.mark.parametrize(
    "text", ["1/2 " * 25_000, "mar, " * 20_000, "end of " * 20_000, "é" * 100_000, "the " * 30_000]
)
def test_what_is_too_long_to_name_days_is_not_even_taken_apart(text: str) -> None:
    assert len(text) > LONGEST
    assert pieces(text, day_first=True) == ()
    assert reader.period(text, THURSDAY) is None


@pytest.mark.parametrize("word", ["mar,", "mar 2,", "2. 2.,", "the", "a", "all", "1/2-", "end of"])
def test_no_phrase_costs_more_than_a_few_thousand_steps(
    word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = 0
    sequence = Chart._sequence

    def counted(self: Chart, places: object, at: int) -> object:
        nonlocal steps
        steps += 1
        return sequence(self, places, at)  # type: ignore[arg-type]

    monkeypatch.setattr(Chart, "_sequence", counted)
    reader.away(f"{word} " * 24, THURSDAY)
    reader.away(f"{word} " * 6, THURSDAY)
    assert steps < 60_000
