"""Discord's stand-in with people; without the document, whose checks cost as much as its work."""

from functools import partial

from bench.chat.crowd import Crowd, Kept, Speaker
from tests.standins.discord import DiscordServer
from tests.standins.discord.pipeline import Recorded

_EVERYWHERE = 50  # requests a second


class _Discord:
    def __init__(self, *, limited: bool) -> None:
        self.server = DiscordServer(validate=False)
        self.token = self.server.token
        self._guild = self.server.guild("Town")
        self.channel = str(self._guild.text_channel("town").id)
        if limited:
            self.server.limit(everywhere=_EVERYWHERE)

    @property
    def url(self) -> str:
        """See Platform."""
        return self.server.url

    def crowd(self, people: int) -> Crowd:
        """See Platform."""
        everybody = [self.server.person(f"p{number}", self._guild) for number in range(people)]
        crowd = Crowd([Speaker(str(one.id), str(one.dm_id), one.say) for one in everybody])
        self.server.pipeline.requests = Kept(partial(self._asked, crowd))
        return crowd

    def _asked(self, crowd: Crowd, request: Recorded) -> None:
        crowd.count(refused=request.status == 429)
        parts = request.path.split("/")
        if request.method == "POST" and parts[-1] == "messages" and request.status == 200:
            crowd.hear(parts[-2])

    def slow(self, seconds: float) -> None:
        """See Platform."""
        self.server.latency = seconds


create = _Discord
