"""`standup items`: what lives on, as people and programs read it, on either database."""

import asyncio
import csv
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bench.start import write_instance
from standup.core.documents import item_formats
from standup.core.life import SHIPPED
from standup.core.lives.item import Line, News, NewsKind, Sheet, Told
from standup.store import logbook, sheets
from standup.store.database import Transaction
from tests.cli.command import name_database, standup
from tests.cli.test_log import fits
from tests.postgres import Postgres, schema_of
from tests.store.homes import Home, PostgresHome, SqliteHome

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
_RESEARCH = """\
id: research
title: Research
participants: [ana, bo]
channels: [{console: "#research"}]
rounds:
  - id: week
    cron: "30 9 * * mon"
    closes: "17:00"
    questions:
      - {id: new, kind: items, ask: "What do you want to find out?", life: hypothesis}
      - {id: costs, kind: items, ask: "What is to be paid?", life: expense}
"""


def news(kind: NewsKind, value: str = "", text: str = "", *, week: int, by: str = "ana") -> News:
    at = AT + timedelta(weeks=week)
    ends = kind is NewsKind.STATE and value != "open"
    return News(kind, f"message/{week}{by}", at, value, text, by, ends=ends)


async def fill(tx: Transaction) -> None:
    """Two hypotheses of which one followed from the other, an expense, and one of another team."""
    lines = (
        Line("hypothesis", "new", 0, '=HYPERLINK("x") the loss differs by seed', belief=4),
        Line("hypothesis", "new", 1, "warmup matters https://x.org/w", origin=1),
        Line("expense", "costs", 0, "new keyboard 49,90 €"),
    )
    told = (Told(2, News(NewsKind.WORDS, "report/1", AT, text="see https://y.org", person="ana")),)
    await sheets.take(tx, Sheet("report/1", "research", 1, "ana", AT, lines, told), dict(SHIPPED))
    old = Sheet("report/2", "old", 2, "eve", AT, (Line("blocker", "stuck", 0, "no badge"),))
    await sheets.take(tx, old, dict(SHIPPED))
    for number, said in (
        (1, news(NewsKind.STATE, "refuted", "two seeds suffice", week=2)),
        (2, news(NewsKind.OWNER, "bo", week=3)),
        (2, news(NewsKind.DUE, "2026-04-01", week=3, by="bo")),
    ):
        await logbook.note(tx, number, said)
        await logbook.renew(tx, number)


def _home(kind: str, folder: Path, request: pytest.FixtureRequest) -> tuple[Home, str]:
    if kind == "sqlite":
        return SqliteHome(folder / "standup.db"), str(folder / "standup.db")
    server: Postgres = request.getfixturevalue("postgres")
    url = server.url(schema_of(folder))
    return PostgresHome(url), url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.server)])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder whose database has items."""
    config = tmp_path / "config"
    config.mkdir()
    write_instance(config)
    instance = config / "instance.yaml"
    bo = "  bo: {name: Bo, accounts: {console: bo}}\n"
    instance.write_text(instance.read_text() + bo)
    (config / "standups" / "research.yaml").write_text(_RESEARCH)
    home, database = _home(request.param, tmp_path, request)
    name_database(config, database)

    async def filled() -> None:
        store = await home.open()
        await store.write(fill)
        await store.close()

    asyncio.run(filled())
    return config


def told(folder: Path, *arguments: str) -> str:
    done = standup("items", *arguments, "-f", folder)
    assert done.returncode == 0, done.stderr
    return done.stdout


def numbers(folder: Path, *arguments: str) -> list[int]:
    found = json.loads(told(folder, *arguments, "--format", "json"))["items"]
    return [one["number"] for one in found]


def test_what_is_open_is_listed_the_newest_first_and_words_choose(folder: Path) -> None:
    text = told(folder)
    assert [line.split()[1] for line in text.splitlines()] == ["#4", "#3", "#2"]
    assert "#2 warmup matters https://x.org/w – open · Bo · research · since Monday 2 March" in text
    assert numbers(folder, "--standup", "research") == [3, 2]
    assert numbers(folder, "research", "all") == [3, 2, 1]
    assert numbers(folder, "refuted", "since", "1 march 2026") == [1]
    assert numbers(folder, "refuted", "since", "17 march 2026") == []
    assert numbers(folder, "hypotheses", "of", "bo") == [2]
    assert numbers(folder, "--standup", "old") == [4]


def test_one_is_told_with_all_of_its_logbook(folder: Path) -> None:
    text = told(folder, "1")
    assert "#1 =HYPERLINK" in text
    assert "hypothesis · refuted · Ana" in text
    assert "belief 4 of 5" in text
    assert "Led to #2 warmup matters" in text
    assert "Ana: refuted – two seeds suffice" in text
    assert "Followed from #1" in told(folder, "#2")
    assert numbers(folder, "2", "--standup", "research") == [2]


def test_the_json_follows_its_schema_and_holds_what_is_known(folder: Path) -> None:
    document = json.loads(told(folder, "all", "--format", "json"))
    fits(document, "items")
    blocker, expense, second, first = document["items"]
    assert (first["state"], first["ended"], first["belief"]) == ("refuted", True, 4)
    assert (first["owner"], first["owner_name"], first["led_to"]) == ("ana", "Ana", [2])
    assert first["since"] == "2026-03-16T09:00:00+00:00"
    assert (second["owner"], second["due"], second["followed_from"]) == ("bo", "2026-04-01", 1)
    assert second["links"] == ["https://x.org/w", "https://y.org"]
    assert [one["says"] for one in second["logbook"]] == ["origin", "words", "owner", "due"]
    assert (expense["amount"], expense["currency"]) == ("49.90", "EUR")
    assert (second["amount"], second["metric_before"]) == (None, None)
    assert (blocker["owner"], blocker["owner_name"]) == ("eve", None)


def test_the_table_has_a_row_each_and_no_formula(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(told(folder, "all", "--format", "csv"))))
    assert tuple(rows[0]) == item_formats.COLUMNS
    assert [row["number"] for row in rows] == ["4", "3", "2", "1"]
    assert rows[3]["words"].startswith("'=HYPERLINK")
    assert (rows[3]["led_to"], rows[3]["ended"], rows[3]["belief"]) == ("2", "yes", "4")
    assert (rows[1]["amount"], rows[1]["currency"]) == ("49.90", "EUR")
    assert not [v for row in rows for v in row.values() if v[:1] in ("=", "+", "-", "@")]


def test_what_is_not_there_or_not_understood_is_said(folder: Path) -> None:
    for words, code, why in (
        (("99",), 5, "no #99"),
        (("4", "--standup", "research"), 5, "no #4 in research"),
        (("--standup", "reserch"), 5, "did you mean research?"),
        (("of", "zoe"), 2, "items of bo"),
    ):
        done = standup("items", *words, "-f", folder)
        assert (done.returncode, why in done.stderr) == (code, True), (done.stderr, done.stdout)
    done = standup("items", "confirmed", "-f", folder)
    assert (done.returncode, done.stdout) == (0, "")
    assert "Nothing lives on that is like that" in done.stderr
