"""Where the tests write: into memory where there is plenty, since little of it is kept.

Half of what a test of the engine waits for is a disk that keeps what it wrote, and none asks what
is there after a power cut. Whoever names a folder in TMPDIR is heeded.
"""

import os
import shutil
import tempfile
from pathlib import Path

_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - shared memory as a folder, where the system has it
_ENOUGH = 4 << 30  # bytes; a run of all tests writes one quarter of it


def settle() -> None:
    """Choose for this process and each that it starts."""
    if "TMPDIR" not in os.environ and _is_roomy(_IN_MEMORY):
        os.environ["TMPDIR"] = str(_IN_MEMORY)
        tempfile.tempdir = None  # it is looked up anew


def _is_roomy(folder: Path) -> bool:
    return os.access(folder, os.W_OK) and min(shutil.disk_usage(folder).free, _memory()) > _ENOUGH


def _memory() -> int:
    """Bytes that could be had without swapping; 0 where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
    except OSError:
        return 0
    found = dict(line.split(":") for line in lines)
    return int(found.get("MemAvailable", "0 kB").split()[0]) << 10
