"""The controls of the program: people, channels and faults over HTTP, under `/_control/`."""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from tests.standins.discord.errors import Refused
from tests.standins.discord.people import Person
from tests.standins.discord.places import ChannelHandle, GuildHandle
from tests.standins.discord.server import DiscordServer
from tests.standins.discord.views import SeenInteraction, SeenMessage

Json = dict[str, Any]
Action = Callable[[Json], Awaitable[Any]]
PREFIX = "/_control"
GATEWAY_FAULTS = {
    "drop": DiscordServer.drop_gateway,
    "expire": DiscordServer.expire_session,
    "invalidate": DiscordServer.invalidate_session,
    "reconnect": DiscordServer.ask_reconnect,
    "malformed": DiscordServer.send_malformed_event,
    "mute": DiscordServer.stop_acknowledging,
    "refuse": DiscordServer.refuse_gateway,
}


class Control:
    """Does to the server what a request under `/_control/` says; the body is a JSON object."""

    def __init__(self, server: DiscordServer) -> None:
        self._server = server
        self._guilds: dict[str, GuildHandle] = {}
        self._channels: dict[str, ChannelHandle] = {}

    def routes(self) -> list[web.RouteDef]:
        actions: dict[str, Action] = {
            "guild": self.guild,
            "channel": self.channel,
            "forum": self.forum,
            "person": self.person,
            "say": self.say,
            "edit": self.edit,
            "delete": self.delete,
            "remove": self.remove,
            "lock": self.lock,
            "press": self.press,
            "choose": self.choose,
            "submit": self.submit,
            "slash": self.slash,
            "dms": self.dms,
            "leave": self.leave,
            "join": self.join,
            "fail": self.fail,
            "gateway": self.gateway,
            "limit": self.limit,
            "token": self.token,
        }
        looks: dict[str, Action] = {
            "messages": self.messages,
            "threads": self.threads,
            "interactions": self.interactions,
            "state": self.state,
        }
        posts = [web.post(f"{PREFIX}/{name}", _served(do)) for name, do in actions.items()]
        return posts + [web.get(f"{PREFIX}/{name}", _served(do)) for name, do in looks.items()]

    # ── who is there ──

    async def guild(self, body: Json) -> Json:
        made = self._server.guild(body["name"], tuple(body.get("shard", (0, 1))))
        guild = self._guilds[body["name"]] = made
        return {"id": str(guild.id)}

    async def channel(self, body: Json) -> Json:
        made = self._guilds[body["guild"]].text_channel(body["name"])
        self._channels[body["name"]] = made
        return {"id": str(made.id)}

    async def forum(self, body: Json) -> Json:
        made = self._guilds[body["guild"]].forum(body["name"], *body.get("tags", []))
        self._channels[body["name"]] = made
        return {"id": str(made.id)}

    async def person(self, body: Json) -> Json:
        guilds = [self._guilds[name] for name in body.get("guilds", [])]
        locale = body.get("locale", "en-US")
        made = self._server.person(body["name"], *guilds, locale=locale)
        return {"id": str(made.id)}

    def _person(self, body: Json) -> Person:
        return self._server.people[body["person"]]

    def _place(self, body: Json) -> ChannelHandle | None:
        """The channel named by name or id, or None for the direct conversation."""
        named = body.get("channel")
        if named is None:
            return None
        return self._channels[named] if named in self._channels else self._server.channel(named)

    def _channel(self, body: Json) -> ChannelHandle:
        place = self._place(body)
        if place is None:
            raise LookupError("there is no `channel`")
        return place

    # ── what people do ──

    async def say(self, body: Json) -> Json:
        person, place = self._person(body), self._place(body)
        if place is None:
            return _message(await person.say(body["text"]))
        return _message(await person.write_in(place, body["text"]))

    async def edit(self, body: Json) -> Json:
        await self._person(body).edit(body["message"], body["text"])
        return {}

    async def delete(self, body: Json) -> Json:
        await self._person(body).delete(body["message"])
        return {}

    async def remove(self, body: Json) -> Json:
        """A moderator deletes what anybody wrote in a channel."""
        self._channel(body).delete_message(int(body["message"]))
        return {}

    async def lock(self, body: Json) -> Json:
        """A moderator locks a thread, or opens it again."""
        thread = self._channel(body)
        if body.get("on", True):
            thread.lock()
        else:
            thread.unlock()
        return {}

    async def press(self, body: Json) -> Json:
        pressed = await self._person(body).press(body["label"], on=self._place(body))
        return await _answered(pressed, body)

    async def choose(self, body: Json) -> Json:
        values, place = body["values"], self._place(body)
        return await _answered(
            await self._person(body).choose(body["menu"], *values, on=place), body
        )

    async def submit(self, body: Json) -> Json:
        return await _answered(await self._person(body).submit(body["fields"]), body)

    async def slash(self, body: Json) -> Json:
        used = await self._person(body).slash(
            *body["path"], where=self._place(body), **body.get("options", {})
        )
        return await _answered(used, body)

    async def dms(self, body: Json) -> Json:
        person = self._person(body)
        if body["open"]:
            person.open_dms()
        else:
            person.close_dms()
        return {}

    async def leave(self, body: Json) -> Json:
        self._person(body).leave(self._guilds[body["guild"]])
        return {}

    async def join(self, body: Json) -> Json:
        self._person(body).join(self._guilds[body["guild"]])
        return {}

    # ── what goes wrong ──

    async def fail(self, body: Json) -> Json:
        self._server.fail(**body)
        return {}

    async def gateway(self, body: Json) -> Json:
        """`how` is one of GATEWAY_FAULTS, or a number: the code to close with."""
        if isinstance(body["how"], int):
            self._server.close_gateway(body["how"])
        else:
            GATEWAY_FAULTS[body["how"]](self._server)
        return {}

    async def limit(self, body: Json) -> Json:
        if body.get("on", True):
            self._server.limit(body.get("count", 5), body.get("seconds", 5.0))
        else:
            self._server.unlimit()
        return {}

    async def token(self, body: Json) -> Json:
        if body["good"]:
            self._server.restore_token()
        else:
            self._server.revoke_token()
        return {}

    # ── what there is to see ──

    async def messages(self, query: Json) -> list[Json]:
        place = self._place(query)
        seen = self._person(query).messages if place is None else place.messages
        return [_message(each) for each in seen]

    async def threads(self, query: Json) -> list[Json]:
        place = self._place(query)
        assert place is not None
        return [
            {
                "id": str(each.id),
                "name": each.name,
                "archived": each.archived,
                "locked": each.locked,
                "tags": each.tags,
            }
            for each in place.threads
        ]

    async def interactions(self, query: Json) -> list[Json]:
        return [_interaction(each) for each in self._person(query).interactions]

    async def state(self, _: Json) -> Json:
        server = self._server
        return {
            "connected": server.connected,
            "identifies": server.identifies,
            "resumes": server.resumes,
            "requests": len(server.requests),
            "invalid_requests": server.invalid_requests,
            "violations": server.violations,
            "commands": server.commands.of(None),
            "command_writes": len(server.commands.writes),
        }


def _served(act: Action) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(request: web.Request) -> web.Response:
        try:
            body = await request.json() if request.method == "POST" else dict(request.query)
            outcome = await act(body)
        except (LookupError, TypeError, ValueError, AssertionError, Refused) as error:
            return _json({"error": f"{type(error).__name__}: {error}"}, 400)
        return _json(outcome, 200)

    return answer


def _json(body: Any, status: int) -> web.Response:
    text = json.dumps(body, ensure_ascii=False)
    return web.Response(text=text, status=status, content_type="application/json")


async def _answered(interaction: SeenInteraction, body: Json) -> Json:
    """The interaction, after up to `wait` seconds for a first answer."""
    if body.get("wait"):
        await interaction.acknowledged(body["wait"])
    return _interaction(interaction)


def _interaction(seen: SeenInteraction) -> Json:
    return {
        "id": str(seen.id),
        "acknowledged_after": seen.acknowledged_after,
        "response_type": seen.response_type,
        "ephemeral": seen.ephemeral,
        "reply": None if seen.reply is None else _message(seen.reply),
        "modal": seen.modal,
        "followups": [_message(each) for each in seen.followups],
    }


def _message(seen: SeenMessage) -> Json:
    return {
        "id": str(seen.id),
        "channel_id": str(seen.channel_id),
        "author": seen.author,
        "from_bot": seen.from_bot,
        "content": seen.content,
        "embeds": seen.embeds,
        "components": seen.components,
        "attachments": seen.attachments,
        "edited": seen.edited,
        "deleted": seen.deleted,
        "ephemeral": seen.ephemeral,
        "pings": {
            "users": [str(each) for each in sorted(seen.pings.users)],
            "roles": [str(each) for each in sorted(seen.pings.roles)],
            "everyone": seen.pings.everyone,
        },
        "reply_to": None if seen.reply_to is None else str(seen.reply_to),
        "thread_id": None if seen.thread_id is None else str(seen.thread_id),
    }
