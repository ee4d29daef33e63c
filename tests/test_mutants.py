"""What is drawn of the mutants, and what is told of them."""

import json
from pathlib import Path

import pytest

from tests import mutants


@pytest.fixture
def noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, int | None]:
    """Verdicts as mutmut notes them: some survived, one was reached by no test, one hung."""
    found = {f"rights.{n:02}": 1 for n in range(20)} | {"rights.a": 0, "rights.b": 33}
    codes: dict[str, int | None] = {**found, "rights.c": 36, "rights.d": None}
    file = tmp_path / f"{mutants.MODULES['rights']}.meta"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps({"exit_code_by_key": codes}))
    monkeypatch.setattr(mutants, "WHERE", tmp_path)
    monkeypatch.setattr(mutants, "EQUIVALENT", tmp_path / "same.txt")
    mutants.EQUIVALENT.write_text("# none\n")
    return codes


def test_the_same_seed_draws_the_same_mutants_whatever_became_of_them() -> None:
    names: dict[str, int | None] = {str(n): None for n in range(500)}
    drawn = mutants.sample(names, 1)
    assert len(set(drawn)) == mutants.MOST
    assert drawn == mutants.sample(dict.fromkeys(reversed(names), 1), 1)
    assert drawn != mutants.sample(names, 2)


def test_what_survives_is_named_and_what_was_not_tried_counts_for_nothing(
    noted: dict[str, int | None], capsys: pytest.CaptureFixture[str]
) -> None:
    assert mutants.main(["--tell", "--only", "rights"]) == 0
    told = capsys.readouterr().out
    assert "23 tried   21 killed (1 of them by the clock)  91%" in told
    assert "survived: rights.a" in told
    assert "survived: rights.b" in told


def test_a_module_that_falls_short_fails_the_command(noted: dict[str, int | None]) -> None:
    file = mutants.WHERE / f"{mutants.MODULES['rights']}.meta"
    codes = {**noted, "rights.00": 0, "rights.01": 0}
    file.write_text(json.dumps({"exit_code_by_key": codes}))
    assert mutants.main(["--tell", "--only", "rights"]) == 1
    mutants.EQUIVALENT.write_text("rights.00 means the same\nrights.01 as well\n")
    assert mutants.main(["--tell", "--only", "rights"]) == 0


def test_every_mutant_that_means_the_same_has_its_reason() -> None:
    for line in mutants.EQUIVALENT.read_text(encoding="utf-8").splitlines():
        assert line.startswith("#") or len(line.split()) > 3, line
