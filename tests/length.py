"""How much a run of the tests takes of what is long: a part of it, or with `--whole` all."""

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

whole = [False]
"""Whether this run takes all; settled before any test is looked for."""


def some(of: Sequence[T], each: int = 3) -> Sequence[T]:
    """Of many alike one in so many, the same ones in every run; or all of them."""
    return of if whole[0] else of[::each]


def less(many: int, each: int = 3) -> int:
    """The same of a number."""
    return len(some(range(many), each))
