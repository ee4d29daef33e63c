"""The learning log as documents, and the JSON as its schemas say."""

import asyncio
import csv
import io
import json
import tracemalloc
from datetime import datetime
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from standup.core.documents import log_formats
from standup.core.learning_log.entries import Wanted
from standup.store.database import Transaction
from standup.store.learning_log import finding, indexing
from standup.store.sqlite.store import SqliteStore
from tests.cli.command import standup
from tests.cli.test_cli import DAY
from tests.rows import each

if TYPE_CHECKING:
    from tests.cli.conftest import Play

SCHEMAS = Path(__file__).parents[2] / "docs" / "schema"
ANSWERS = """=HYPERLINK("x") on #JAX #optimizers, see https://jax.dev/notes\\
the Adam paper #optimizer
I changed my mind: I implement **Adam** <b>instead</b>
1 done 2 changed – implemented it, and it converges
"""


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory, play: "Play") -> Path:
    return play(ANSWERS, tmp_path_factory.mktemp("tried") / "config")


def told(tried: Path, *arguments: str) -> str:
    done = standup(*arguments, "-f", tried)
    assert done.returncode == 0, done.stderr
    return done.stdout


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SCHEMAS / f"{name}.json").read_text())
    return found


def closed(part: Any) -> Any:
    """The schema in which every member must be described, as our own must be."""
    if isinstance(part, list):
        return [closed(one) for one in part]
    if not isinstance(part, dict):
        return part
    inner = {name: closed(one) for name, one in part.items()}
    is_mapping = isinstance(part.get("properties"), dict) and "type" in part
    return inner | ({"additionalProperties": False} if is_mapping else {})


FORMATS = jsonschema.FormatChecker(["date"])


@FORMATS.checks("date-time", ValueError)
def _is_instant(text: object) -> bool:
    return datetime.fromisoformat(str(text)).tzinfo is not None


def fits(document: Any, name: str) -> None:
    validator = jsonschema.Draft202012Validator
    validator.check_schema(schema(name))
    checked = validator(closed(schema(name)), format_checker=FORMATS).iter_errors(document)
    assert [(error.json_path, error.message[:200]) for error in checked] == []


# ── what is written ──


def test_every_json_follows_the_schema_that_it_names(tried: Path) -> None:
    documents = {
        "log": told(tried, "log", "--format", "json"),
        "log-entry": told(tried, "log", "--format", "jsonl").splitlines()[0],
        "report": told(tried, "report", "learning-day", "--format", "json"),
        "accountability": told(
            tried, "accountability", "learning-day", "--from", DAY, "--to", DAY, "--format", "json"
        ),
        "summary": told(tried, "summary", "learning-day", "--format", "json"),
        "items": told(tried, "items", "--format", "json"),
        "export": told(tried, "export", "you"),
    }
    assert {path.stem for path in SCHEMAS.glob("*.json")} == set(documents)
    for name, text in documents.items():
        document = json.loads(text)
        assert document["schema"] == f"open-standup/{name}/1"
        fits(document, name)
    entries = json.loads(documents["log"])["entries"]
    lines = told(tried, "log", "--format", "jsonl").splitlines()
    assert [{**e, "schema": "open-standup/log-entry/1"} for e in entries] == [
        json.loads(line) for line in lines
    ]
    assert {entry["is"] for entry in entries} == {"report", "update"}


def test_nobody_found_is_a_document_too(tried: Path) -> None:
    done = standup("log", "--search", "zebra", "--format", "json", "-f", tried)
    assert json.loads(done.stdout) == {"schema": "open-standup/log/1", "entries": []}
    assert "No entries match" in done.stderr


def test_a_cell_of_the_table_is_never_a_formula(tried: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(told(tried, "log", "--format", "csv"))))
    assert tuple(rows[0]) == log_formats.COLUMNS
    assert rows[0]["text"].startswith("'=HYPERLINK")
    assert rows[0]["links"] == "https://jax.dev/notes"
    assert not [v for row in rows for v in row.values() if v[:1] in ("=", "+", "-", "@")]


@each(product([*";\t|\n", "\r\n"], ["", *' "\u00a0\n'], "=+-@＝＋－＠−"))
def test_no_cell_is_a_formula_in_any_width_or_behind_another_separator(
    separator: str, blank: str, sign: str
) -> None:
    formula = "cmd|' /C calc'!A0"
    for before in (blank, f"so{separator}{blank}"):
        assert log_formats.cell(f"{before}{sign}{formula}") == f"{before}'{sign}{formula}"


def test_words_that_are_no_formula_stay_as_they_are() -> None:
    for text in ("a - b", "1+1=2", "C++; C#", "mail: a@b.org", "x | y", "", "a\n\nb"):
        assert log_formats.cell(text) == text


def test_a_report_is_read_as_it_was_written_in_every_format(tried: Path) -> None:
    page = told(tried, "log", "--person", "you", "--format", "html")
    assert "I implement **Adam** &lt;b&gt;instead&lt;/b&gt;" in page
    assert page.startswith("<!doctype html>")
    assert page.rstrip().endswith("</html>")
    assert page.count("<h2>") == 1
    text = told(tried, "log", "--person", "You")
    assert "I implement \\*\\*Adam\\*\\* \\<b\\>instead\\</b\\>" in text
    assert "Robin" not in text


def test_the_log_is_narrowed_as_a_search_is(tried: Path) -> None:
    for arguments, found in (
        (["--search", "convergence"], 1),
        (["--search", '"adam paper"'], 2),
        (["--tag", "#JAX"], 2),
        (["--tag", "jax", "--to", "2026-11-25"], 0),
        (["learning-day", "--from", DAY, "--person", "robin", "--search", "trains"], 2),
    ):
        lines = standup("log", *arguments, "--format", "jsonl", "-f", tried).stdout.splitlines()
        assert len(lines) == found, arguments


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["nope"], 5, "no standup 'nope'"),
        (["--person", "yuo"], 5, "did you mean you?"),
        (["--from", "2026-11-27", "--to", "2026-11-26"], 1, "--to lies before --from"),
    ],
)
def test_what_is_not_there_is_told(tried: Path, arguments: list[str], code: int, says: str) -> None:
    done = standup("log", *arguments, "-f", tried)
    assert done.returncode == code
    assert says in done.stderr


def test_tags_that_may_be_one_are_suggested_and_then_are(tried: Path) -> None:
    assert "tags:\n  optimizer: [optimizers]" in told(tried, "tags")
    path = tried / "instance.yaml"
    before = path.read_text()
    try:
        path.write_text(f"{before}\ntags:\n  optimizer: [optimizers]\n")
        assert "#optimizer  (also optimizers)" in told(tried, "tags")
        assert "instance.yaml" not in told(tried, "tags")
        assert "optimizers" not in told(tried, "tags").replace("(also optimizers)", "")
        found = json.loads(told(tried, "log", "--tag", "optimizers", "--format", "json"))
        assert [entry["tags"] for entry in found["entries"]] == [["jax", "optimizer"]] * 2
    finally:
        path.write_text(before)


def test_every_link_is_listed_with_its_report(tried: Path) -> None:
    lines = [line.split("\t") for line in told(tried, "links").splitlines()]
    assert lines == [
        [DAY, "You", f"learning-day/{round_}", "https://jax.dev/notes"]
        for round_ in ("plan", "learned")
    ]


# ── however many there are ──


async def _many(tx: Transaction, updates: int) -> None:
    await tx.run(
        "INSERT INTO run (standup, day, definition, opened_at, closes_at) VALUES"
        ' (\'s\', \'2026-11-26\', \'{"id": "s", "title": "S", "zone": null, "channels": [],'
        ' "rounds": []}\', 1, 2)'
    )
    await tx.run("INSERT INTO participant (run_id, person, name, zone) VALUES (1, 'a', 'A', 'UTC')")
    await tx.many(
        "INSERT INTO addition (run_id, person, message, text, said_at) VALUES (1, 'a', ?, ?, 1)",
        [(f"m{n}", f"words {n} {'x' * 500}") for n in range(updates)],
    )


async def _written(path: Path, updates: int) -> tuple[int, int]:
    """How many entries were written, and how many bytes that took at most."""
    store = await SqliteStore.open(path)
    await store.write(partial(_many, updates=updates))
    while not await store.write(lambda tx: indexing.catch_up(tx, 500)):
        pass
    count, form = 0, log_formats.FORMATS["json"]
    tracemalloc.start()
    async for entry in finding.every(store, Wanted(("s",), "words")):
        form.entry(entry, None)
        count += 1
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    await store.close()
    return count, most


def test_the_log_takes_no_more_memory_however_long_it_is(tmp_path: Path) -> None:
    short, little = asyncio.run(_written(tmp_path / "short.db", 600))
    long, much = asyncio.run(_written(tmp_path / "long.db", 6000))
    assert (short, long) == (600, 6000)
    assert much < little * 1.5
