"""What somebody looks for, as they type it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standup.core.dates import reader
from standup.core.dates.spans import Span
from standup.core.learning_log import searching
from standup.core.learning_log.entries import Wanted, tags
from standup.core.learning_log.searching import Known
from standup.core.text.phrases import STOPS, indexed, phrases, words

TODAY = date(2026, 11, 26)  # a Thursday
KNOWN = Known(
    {"ana": ("ana", "ana-2"), "zoe": ("z1",), "zoe muller": ("z1",), "me": ("me",)},
    {"learning day": "learning-day", "learning-day": "learning-day", "daily": "daily"},
)
ALL = Wanted(("learning-day", "daily"))
NOVEMBER = {"first": date(2026, 11, 1), "last": date(2026, 11, 30)}


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("jax", {"words": "jax"}),
        ('"flash attention" gpu', {"words": '"flash attention" gpu'}),
        ("jax by Ana", {"words": "jax", "people": ("ana", "ana-2")}),
        ("jax by Zoë Müller in november", {"words": "jax", "people": ("z1",), **NOVEMBER}),
        ("by me", {"people": ("me",)}),
        ("side by side", {"words": "side by side"}),
        ("#JAX #gpu", {"tag": "jax", "words": "#gpu"}),
        ("kind:reading paper", {"kind": "reading", "words": "paper"}),
        ('kind: "own problem" x', {"kind": "own problem", "words": "x"}),
        ("since 2026-10-01 jax", {"words": "jax", "first": date(2026, 10, 1)}),
        ("from october until november", {"first": date(2026, 10, 1), "last": date(2026, 11, 30)}),
        ("on 12 nov", {"first": date(2026, 11, 12), "last": date(2026, 11, 12)}),
        ("jax in learning day", {"words": "jax", "standups": ("learning-day",)}),
        ("jax in the last 10 days", {"words": "jax", "first": date(2026, 11, 17), "last": TODAY}),
        (
            "between 5 and 9 october jax",
            {"words": "jax", "first": date(2026, 10, 5), "last": date(2026, 10, 9)},
        ),
        ("seit märz jax", {"words": "jax", "first": date(2026, 3, 1)}),
        ("jax until last week", {"words": "jax", "last": date(2026, 11, 22)}),
        ("since 3 november 2090", {"words": "since 3 november 2090"}),
        ("jax since next week", {"words": "jax since next week"}),
        ('since:"1 october" in:2026-11', {**NOVEMBER}),
        ("jax last week", {"words": "jax last week"}),
        ("on 3/4", {"words": "on 3/4"}),
        ("trees in python", {"words": "trees in python"}),
        ("on time", {"words": "on time"}),
        ("https://x.org/a kind:", {"words": "https://x.org/a kind:"}),
        ("by: ana", {"people": ("ana", "ana-2")}),
        ("", {}),
    ],
)
def test_a_search_is_read_as_it_is_meant(typed: str, wanted: dict[str, object]) -> None:
    found = searching.read(typed, TODAY, ALL.standups, KNOWN)
    assert found == replace(ALL, **wanted)  # type: ignore[arg-type]


def test_nobody_names_a_standup_that_they_may_not_read() -> None:
    found = searching.read("x in daily", TODAY, ("learning-day",), KNOWN)
    assert found == Wanted(("learning-day",), "x in daily")


@given(st.text())
def test_no_search_is_an_error_and_none_sees_more_than_it_may(typed: str) -> None:
    found = searching.read(typed, TODAY, ("daily",), KNOWN)
    assert found.standups == ("daily",)
    for phrase in phrases(found.words):
        assert phrase
        assert all(word.isalnum() for word in phrase)
        assert not {phrase[0], phrase[-1]} & STOPS


@pytest.mark.parametrize(
    ("named", "first", "last"),
    [
        ("november", "2026-11-01", "2026-11-30"),
        ("Dec", "2025-12-01", "2025-12-31"),
        ("november 2024", "2024-11-01", "2024-11-30"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("12 november", "2026-11-12", "2026-11-12"),
        ("27th november", "2025-11-27", "2025-11-27"),
        ("nov 3, 2020", "2020-11-03", "2020-11-03"),
        ("29 feb", "2024-02-29", "2024-02-29"),
        ("yesterday", "2026-11-25", "2026-11-25"),
        ("monday", "2026-11-23", "2026-11-23"),
        ("thursday", "2026-11-19", "2026-11-19"),
        ("last week", "2026-11-16", "2026-11-22"),
        ("last month", "2026-10-01", "2026-10-31"),
        ("this year", "2026-01-01", "2026-12-31"),
    ],
)
def test_days_that_are_over_are_named_in_many_ways(named: str, first: str, last: str) -> None:
    assert reader.period(named, TODAY) == Span(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("named", ["", "soon", "31 february 2026", "2026-13", "0000", "99999"])
def test_what_names_no_day_is_none(named: str) -> None:
    assert reader.period(named, TODAY) is None


# ── words ──


def test_words_have_neither_case_nor_accents() -> None:
    assert words("Café, CAFE\u0301s; naïve_Öl ﬁn 3d") == (
        "cafe",
        "cafes",
        "naive",
        "ol",
        "fin",
        "3d",
    )


def test_a_word_that_every_text_has_finds_nothing_by_itself() -> None:
    assert phrases('the jax of "the art of war" and') == (("jax",), ("art", "of", "war"))


@given(st.text())
def test_a_text_is_indexed_by_letters_and_digits_alone(text: str) -> None:
    assert all(word.isalnum() for word in indexed(text).split())


# ── snippets ──


def shown(text: str, asked: str) -> str:
    parts = searching.snippet(text, phrases(asked))
    return "".join(f"[{part.text}]" if part.is_found else part.text for part in parts)


def test_the_words_that_were_found_are_marked_whatever_their_endings() -> None:
    assert shown("Read papers\non  Cafés.", "paper café reading") == "[Read] [papers] · on [Cafés]."


def test_no_link_is_marked_inside() -> None:
    told = shown("A mesh is a name https://docs.jax.dev/en/sharding.html #jax", "jax")
    assert told == "A mesh is a name https://docs.jax.dev/en/sharding.html #[jax]"


def test_a_long_text_is_shown_around_what_was_found_and_no_link_is_cut() -> None:
    link = f"https://x.org/{'a' * 300}"
    told = shown(f"{'so ' * 100}jax {link} {'and ' * 100}", "jax")
    assert "[jax]" in told
    assert told.startswith("… so")
    assert "https" not in told or link in told
    assert len(shown(f"{'so ' * 100}jax {'and ' * 100}", "jax")) < 230


def test_chinese_and_japanese_are_found_and_shown_in_part_though_no_space_parts_their_words() -> (
    None
):
    assert phrases("学习 jax") == (("学", "习"), ("jax",))
    assert shown("今天我学习了JAX和习惯。", "学习 jax") == "今天我[学习]了[JAX]和习惯。"
    assert shown("データベースを読む", "ベース") == "データ[ベース]を読む"
    told = shown("今天" * 500 + "学习" + "今天" * 500, "学习")
    assert "[学习]" in told
    assert len(told) < 230


def test_what_has_no_white_space_is_cut_where_it_is_no_link() -> None:
    pasted = "iVBORw0KGgo" * 5000
    for text in (f"jax {pasted}", f"{pasted} jax {pasted}", f"x {'a' * 300} jax {'so ' * 99}"):
        told = shown(text, "jax")
        assert "[jax]" in told
        assert len(told) < 700


def test_no_report_has_more_words_or_tags_than_a_database_takes() -> None:
    assert len(indexed("한국어말" * 9 + " " + "가나다라마바사" * 90_000).encode()) <= 500_000
    assert len(indexed(" ".join(f"{n:05}{'가' * 60}" for n in range(20_000))).encode()) <= 500_000
    assert len(tags(" ".join(f"#a{n}" for n in range(9000)))) == 100


@given(st.text(), st.text())
def test_a_snippet_says_nothing_that_was_not_said(text: str, asked: str) -> None:
    parts = searching.snippet(text, phrases(asked))
    told = "".join(part.text for part in parts).removeprefix("… ").removesuffix(" …")
    lines = (" ".join(line.split()) for line in text.splitlines())
    assert told in " · ".join(line for line in lines if line)
