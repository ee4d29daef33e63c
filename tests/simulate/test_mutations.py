"""The simulator notices when a protection is switched off: each in a few stories."""

import pytest

from tests.simulate import mutations
from tests.simulate.mutations import PROTECTIONS, Protection, kept, noticed, storms

FEW = 100


def _marks(protection: Protection) -> list[pytest.MarkDecorator]:
    """What is noticed by a program of its own needs PostgreSQL."""
    return [pytest.mark.server] if protection.program else []


NAMED = [pytest.param(one, id=one.says, marks=_marks(one)) for one in PROTECTIONS]


@pytest.mark.parametrize("protection", NAMED)
def test_it_is_noticed_when_it_no_longer_holds_that(protection: Protection) -> None:
    found = noticed(protection, FEW, kept().get(protection.says, 1))
    assert found is not None, f"{FEW} stories, and nothing was noticed"


def test_what_protects_nothing_is_not_noticed() -> None:
    assert noticed(Protection("nothing is", lambda _: None, storms), most=3) is None


def test_a_protection_that_nothing_notices_fails_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    idle = Protection("nothing is", lambda _: None)
    monkeypatch.setattr(mutations, "PROTECTIONS", (PROTECTIONS[0], idle))
    assert mutations.main(["--most", "2"]) == 1
    said = capsys.readouterr().out
    assert "✓ an event is taken once" in said
    assert "✗ nothing is" in said
