"""Why no days can be made of what somebody wrote."""

from typing import Literal

Problem = Literal[
    "not_understood",
    "no_such_date",
    "ends_before_start",
    "past",
    "not_yet",
    "needs_year",
    "too_long",
    "ambiguous",
    "apart",
]


class Unclear(Exception):  # noqa: N818
    """Raised where words name no days; `problem` is a word for the wording."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem: Problem = problem
