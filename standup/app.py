"""The wiring: a checked configuration becomes a running bot."""

import asyncio
import logging
import os
import secrets
import signal
import socket
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from standup.chat.interface import Adapter, Context
from standup.config import ConfigError, Loaded, Url, check_secrets, load
from standup.core.commands.menu import MENU
from standup.core.outage import Outage
from standup.core.pause import Pause
from standup.core.summaries.prompt import Request
from standup.core.summaries.summary import Summary
from standup.engine.again import let_go, take_up
from standup.engine.bot import Bot
from standup.engine.clock import Clock, SystemClock
from standup.engine.directory import Directory
from standup.engine.drawing import Draw
from standup.engine.faults import heeding_cancellation
from standup.engine.forgetting import forget_absent
from standup.engine.host import Host
from standup.engine.trouble import Trouble
from standup.errors import DatabaseAwayError, DatabaseError
from standup.pictures import apart
from standup.store import facts, in_force, reloads
from standup.store.database import Store, Transaction
from standup.store.reloads import Answer
from standup.store.sqlite import wishes
from standup.wiring.modelling import written_by
from standup.wiring.opening import holders, open_host

log = logging.getLogger(__name__)

_SHORTEST_PAUSE = 1.0  # seconds
_LONGEST_PAUSE = 60.0
_OFTEN, _SELDOM = 1.0, 5.0  # seconds between two looks for what is wished of the bot


def create_adapters(loaded: Loaded, clock: Clock) -> dict[str, Adapter]:
    """The configured adapters, each with a folder of its own."""
    return {
        name: plugin.create(settings, Context(name, _folder(loaded.data, name), clock.now, MENU))
        for name, (plugin, settings) in loaded.adapters.items()
    }


def _folder(data: Path, name: str) -> Path:
    folder = data / name
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseError(f"{folder} cannot be made: {error.strerror}") from error
    return folder


class Service:
    """A bot run from a configuration folder until a signal ends it."""

    def __init__(
        self,
        loaded: Loaded,
        say: Callable[[str], None],
        ending: Callable[[], None] = lambda: None,
    ) -> None:
        """`ending` is called once a signal has come, before anything ends."""
        self._loaded = loaded
        self._say = say
        self._ending = ending
        self._reload_wished = asyncio.Event()
        self._process = secrets.token_hex(8)
        self._answers: list[Answer] = []

    async def run(self) -> None:
        """Run until SIGTERM or SIGINT, which are heeded from the first; SIGHUP reloads."""
        starting = asyncio.current_task()
        assert starting is not None
        self._end_at_a_signal(starting)
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGHUP, self._reload_wished.set)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGHUP})  # one that waited comes now
        try:
            await self._run()
        except asyncio.CancelledError:
            if not starting.cancelling():
                raise
        self._say("Stopped.")

    async def _run(self) -> None:
        clock = SystemClock()
        store, host = await self._opened(clock)
        try:
            adapters: Mapping[str, Adapter] = create_adapters(self._loaded, clock)
            bot = Bot(
                store=store,
                instance=self._loaded.instance,
                adapters=adapters,
                clock=clock,
                ready=self._connected,
                host=host,
                draw=_draw_for(adapters),
                ask=self._ask,
            )
            self._advise(self._loaded)
            await self._sign(store)
            wishes.expect(self._loaded.data)
            await self._fulfil_wishes(bot, store)
            running = asyncio.create_task(bot.run(), name="bot")
            self._end_at_a_signal(running)
            reloading = asyncio.create_task(self._reload_when_wished(bot, store), name="reload")
            try:
                await _until_stopped(running, store)
            finally:
                reloading.cancel()
        finally:
            await store.close()

    def _end_at_a_signal(self, task: "asyncio.Task[None]") -> None:
        def end() -> None:
            if not task.cancelling():
                self._ending()
                task.cancel()

        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, end)

    async def _ask(self, request: Request) -> Summary:
        """Have the model that is configured now write a summary."""
        return await written_by(self._loaded, request)

    def _advise(self, loaded: Loaded) -> None:
        for advice in loaded.advice:
            log.warning("%s", advice.told("write"), extra={"action": "outdated_setting"})
        for doubt in check_secrets.doubtful(loaded):
            log.warning("%s", doubt, extra={"action": "doubtful_secret"})

    async def _sign(self, store: Store) -> None:
        """Say which configuration is in force; other workers may have another."""
        before = await store.read(lambda tx: facts.get(tx, facts.CONFIG))
        if len(await holders(self._loaded.database)) == 1:
            await store.write(facts.drop_processes)  # which are no more
        elif before != self._loaded.digest:
            log.warning(
                "the configuration differs from that of the workers that run already: give them"
                " the same folder and run `standup reload` there",
                extra={"action": "configuration_differs"},
            )
        await self._put_in_force(store)

    async def _put_in_force(self, store: Store) -> None:
        """Have it known which configuration is in force, and what it says."""
        loaded = self._loaded
        told = await asyncio.to_thread(in_force.dump, loaded.instance)

        async def put(tx: Transaction) -> None:
            await facts.put(tx, facts.CONFIG, loaded.digest)
            await in_force.keep(tx, told)

        await store.write(put)

    async def _opened(self, clock: Clock) -> tuple[Store, Host]:
        """The database; one whose server is away is waited for, as a platform is."""
        pause, outage = Pause(_SHORTEST_PAUSE, _LONGEST_PAUSE), Outage(time.monotonic)
        while True:
            try:
                opened = await open_host(self._loaded.database, clock)
            except DatabaseAwayError as error:
                if outage.is_to_be_told(str(error)):
                    again = {"action": "database_away"}
                    log.warning("%s; again in %.0f s", error, pause.seconds, extra=again)
            else:
                if lasted := outage.end():
                    back = {"action": "database_back"}
                    log.warning("the database is there after %s", lasted, extra=back)
                return opened
            await asyncio.sleep(pause.next())

    def _connected(self, name: str, words: str) -> None:
        self._say(f"Connected: {name}, {words}")

    async def _reload_when_wished(self, bot: Bot, store: Store) -> None:
        """Look for wishes now and then, and at once where SIGHUP says so, which nobody answers."""
        trouble = Trouble("taking up wishes", SystemClock(), log, "reload_failed")
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(_OFTEN):
                    await self._reload_wished.wait()
            is_signalled = self._reload_wished.is_set()
            self._reload_wished.clear()
            try:
                with heeding_cancellation():
                    wished = await self._wished(store)
                    if wished or is_signalled or wishes.are_left(self._loaded.data):
                        await self._answer(store, wished, await self._reload(bot, store))
                    await self._fulfil_wishes(bot, store)
                    await bot.renew()
                trouble.over()
            except Exception as error:  # noqa: BLE001 - told, and the next wish is heard
                await asyncio.sleep(min(trouble.failed(error, _OFTEN), _SELDOM))

    async def _wished(self, store: Store) -> list[str]:
        """The wishes for another look at the folder that are not answered yet."""
        left = set(wishes.left(self._loaded.data, "reload"))
        if isinstance(self._loaded.database, Url):
            left |= await store.read(reloads.wished)
        return sorted(left - {one.wish for one in self._answers})

    async def _answer(self, store: Store, wished: list[str], told: Answer) -> None:
        if not wished:
            return
        self._answers += [replace(told, wish=wish) for wish in wished]
        await store.write(lambda tx: reloads.answer(tx, self._process, self._answers))
        for wish in wished:
            wishes.fulfilled(self._loaded.data, "reload", wish)

    async def _reload(self, bot: Bot, store: Store) -> Answer:
        """Take the folder as it is now; a broken one is refused and the present one stays."""
        before = self._loaded
        told = Answer(
            "",
            os.getpid(),
            socket.gethostname(),
            str(before.folder),
            before.digest,
            before.digest,
        )
        try:
            loaded = await asyncio.to_thread(load, before.folder)
        except ConfigError as error:
            log.error(
                "the changed configuration was refused, the present one stays:\n%s",
                error,
                extra={"action": "reload_refused"},
            )
            return replace(told, refused="its folder has mistakes, which its log tells")
        restart = fixed_changes(before, loaded)
        for what in restart:
            log.warning(
                "%s changed; that takes effect at the next start",
                what,
                extra={"action": "restart_needed"},
            )
        await bot.reload(loaded.instance)
        self._advise(loaded)
        self._loaded = loaded
        await self._put_in_force(store)
        log.info("the changed configuration is in force", extra={"action": "reloaded"})
        return replace(told, digest=loaded.digest, restart=tuple(restart))

    async def _fulfil_wishes(self, bot: Bot, store: Store) -> None:
        """Forget whom the organiser wished to be forgotten, and take up what was put aside."""
        data = self._loaded.data
        for person in wishes.left(data, "forget"):
            directory, now = bot.directory(), SystemClock().now()
            await store.write(partial(forget_absent, directory=directory, person=person, now=now))
            wishes.fulfilled(data, "forget", person)
            bot.changed()
        for handle in wishes.left(data, "retry"):
            await take_up(store, bot.inbox, handle)
            wishes.fulfilled(data, "retry", handle)
        for wish in wishes.left(data, "steer"):
            await bot.renew()  # lest what was said before is not known yet
            await store.write(partial(_steered, directory=bot.directory(), wish=wish))
            wishes.fulfilled(data, "steer", wish)
            await bot.renew()
            bot.changed()
        for handle in wishes.left(data, "drop"):
            await let_go(store, handle)
            wishes.fulfilled(data, "drop", handle)


async def _steered(tx: Transaction, directory: Directory, wish: str) -> None:
    """Do what was said at the machine, once, and keep what is answered."""
    from standup.engine import at_the_machine  # noqa: PLC0415 - few ever steer from there

    name, mark, words = wish.split(" ", 2)
    if await facts.get(tx, facts.answer_to(name)) is None:
        told = await at_the_machine.said(tx, directory, words, SystemClock().now(), mark)
        await facts.put(tx, facts.answer_to(name), told)


def _draw_for(adapters: Mapping[str, Adapter]) -> Draw | None:
    """What draws pictures, where a platform shows them."""
    shows = any(adapter.capabilities.images for adapter in adapters.values())
    return apart.for_chats() if shows else None


async def _until_stopped(running: "asyncio.Task[None]", store: Store) -> None:
    """Wait for the bot's end; a store that has failed for good is one."""
    failed = asyncio.create_task(store.failure(), name="store failure")
    await asyncio.wait((running, failed), return_when=asyncio.FIRST_COMPLETED)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    if failed.done():
        raise failed.result()
    failed.cancel()


def fixed_changes(before: Loaded, after: Loaded) -> list[str]:
    """What differs between two configurations that only a restart can take."""
    changes = ["the database"] if before.database != after.database else []
    names = sorted(before.adapters.keys() | after.adapters.keys())
    return changes + [
        f"adapter {name}"
        for name in names
        if before.adapters.get(name, (None, None))[1] != after.adapters.get(name, (None, None))[1]
    ]
