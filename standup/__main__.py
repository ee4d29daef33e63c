"""`python -m standup` is the command `standup`, which can be told to end from the first."""

import sys

from standup.heeding import heed


def main() -> int:
    """Run the command and return its exit code."""
    if sys.argv[1:2] == ["run"]:
        heed()  # before anything takes time
    from standup.cli import main as command

    return command()


if __name__ == "__main__":
    sys.exit(main())
