"""The direct conversations we know, and the pace at which new ones are begun."""

from collections.abc import Callable, Mapping
from datetime import datetime

KEPT = "conversation/"
_OLD_SLOT = 3600.0


class Conversations:
    """Direct conversations and their people, least recently used first.

    They are kept by the inbox, each with the day of its last use: what a day changes of them goes
    there with what people wrote. What is not there, Discord is asked again.
    """

    def __init__(self, kept: Mapping[str, str], now: Callable[[], datetime]) -> None:
        self._now = now
        self._people: dict[str, str] = {}
        self._places: dict[str, str] = {}
        self._days: dict[str, str] = {}
        self._changed: set[str] = set()
        for account, place, day in sorted(map(_read, kept.items()), key=lambda known: known[2]):
            self._put(place, account, day)

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
        today = self._now().date().isoformat()
        if self._places.get(account) != place or self._days[account] != today:
            self._changed.add(account)
        self._put(place, account, today)

    def forget(self, place: str) -> bool:
        """This is no conversation of ours, or no more; False if we knew nothing of it."""
        account = self._people.pop(place, None)
        if account is None:
            return False
        self._places.pop(account, None)
        self._changed.add(account)
        return True

    def changes(self) -> dict[str, str | None]:
        """What is to be kept of them since this was last asked."""
        changed = {KEPT + account: self._value(account) for account in self._changed}
        self._changed.clear()
        return changed

    def _value(self, account: str) -> str | None:
        place = self._places.get(account)
        return None if place is None else f"{place} {self._days[account]}"

    def _put(self, place: str, account: str, day: str) -> None:
        self._people.pop(place, None)
        self._people[place] = account
        self._places[account] = place
        self._days[account] = day


def _read(kept: tuple[str, str]) -> tuple[str, str, str]:
    name, value = kept
    place, _, day = value.partition(" ")
    return name.removeprefix(KEPT), place, day


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
