"""Writing a file whole or not at all: beside its place first, and there once all of it is right."""

import errno
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import current_thread, main_thread

from standup.errors import StandupError

BESIDE = ".writing"
"""What ends the name of a file that is not whole yet, also of one that a crash has left."""

_WHY = {
    errno.ENOSPC: "its disk is full: make room there",
    errno.EDQUOT: "its disk is full for this user: make room there",
    errno.EFBIG: "a file may not grow so large there (see `ulimit -f`)",
    errno.EACCES: "this user may not write there",
    errno.EPERM: "this user may not write there",
    errno.EROFS: "that disk can only be read",
    errno.ENOENT: "its folder is not there: make it first",
    errno.ENOTDIR: "a file stands where a folder of it should be",
    errno.EEXIST: "a file stands where a folder should be",
    errno.ENOLCK: "its file system knows no locks, as some of a network: take a local disk",
    errno.EIO: "its disk fails: see the system's log",
    errno.ENAMETOOLONG: "its name is too long",
}


def why(error: OSError) -> str:
    """Why something cannot be written, with what to do."""
    return _WHY.get(error.errno or 0) or error.strerror or type(error).__name__


@contextmanager
def whole(target: Path, *, at_once: bool = True) -> Iterator[Path]:
    """Where to write instead: it takes the target's place when the block has ended well.

    Whatever fails, nothing is left of it. Unless `at_once` is unset, for very many files, the disk
    has it before it is called by its name. Raises StandupError.
    """
    with told(target):
        place = target.resolve()
        _refuse_no_file(target)
        beside = place.with_name(f".{place.name[:200]}.{os.getpid()}{BESIDE}")
        try:
            with _ended_well():
                yield beside
                if at_once:
                    _keep(beside)
                beside.replace(place)
        finally:
            for left in (beside, *(Path(f"{beside}{end}") for end in ("-journal", "-wal", "-shm"))):
                left.unlink(missing_ok=True)


@contextmanager
def made(folder: Path) -> Iterator[Path]:
    """The folder, made if need be, and gone again if the block fails. Raises StandupError."""
    with told(folder):
        new = [each for each in (folder, *folder.parents) if not each.exists()]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            yield folder
        except BaseException:
            for each in new:
                with suppress(OSError):
                    each.rmdir()
            raise


@contextmanager
def told(target: Path) -> Iterator[None]:
    """What the system refuses, as something a person can mend."""
    try:
        yield
    except OSError as error:
        raise StandupError(f"{target} cannot be written: {why(error)}") from error


def _refuse_no_file(target: Path) -> None:
    if target.is_dir():
        raise StandupError(f"{target} is a folder: name a file in it")
    if target.exists() and not target.is_file():  # a device, which is not to be replaced
        raise StandupError(f"{target} is not a file that can be replaced: name another one")


def _keep(path: Path) -> None:
    """Have the disk keep it; some disks tell only now that there is no room."""
    descriptor = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _ended_well() -> Iterator[None]:
    """Within the block, SIGTERM ends this process after what it has begun is removed."""
    if current_thread() is not main_thread() or signal.getsignal(signal.SIGTERM) is not (
        signal.SIG_DFL
    ):
        yield
        return
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
