"""The contract notices what a stranger's adapter may do wrong: one fault at a time."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.contract import faulty
from tests.contract.broken import Broken
from tests.contract.faults import FAULTS, Fault
from tests.contract.faulty import SENTENCES, Case, can_have, noticed
from tests.contract.met import SilentEdit, SilentSend
from tests.contract.platforms import MakeBench, discord, folder, telegram
from tests.patience import PATIENCE

SOON = 1.5  # seconds for what a fault keeps from coming at all: each test waits as long in vain


@pytest.fixture(scope="module")
def benches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[MakeBench]]:
    """The example, and those that can do what it cannot."""
    with ExitStack() as stack:
        made = [(make, tmp_path_factory.mktemp("bench")) for make in (folder, telegram, discord)]
        yield [stack.enter_context(make(home)) for make, home in made]


@pytest.mark.parametrize("fault", [pytest.param(fault, id=fault.says) for fault in FAULTS])
def test_a_fault_is_noticed_by_the_sentence_it_makes_untrue(
    fault: Fault, benches: list[MakeBench]
) -> None:
    make = next(make for make in benches if can_have(fault, make))
    found = noticed(Case(make, fault.broken, SOON), fault.by)
    assert found is not None
    assert found.sentence == fault.by


@pytest.mark.parametrize(("fault", "call"), [(SilentSend, "send()"), (SilentEdit, "edit()")])
def test_a_line_that_only_falls_silent_is_named(
    fault: type[Broken], call: str, benches: list[MakeBench]
) -> None:
    found = noticed(Case(benches[0], fault, SOON), "a_line_that_is_cut_is_noticed_and_comes_back")
    assert found is not None
    assert found.what == f"{call} waits for ever while the line is cut"


def test_without_a_fault_nothing_is_noticed(benches: list[MakeBench]) -> None:
    assert noticed(Case(benches[0], Broken, PATIENCE)) is None


def test_each_sentence_that_is_to_notice_something_is_there() -> None:
    assert {f"test_{fault.by}" for fault in FAULTS} <= set(SENTENCES)


def test_a_fault_that_nothing_notices_fails_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    idle = Fault("nothing is wrong", Broken, "no_sentence")
    monkeypatch.setattr(faulty, "FAULTS", (FAULTS[0], idle))
    monkeypatch.setattr(faulty, "SENTENCES", [f"test_{FAULTS[0].by}"])
    assert faulty.main(["--on", "folder"]) == 1
    said = capsys.readouterr().out
    assert "✓ folder: all words are under one account" in said
    assert "✗ folder: nothing is wrong" in said
    assert "folder: 1 of 2 noticed" in said
