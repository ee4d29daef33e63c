"""`python -m tests.fuzz`: many cases of each subject, each made from its own number."""

import argparse
import asyncio
import logging
import sys
import traceback
from random import Random
from time import monotonic

from tests.fuzz.subjects import Subject, subjects

PATIENCE = 20.0  # seconds that one case may take
_EVERY = 5000


def main() -> int:
    """Go through the cases; 1 if any failed."""
    known = subjects()
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--cases", type=int, default=1_000_000, metavar="N", help="in all")
    parser.add_argument("--first", type=int, default=0, metavar="SEED", help="the first case")
    parser.add_argument("--only", action="append", choices=known, help="this subject")
    chosen = parser.parse_args()
    logging.disable(logging.CRITICAL)  # what is skipped is said, a million times
    names = chosen.only or list(known)
    counts = {name: chosen.cases // len(names) for name in names}
    return asyncio.run(_run({name: known[name] for name in names}, chosen.first, counts))


async def _run(chosen: dict[str, Subject], first: int, counts: dict[str, int]) -> int:
    failed = 0
    for name, subject in chosen.items():
        began = monotonic()
        for number, seed in enumerate(range(first, first + counts[name]), 1):
            if (why := await fault(name, subject, seed)) is not None:
                failed += 1
                _tell(f"{why}\nagain: python -m tests.fuzz --only {name} --first {seed} --cases 1")
            if number % _EVERY == 0 or number == counts[name]:
                took = monotonic() - began
                _tell(f"{name}: {number} of {counts[name]} in {took:.0f} s, {failed} failed in all")
    return bool(failed)


async def fault(name: str, subject: Subject, seed: int) -> str | None:
    """What goes wrong in one case."""
    try:
        async with asyncio.timeout(PATIENCE):
            await subject.take(Random(f"{name} {seed}"))  # noqa: S311
    except Exception:  # noqa: BLE001 - whatever it is, it is told
        return traceback.format_exc(limit=-4)
    return None


def _tell(words: str) -> None:
    print(words, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
