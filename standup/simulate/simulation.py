"""One story from its first day to its last: the town, the bot, what goes wrong, what came of it."""

import asyncio
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import accumulate
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from standup.core.model import Account, Instance, Person
from standup.simulate import loop as virtual
from standup.simulate import storm as storms
from standup.simulate.admins import Admin
from standup.simulate.chat import Chat, Shown, rules_of
from standup.simulate.disk import Disk
from standup.simulate.life import Life, make_task
from standup.simulate.people import DILIGENT, Actor, Meant, Questions, Silence, habits
from standup.simulate.remarks import Board
from standup.simulate.steering import Helm, Steering
from standup.simulate.storm import CALM, Death, Jump, Move, Skies, Storm
from standup.simulate.tongues import ENGLISH, TONGUES
from standup.simulate.town import (
    ZONES,
    Town,
    built_in,
    experimenting,
    lenient,
    monday,
    moved,
    steered,
    tired,
)
from standup.store.simulated import Testimony, testimony

_STARTS = time(0, 0, 17)
_QUIET = timedelta(hours=40)  # at the end nothing goes wrong any more, and all is carried out
_SOON = timedelta(seconds=10)
_SHARES: Mapping[str, float] = {
    "settings": 0.4,
    "steered": 0.4,
    "tiring": 0.3,
    "items": 0.35,
    "lenient": 0.25,
    "forgotten": 0.2,
}
"""In how many of the stories that are made up what happens."""


@dataclass(frozen=True, slots=True)
class Plot:
    """What is to be simulated. `town` None: one made up from the seed. `admins`: whether who minds
    a channel meddles; nobody does where all is calm. `moves` None: they are drawn.

    Of the first process the first of `deaths` comes, of the second the second, and so on.
    """

    seed: int
    days: int = 7
    start: date | None = None
    town: Town | None = None
    calm: bool = False
    deaths: tuple[Death, ...] = ()
    jumps: tuple[Jump, ...] = ()
    admins: bool = True
    moves: tuple[Move, ...] | None = None


@dataclass(frozen=True, slots=True)
class Strike:
    """The bot ended, by itself or not, and began again."""

    at: datetime
    back: datetime
    how: str


@dataclass
class Story:
    """Everything that happened, as seen from outside the bot."""

    plot: Plot
    town: Town
    start: datetime
    end: datetime
    clock: virtual.LoopClock
    chats: dict[str, Chat]
    actors: list[Actor]
    disk: Disk
    jumps: tuple[Jump, ...] = ()
    known: list[tuple[datetime, Instance]] = field(default_factory=list)
    strikes: list[Strike] = field(default_factory=list)
    lives: list[int] = field(default_factory=list)  # how many steps each process lived
    skies: dict[str, Skies] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)
    testimony: Testimony | None = None

    def zones_of(self, person: str) -> list[tuple[datetime, str]]:
        """In which zones the bot knew somebody, each with since when."""
        found: list[tuple[datetime, str]] = []
        for since, instance in self.known:
            zone = next(one.zone for one in instance.people if one.id == person)
            if not found or found[-1][1] != zone:
                found.append((since, zone))
        return found

    @property
    def kept(self) -> Testimony:
        """What the database holds in the end."""
        assert self.testimony is not None
        return self.testimony

    @property
    def unwritable(self) -> list[tuple[datetime, datetime]]:
        """When nothing could be written."""
        return self.disk.refused

    @property
    def latest(self) -> datetime:
        """The latest that the clock of the bot's machine has ever shown."""
        ahead = accumulate((jump.by for jump in self.jumps), initial=timedelta())
        return self.clock.now() + max(ahead)

    def latest_true(self, at: datetime) -> datetime:
        """What time it truly was, at the latest, when the clock of the bot's machine said so."""
        shifts = [*accumulate((jump.by for jump in self.jumps), initial=timedelta())]
        begins = [self.start, *(self.start + jump.after for jump in self.jumps)]
        ends = [*begins[1:], self.clock.now() + timedelta(days=365)]
        spans = zip(shifts, begins, ends, strict=True)
        return max((at - by for by, begin, end in spans if begin <= at - by < end), default=at)

    @property
    def diary(self) -> dict[tuple[str, str], Meant]:
        """What everybody did and meant, by adapter and event."""
        told = (meant for actor in self.actors for meant in actor.diary)
        return {(meant.adapter, meant.event): meant for meant in told}


@contextmanager
def live(plot: Plot) -> Iterator[Story]:
    """Live a story to its end. Its database is there while the block lasts."""
    with TemporaryDirectory(prefix="standup-simulate-") as folder:
        complaints: list[str] = []
        with _listening(complaints):
            story = virtual.run(lambda loop: _Telling(plot, Path(folder), loop).tell())
        story.complaints += complaints
        with story.disk.from_outside() as connection:
            story.testimony = testimony(connection)
        yield story


def happens(seed: int, *what: str) -> bool:
    """Whether all of this happens in the story that is made up from a seed."""
    return all(_chance(seed, f"/{one}").random() < _SHARES[one] for one in what)


def _chance(seed: int, what: str) -> Random:
    return Random(f"standup/{seed}{what}")  # noqa: S311 - to be repeated, not secret


class _Telling:
    """A story under way."""

    def __init__(self, plot: Plot, folder: Path, loop: virtual.VirtualLoop) -> None:
        self._plot = plot
        self._loop = loop
        self._chances = self._chance_of("")
        town = plot.town or built_in(self._chance())
        if self._is_experimenting:
            town = experimenting(town, self._chance_of("/lab"))
        if self._is_steered:
            town = steered(town, self._chance_of("/owners"))
        if self._is_tiring:
            town = tired(town, self._chance_of("/fatigue"))
        if self._is_lenient:
            town = lenient(town)
        first = plot.start or monday(self._chance())
        start = datetime.combine(first, _STARTS, UTC) - timedelta(hours=15)
        end = start + timedelta(days=plot.days, hours=15)
        clock = virtual.LoopClock(loop, start)
        chats = {name: Chat(name, rules_of(can), clock.now) for name, can in town.platforms.items()}
        actors = self._actors(town, chats, clock, end)
        jumps = plot.jumps
        if not (jumps or plot.calm):
            jumps = storms.jumps(self._chance_of("/jumps"), plot.days)
        self._machine = virtual.MachineClock(clock) if jumps else clock
        now = self._machine.now
        disk = Disk(folder / "standup.db", self._chance(), now, lambda: loop.steps)
        self.story = Story(
            plot=plot,
            town=town,
            start=start,
            end=end,
            clock=clock,
            chats=chats,
            actors=actors,
            disk=disk,
            jumps=jumps,
        )
        self._instance = town.instance
        self._moves = plot.moves
        if self._moves is None:
            chance = self._chance_of("/zones")
            people = town.instance.people
            self._moves = (
                () if not self._is_made_up else storms.moves(chance, plot.days, people, ZONES)
            )
        self._alive: Life | None = None
        self._storm = CALM if plot.calm else storms.storm(self._chance())
        self._edges = self._chance()
        self._tasks: list[asyncio.Task[None]] = []
        loop.set_task_factory(make_task)  # type: ignore[arg-type]

    def _chance_of(self, what: str) -> Random:
        """A chance that no other one moves."""
        return _chance(self._plot.seed, what)

    def _chance(self) -> Random:
        return Random(self._chances.random())  # noqa: S311

    def _actors(
        self, town: Town, chats: dict[str, Chat], clock: virtual.LoopClock, end: datetime
    ) -> list[Actor]:
        questions = Questions(town.instance.standups)
        actors, at_home, helm, board = [], dict[Account, Actor](), Helm(), Board()
        for person in town.instance.people:
            chance = self._chance()
            homes = {a.adapter: (chats[a.adapter], a.id) for a in person.accounts}
            how = town.habits or (DILIGENT if self._plot.calm else habits(chance))
            manner = self._chance_of(f"/manner/{person.id}")
            besides = self._chance_of(f"/besides/{person.id}")
            tongue = self._chance_of(f"/tongue/{person.id}").choice(TONGUES)
            actor = Actor(
                person=person,
                homes=homes,
                questions=questions,
                habits=how,
                chance=chance,
                manner=manner,
                now=clock.now,
                until=end,
                besides=besides,
                tongue=ENGLISH if town.habits else tongue,
                settles=self._settles(person.id),
            )
            actor.unscheduled = tuple(
                one.id
                for one in town.instance.standups
                if not one.has_schedule and person in one.participants
            )
            actor.begins = self._chance_of(f"/begins/{person.id}") if actor.unscheduled else None
            if self._is_steered:
                actor.steers = self._steers(actor, town, helm)
                actor.puts_off = self._chance_of(f"/later/{person.id}")
            if self._is_tiring:
                actor.silence = Silence.of(
                    clock.now(), end, self._chance_of(f"/silent/{person.id}")
                )
            if self._is_experimenting:
                actor.remarks = self._chance_of(f"/remarks/{person.id}")
                actor.board = board
            if person == self._forgotten(town):
                actor.forgets = self._chance_of("/forgets")
            if self._is_lenient:
                actor.reports = self._chance_of(f"/reports/{person.id}")
            actors.append(actor)
            at_home |= dict.fromkeys(person.accounts, actor)
        for name, chat in chats.items():
            chat.watch = partial(_show, name, at_home)
        return actors

    def _settles(self, person: str) -> Random | None:
        """By what somebody says how they want to be asked, in the stories in which people do."""
        if not self._is("settings"):
            return None
        return self._chance_of(f"/settings/{person}")

    def _steers(self, actor: Actor, town: Town, helm: Helm) -> Steering:
        """How somebody says of standups what is to become of them."""
        standups, person = town.instance.standups, actor.person.id
        return Steering(
            person=person,
            adapters=tuple(sorted(actor.homes)),
            runs=tuple(one for one in standups if person in one.owners),
            takes_part=tuple(one for one in standups if person in {p.id for p in one.participants}),
            people=tuple(one.id for one in town.instance.people),
            helm=helm,
            chance=self._chance_of(f"/steering/{person}"),
            now=actor.now,
            until=actor.until,
            zone=lambda: actor.person.zone,
            say=actor.order,
            come_back=actor.come_back,
        )

    @property
    def _is_steered(self) -> bool:
        """Whether standups are run by some of their people, who say what is to become of them."""
        return self._is("steered")

    @property
    def _is_tiring(self) -> bool:
        """Whether people may tire of being asked, and some say nothing for days."""
        return self._is("tiring")

    @property
    def _is_lenient(self) -> bool:
        """Whether people may answer early and late, and do."""
        return self._is("lenient")

    @property
    def _is_experimenting(self) -> bool:
        """Whether people have hypotheses that live on, and say what became of them."""
        return self._is("items")

    def _forgotten(self, town: Town) -> Person | None:
        """Who wants to be forgotten before the end, in some stories."""
        if not self._is("forgotten"):
            return None
        return self._chance_of("/forgotten/who").choice(town.instance.people)

    def _is(self, what: str) -> bool:
        """Whether this is one of the stories in which that happens."""
        return self._is_made_up and happens(self._plot.seed, what)

    @property
    def _is_made_up(self) -> bool:
        """Whether all that can happen may."""
        plot = self._plot
        return plot.admins and not plot.calm and plot.town is None

    async def tell(self) -> Story:
        """Live it from the first day to the last, and on until all is quiet."""
        story = self.story
        self._begin_all(self._storm)
        lives = self._chance()
        try:
            for end in (story.end, story.end + _QUIET):
                while story.clock.now() < end:
                    await self._live(lives, end)
        finally:
            story.disk.close()
        return story

    async def _live(self, lives: Random, end: datetime) -> None:
        """The life of one process, up to its death, and the time until there is another."""
        story, loop, number = self.story, self._loop, len(self.story.lives)
        self._know()
        began, life = loop.steps, self._life()
        life.begin()
        self._alive = life
        death = self._death(number, lives)
        if death is not None:
            loop.strike_in(death.step, life.kill)
        await self._until(end, life)
        loop.strike_never()
        self._alive = None
        story.lives.append(loop.steps - began)
        down = storms.downtime(lives) if death is None else death.down
        await self._bury(life, down if end == story.end else _SOON, end)

    def _death(self, number: int, chance: Random) -> Death | None:
        """How the process of this number dies, if not by itself."""
        mean = self._storm.between_kills
        if self.story.clock.now() >= self.story.end:
            return None
        if number < len(self._plot.deaths):
            return self._plot.deaths[number]
        return Death(int(chance.expovariate(1 / mean)), storms.downtime(chance)) if mean else None

    def _begin_all(self, storm: Storm) -> None:
        story = self.story
        work = [actor.live() for actor in story.actors]
        for name, chat in story.chats.items():
            story.skies[name] = Skies(chat, self._chance(), story.clock.now)
            if storm.spells:
                work.append(story.skies[name].change(storm.spells, story.end))
        if storm.spells:
            times, kinds = self._chance(), self._chance_of("/refusals")
            work.append(storms.refuse_writes(story.disk, times, kinds, story.clock.now, story.end))
        work += [self._set_clock(jump) for jump in story.jumps]
        work += [self._move(move) for move in self._moves or ()]
        if self._plot.admins and not self._plot.calm:
            for admin in self._admins():
                work += [admin.live(), admin.rearrange()]
        self._tasks = [self._loop.create_task(one) for one in work]

    def _admins(self) -> Iterator[Admin]:
        story = self.story
        told = {one for standup in story.town.instance.standups for one in standup.channels}
        for channel in sorted(told, key=lambda one: (one.adapter, one.place)):
            name = f"{channel.adapter}/{channel.place}"
            chances = self._chance_of(f"/admins/{name}"), self._chance_of(f"/rearranges/{name}")
            chat = story.chats[channel.adapter]
            yield Admin(chat, channel.place, *chances, story.clock.now, story.end)

    async def _set_clock(self, jump: Jump) -> None:
        assert isinstance(self._machine, virtual.MachineClock)
        await asyncio.sleep(jump.after.total_seconds())
        self._machine.set_by(jump.by)

    async def _move(self, move: Move) -> None:
        """Somebody moves; a bot that runs is told so at once, another one when it begins."""
        await asyncio.sleep(move.after.total_seconds() + 0.5)
        self._instance = moved(self._instance, move.person, move.zone)
        for actor in self.story.actors:
            actor.person = next(p for p in self._instance.people if p.id == actor.person.id)
        if self._alive is not None and not self._alive.ended.is_set():
            self._know()
            self._alive.reload(self._instance)

    def _know(self) -> None:
        known = self.story.known
        if not known or known[-1][1] is not self._instance:
            known.append((self._machine.now(), self._instance))

    def _life(self) -> Life:
        story = self.story
        weather = {name: skies.weather for name, skies in story.skies.items()}
        told = (self._instance, story.chats, story.disk, self._machine)
        return Life(*told, self._chance(), weather, self._edge)

    def _edge(self, life: Life) -> None:
        """Perhaps die in the next moments: just before, while or after something is done."""
        struck = self._edges.random() < self._storm.at_edges
        if struck and self.story.clock.now() < self.story.end:
            self._loop.strike_in(self._edges.randint(0, 60), life.kill)

    async def _until(self, end: datetime, life: Life) -> None:
        left = (end - self.story.clock.now()).total_seconds()
        with _suppressed():
            async with asyncio.timeout(max(0.0, left)):
                await life.ended.wait()

    async def _bury(self, life: Life, down: timedelta, end: datetime) -> None:
        """See a process to its end, and wait until somebody starts another."""
        story, at = self.story, self.story.clock.now()
        how = "killed" if life.ended.is_set() else "stopped"
        await (life.buried() if life.ended.is_set() else life.stop())
        if at < end:
            back = min(at + down, end)
            await asyncio.sleep(max(0.0, (back - story.clock.now()).total_seconds()))
        story.strikes.append(Strike(at, story.clock.now(), how))


def _show(name: str, at_home: dict[Account, Actor], shown: Shown) -> None:
    actor = at_home.get(Account(name, shown.place.removeprefix("@")))
    if actor is not None and shown.place.startswith("@"):
        actor.notice(name, shown)


@contextmanager
def _suppressed() -> Iterator[None]:
    try:
        yield
    except TimeoutError:
        return


class _Complaints(logging.Handler):
    def __init__(self, told: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._told = told

    def emit(self, record: logging.LogRecord) -> None:
        self._told.append(f"{getattr(record, 'action', '')}: {record.getMessage()}")


@contextmanager
def _listening(told: list[str]) -> Iterator[None]:
    """Keep what the engine logs as errors, and show none of it."""
    log, handler = logging.getLogger("standup"), _Complaints(told)
    before = log.propagate
    log.addHandler(handler)
    log.propagate = False
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.propagate = before
