"""Faults told in advance: what goes wrong, for which request, how often."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from tests.patience import PATIENCE
from tests.standins.telegram.changes import Changes
from tests.standins.telegram.methods import NAMES


class How(StrEnum):
    """In which way a request fails; the names say whether its work was done."""

    RATE_LIMITED = "rate_limited"
    BAD_GATEWAY_BEFORE = "bad_gateway_before"
    BAD_GATEWAY_AFTER = "bad_gateway_after"
    CUT_BEFORE = "cut_before"
    CUT_AFTER = "cut_after"
    NO_ANSWER_BEFORE = "no_answer_before"
    NO_ANSWER_AFTER = "no_answer_after"
    SERVER_ERROR = "server_error"
    WRONG_JSON_BEFORE = "wrong_json_before"
    WRONG_JSON_AFTER = "wrong_json_after"

    @property
    def after(self) -> bool:
        """Whether the work is done before it fails."""
        return self.value.endswith("_after")


@dataclass(slots=True)
class Fault:
    """One fault and how often it still happens."""

    method: str | None
    how: How
    left: int
    chat: int | None = None
    retry_after: int = 1
    happened: int = 0
    changes: Changes = field(default_factory=Changes)

    async def met(self, times: int = 1, within: float = PATIENCE) -> None:
        """Wait until it happened so often."""
        await self.changes.until(self._question(times), within)

    def _question(self, times: int) -> Callable[[], bool | None]:
        return lambda: True if self.happened >= times else None


class Faults:
    """Every fault that waits for its request, the oldest first."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._waiting: list[Fault] = []

    def add(
        self, method: str | None, how: How | str, times: int, chat: int | None, retry_after: int
    ) -> Fault:
        """Let the next requests fail."""
        if method is not None and method not in NAMES.values():
            raise LookupError(f"no method is called {method}")
        fault = Fault(method, How(how), times, chat, retry_after, changes=self._changes)
        self._waiting.append(fault)
        return fault

    def meet(self, method: str, chat: object) -> Fault | None:
        """The fault this request runs into."""
        for fault in self._waiting:
            if fault.method in {None, method} and fault.chat in {None, chat}:
                self._spend(fault)
                return fault
        return None

    def clear(self) -> None:
        """Let nothing fail any more."""
        self._waiting.clear()

    def _spend(self, fault: Fault) -> None:
        fault.left -= 1
        fault.happened += 1
        if fault.left <= 0:
            self._waiting.remove(fault)
        self._changes.ring()
