"""What can go wrong in a day, and where: the n-th request of each sort is a step of it."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any, get_args

from tests.standins.discord.faults import How as OnDiscord
from tests.standins.telegram import How as OnTelegram
from tests.standins.telegram.parameters import Parameters
from tests.standins.telegram.refusals import RefusedError
from tests.together.village import Village

TELEGRAM, DISCORD = "telegram", "discord"
_IN_FLIGHT = 3  # destinations on Telegram, to each of which one message at most is on its way
_LONG = timedelta(minutes=10)  # Discord has forgotten every key by then
_SOME_CHAT = "one that was not written to yet"
_OUTAGE, _LONG_OUTAGE = 0.1, 1.5  # real seconds; the clock goes a hundred times as fast


@dataclass(frozen=True, slots=True)
class Step:
    """The n-th request of one sort to one server."""

    server: str
    sort: str
    number: int

    def __str__(self) -> str:
        return f"{self.server} {self.sort} {self.number}"


@dataclass(frozen=True, slots=True)
class Kind:
    """A way in which things go wrong, on one server or on both.

    `doubles` is how many messages Telegram may show twice for it; Discord shows none.
    """

    name: str
    servers: tuple[str, ...]
    strike: Callable[[Village, "Met"], None]
    doubles: int = 0

    @property
    def is_silent(self) -> bool:
        """Whether somebody waits for an answer in vain."""
        return "no_answer" in self.name


@dataclass(slots=True)
class Met:
    """One request of the day as a fault meets it."""

    step: Step
    method: str
    path: str
    chat: Any
    tasks: set[asyncio.Task[None]]

    def begin(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self.tasks.add(task)

    def fails(self, here: Village, how: Any, **options: Any) -> None:
        """This request fails, on whichever server it is."""
        if self.step.server == TELEGRAM:
            here.telegram.fail(self.method, how, chat=self.chat)
        else:
            how = how.removesuffix("_before")
            here.discord.fail(method=self.method, path=self.path, how=how, **options)


def _failing(how: Any, **options: Any) -> Callable[[Village, Met], None]:
    return lambda here, met: met.fails(here, how, **options)


def _killed(how: str, downtime: timedelta) -> Callable[[Village, Met], None]:
    def strike(here: Village, met: Met) -> None:
        here.bot.kill()
        here.clock.pass_by(downtime)
        met.fails(here, how)

    return strike


def _stopped(here: Village, _: Met) -> None:
    here.bot.stop()


def _killed_soon(here: Village, met: Met) -> None:
    async def kill() -> None:
        await asyncio.sleep(met.step.number * 7 % 30 / 1000)
        here.bot.kill()

    met.begin(kill())


def _disk_full(commits: int) -> Callable[[Village, Met], None]:
    def strike(here: Village, _: Met) -> None:
        here.clock.full.value += commits

    return strike


def _gone(seconds: float) -> Callable[[Village, Met], None]:
    def strike(here: Village, met: Met) -> None:
        server = here.telegram if met.step.server == TELEGRAM else here.discord

        async def restart() -> None:
            await server.stop()
            await asyncio.sleep(seconds)
            await server.start()
            here.gone.remove(met.step.server)

        if met.step.server not in here.gone:
            here.gone.add(met.step.server)
            met.begin(restart())

    return strike


def _other_poller(here: Village, met: Met) -> None:
    async def poll() -> None:
        try:
            await here.telegram.delivery.get_updates(Parameters({"timeout": 0}))
        except RefusedError:
            return  # ours was the later one

    met.begin(poll())


def _refused(here: Village, _: Met) -> None:
    here.discord.refuse_gateway(1)
    here.discord.drop_gateway()


def _expired(here: Village, _: Met) -> None:
    here.discord.expire_session()
    here.discord.drop_gateway()


def _kinds() -> dict[str, Kind]:
    both = (TELEGRAM, DISCORD)
    found = [
        Kind("killed_before", both, _killed("cut_before", timedelta(0)), _IN_FLIGHT),
        Kind("killed_after", both, _killed("cut_after", timedelta(0)), _IN_FLIGHT),
        Kind("killed_for_long_before", both, _killed("cut_before", _LONG), _IN_FLIGHT),
        Kind("killed_for_long_after", both, _killed("cut_after", _LONG), _IN_FLIGHT),
        Kind("killed_soon", both, _killed_soon, _IN_FLIGHT),
        Kind("stopped", both, _stopped),
        Kind("disk_full", both, _disk_full(1)),
        Kind("disk_full_for_long", both, _disk_full(6)),
        Kind("telegram_gone", (TELEGRAM,), _gone(_OUTAGE), _IN_FLIGHT),
        Kind("telegram_gone_for_long", (TELEGRAM,), _gone(_LONG_OUTAGE), _IN_FLIGHT),
        Kind("telegram_other_poller", (TELEGRAM,), _other_poller),
        Kind("discord_gone", (DISCORD,), _gone(_OUTAGE)),
        Kind("discord_gone_for_long", (DISCORD,), _gone(_LONG_OUTAGE)),
        Kind("gateway_dropped", (DISCORD,), lambda here, _: here.discord.drop_gateway()),
        Kind("gateway_closed", (DISCORD,), lambda here, _: here.discord.close_gateway(4000)),
        Kind("gateway_refused", (DISCORD,), _refused),
        Kind("gateway_malformed", (DISCORD,), lambda h, _: h.discord.send_malformed_event()),
        Kind("gateway_to_be_left", (DISCORD,), lambda here, _: here.discord.ask_reconnect()),
        Kind("session_expired", (DISCORD,), _expired),
        Kind("session_invalid", (DISCORD,), lambda here, _: here.discord.invalidate_session()),
        Kind("discord_rate_limited_bare", (DISCORD,), _failing("rate_limited", headers=False)),
        Kind("discord_rate_limited_all", (DISCORD,), _failing("rate_limited", everywhere=True)),
    ]
    found += [
        Kind(f"telegram_{how}", (TELEGRAM,), _failing(how), int(how.after)) for how in OnTelegram
    ]
    found += [Kind(f"discord_{how}", (DISCORD,), _failing(how)) for how in get_args(OnDiscord)]
    return {kind.name: kind for kind in found}


KINDS = _kinds()


Choose = Callable[[Step, Any], Kind | None]
"""What goes wrong at a step, which on Telegram may be a request for a chat."""


@dataclass
class Trouble:
    """Watches the requests of a day, and strikes where it is told to."""

    here: Village
    choose: Choose = lambda _step, _chat: None
    steps: list[Step] = field(default_factory=list)
    struck: list[tuple[Kind, Step]] = field(default_factory=list)
    _counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    _offset: object = "none yet"
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def watch(self) -> None:
        """Be told of each request before it is answered."""
        telegram, pipeline = self.here.telegram, self.here.discord.pipeline
        answer_telegram, answer_discord = telegram._answer, pipeline._answer

        async def on_telegram(request: Any, name: str, given: dict[str, Any]) -> Any:
            if name != "getUpdates" or self._is_new(given.get("offset")):
                self._arrives(TELEGRAM, name, name, "", given.get("chat_id"))
            return await answer_telegram(request, name, given)

        async def on_discord(request: Any, template: str, handler: Any) -> Any:
            path = request.path.removeprefix("/api/v10")
            sort = f"{request.method} {template}"
            self._arrives(DISCORD, sort, request.method, path, None)
            return await answer_discord(request, template, handler)

        telegram._answer = on_telegram  # type: ignore[method-assign]
        pipeline._answer = on_discord  # type: ignore[method-assign]

    async def over(self) -> None:
        """Wait for the end of what was begun."""
        await asyncio.gather(*self._tasks)

    @property
    def doubles(self) -> int:
        """How many messages Telegram may show twice."""
        return sum(kind.doubles for kind, _ in self.struck)

    def _is_new(self, offset: object) -> bool:
        """Whether this question for updates is the first from there; later ones are no steps."""
        before, self._offset = self._offset, offset
        return offset != before

    def _arrives(self, server: str, sort: str, method: str, path: str, chat: Any) -> None:
        self._counts[server, sort] += 1
        step = Step(server, sort, self._counts[server, sort])
        self.steps.append(step)
        if (kind := self.choose(step, chat)) is not None:
            self.struck.append((kind, step))
            kind.strike(self.here, Met(step, method, path, chat, self._tasks))


def once(kind: Kind, at: Step) -> Choose:
    """One fault, at one step."""
    return lambda step, _: kind if step == at else None


class Storm:
    """Faults of many kinds, at any step, several a day.

    On Telegram a message of which nobody knows after two tries is not tried again, since it may
    have been seen twice; so no chat meets a second doubt before something has gone through.
    """

    def __init__(self, seed: int, share: float = 0.12) -> None:
        self._chance = Random(seed)  # noqa: S311
        self._share = share
        unfit = ("for_long", "no_answer")  # the one is late, the other slow
        self._kinds = [
            kind for kind in KINDS.values() if not any(word in kind.name for word in unfit)
        ]
        self._chats: set[Any] = {_SOME_CHAT}
        self._in_doubt: set[Any] = set()

    def __call__(self, step: Step, chat: Any) -> Kind | None:
        is_message = step.sort == "sendMessage"
        if is_message:
            self._chats.add(chat)
        kind, strikes = self._chance.choice(self._kinds), self._chance.random() < self._share
        if strikes and step.server in kind.servers:
            doubt = self._doubt(kind, {chat} if is_message else set())
            if not doubt & self._in_doubt:
                self._in_doubt |= doubt
                return kind
        if is_message:
            self._in_doubt -= {chat, _SOME_CHAT}
        return None

    def _doubt(self, kind: Kind, chat: set[Any]) -> set[Any]:
        """The chats in which nobody knows afterwards what was shown."""
        if kind.doubles == _IN_FLIGHT:
            return set(self._chats)
        harmless = kind.name in {"telegram_rate_limited", "telegram_other_poller"}
        return set() if harmless or TELEGRAM not in kind.servers else chat
