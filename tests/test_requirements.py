"""What is locked is what pyproject.toml asks for, whole and with hashes."""

import importlib.util
import json
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[1]
FILES = ("run", "dev", "build", "site")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
_LINE = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>\S+)(?: ; (?P<marker>.+?))? \\$", re.MULTILINE)


def text(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")


def locked(name: str) -> dict[str, Version]:
    found = _LINE.finditer(text(name))
    return {canonicalize_name(one["name"]): Version(one["version"]) for one in found}


def wanted(name: str) -> list[str]:
    told = PROJECT["project"]
    extras = [one for extra in told["optional-dependencies"].values() for one in extra]
    run: list[str] = [*told["dependencies"], *extras]
    asked: dict[str, list[str]] = {
        "run": run,
        "dev": [*run, *PROJECT["dependency-groups"]["dev"]],
        "build": PROJECT["build-system"]["requires"],
        "site": PROJECT["dependency-groups"]["site"],
    }
    return asked[name]


@pytest.mark.parametrize("name", FILES)
def test_everything_asked_for_is_locked_at_a_version_that_fits(name: str) -> None:
    have = locked(name)
    for line in wanted(name):
        asked = Requirement(line)
        version = have.get(canonicalize_name(asked.name))
        assert version is not None, f"{asked.name} is not locked: run `make lock`"
        assert asked.specifier.contains(version), f"{line} is locked at {version}: run `make lock`"


@pytest.mark.parametrize("name", FILES)
def test_every_line_has_a_version_and_a_hash_and_no_host(name: str) -> None:
    blocks = re.split(r"\n(?=\S)", text(name).strip())
    assert len(blocks) == len(_LINE.findall(text(name)))
    for block in blocks:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}$", block), block
    assert "://" not in text(name)
    assert "--index" not in text(name)


def test_what_runs_is_what_is_tested() -> None:
    assert locked("run").items() <= locked("dev").items()
    assert locked("build").items() <= locked("dev").items()


# ── the audit ──


@pytest.fixture(scope="module")
def audit() -> ModuleType:
    spec = importlib.util.spec_from_file_location("audit", ROOT / "requirements" / "audit.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def answer(*dependencies: object) -> str:
    return json.dumps({"dependencies": dependencies, "fixes": []})


SOUND = {"name": "a", "version": "1", "vulns": []}
SKIPPED = {"name": "b", "skip_reason": "not found"}
BAD = {"name": "c", "version": "2", "vulns": [{"id": "CVE-1", "fix_versions": ["2.1"]}]}


def test_a_known_vulnerability_fails_the_audit_and_is_named(audit: ModuleType) -> None:
    code, words = audit.verdict(answer(SOUND, BAD))
    assert code == 1
    assert "c 2: CVE-1 (mended in 2.1)" in words


def test_an_audit_without_findings_passes(audit: ModuleType) -> None:
    code, words = audit.verdict(answer(SOUND, SKIPPED))
    assert code == 0
    assert "1 of 2 locked packages audited, 0 with" in words
    assert words.splitlines()[-1] == "NOT AUDITED: 1 of them could not be asked about."


@pytest.mark.parametrize("said", ["", "Traceback", answer(), answer(SKIPPED), "[]"])
def test_where_nobody_can_be_asked_it_says_so_and_passes_for_no_audit(
    audit: ModuleType, said: str
) -> None:
    code, words = audit.verdict(said)
    assert code == audit.NOT_AUDITED
    assert words.startswith("NOT AUDITED")
