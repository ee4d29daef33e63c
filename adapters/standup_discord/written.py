"""Which messages people wrote, so that one deleted while nobody listened is missed afterwards."""

from collections.abc import Mapping

WRITTEN = "written/"
_MOST = 30  # of each person's, the newest


class Written:
    """The newest messages of each account, kept by the inbox together with what they say."""

    def __init__(self, kept: Mapping[str, str]) -> None:
        self._ids = {
            name.removeprefix(WRITTEN): ids
            for name, ids in kept.items()
            if name.startswith(WRITTEN)
        }
        self._changed: set[str] = set()

    def of(self, account: str) -> list[str]:
        """The messages of an account that stood there when last seen."""
        return self._ids.get(account, "").split()

    def note(self, account: str, message: str) -> None:
        """Somebody wrote this."""
        ids = self.of(account)
        if message not in ids:
            self._put(account, [*ids, message][-_MOST:])

    def drop(self, account: str, message: str) -> None:
        """It was deleted."""
        ids = self.of(account)
        if message in ids:
            self._put(account, [one for one in ids if one != message])

    def changes(self) -> dict[str, str | None]:
        """What is to be kept of them since this was last asked."""
        changed = {WRITTEN + one: self._ids.get(one) or None for one in self._changed}
        self._changed.clear()
        return changed

    def _put(self, account: str, ids: list[str]) -> None:
        self._ids[account] = " ".join(ids)
        self._changed.add(account)
