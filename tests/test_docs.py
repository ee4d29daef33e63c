"""The documents say what is so: everything they name exists, and every transcript is current."""

import argparse
import json
import pkgutil
import re
import tomllib
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bench import document
from bench.__main__ import BENCHES
from standup import cli, config
from standup.chat import registry
from standup.core import commands
from standup.core.dates import reader
from standup.core.dates.away import Away, AwayUnclear
from standup.core.kinds.table import KINDS
from standup.core.settings.setting import FIXABLE
from tests import architecture, docs, reference
from tests.documents import CODE, DOCUMENTS, FENCE, ROOT, code, ids, page, table, yaml_of
from tests.phrases import can_be_said


def subcommands() -> dict[str, argparse.ArgumentParser]:
    parser = cli._parser()
    actions = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    return dict(actions[0].choices)


# ── what the program writes ────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def now() -> dict[str, str]:
    return docs.texts()


@pytest.mark.parametrize(
    "name",
    [
        *("try.txt", "check.txt", "figures.md", "summaries.md", "yaml.md"),
        *("journeys.en.txt", "journeys.de.txt", "journeys.es.txt"),
    ],
)
def test_a_transcript_is_what_the_program_says_now(name: str, now: dict[str, str]) -> None:
    kept = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert kept == now[name], "run `make docs` and look at what changed"


def test_the_help_is_what_the_command_says_now(now: dict[str, str]) -> None:
    kept = (ROOT / "docs" / "help.txt").read_text(encoding="utf-8")
    # Its columns are argparse's, and not the same in every Python.
    assert kept.split() == now["help.txt"].split(), "run `make docs` and look at what changed"


def test_the_picture_shows_what_stands_in_the_transcript() -> None:
    transcript = (ROOT / "docs" / "try.txt").read_text(encoding="utf-8")
    assert list(docs.excerpt(transcript))
    shown = (ROOT / "docs" / "try.svg").read_text(encoding="utf-8").replace("&#160;", " ")
    for line in docs.TYPED.splitlines():
        assert line.rstrip("\\") in shown, "run `make docs` and look at the picture"


def test_the_mistakes_quoted_are_those_the_program_finds() -> None:
    bodies = [body for _, body in FENCE.findall(page("configuring.md"))]
    quoted = next(body for body in bodies if "did you mean" in body)
    assert quoted in page("check.txt")


def test_every_drawing_shows_what_is_so_now() -> None:
    for name, drawn in docs.drawings().items():
        assert page(name) == drawn, "run `make docs` and look at what changed"


def test_every_step_that_is_drawn_names_the_code_that_does_it() -> None:
    steps = [*architecture.ANSWER, *architecture.POST, *architecture.MOMENT, *architecture.EDIT]
    for name in filter(None, (step.code for step in steps)):
        assert callable(pkgutil.resolve_name(f"standup.{name}")), name


def test_the_states_that_are_drawn_are_those_the_outbox_writes() -> None:
    folder = ROOT / "standup" / "store" / "outbox"
    modules = [path.read_text(encoding="utf-8") for path in folder.glob("*.py")]
    known = r"state(?: =|,) '(\w+)'|(?:THEN|ELSE) '(\w+)' ELSE|return \"(\w+)\" if"
    written = {
        word for text in modules for found in re.findall(known, text) for word in found if word
    }
    assert set(architecture.STATES) == written
    for way in architecture.WAYS:
        for name in way.code:
            module = next(text for text in modules if f"def {name}(" in text)
            assert re.search(rf"['\"]{way.end}['\"]", module), (name, way.end)


@pytest.mark.parametrize("name", docs.tables())
def test_a_table_that_is_made_is_as_the_program_makes_it_now(name: str) -> None:
    told = page(name)
    assert all(f"<!-- {table}: made by `make docs` -->" in told for table in docs.tables()[name])
    assert docs.into(name, told) == told, "run `make docs` and look at what changed"


def test_every_key_of_the_yaml_is_in_its_reference() -> None:
    told = page("yaml.md")
    for heading, keys in reference.keys().items():
        part = re.split(rf"^##+ {re.escape(heading)}$", told, flags=re.MULTILINE)[1]
        assert {name.strip("`") for name in table(part, "key")} == keys, heading


def test_what_files_may_fix_is_named_where_the_reference_tells_of_it() -> None:
    rows = [line for line in page("yaml.md").splitlines() if line.startswith("| `fixed` |")]
    assert len(rows) == 2
    for row in rows:
        assert all(f"`{name}`" in row for name in FIXABLE)
        assert "time zone" not in row


def test_each_platforms_own_lines_make_a_configuration_that_loads(tmp_path: Path) -> None:
    told = [page(f"{name}.md") for name in ("matrix", "discord", "telegram", "platforms")]
    parts = [body for text in told for body in yaml_of(text) if body.startswith("# in ")]
    standup = (ROOT / "config/standups/learning-day.yaml").read_text(encoding="utf-8")
    for number, (instance, channels) in enumerate(zip(parts[::2], parts[1::2], strict=True)):
        folder = tmp_path / str(number)
        (folder / "standups").mkdir(parents=True)
        head = "timezone: Europe/London\norganiser: Ana\n"
        (folder / "instance.yaml").write_text(head + instance, encoding="utf-8")
        told_standup = re.sub(r"(?m)^channels:\n(?:  .*\n)+", channels, standup)
        told_standup = re.sub(r"(?m)^participants:.*$", "participants: everyone", told_standup)
        (folder / "standups" / "learning-day.yaml").write_text(told_standup, encoding="utf-8")
        assert config.load(folder).instance.standups[0].channels
    assert len(parts) == 8


def test_every_block_of_yaml_is_one_that_is_loaded_by_a_test() -> None:
    loaded = {"matrix.md", "discord.md", "telegram.md", "platforms.md", "configuring.md"}
    for path in DOCUMENTS:
        blocks = yaml_of(path.read_text(encoding="utf-8"))
        assert not blocks or path.name in loaded or path.parent.name == "adapters", path
        for block in blocks:
            assert YAML(typ="safe", pure=True).load(block), path


def test_what_troubleshooting_quotes_of_the_log_is_what_the_program_says() -> None:
    cells = re.findall(r"^\| ([^|]*[`\"][^|]*) \| ", page("troubleshooting.md"), re.MULTILINE)
    quoted = [
        one for cell in cells for one in re.findall(r"``? ?(.+?) ?``?(?:,|$| )|\"(.+?)\"", cell)
    ]
    assert len(quoted) > len(cells) > 50
    for log, chat in quoted:
        assert can_be_said(log or chat), log or chat
    assert not can_be_said("the clock flew back")


def test_every_table_of_performance_is_one_that_a_bench_makes() -> None:
    told = page("performance.md")
    assert told.count("<!-- bench: ") == len(document.places(told)) > 0
    for name in document.places(told):
        assert name in BENCHES
        assert re.search(rf"<!-- bench: {name} -->\n\| .+\n\|---", told), (
            f"measure {name} --into it"
        )


def test_nothing_stands_twice_in_the_changelog() -> None:
    told = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    begins = [line[:48] for line in told.splitlines() if line.startswith("- ")]
    assert len(begins) > 100
    assert [one for one in begins if begins.count(one) > 1] == []


# ── what the documents name ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", DOCUMENTS, ids=ids(DOCUMENTS))
def test_every_command_named_exists_with_its_options(path: Path) -> None:
    known = subcommands()
    for line in code(path.read_text(encoding="utf-8")):
        for name, rest in re.findall(r"(?:^|(?<!new)[\s/])standup ([a-z]+)\b(?!:)([^|#]*)", line):
            assert name in known, line
            options = {o for action in known[name]._actions for o in action.option_strings}
            assert set(re.findall(r"(?<!\S)--?[a-z]+(?:-[a-z]+)*", rest)) <= options, line


def test_the_commands_listed_are_all_there_are() -> None:
    told = table(page("commands.md"), "command")
    listed = {name.strip("`").removeprefix("standup ") for name in told}
    assert listed == set(subcommands())


def test_the_exit_codes_listed_are_those_of_the_command() -> None:
    told = dict(re.findall(r"^  (\d)  (.+)$", cli._EPILOG, re.MULTILINE))
    assert table(page("commands.md"), "exit code") == told


def test_the_question_kinds_listed_are_all_there_are() -> None:
    assert {name.strip("`") for name in table(page("configuring.md"), "kind")} == set(KINDS)


@pytest.mark.parametrize("document", ["report", "accountability", "log", "log-entry"])
def test_the_schema_of_an_answer_knows_every_question_kind(document: str) -> None:
    schema = json.loads((ROOT / "docs" / "schema" / f"{document}.json").read_text(encoding="utf-8"))
    assert schema["$defs"]["answer"]["properties"]["kind"]["enum"] == list(KINDS)


def test_what_people_may_say_is_listed_and_understood() -> None:
    said = table(page("answering.md"), "say")
    today = config.times.iso_date("2026-11-26")
    for name, meaning in said.items():
        for phrase in [
            name.strip("`"),
            *re.findall(r"`((?:away|edit|prefer|my report|share)[^`]*)`", meaning),
        ]:
            around = commands.Around(today, frozenset({"telegram"}), steers=True)
            command = commands.understand(phrase, around)
            assert command is not None, phrase
            assert not isinstance(command, AwayUnclear | commands.Unknown), phrase
    shown = {entry.shown or entry.name for entry in commands.COMMANDS}
    assert {name.strip("`") for name in said} == shown


def test_the_ways_to_say_days_are_understood() -> None:
    thursday = config.times.iso_date("2026-11-26")
    told = page("answering.md")
    rows = re.findall(r"^\| [a-z ,]+ \| (`[^|]+) \| (`[^|]+) \|$", told, re.MULTILINE)
    assert len(rows) == 5
    for ahead, back in rows:
        for said in re.findall(r"`([^`]+)`", ahead):
            assert isinstance(reader.away(said, thursday), Away), said
        for said in re.findall(r"`([^`]+)`", back):
            assert reader.period(said, thursday) is not None, said
    for said in ("next friday", "3/4", "until december"):
        assert isinstance(reader.away(said, thursday), AwayUnclear), said


@pytest.mark.parametrize("path", DOCUMENTS, ids=ids(DOCUMENTS))
def test_every_make_target_named_exists(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for line in code(path.read_text(encoding="utf-8")):
        if found := re.match(r"make ([a-z]+)", line):
            assert found[1] in targets, line


def test_the_configuration_shown_is_one_that_loads(tmp_path: Path) -> None:
    for body in yaml_of(page("configuring.md")):
        name = re.match(r"# (\S+)\n", body)
        assert name, "each YAML block names its file in its first line"
        file = tmp_path / name[1]
        file.parent.mkdir(exist_ok=True)
        file.write_text(body, encoding="utf-8")
    loaded = config.load(tmp_path)
    found = [standup.id for standup in loaded.instance.standups]
    assert found == ["learning-day", "notes", "research", "work"]
    assert {person.id for person in loaded.instance.people} == {"ana", "bo", "chi"}


@pytest.mark.parametrize("path", DOCUMENTS, ids=ids(DOCUMENTS))
def test_every_path_named_in_the_repository_exists(path: Path) -> None:
    tops = ("standup", "adapters", "tests", "deploy", "docs", ".ci")
    for name in CODE.findall(FENCE.sub("", path.read_text(encoding="utf-8"))):
        if re.fullmatch(rf"(?:{'|'.join(map(re.escape, tops))})/[\w./-]+", name):
            if "/config" in name or name.endswith("secrets.env") or "NAME" in name:
                continue  # made by whoever follows the document
            assert (ROOT / name).exists(), name


_TEST = re.compile(r"(tests/[\w/]+\.py)::(\w+)")


@pytest.mark.parametrize("path", DOCUMENTS, ids=ids(DOCUMENTS))
def test_every_test_named_exists(path: Path) -> None:
    for file, test in _TEST.findall(path.read_text(encoding="utf-8")):
        assert f"def {test}(" in (ROOT / file).read_text(encoding="utf-8"), f"{file}::{test}"


def test_whatever_keeps_something_from_somebody_is_shown_by_a_test() -> None:
    """Each row of the threat model, and each attack that was found, names a test or a command."""
    for name in ("threat-model", "testing"):
        text = page(f"{name}.md")
        for body in re.findall(r"^\| .*shown by \|\n\|[-|]+\n((?:\|.*\n)+)", text, re.MULTILINE):
            for row in body.splitlines():
                shown = row.strip("|\n ").split(" | ")[-1]
                assert re.search(r"`(?:tests/\w|make )", shown), row


# ── the adapter in fifteen minutes ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["pyproject.toml", "standup_folder.py", "contract.py", "day.py"])
def test_the_adapter_shown_is_the_one_that_is_tested(name: str) -> None:
    shown = (ROOT / "adapters" / "README.md").read_text(encoding="utf-8")
    real = (ROOT / "tests" / "thirdparty" / name).read_text(encoding="utf-8")
    assert f"\n{real}```" in shown, f"copy tests/thirdparty/{name} into adapters/README.md"


def test_the_table_of_our_adapters_is_the_one_of_the_entry_points() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["entry-points"]["standup.adapters"] == registry.BUILT_IN
