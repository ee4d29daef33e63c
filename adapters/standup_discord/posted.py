"""Where something of ours stands that people may have replied to while nobody listened."""

from collections.abc import Mapping
from datetime import timedelta

from standup_discord.events import moment

POSTED = "posted/"
_MOST = 60  # channels and threads, those last posted in
_AGAIN = timedelta(hours=6)  # within which one is not noted anew


class Posted:
    """One of our messages in each channel and thread, kept by the inbox: one of the latest."""

    def __init__(self, kept: Mapping[str, str]) -> None:
        self._latest = {
            name.removeprefix(POSTED): number
            for name, number in kept.items()
            if name.startswith(POSTED)
        }

    @property
    def latest(self) -> Mapping[str, str]:
        """The message noted last in each place, the latest first."""
        newest_first = sorted(self._latest, key=lambda one: -int(self._latest[one]))
        return {place: self._latest[place] for place in newest_first}

    def note(self, place: str, number: str) -> dict[str, str | None]:
        """We posted this there; what is to be kept of it, if anything is."""
        before = self._latest.get(place)
        if before is not None and moment(number) - moment(before) < _AGAIN:
            return {}
        self._latest[place] = number
        kept = dict(list(self.latest.items())[:_MOST])
        gone = self._latest.keys() - kept.keys()
        self._latest = kept
        return {POSTED + place: number, **{POSTED + one: None for one in gone}}
