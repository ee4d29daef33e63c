"""`python -m bench [--quick] [--picture FILE] [NAME …]`."""

import argparse
from collections.abc import Callable
from pathlib import Path

from bench import (
    accountability,
    answers,
    growth,
    idle,
    latency,
    memory,
    picture,
    pictures,
    postgres,
    publishing,
    scheduler,
    search,
    start,
    statements,
    wave,
    workers,
)
from bench.chat import matrix, subjects
from bench.figure import FULL, QUICK, Effort, Result, progress, table

BENCHES: dict[str, Callable[[Effort], Result]] = {
    "answers": answers.measure,
    "postgres": postgres.measure,
    "workers": workers.measure,
    "statements": statements.measure,
    "latency": latency.measure,
    "idle": idle.measure,
    "memory": memory.measure,
    "start": start.measure,
    "scheduler": scheduler.measure,
    "wave": wave.measure,
    "growth": growth.measure,
    "search": search.measure,
    "pictures": pictures.measure,
    "publishing": publishing.measure,
    "accountability": accountability.measure,
    "telegram": subjects.telegram,
    "discord": subjects.discord,
    "matrix": matrix.measure,
}


def main() -> None:
    """Measure what was asked for, else everything."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one round of each")
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"which (default: all of {', '.join(BENCHES)})"
    )
    parser.add_argument("--picture", type=Path, metavar="FILE", help="draw growth there, as SVG")
    chosen = parser.parse_args()
    if unknown := set(chosen.names) - BENCHES.keys():
        parser.error(f"no such bench: {', '.join(sorted(unknown))}")
    effort = QUICK if chosen.quick else FULL
    print("Each ratio is the median over rounds of figure / limit, both of the same round.")
    for name in chosen.names or BENCHES:
        progress(name)
        bench = drawn(chosen.picture) if name == "growth" and chosen.picture else BENCHES[name]
        print(f"\n{table(bench(effort))}", flush=True)


def drawn(path: Path) -> Callable[[Effort], Result]:
    """The bench of growth, which leaves its picture there."""

    def measure(effort: Effort) -> Result:
        curves = list(growth.curves(effort))
        path.write_text(picture.draw(curves), encoding="utf-8")
        return growth.tell(curves)

    return measure


if __name__ == "__main__":
    main()
