"""The documents say what is so: everything they name exists, and every transcript is current."""

import argparse
import re
import textwrap
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import document
from bench.__main__ import BENCHES
from standup import __version__, cli, config
from standup.chat import registry
from standup.core import commands
from standup.core.dates import reader
from standup.core.dates.away import Away, AwayUnclear
from standup.core.kinds.table import KINDS
from tests import docs

ROOT = Path(__file__).parents[1]
DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")),
    *(ROOT / name for name in ("adapters/README.md", "deploy/README.md", "docs/performance.md")),
    *(ROOT / "docs" / f"{name}.md" for name in ("direct-conversations", "reliability")),
    *(ROOT / "docs" / f"{name}.md" for name in ("testing", "threat-model")),
]
_TEXTS = {".md", ".txt", ".svg", ".json"}
SHIPPED = [
    *DOCUMENTS,
    *(p for p in (ROOT / "docs").rglob("*") if p.suffix in _TEXTS),
    *(ROOT / "deploy").glob("*"),
]
README, CONTRIBUTING = (
    (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md")
)
_FENCE = re.compile(r"^ *```(\w*)\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_MACHINE = re.compile(r"/work/|/root/|/home/|/tmp/\w|/Users/|site-packages|standup-try-")


def ids(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def code(text: str) -> list[str]:
    """Every line of code in a document: those of its fences, and what stands in backticks."""
    lines = [line.strip() for _, body in _FENCE.findall(text) for line in body.split("\n")]
    return lines + _CODE.findall(_FENCE.sub("", text))


def table(text: str, first: str) -> dict[str, str]:
    """The rows of the table whose first heading is this, by their first cell."""
    found = re.search(rf"^\| {first} \|.*\n\|[-|]+\n((?:\|.*\n)+)", text, re.MULTILINE)
    assert found, f"no table of {first}"
    cells = (line.strip("|\n ").split(" | ") for line in found[1].splitlines())
    return {row[0]: row[1] for row in cells}


def subcommands() -> dict[str, argparse.ArgumentParser]:
    parser = cli._parser()
    actions = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    return dict(actions[0].choices)


def slug(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


# ── what the program writes ────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def now() -> dict[str, str]:
    return docs.texts()


@pytest.mark.parametrize("name", ["try.txt", "check.txt", "figures.md", "summaries.md"])
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
    quoted = next(body for _, body in _FENCE.findall(README) if "did you mean" in body)
    assert quoted in (ROOT / "docs" / "check.txt").read_text(encoding="utf-8")


def yaml_of(text: str) -> list[str]:
    """The YAML blocks of a document, as they stand in a file."""
    return [textwrap.dedent(body) for language, body in _FENCE.findall(text) if language == "yaml"]


def test_what_each_platform_can_do_is_what_its_adapter_promises() -> None:
    assert docs.platforms() in README, "run `make docs` and look at what changed"


def test_the_table_of_what_people_may_say_is_the_one_of_the_commands() -> None:
    assert docs.into_readme(README) == README, "run `make docs` and look at what changed"


def test_each_platforms_own_lines_make_a_configuration_that_loads(tmp_path: Path) -> None:
    parts = [body for body in yaml_of(README) if body.startswith("# in ")]
    standup = (ROOT / "config/standups/learning-day.yaml").read_text(encoding="utf-8")
    for number, (instance, channels) in enumerate(zip(parts[::2], parts[1::2], strict=True)):
        folder = tmp_path / str(number)
        (folder / "standups").mkdir(parents=True)
        head = "timezone: Europe/London\norganiser: Ana\n"
        (folder / "instance.yaml").write_text(head + instance, encoding="utf-8")
        told = re.sub(r"(?m)^channels:\n(?:  .*\n)+", channels, standup)
        told = re.sub(r"(?m)^participants:.*$", "participants: everyone", told)
        (folder / "standups" / "learning-day.yaml").write_text(told, encoding="utf-8")
        assert config.load(folder).instance.standups[0].channels
    assert len(parts) == 8


def test_every_table_of_performance_is_one_that_a_bench_makes() -> None:
    told = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")
    assert told.count("<!-- bench: ") == len(document.places(told)) > 0
    for name in document.places(told):
        assert name in BENCHES
        assert re.search(rf"<!-- bench: {name} -->\n\| .+\n\|---", told), (
            f"measure {name} --into it"
        )


# ── what the documents name ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", DOCUMENTS, ids=ids(DOCUMENTS))
def test_every_command_named_exists_with_its_options(path: Path) -> None:
    known = subcommands()
    for line in code(path.read_text(encoding="utf-8")):
        for name, rest in re.findall(r"(?:^|[\s/])standup ([a-z]+)\b(?!:)([^|#]*)", line):
            assert name in known, line
            options = {o for action in known[name]._actions for o in action.option_strings}
            assert set(re.findall(r"(?<!\S)--?[a-z]+(?:-[a-z]+)*", rest)) <= options, line


def test_the_commands_listed_are_all_there_are() -> None:
    listed = {name.strip("`").removeprefix("standup ") for name in table(README, "command")}
    assert listed == set(subcommands())


def test_the_exit_codes_listed_are_those_of_the_command() -> None:
    told = dict(re.findall(r"^  (\d)  (.+)$", cli._EPILOG, re.MULTILINE))
    assert table(README, "exit code") == told


def test_the_question_kinds_listed_are_all_there_are() -> None:
    assert {name.strip("`") for name in table(README, "kind")} == set(KINDS)


def test_what_people_may_say_is_listed_and_understood() -> None:
    said = table(README, "say")
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
    rows = re.findall(r"^\| [a-z ,]+ \| (`[^|]+) \| (`[^|]+) \|$", README, re.MULTILINE)
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
    for body in yaml_of(README):
        if body.startswith("# in "):  # a part of a file
            continue
        name = re.match(r"# (\S+)\n", body)
        assert name, "each YAML block names its file in its first line"
        file = tmp_path / name[1]
        file.parent.mkdir(exist_ok=True)
        file.write_text(body, encoding="utf-8")
    loaded = config.load(tmp_path)
    assert [standup.id for standup in loaded.instance.standups] == ["learning-day"]
    assert {person.id for person in loaded.instance.people} == {"ana", "bo", "chi"}


@pytest.mark.parametrize("path", DOCUMENTS, ids=ids(DOCUMENTS))
def test_every_path_named_in_the_repository_exists(path: Path) -> None:
    tops = ("standup", "adapters", "tests", "deploy", "docs", ".ci")
    for name in _CODE.findall(_FENCE.sub("", path.read_text(encoding="utf-8"))):
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
        text = (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8")
        for body in re.findall(r"^\| .*shown by \|\n\|[-|]+\n((?:\|.*\n)+)", text, re.MULTILINE):
            for row in body.splitlines():
                shown = row.strip("|\n ").split(" | ")[-1]
                assert re.search(r"`(?:tests/\w|make )", shown), row


# ── links, versions, machines ──────────────────────────────────────────────────────────────────


def links(path: Path) -> Iterator[str]:
    text = _FENCE.sub("", path.read_text(encoding="utf-8"))
    yield from (first or second for first, second in _LINK.findall(text))


@pytest.mark.parametrize("path", DOCUMENTS, ids=ids(DOCUMENTS))
def test_every_relative_link_leads_somewhere(path: Path) -> None:
    for link in links(path):
        if link.startswith("https://"):
            continue
        where, _, anchor = link.partition("#")
        target = (path.parent / where).resolve() if where else path
        assert target.exists(), link
        if anchor:
            text = _FENCE.sub("", target.read_text(encoding="utf-8"))
            assert anchor in {slug(heading) for heading in _HEADING.findall(text)}, link


def test_the_changelog_begins_with_this_version() -> None:
    versions = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert versions[0] == __version__ == project["version"]


@pytest.mark.parametrize("path", SHIPPED, ids=ids(SHIPPED))
def test_no_document_holds_a_path_of_some_machine(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    text = text.replace("- /tmp\n", "")  # a container's own
    assert not _MACHINE.search(text), _MACHINE.search(text)


# ── the adapter in fifteen minutes ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["pyproject.toml", "standup_folder.py", "contract.py"])
def test_the_adapter_shown_is_the_one_that_is_tested(name: str) -> None:
    shown = (ROOT / "adapters" / "README.md").read_text(encoding="utf-8")
    real = (ROOT / "tests" / "thirdparty" / name).read_text(encoding="utf-8")
    assert f"\n{real}```" in shown, f"copy tests/thirdparty/{name} into adapters/README.md"


def test_the_table_of_our_adapters_is_the_one_of_the_entry_points() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["entry-points"]["standup.adapters"] == registry.BUILT_IN
