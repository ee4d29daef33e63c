"""`python -m bench [--quick] [--picture FILE] [--into FILE] [NAME …]`."""

import argparse
import asyncio
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bench import (
    accountability,
    aims,
    answers,
    attack,
    document,
    flat,
    growth,
    heads,
    idle,
    latency,
    memory,
    picture,
    pictures,
    postgres,
    publishing,
    scheduler,
    search,
    settings,
    start,
    statements,
    takeover,
    wave,
    workers,
)
from bench.chat import matrix, subjects
from bench.figure import FULL, QUICK, Effort, Result, progress, table

BENCHES: dict[str, Callable[[Effort], Result]] = {
    "answers": answers.measure,
    "postgres": postgres.measure,
    "workers": workers.measure,
    "takeover": takeover.measure,
    "statements": statements.measure,
    "latency": latency.measure,
    "attack": attack.measure,
    "idle": idle.measure,
    "memory": memory.measure,
    "start": start.measure,
    "scheduler": scheduler.measure,
    "wave": wave.measure,
    "growth": growth.measure,
    "heads": heads.measure,
    "search": search.measure,
    "settings": settings.measure,
    "pictures": pictures.measure,
    "publishing": publishing.measure,
    "accountability": accountability.measure,
    "telegram": subjects.telegram,
    "discord": subjects.discord,
    "matrix": matrix.measure,
}


def main() -> int:
    """Measure what was asked for, else everything; 1 where something grew that must not."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one round of each")
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"which (default: all of {', '.join(BENCHES)})"
    )
    parser.add_argument("--picture", type=Path, metavar="FILE", help="draw growth there, as SVG")
    what = "renew the tables of this document too; without names, of those it shows"
    parser.add_argument("--into", type=Path, metavar="FILE", help=what)
    chosen = parser.parse_args()
    if unknown := set(chosen.names) - BENCHES.keys():
        parser.error(f"no such bench: {', '.join(sorted(unknown))}")
    effort = QUICK if chosen.quick else FULL
    print("Each ratio is the median over rounds of figure / limit, both of the same round.")
    shown = document.places(chosen.into.read_text(encoding="utf-8")) if chosen.into else BENCHES
    short: list[aims.Shortfall] = []
    for name in chosen.names or shown:
        progress(name)
        bench = drawn(chosen.picture) if name == "growth" and chosen.picture else BENCHES[name]
        result = bench(effort)
        print(f"\n{table(result, partial(aims.words, name))}", flush=True)
        short += aims.shortfalls(name, result.figures)
        if chosen.into:
            how = (
                "one round of each" if chosen.quick else f"medians of up to {effort.rounds} rounds"
            )
            document.renew(chosen.into, name, result, datetime.now(UTC).date(), how)
    print(f"\n{aims.summary(short)}")
    return int(any(one.is_failure for one in short))


def drawn(path: Path) -> Callable[[Effort], Result]:
    """The bench of growth, which leaves its picture there."""

    def measure(effort: Effort) -> Result:
        curves = list(growth.curves(effort))
        path.write_text(picture.draw(curves), encoding="utf-8")
        return growth.tell(curves, asyncio.run(flat.measure(effort)))

    return measure


if __name__ == "__main__":
    sys.exit(main())
