"""Where canaries are looked for: everything that anybody logs, at every level."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager


class Cage(logging.Handler):
    """Keeps every record whole, as any handler of anybody's might print it."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.records: list[str] = []
        self._format = logging.Formatter("%(name)s %(message)s")

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(f"{self._format.format(record)}\n{record.__dict__!r}")


@contextmanager
def caged() -> Iterator[Cage]:
    """Keep what is logged while this lasts."""
    cage, root, level = Cage(), logging.getLogger(), logging.getLogger().level
    root.addHandler(cage)
    root.setLevel(logging.NOTSET)
    try:
        yield cage
    finally:
        root.removeHandler(cage)
        root.setLevel(level)
