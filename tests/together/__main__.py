"""`python -m tests.together`: one Learning Day after the other, with every fault at every step."""

import argparse
import asyncio
import logging
import re
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from time import monotonic

from tests.together.faults import DISCORD, KINDS, TELEGRAM, Choose, Kind, Step, Storm, once
from tests.together.trial import Score, Verdict, score, trial

_AT = re.compile(r"(?P<kind>\w+) at (?P<server>\w+) (?P<sort>.+) (?P<number>\d+)")


@dataclass(frozen=True, slots=True)
class Day:
    """One day to be lived, by the words that replay it."""

    name: str
    choose: Callable[[], Choose]
    silent: bool


def main() -> int:
    """Live the days asked for; 1 if something untrue was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.together", description=__doc__)
    parser.add_argument("--at-once", type=int, default=4, metavar="N", help="days lived at once")
    parser.add_argument("--forum", action="store_true", help="with a forum and a group of topics")
    parser.add_argument("--kind", action="append", choices=KINDS, help="only faults of this kind")
    parser.add_argument("--storms", type=int, metavar="N", help="N days of many faults instead")
    parser.add_argument("--first", type=int, default=0, metavar="SEED", help="the first storm's")
    parser.add_argument(
        "replay", nargs="*", metavar="DAY", help='such as "killed_after at telegram sendMessage 3"'
    )
    chosen = parser.parse_args()
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # a cut is no news
    return asyncio.run(_soak(chosen))


async def _soak(chosen: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="together-") as folder:
        ought = await score(Path(folder) / "score", forum=chosen.forum)
        days = list(_days(chosen, ought))
        _tell(f"{len(ought.steps)} steps, {len(days)} days")
        bad = unmet = 0
        began = monotonic()
        async for number, day, verdict in _lived(days, ought, Path(folder), chosen):
            unmet += not verdict.struck
            if verdict.lies:
                bad += 1
                _tell("\n".join((f"✗ {day.name}", *verdict.lies, *_why(day, verdict))))
            if number % 25 == 0 or number == len(days):
                took = monotonic() - began
                _tell(f"{number} of {len(days)} days in {took:.0f} s, {bad} bad, {unmet} unmet")
    return bool(bad)


def _days(chosen: argparse.Namespace, ought: Score) -> Iterator[Day]:
    if chosen.replay:
        for words in chosen.replay:
            yield _replayed(words)
    elif chosen.storms:
        for seed in range(chosen.first, chosen.first + chosen.storms):
            yield _storm(seed)
    else:
        for kind in KINDS.values():
            if chosen.kind is None or kind.name in chosen.kind:
                yield from (_day(kind, at) for at in ought.steps if at.server in kind.servers)


def _day(kind: Kind, at: Step) -> Day:
    return Day(f"{kind.name} at {at}", lambda: once(kind, at), kind.is_silent)


def _storm(seed: int) -> Day:
    return Day(f"storm {seed}", lambda: Storm(seed), silent=False)


def _replayed(words: str) -> Day:
    if words.startswith("storm "):
        return _storm(int(words.removeprefix("storm ")))
    found = _AT.fullmatch(words)
    if found is None or found["kind"] not in KINDS or found["server"] not in {TELEGRAM, DISCORD}:
        sys.exit(f"no day is called {words!r}")
    return _day(KINDS[found["kind"]], Step(found["server"], found["sort"], int(found["number"])))


async def _lived(
    days: list[Day], ought: Score, folder: Path, chosen: argparse.Namespace
) -> AsyncIterator[tuple[int, Day, Verdict]]:
    """The days with what was wrong with each, as they end."""
    turns, numbers = asyncio.Semaphore(chosen.at_once), count(1)

    async def live(number: int, day: Day) -> tuple[Day, Verdict]:
        async with turns:
            verdict = await trial(
                folder / str(number), ought, day.choose(), silent=day.silent, forum=chosen.forum
            )
            return day, verdict

    for ended in asyncio.as_completed([live(n, day) for n, day in enumerate(days)]):
        yield next(numbers), *await ended


def _why(day: Day, verdict: Verdict) -> list[str]:
    struck = [f"struck: {kind.name} at {step}" for kind, step in verdict.struck]
    return [*struck, verdict.log, f'again: python -m tests.together "{day.name}"\n']


def _tell(words: str) -> None:
    print(words, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
