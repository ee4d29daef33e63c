"""`make mutation ARGS=adapters`: faults put into each adapter, and which sentence noticed them.

One entry of `FAULTS` is all that a fault needs. What an adapter cannot do it cannot do wrong: such
faults are left out there.
"""

import argparse
import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from standup.chat.contract import AdapterContract, Bench, Person
from tests.contract.broken import Broken, BrokenBench
from tests.contract.faults import FAULTS, Fault
from tests.contract.platforms import PLATFORMS, MakeBench
from tests.simulate.progress import Progress

SENTENCES = sorted(name for name in dir(AdapterContract) if name.startswith("test_"))
_PATIENCE = 5.0


class Case(AdapterContract):
    """The contract on a bench whose adapters have a fault."""

    def __init__(self, make: MakeBench, fault: type[Broken], patience: float = _PATIENCE) -> None:
        self._make = make
        self._fault = fault
        self.patience = patience

    def bench(self) -> AbstractAsyncContextManager[Bench]:
        """A fresh bench, broken."""
        return self._broken()

    @asynccontextmanager
    async def _broken(self) -> AsyncIterator[Any]:
        async with self._make() as bench:
            yield BrokenBench(bench, self._fault)


@dataclass(frozen=True, slots=True)
class Noticed:
    """The first sentence that a fault made untrue, and what it said."""

    sentence: str
    what: str


def noticed(case: Case, first: str = "") -> Noticed | None:
    """What notices the fault, if anything does; the sentence that should is tried first."""
    for sentence in sorted(SENTENCES, key=lambda name: name != f"test_{first}"):
        try:
            getattr(case, sentence)()
        except pytest.skip.Exception:
            continue
        except Exception as error:  # noqa: BLE001 - whatever it is, it was noticed
            said = str(error).partition("\n")[0] or type(error).__name__
            return Noticed(sentence.removeprefix("test_"), said)
    return None


def can_have(fault: Fault, make: MakeBench) -> bool:
    """Whether this platform's adapter could be wrong in this way at all."""

    async def ask() -> bool:
        async with make() as bench:
            offered = all(_offers(bench, name) for name in fault.offers)
            return offered and bool(fault.can(bench.adapter().capabilities))

    return asyncio.run(ask())


def _offers(bench: Any, name: str) -> bool:
    """Whether the bench has it, or its person of their own."""
    own = getattr(type(bench.person), name, None)
    return hasattr(bench, name) or own not in {None, getattr(Person, name, None)}


def main(arguments: list[str] | None = None) -> int:
    """Try each fault on each platform; 1 if nothing noticed more than one in ten."""
    parser = argparse.ArgumentParser(prog="make mutation ARGS=adapters", description=__doc__)
    parser.add_argument("--on", choices=PLATFORMS, action="append", help="this platform alone")
    parser.add_argument("--only", metavar="WORDS", default="", help="faults that say this")
    chosen = parser.parse_args(arguments)
    faults = [fault for fault in FAULTS if chosen.only in fault.says]
    return max(_tell_of(name, faults) for name in chosen.on or PLATFORMS)


def _tell_of(name: str, faults: list[Fault]) -> int:
    with TemporaryDirectory() as home, PLATFORMS[name](Path(home)) as make:
        possible = [fault for fault in faults if can_have(fault, make)]
        progress, unnoticed = Progress(f"faults of {name}", len(possible)), 0
        for fault in possible:
            found = noticed(Case(make, fault.broken), fault.by)
            unnoticed += found is None
            told = "nothing noticed" if found is None else found.sentence.replace("_", " ")
            progress.tell(f"{'✗' if found is None else '✓'} {name}: {fault.says:<44} {told}")
            progress.step()
    progress.tell(f"{name}: {len(possible) - unnoticed} of {len(possible)} noticed")
    return int(unnoticed * 10 > len(possible))
