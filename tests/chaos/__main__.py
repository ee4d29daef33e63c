"""`python -m tests.chaos`: one day after the other, each with the troubles of its seed."""

import argparse
import asyncio
import logging
import sys
import tempfile
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from time import monotonic

from tests.chaos.day import Verdict, live
from tests.chaos.operators import lived, own_postgres
from tests.matrix.synapse import Synapse
from tests.postgres import Postgres

_KINDS = ("sqlite", "postgres")


def main() -> int:
    """Live the days asked for; 1 if something untrue was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--days", type=int, default=10, metavar="N", help="of each database")
    parser.add_argument("--first", type=int, default=0, metavar="SEED", help="the first day's")
    parser.add_argument("--seconds", type=float, default=30.0, help="of trouble in each day")
    parser.add_argument("--on", choices=_KINDS, help="only on this database")
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)  # a cut is no news
    return asyncio.run(_days(parser.parse_args()))


async def _days(chosen: argparse.Namespace) -> int:
    struck: Counter[str] = Counter()
    figures: Counter[str] = Counter()
    began = monotonic()
    with tempfile.TemporaryDirectory(prefix="chaos-") as folder, ExitStack() as stack:
        synapse = Synapse(Path(folder) / "synapse")
        synapse.start()
        stack.callback(synapse.stop)
        for seed in range(chosen.first, chosen.first + chosen.days):
            for kind in _KINDS if chosen.on is None else (chosen.on,):
                day = Path(folder) / f"{kind}{seed}"
                verdict = await _lived(kind, seed, day, synapse, chosen.seconds)
                struck += verdict.struck
                figures += Counter(
                    days=1,
                    bad=bool(verdict.lies),
                    said=verdict.said,
                    doubled=verdict.doubled,
                    in_doubt=verdict.in_doubt,
                )
                lies = await asyncio.to_thread(
                    _operated, kind, seed, Path(folder) / f"op{kind}{seed}"
                )
                figures["bad"] += bool(lies)
                _tell(f"{_counted(figures)}; {_counted(struck)}; {monotonic() - began:.0f} s")
    return bool(figures["bad"])


async def _lived(kind: str, seed: int, day: Path, synapse: Synapse, seconds: float) -> Verdict:
    postgres = None
    if kind == "postgres":
        postgres = Postgres(fsync="on")
        postgres.start()
    try:
        verdict = await live(day, synapse, seed, seconds, postgres)
    finally:
        if postgres is not None:
            postgres.remove()
    if verdict.lies:
        again = f"python -m tests.chaos --on {kind} --first {seed} --days 1 --seconds {seconds:g}"
        _tell("\n".join((f"✗ {kind} {seed}", verdict.log, *verdict.lies, f"again: {again}\n")))
    return verdict


def _operated(kind: str, seed: int, folder: Path) -> list[str]:
    """What operators do to it, besides."""
    with own_postgres(kind) as postgres:
        lies = lived(folder, seed, postgres)
    if lies:
        _tell("\n".join((f"✗ {kind} {seed}, as operators have it", *lies)))
    return lies


def _counted(figures: Counter[str]) -> str:
    return ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in figures.items())


def _tell(words: str) -> None:
    print(words, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
