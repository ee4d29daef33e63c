"""Letting the system refuse a call of a process, as file systems do that lack what it asks for."""

import ctypes
import errno
import platform
import struct

MAY_BE_REFUSED = platform.system() == "Linux" and platform.machine() == "x86_64"
_FLOCK, _MMAP = 73, 9
_SHARED = 1
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
_LOAD, _IS, _HAS, _RETURN = 0x20, 0x15, 0x45, 0x06  # of the filter's own machine
_NUMBER, _FOURTH = 0, 16 + 3 * 8  # where the call's number and its fourth argument stand
_ALLOW, _ERROR = 0x7FFF0000, 0x00050000


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def no_locks() -> None:
    """From now on no file can be locked by this process and those it starts."""
    _filter(
        (_LOAD, 0, 0, _NUMBER),
        (_IS, 0, 1, _FLOCK),
        (_RETURN, 0, 0, _ERROR | errno.ENOLCK),
        (_RETURN, 0, 0, _ALLOW),
    )


def no_shared_memory() -> None:
    """From now on no file can be mapped to be shared."""
    _filter(
        (_LOAD, 0, 0, _NUMBER),
        (_IS, 0, 3, _MMAP),
        (_LOAD, 0, 0, _FOURTH),
        (_HAS, 0, 1, _SHARED),
        (_RETURN, 0, 0, _ERROR | errno.ENODEV),
        (_RETURN, 0, 0, _ALLOW),
    )


def _filter(*steps: tuple[int, int, int, int]) -> None:
    program = _Program(len(steps), b"".join(struct.pack("=HBBI", *step) for step in steps))
    system = ctypes.CDLL(None, use_errno=True)
    system.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    if system.prctl(_SECCOMP, _FILTER, ctypes.byref(program), 0, 0):
        raise OSError(ctypes.get_errno(), "no filter")
