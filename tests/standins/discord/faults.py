"""How requests can be made to fail, and which ones."""

import re
from dataclasses import dataclass, field
from typing import Literal, get_args

How = Literal[
    "rate_limited",
    "bad_gateway",
    "bad_gateway_after",
    "cut",
    "cut_after",
    "no_answer",
    "no_answer_after",
    "unavailable",
    "internal",
    "wrong_json",
    "wrong_json_after",
]


@dataclass(slots=True)
class Failure:
    """The next `times` requests like this fail so; `_after` ways do the work first."""

    method: str
    path: str
    how: How
    times: int
    retry_after: float
    headers: bool
    everywhere: bool

    def fits(self, method: str, path: str) -> bool:
        pattern = re.escape(self.path).replace(r"\*", "[^/]+")
        return (
            self.times > 0
            and self.method in {"*", method}
            and re.fullmatch(pattern, path) is not None
        )

    @property
    def after_work(self) -> bool:
        return self.how.endswith("_after")


@dataclass(slots=True)
class Faults:
    """The failures that are still to come."""

    planned: list[Failure] = field(default_factory=list)

    def plan(self, failure: Failure) -> None:
        if failure.how not in get_args(How):
            raise ValueError(f"how must be one of {', '.join(get_args(How))}")
        self.planned.append(failure)

    def next_for(self, method: str, path: str) -> Failure | None:
        """The failure that hits this request, used up by one."""
        for failure in self.planned:
            if failure.fits(method, path):
                failure.times -= 1
                return failure
        return None
