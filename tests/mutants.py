"""Sixty small faults in each module that decides or keeps something, and what noticed each.

    make mutants ARGS="--only rights --seed 2"

mutmut makes the faults and hands each to the fast tests that reach its function, until the first of
them fails. The sample is drawn by a seed, and what was tried stays known in `mutants/`, so that a
run that was stopped goes on where it ended. It needs what requirements/mutants.txt installs.
"""

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from random import Random

MODULES = {
    "conversation": "standup/core/conversation",
    "rights": "standup/core/rights.py",
    "schedule": "standup/core/schedule.py",
    "inbox": "standup/engine/inbox.py",
    "lane": "standup/engine/lane.py",
    "outbox": "standup/store/outbox",
}
MOST = 60
AIM = 0.85
WHERE = Path("mutants")
# What mutmut notes of a mutant: how the tests ended on it.
_SURVIVED, _UNREACHED, _TOO_LONG = 0, 33, {36, 24, -24, 152, 255}
EQUIVALENT = Path(__file__).with_suffix(".txt")

Verdicts = Mapping[str, int | None]


def generate() -> None:
    """Let mutmut write every mutant of the modules, and try none."""
    tool = import_module("mutmut.__main__")
    WHERE.mkdir(exist_ok=True)
    tool.set_mutant_under_test("mutant_generation")
    with tool.CatchOutput(spinner_title="Generating mutants"):
        tool.copy_src_dir()
        tool.copy_also_copy_files()
        tool.setup_source_paths()
        tool.create_mutants(1)


def verdicts(module: str) -> dict[str, int | None]:
    """Every mutant of a module, and how the tests ended on it; None: it was not tried."""
    found: dict[str, int | None] = {}
    path = WHERE / MODULES[module]
    for file in sorted(
        path.glob("*.meta") if path.is_dir() else [path.with_name(f"{path.name}.meta")]
    ):
        found |= json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


def sample(mutants: Verdicts, seed: int, most: int = MOST) -> list[str]:
    """Some of the mutants, the same for the same seed."""
    names = sorted(mutants)
    return sorted(Random(seed).sample(names, min(most, len(names))))  # noqa: S311 - no secret


def equivalent() -> frozenset[str]:
    """The mutants that nothing can notice, since they mean the same; each has its reason there."""
    lines = EQUIVALENT.read_text(encoding="utf-8").splitlines()
    return frozenset(line.split()[0] for line in lines if line[:1] not in {"", " ", "#"})


def tell(module: str, found: Verdicts, names: list[str]) -> tuple[str, bool]:
    """A module's line of the table, and whether it falls short of the aim."""
    same = equivalent()
    tried = {name: found[name] for name in names if found[name] is not None and name not in same}
    survived = [name for name, code in tried.items() if code in {_SURVIVED, _UNREACHED}]
    slow = sum(code in _TOO_LONG for code in tried.values())
    share = 1 - len(survived) / len(tried) if tried else 0.0
    told = (
        f"{module:<14}{len(found):>6} mutants{len(names):>5} drawn{len(tried):>5} tried"
        f"{len(tried) - len(survived):>5} killed ({slow} of them by the clock)  {share:.0%}"
    )
    return "\n".join([told, *(f"    survived: {name}" for name in survived)]), share < AIM


def main(arguments: list[str] | None = None) -> int:
    """Try what is drawn and was not tried; 1 if a module falls short of the aim."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("--only", choices=MODULES, action="append", help="this module")
    parser.add_argument("--seed", type=int, default=1, help="draws another sample")
    parser.add_argument("--most", type=int, default=MOST, help="mutants a module")
    parser.add_argument("--at-once", type=int, default=2, help="processes")
    parser.add_argument("--again", action="store_true", help="those that survived, too")
    parser.add_argument("--tell", action="store_true", help="say what is known, and try nothing")
    chosen = parser.parse_args(arguments)
    modules = chosen.only or list(MODULES)
    if not chosen.tell:
        generate()
    drawn = {name: sample(verdicts(name), chosen.seed, chosen.most) for name in modules}
    if not chosen.tell:
        again = {None, _SURVIVED, _UNREACHED} if chosen.again else {None}
        left = [one for name in modules for one in drawn[name] if verdicts(name)[one] in again]
        children = ("--max-children", str(chosen.at_once))
        if left:
            mutmut = Path(sys.executable).with_name("mutmut")
            subprocess.run([mutmut, "run", *children, *left], check=False)
    told = [tell(name, verdicts(name), drawn[name]) for name in modules]
    print(*(line for line, _ in told), sep="\n")  # noqa: T201 - what it is for
    print(dict(Counter("short of the aim" if short else "met" for _, short in told)))  # noqa: T201
    return int(any(short for _, short in told))


if __name__ == "__main__":
    sys.exit(main())
