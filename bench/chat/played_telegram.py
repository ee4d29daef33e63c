"""Telegram's stand-in with people; without the document, whose checks cost more than its work."""

from functools import partial

from bench.chat.crowd import Crowd, Kept, Speaker
from tests.standins import specs
from tests.standins.telegram import Limits, Request, TelegramServer


class _Telegram:
    def __init__(self, *, limited: bool) -> None:
        specs.load = lambda _: None  # type: ignore[assignment]
        self.server = TelegramServer(limits=Limits() if limited else None)
        self.token = self.server.token
        self.channel = str(self.server.group("Town").id)

    @property
    def url(self) -> str:
        """See Platform."""
        return self.server.url

    def crowd(self, people: int) -> Crowd:
        """See Platform."""
        everybody = [self.server.person(f"Person {number}") for number in range(people)]
        for person in everybody:
            person.chat.started = True
        crowd = Crowd([Speaker(str(one.id), str(one.id), one.say) for one in everybody])
        self.server.requests = Kept(partial(self._asked, crowd))
        return crowd

    def _asked(self, crowd: Crowd, request: Request) -> None:
        if request.method in {"sendMessage", "editMessageText"}:
            crowd.count(refused=request.status == 429)
        if request.method == "sendMessage" and request.status == 200:
            crowd.hear(str(request.chat))

    def slow(self, seconds: float) -> None:
        """See Platform."""
        self.server.latency = seconds


create = _Telegram
