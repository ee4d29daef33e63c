"""The simulator notices when a protection is switched off: each in a few stories."""

from collections.abc import Callable
from inspect import Parameter, signature
from typing import Any

import pytest

from tests.length import some
from tests.simulate import mutations
from tests.simulate.mutations import PROTECTIONS, Protection, kept, noticed, storms

FEW = 100
_STARRED = (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD)


def _marks(protection: Protection) -> list[pytest.MarkDecorator]:
    """What is noticed by a program of its own needs PostgreSQL."""
    return [pytest.mark.server] if protection.program else []


NAMED = [pytest.param(one, id=one.says, marks=_marks(one)) for one in some(PROTECTIONS)]


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


class _Noting:
    """Instead of what replaces functions: which is replaced by which."""

    def __init__(self) -> None:
        self.replaced: list[tuple[str, Callable[..., Any], Callable[..., Any]]] = []

    def setattr(self, where: object, name: str, by: object) -> None:
        before = getattr(where, name)
        if callable(before) and callable(by):
            self.replaced.append((name, before, by))


def _takes(one: Callable[..., Any], other: Callable[..., Any]) -> bool:
    """Whether one can be called in every way in which the other can."""
    plain = [p for p in signature(other).parameters.values() if p.kind not in _STARRED]
    alone = [p.name for p in plain if p.kind is Parameter.KEYWORD_ONLY]
    others = [p.name for p in plain if p.kind is not Parameter.KEYWORD_ONLY]
    firm = [p.name for p in plain if p.default is Parameter.empty and p.name in others]
    try:
        signature(one).bind(*others, **dict.fromkeys(alone))
        signature(one).bind(*firm, **dict.fromkeys([*others[len(firm) :], *alone]))
    except TypeError:
        return False
    return True


@pytest.mark.parametrize("protection", PROTECTIONS, ids=lambda one: one.says)
def test_what_stands_in_for_a_function_is_called_as_that_is(protection: Protection) -> None:
    noting = _Noting()
    protection.switch(noting)  # type: ignore[arg-type]
    assert [name for name, before, by in noting.replaced if not _takes(by, before)] == []
