"""Asks whether anything that is locked has a known vulnerability; the argument is `pip-audit`.

Exit codes: 0 none is known · 1 there are some · 3 not audited, since nobody could be asked.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

LOCKED = Path(__file__).with_name("dev.txt")
NOT_AUDITED = 3
UNREACHED = "NOT AUDITED: the advisory service could not be reached from here."


def main() -> int:
    """Ask, and say what came of it."""
    done = subprocess.run(
        [
            *(sys.argv[1], "--require-hashes", "--disable-pip", "--requirement", str(LOCKED)),
            *("--format", "json", "--progress-spinner", "off", "--timeout", "20"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    code, words = verdict(done.stdout)
    print(words)
    return code


def verdict(answer: str) -> tuple[int, str]:
    """The exit code and the words for what `pip-audit` printed."""
    try:
        found: list[dict[str, Any]] = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return NOT_AUDITED, UNREACHED
    asked = [one for one in found if "skip_reason" not in one]
    if not asked:
        return NOT_AUDITED, UNREACHED
    bad = [f"{one['name']} {one['version']}: {_names(one)}" for one in asked if one["vulns"]]
    unknown = len(found) - len(asked)
    audited = f"{len(asked)} of {len(found)} locked packages audited"
    words = [f"{audited}, {len(bad)} with known vulnerabilities."]
    words += [f"NOT AUDITED: {unknown} of them could not be asked about."] if unknown else []
    return int(bool(bad)), "\n".join([*bad, *words])


def _names(one: dict[str, Any]) -> str:
    return ", ".join(
        f"{found['id']} (mended in {', '.join(found['fix_versions']) or 'no version yet'})"
        for found in one["vulns"]
    )


if __name__ == "__main__":
    sys.exit(main())
