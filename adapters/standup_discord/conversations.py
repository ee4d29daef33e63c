"""The direct conversations we know, and the pace at which new ones are begun."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

_OLD_SLOT = 3600.0


class Conversations:
    """Direct conversations and their people, least recently used first, also after a restart.

    The file only ever grows while we run, a line a conversation, and is put in order at the start.
    What it lacks, Discord is asked again.
    """

    def __init__(self, folder: Path) -> None:
        self._file = folder / "conversations.txt"
        self._people: dict[str, str] = {}
        self._places: dict[str, str] = {}
        self._written: set[str] = set()
        for place, account in _lines(self._file):
            self._keep(place, account)
        self._rewrite()

    def place_of(self, account: str) -> str | None:
        """The conversation with this account, if we know it."""
        return self._places.get(account)

    def account_of(self, place: str) -> str | None:
        """Whose conversation this is, if we know it."""
        return self._people.get(place)

    def latest(self, count: int) -> list[str]:
        """The conversations most recently used."""
        return list(self._people)[-count:]

    def use(self, place: str, account: str) -> None:
        """Something was opened, written or read there."""
        self._keep(place, account)
        if place not in self._written:
            with suppress(OSError):  # a full disk must not hold up what somebody says
                self._append(place, account)

    def forget(self, place: str) -> bool:
        """This is no conversation of ours, or no more; False if we knew nothing of it."""
        account = self._people.pop(place, None)
        if account is None:
            return False
        self._places.pop(account, None)
        self._written.discard(place)
        return True

    def _append(self, place: str, account: str) -> None:
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._file.open("a", encoding="utf-8") as out:
            out.write(f"{place} {account}\n")
        self._written.add(place)

    def _keep(self, place: str, account: str) -> None:
        self._people.pop(place, None)
        self._people[place] = account
        self._places[account] = place

    def _rewrite(self) -> None:
        if not self._people:
            return
        half = self._file.with_suffix(".new")
        half.write_text("".join(f"{p} {a}\n" for p, a in self._people.items()), encoding="utf-8")
        half.replace(self._file)


def _lines(file: Path) -> Iterator[tuple[str, str]]:
    if file.exists():
        whole, _, _ = file.read_text(encoding="utf-8", errors="replace").rpartition("\n")
        for line in whole.split("\n"):
            place, _, account = line.partition(" ")
            if place.isdigit() and account.isdigit():
                yield place, account


class FirstContacts:
    """Who may be written to for the first time, and when: one after the other."""

    def __init__(self, per_minute: float, clock: Callable[[], float]) -> None:
        self._interval = 60.0 / per_minute
        self._clock = clock
        self._next = 0.0
        self._slots: dict[str, float] = {}

    def wait(self, account: str) -> float:
        """Seconds until this account's turn; asked again, it keeps its place."""
        now = self._clock()
        if account not in self._slots:
            self._slots = {one: at for one, at in self._slots.items() if now - at < _OLD_SLOT}
            self._slots[account] = max(now, self._next)
            self._next = self._slots[account] + self._interval
        return max(0.0, self._slots[account] - now)

    def done(self, account: str, *, was_first: bool) -> None:
        """It is open; where it was open before, its turn goes to the next."""
        if self._slots.pop(account, None) is not None and not was_first:
            self._next = max(self._clock(), self._next - self._interval)

    def pause(self, seconds: float) -> None:
        """Discord found us too fast: all others wait."""
        now = self._clock()
        self._next = max(self._next, now + seconds)
        self._slots.clear()
