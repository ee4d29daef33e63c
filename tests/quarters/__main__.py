"""`make quarters`: live many quarters, and hold every figure of each to its rows."""

import argparse
import asyncio
import logging
import sys
import tempfile
from pathlib import Path

from tests.quarters.checking import check


def main() -> None:
    """Live the quarters of these seeds."""
    parser = argparse.ArgumentParser(prog="python -m tests.quarters", description=__doc__)
    parser.add_argument("--seeds", default="1-100", metavar="A-B", help="default: 1-100")
    logging.disable(logging.WARNING)
    first, _, last = parser.parse_args().seeds.partition("-")
    wrong = [seed for seed in range(int(first), int(last or first) + 1) if not _is_right(seed)]
    say(f"wrong: {wrong}" if wrong else "every figure is what the rows say")
    sys.exit(bool(wrong))


def _is_right(seed: int) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = asyncio.run(check(seed, Path(folder)))
        except AssertionError as error:
            say(f"{seed}: {error}")
            return False
    say(f"{seed}: {found.told['participation']}, looked at {found.looked} times")
    return True


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
