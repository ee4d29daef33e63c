"""Some of the people of a run, of whom alone something is read."""

from dataclasses import dataclass
from typing import Any

PAGE = 50  # people of whom as much is read at once as keeps nobody waiting


@dataclass(frozen=True, slots=True)
class Some:
    """The people whose ids a query finds, or a list holds; an empty one stands for everybody."""

    query: str = ""
    parameters: tuple[Any, ...] = ()

    def among(self, table: str) -> str:
        """The condition that a row of this table is of one of them."""
        return f" AND {table}.person IN ({self.query})" if self.query else ""


EVERYBODY = Some()


def one(person: str) -> Some:
    """One person alone."""
    return Some("?", (person,))


def page(run: int, after: tuple[str, str]) -> Some:
    """The next people of a run's roster after this (name, person), in its order."""
    return Some(
        "SELECT person FROM participant WHERE run_id = ? AND (name, person) > (?, ?)"
        " ORDER BY name, person LIMIT ?",
        (run, *after, PAGE),
    )


def touched(run: int) -> Some:
    """The next people of a run who are to be counted anew."""
    return Some("SELECT person FROM touched WHERE run_id = ? ORDER BY person LIMIT ?", (run, PAGE))
