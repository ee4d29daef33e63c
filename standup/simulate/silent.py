"""How long somebody leaves a standup without a word, and what is to come of it, by the documented
rules: asked about once after so many runs, and let be after as many more, until any word."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass
class Silent:
    """One person in one standup, which `bears` so many runs without a word (None: any number).

    `asked` are the check-ins with which they are asked about the rhythm, `told` those after which
    they are told that they are let be. `heard` is when they last said something, while a question
    waited, that was no answer. `is_unsure`: only the engine knows where something went.
    """

    bears: int | None
    runs: int = 0
    asked_after: int | None = None
    heard: datetime | None = None
    is_unsure: bool = False
    asked: set[int] = field(default_factory=set)
    told: set[int] = field(default_factory=set)
    _since: list[tuple[datetime, bool]] = field(default_factory=list)

    @property
    def is_let_be(self) -> bool:
        """Whether they are asked nothing until they say a word."""
        return bool(self._since) and self._since[-1][1]

    @property
    def is_any(self) -> bool:
        """Whether there is a silence that a word would end."""
        return self.runs > 0 or self.is_let_be

    def between(self, first: datetime, last: datetime) -> set[bool]:
        """Whether they were let be, at any time from one instant to another."""
        before = [is_so for at, is_so in self._since if at <= first][-1:] or [False]
        return {*before, *(is_so for at, is_so in self._since if first < at <= last)}

    def asks(self, check_in: int) -> None:
        """A question is put, before which they may have to be asked about the rhythm."""
        if self.bears is not None and self.asked_after is None and self.runs >= self.bears:
            self.asked_after = self.runs
            self.asked.add(check_in)

    def left(self, check_in: int, opened_at: datetime, now: datetime) -> None:
        """A run that had opened for them is over, without an answer."""
        if self.bears is None or (self.heard is not None and self.heard >= opened_at):
            return
        self.runs += 1
        if self.asked_after is not None and self.runs >= self.asked_after + self.bears:
            self.runs, self.asked_after, self.heard = 0, None, None
            self.told.add(check_in)
            self._since.append((now, True))

    def hears(self, now: datetime, *, waits: bool) -> None:
        """They say a word; whether a question of the standup waits for an answer."""
        self.runs, self.asked_after, self.heard = 0, None, now if waits else None
        if self.is_let_be:
            self._since.append((now, False))
