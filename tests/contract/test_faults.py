"""The contract notices what a stranger's adapter may do wrong: the example, with one fault each."""

from collections.abc import Iterator

import pytest

from tests.contract import faulty
from tests.contract.broken import Broken
from tests.contract.faults import FAULTS, Fault
from tests.contract.faulty import SENTENCES, Case, can_have, noticed
from tests.contract.platforms import MakeBench, folder
from tests.patience import PATIENCE


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MakeBench]:
    with folder(tmp_path_factory.mktemp("example")) as make:
        yield make


@pytest.mark.parametrize("fault", [pytest.param(fault, id=fault.says) for fault in FAULTS])
def test_a_fault_is_noticed_by_the_sentence_it_makes_untrue(
    fault: Fault, example: MakeBench
) -> None:
    if not can_have(fault, example):
        pytest.skip("the example cannot do what this would do wrong")
    found = noticed(Case(example, fault.broken), fault.by)
    assert found is not None
    assert found.sentence == fault.by


def test_without_a_fault_nothing_is_noticed(example: MakeBench) -> None:
    assert noticed(Case(example, Broken, PATIENCE)) is None


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
