"""A test of every row of a long table, as one test.

pytest takes 5 ms to find, share out and report a test, and some tables have two thousand rows.
"""

from collections.abc import Callable, Iterable
from typing import Any


def each(rows: Iterable[Any]) -> Callable[[Callable[..., None]], Callable[[], None]]:
    """Hold every row to the test; those that are not as it says fail it together, each with its
    own words. What is a tuple is as many arguments."""

    def holding(test: Callable[..., None]) -> Callable[[], None]:
        def held() -> None:
            failed = [error for row in known if (error := _error(test, row))]
            if failed:
                raise ExceptionGroup(f"{len(failed)} of {len(known)} rows", failed)

        held.__name__, held.__qualname__ = test.__name__, test.__qualname__
        held.__module__, held.__doc__ = test.__module__, test.__doc__
        return held

    known = list(rows)
    return holding


def _error(test: Callable[..., None], row: Any) -> Exception | None:
    try:
        test(*row) if isinstance(row, tuple) else test(row)
    except Exception as error:  # noqa: BLE001 - told with all others
        error.add_note(f"This was the row {row!r}.")
        return error
    return None
