"""People as they are: they answer, edit, skip, leave and come back, each by a seed of their own."""

import asyncio
import re
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Literal

from standup.chat.interface import Chose, Event, Message, Said
from standup.core.kinds.table import Kind
from standup.core.messages.markup import Bold, Choice, Listing, Paragraph
from standup.core.model import Person, Question, Standup
from standup.core.zones import date_in
from standup.simulate.begun import Wish
from standup.simulate.chat import Chat, Shown
from standup.simulate.orders import Ordered, reworded
from standup.simulate.polled import BALLOTS, ROUND
from standup.simulate.remarks import Board, Remark
from standup.simulate.steering import Steering
from standup.simulate.tongues import ENGLISH, STATUSES, STEERING, Tongue
from standup.simulate.wants import LATER, Wanted, wanted

_HOUR = 3600.0
_GREETS = 0.5
_WHEN_ASKED = 0.1
_LATER = 0.06
_AGAIN = 0.2
_UNDONE = 0.3
_REPLIES = 0.4
_RHYTHM, _HARMLESS = "rhythm.", (".as before", ".away")
_NUMBER = re.compile(r"#(\d+)\b")
_FULL = 4096  # characters of a message, beyond which some clients cut it in two

Sort = Literal[
    "answer",
    "nothing",
    "skip run",
    "away",
    "back",
    "ask",
    "talk",
    "change",
    "take back",
    "press",
    "more",
    "tap",
    "rest",
    "forward",
    "move",
    "set",
    "undo",
    "order",
    "later",
    "begin",
    "report",
    "item",
    "forget",
]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as somebody sees it: of which standup, and how many items of a plan it shows."""

    standup: Standup
    round_id: str
    question: Question
    items: int
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Meant:
    """Something that somebody did, and what they meant by it: `more` adds to the list before, and a
    `tap` says so of what they were asked about; a `move` says so of what was posted at once. The
    `rest` is what a client cut off, and what is forwarded is meant for nobody.

    `statuses` are what came of a plan's items, `lines` how many things a list names, `of` the
    message that is changed or taken back, or the standup without a schedule that they begin by
    themselves; `first` and `last` the dates of being away, `wanted` what is set, `wish` what they
    want to answer now, `ordered` what is said of a standup, `remark` what is said of an item.
    """

    person: str
    adapter: str
    event: str
    at: datetime
    sort: Sort
    text: str = ""
    asked: Asked | None = None
    statuses: tuple[str, ...] = ()
    lines: int = 0
    of: str = ""
    first: date = date.min
    last: date = date.min
    wanted: Wanted | None = None
    wish: Wish | None = None
    ordered: Ordered | None = None
    remark: Remark | None = None


@dataclass(frozen=True, slots=True)
class Habits:
    """How often somebody does what, as shares; `pace` is how many seconds they take to answer, and
    `fumbles` how often they mistype, forward, write more than fits, or mean an update for the plan.
    """

    pace: float = 600.0
    silent: float = 0.15
    nothing: float = 0.06
    skips: float = 0.05
    goes_away: float = 0.03
    steps_back: float = 0.04
    presses: float = 0.5
    edits: float = 0.15
    takes_back: float = 0.04
    adds: float = 0.2
    asks: float = 0.05
    leaves: float = 0.02
    one_by_one: float = 0.15
    talks: float = 0.1
    fumbles: float = 0.2


DILIGENT = Habits(
    pace=1200.0,
    silent=0,
    nothing=0,
    skips=0,
    goes_away=0,
    steps_back=0,
    presses=0.3,
    edits=0,
    takes_back=0,
    adds=0,
    asks=0,
    leaves=0,
    one_by_one=0,
    talks=0,
    fumbles=0,
)
LIVELY = Habits(
    pace=900.0,
    silent=0,
    nothing=0,
    skips=0,
    goes_away=0,
    steps_back=0,
    edits=0.4,
    takes_back=0.1,
    adds=0.2,
    asks=0.05,
    leaves=0,
    one_by_one=0,
    talks=0,
    fumbles=0,
)


def habits(chance: Random) -> Habits:
    """Somebody's habits."""
    return Habits(pace=chance.choice((5.0, 60.0, 900.0, 2 * _HOUR)))


@dataclass
class Silence:
    """Somebody says nothing from one instant to another, whatever comes; `chance` decides whether
    they do once they are asked if the rhythm is right."""

    first: datetime
    last: datetime
    chance: Random

    @classmethod
    def of(cls, start: datetime, end: datetime, chance: Random) -> "Silence | None":
        """Of some people, for some days."""
        first = start + chance.random() * 0.6 * (end - start)
        last = first + timedelta(days=chance.choice((2, 4, 7)))
        return cls(first, last, chance) if chance.random() < 0.6 else None


class Questions:
    """Every question of a configuration, found again in the words of a message."""

    def __init__(self, standups: tuple[Standup, ...]) -> None:
        self.standups = tuple(standup.id for standup in standups)
        self.people = tuple(dict.fromkeys(p.id for s in standups for p in s.participants))
        self._by_ask: dict[str, list[tuple[Standup, str, Question]]] = {}
        for standup in standups:
            for round_ in standup.rounds:
                for question in round_.questions:
                    for ask in (question.ask, reworded(question.ask)):
                        found = self._by_ask.setdefault(ask, [])
                        found.append((standup, round_.id, question))
            for ballot in BALLOTS:
                found = self._by_ask.setdefault(ballot.ask, [])
                found.append((standup, ROUND, ballot.question))

    def find(self, message: Message, before: Asked | None) -> Asked | None:
        """The question that a message asks, if it asks one."""
        bold = [span.text for span in _spans(message) if isinstance(span, Bold)]
        asks = [text for text in bold if text in self._by_ask]
        if not asks:
            return None
        found = self._by_ask[asks[-1]]
        titled = [one for one in found if one[0].title in bold]
        same = [one for one in found if before and one[:2] == (before.standup, before.round_id)]
        standup, round_id, question = (titled or same or found)[0]
        items = _items(message) if question.kind == "outcome" else 0
        choices = tuple(c for row in message.choices for c in row if not c.form)
        return Asked(standup, round_id, question, items, choices)


def _spans(message: Message) -> Iterator[object]:
    for block in message.blocks:
        if isinstance(block, Paragraph):
            yield from block.spans


def _items(message: Message) -> int:
    return sum(len(b.items) for b in message.blocks if isinstance(b, Listing) and b.numbered)


_SHORT: dict[Kind, Callable[[Question, Random, Tongue], object]] = {
    "choice": lambda question, chance, _: chance.randint(1, len(question.options)),
    "scale": lambda question, chance, _: chance.randint(question.low, question.high),
    "mood": lambda _, chance, __: chance.randint(1, 5),
    "number": lambda _, chance, __: chance.randint(0, 2000),
    "metric": lambda question, chance, _: f"{chance.randint(0, 999) / 10} {question.unit}",
    "yes_no": lambda _, chance, tongue: chance.choice(tongue.yes_no),
}


@dataclass
class Actor:
    """One person, on every platform where they have an account."""

    person: Person
    homes: dict[str, tuple[Chat, str]]
    questions: Questions
    habits: Habits
    chance: Random
    manner: Random
    now: Callable[[], datetime]
    until: datetime
    besides: Random
    tongue: Tongue = ENGLISH
    settles: Random | None = None  # by which they say how they want to be asked, if they do
    steers: Steering | None = None
    puts_off: Random | None = None  # by which they want to be asked later, if they do
    unscheduled: tuple[str, ...] = ()  # the standups without a schedule that they take part in
    begins: Random | None = None  # by which they report in them
    silence: Silence | None = None
    reports: Random | None = None  # by which they answer early and late, if they do
    remarks: Random | None = None  # by which they say something of items that live, if they do
    board: Board = field(default_factory=Board)
    forgets: Random | None = None  # by which they want to be forgotten in the end, if they do
    diary: list[Meant] = field(default_factory=list)
    _heard: "asyncio.Queue[tuple[str, Shown]]" = field(default_factory=asyncio.Queue)
    _asked: Asked | None = None
    _seen: int = 0
    _has_answered: bool = True
    _words: int = 0
    _told: Tongue = ENGLISH
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def notice(self, adapter: str, shown: Shown) -> None:
        """A message of the bot's appears in a direct conversation."""
        self._heard.put_nowait((adapter, shown))

    async def live(self) -> None:
        """Answer what is asked, and do what people do besides."""
        if self.homes:
            self._begin(self._wander())
        if self.homes and self.settles is not None:
            self._begin(self._settle(self.settles))
        if self.homes and self.steers is not None:
            self._begin(self.steers.live())
        if self.homes and self.unscheduled and self.begins is not None:
            self._begin(self._begin_unscheduled(self.begins))
        if self.homes and self.reports is not None:
            self._begin(self._report(self.reports))
        if self.homes and self.forgets is not None:
            self._begin(self._forget(self.forgets))
        if self.homes and self.remarks is not None:
            self._begin(self._remark(self.remarks))
        while True:
            adapter, shown = await self._heard.get()
            self.board.see(int(number) for number in _NUMBER.findall(shown.text))
            asked = None if shown.edited else self.questions.find(shown.message, self._asked)
            if self.silence is not None:
                self._begin(self._reply_about_rhythm(adapter, shown.message, self.silence))
            if asked is not None:
                if f" {self.tongue.until} " in shown.text:
                    self._told = self.tongue
                self._asked, self._seen = asked, self._seen + 1
                self._has_answered = False
                self._begin(self._react(adapter, asked, self._seen))
                if self.settles is not None and self.settles.random() < _WHEN_ASKED:
                    self._begin(self._set(self.settles))
                if self.steers is not None:
                    self._begin(self.steers.asked())
                if self.puts_off is not None and self.puts_off.random() < _LATER:
                    self._begin(self._put_off(adapter, self.puts_off))

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _react(self, adapter: str, asked: Asked, number: int) -> None:
        await self._pause(self.habits.pace)
        if number != self._seen or self._may(self.habits.silent):
            return
        self._has_answered = True
        if self._may(self.habits.goes_away):
            self._go_away(adapter)
        elif self._may(self.habits.skips):
            self._say(adapter, self._told.skip_run, "skip run")
        elif self._may(self.habits.steps_back):
            self._say(adapter, self._told.back, "back")
        elif self._may(self.habits.nothing):
            self._say(adapter, self.chance.choice(self._told.nothing), "nothing", asked=asked)
        else:
            await self._answer(adapter, asked)

    async def _answer(self, adapter: str, asked: Asked) -> None:
        single = asked.question.kind in {"choice", "scale", "yes_no", "mood"}
        if single and asked.choices and self._may(self.habits.presses):
            self._press(adapter, asked)
            return
        text, statuses, lines = self._text(asked)
        if lines > 1 and self._happens(self.habits.one_by_one):
            await self._answer_one_by_one(adapter, asked, text.split("\n"))
            return
        is_cut = self.homes[adapter][0].rules.can.cuts_text and asked.question.kind == "text"
        if is_cut and self._happens(self.habits.fumbles):
            await self._answer_at_length(adapter, asked, text)
            return
        said = self._say(adapter, text, "answer", asked=asked, statuses=statuses, lines=lines)
        if said is not None:
            await self._think_twice(adapter, said, asked)

    async def _answer_one_by_one(self, adapter: str, asked: Asked, lines: list[str]) -> None:
        """Write one thing a message, and say that they belong together if the bot asks."""
        self._say(adapter, lines[0], "answer", asked=asked, lines=1)
        for line in lines[1:]:
            await asyncio.sleep(self.manner.uniform(1.0, 6.0))
            self._say(adapter, line, "more", asked=asked, lines=1)
        await asyncio.sleep(self.manner.uniform(1.0, 60.0))
        self._press_to_add(adapter, "tap", "offer.", asked=asked)

    async def _answer_at_length(self, adapter: str, asked: Asked, text: str) -> None:
        """Write more than fits into one message, which a client cuts in two."""
        long = f"{text} {'on and on ' * _FULL}"[: _FULL - 1] + "o"
        if self._say(adapter, long, "answer", asked=asked) is None:
            return
        await asyncio.sleep(self.manner.uniform(0.1, 2.0))
        self._words += 1
        self._say(adapter, self.tongue.rest.format(self._words), "rest", asked=asked)

    def _press_to_add(self, adapter: str, sort: Sort, value: str, **meaning: object) -> None:
        """Press what adds a message to the plan; `value` begins that of such a choice."""
        chat, account = self.homes[adapter]
        labels = {self.tongue.to_plan, ENGLISH.to_plan}
        choice = chat.offered(account, labels, value)
        if choice is not None and self._is_there(adapter):
            chose = chat.press(account, choice, self.tongue.client)
            self._note(adapter, chose, sort, choice.value, **meaning)

    async def _think_twice(self, adapter: str, said: Said, asked: Asked) -> None:
        """Perhaps edit the message later, perhaps more than once, perhaps take it back."""
        while self._may(self.habits.edits):
            await self._pause(self.chance.choice((20.0, _HOUR, 20 * _HOUR)))
            if not self._is_there(adapter):
                return
            text, statuses, lines = self._text(asked)
            chat, _ = self.homes[adapter]
            edited = chat.change(said, text)
            self._note(
                adapter,
                edited,
                "change",
                text,
                asked=asked,
                statuses=statuses,
                lines=lines,
                of=said.id,
            )
        if self._may(self.habits.takes_back) and chat_sees_deletes(self.homes[adapter][0]):
            await self._pause(_HOUR)
            if self._is_there(adapter):
                deleted = self.homes[adapter][0].take_back(said)
                self._note(adapter, deleted, "take back", of=said.id)

    def _press(self, adapter: str, asked: Asked) -> None:
        chat, account = self.homes[adapter]
        if not self._is_there(adapter):
            return
        answers = [c for c in asked.choices if not c.value.endswith(".-") and _answers(c)]
        choice = self.chance.choice(answers)
        chose: Chose = chat.press(account, choice, self.tongue.client)
        self._note(adapter, chose, "press", choice.value, asked=asked)

    def _text(self, asked: Asked) -> tuple[str, tuple[str, ...], int]:
        """An answer that is complete, with a word in it that stands nowhere else."""
        question, chance = asked.question, self.chance
        if question.kind == "items":
            lines = chance.randint(1, 3)
            return "\n".join(self._word() for _ in range(lines)), (), lines
        if question.kind == "outcome" and asked.items:
            statuses = tuple(chance.choice(STATUSES) for _ in range(asked.items))
            said = dict(zip(STATUSES, self.tongue.statuses, strict=True))
            marks = " ".join(f"{n} {said[status]}" for n, status in enumerate(statuses, 1))
            return f"{marks} – {self._word()}", statuses, 0
        if short := _SHORT.get(question.kind):
            return f"{short(question, chance, self.tongue)} – {self._word()}", (), 0
        return self.tongue.went_on.format(self._word()), (), 0

    def _word(self) -> str:
        self._words += 1
        return f"{self.person.id}·{self._words}·"

    async def _wander(self) -> None:
        """What somebody does unasked, a few times a day."""
        while self.now() < self.until:
            await self._pause(8 * _HOUR)
            adapter = self.chance.choice(sorted(self.homes))
            if self._may(self.habits.adds) and (self._has_answered or self._may(0.1)):
                self._say(adapter, self.tongue.update.format(self._word()), "answer")
                if self._happens(3 * self.habits.fumbles):
                    self._begin(self._put_on_plan(adapter))
            if self._may(self.habits.asks):
                self._say(adapter, self.chance.choice(self._told.asks), "ask")
            if self.habits.talks and self._may(self.habits.talks):
                talk = self.chance.choice(self.tongue.for_the_bot)
                if self.steers is None or talk not in STEERING:  # whoever may does it so
                    self._say(adapter, talk, "talk")
            self._fumble(adapter)
            if self._may(self.habits.leaves):
                await self._leave(adapter)

    async def _begin_unscheduled(self, chance: Random) -> None:
        """Say now and then that they want to report, perhaps twice, on either account."""
        while self.now() < self.until:
            await asyncio.sleep(min(chance.expovariate(1 / (9 * _HOUR)), 30 * _HOUR) + 0.5)
            standup, adapters = chance.choice(self.unscheduled), sorted(self.homes)
            self._say(chance.choice(adapters), f"/report {standup}", "report", of=standup)
            if chance.random() < _AGAIN:
                await asyncio.sleep(chance.choice((0.5, 4.0, 900.0)))
                self._say(chance.choice(adapters), f"/report {standup}", "report", of=standup)

    async def _settle(self, chance: Random) -> None:
        """Say now and then how they want to be asked."""
        while self.now() < self.until:
            await asyncio.sleep(min(chance.expovariate(1 / (20 * _HOUR)), 60 * _HOUR) + 0.5)
            await self._set(chance)

    async def _set(self, chance: Random) -> None:
        """Say it, perhaps twice, on either account, and perhaps take it back."""
        want, adapters = wanted(chance), sorted(self.homes)
        adapter = chance.choice(adapters)
        self._say(adapter, want.text, "set", wanted=want)
        if chance.random() < _AGAIN:
            await asyncio.sleep(chance.uniform(0.5, 4.0))
            self._say(chance.choice(adapters), want.text, "set", wanted=want)
        elif want.value is not None and chance.random() < _UNDONE:
            await asyncio.sleep(chance.uniform(0.5, 60.0))
            self._say(adapter, "undo", "undo")

    async def _reply_about_rhythm(self, adapter: str, message: Message, silence: Silence) -> None:
        """Perhaps say whether the rhythm is right, if that is asked; or just say hello."""
        rhythms = [c for row in message.choices for c in row if c.value.startswith(_RHYTHM)]
        if not rhythms or silence.chance.random() > _REPLIES:
            return
        await asyncio.sleep(silence.chance.uniform(1.0, 5 * _HOUR))
        silence.last = self.now()
        choice = silence.chance.choice([c for c in rhythms if c.value.endswith(_HARMLESS)])
        if self._is_there(adapter):
            chat, account = self.homes[adapter]
            self._note(
                adapter, chat.press(account, choice, self.tongue.client), "ask", choice.value
            )

    def order(self, adapter: str, ordered: Ordered | None, text: str) -> None:
        """Say something of a standup, or take back what they said."""
        if ordered is None:
            self._say(adapter, text, "undo")
        else:
            self._say(adapter, text, "order", ordered=ordered)

    def come_back(self, adapter: str) -> None:
        """Say that they are not away, whether they are or not."""
        self._say(adapter, self._told.back, "back")

    async def _report(self, chance: Random) -> None:
        """Want to answer now what was asked, or is to be, on a day around this one."""
        while self.now() < self.until:
            await asyncio.sleep(min(chance.expovariate(1 / (14 * _HOUR)), 40 * _HOUR) + 0.5)
            today = date_in(self.person.zone, self.now())
            day = today + timedelta(days=chance.choice((-1, 0, 0, 1, 1)))
            wish = Wish(chance.choice(self.questions.standups), day)
            text = f"/report {day} {wish.standup}"
            self._say(chance.choice(sorted(self.homes)), text, "begin", wish=wish)

    async def _forget(self, chance: Random) -> None:
        """Want to be forgotten, and say so once more, perhaps on both accounts at once."""
        left = (self.until - self.now()).total_seconds()
        await asyncio.sleep(left * chance.uniform(0.6, 0.98))
        adapters = sorted(self.homes)
        adapter = chance.choice(adapters)
        self._say(adapter, "forget me", "forget")
        await asyncio.sleep(chance.choice((5.0, 60.0, 1200.0)))
        for one in chance.choice(([adapter], adapters)):
            self._say(one, "forget me now", "forget")

    async def _remark(self, chance: Random) -> None:
        """Say something of an item now and then, perhaps on both accounts at once, and perhaps
        change it, or take it back."""
        while self.now() < self.until:
            await asyncio.sleep(min(chance.expovariate(1 / (6 * _HOUR)), 24 * _HOUR) + 0.5)
            remark = self.board.remark(chance, self.questions.people, self._word())
            if remark is not None:
                await self._say_of_item(chance, remark)

    async def _say_of_item(self, chance: Random, remark: Remark) -> None:
        adapters = sorted(self.homes)
        adapter = chance.choice(adapters)
        said = self._say(adapter, remark.words, "item", remark=remark)
        follows = chance.choice(("again", "change", "undo", "take back", "", "", ""))
        if follows == "again":
            await asyncio.sleep(chance.uniform(0.0, 4.0))
            self._say(chance.choice(adapters), remark.words, "item", remark=remark)
        elif follows == "undo":
            await asyncio.sleep(chance.uniform(0.5, 60.0))
            self._say(adapter, "undo", "undo")
        elif said is not None and follows:
            await asyncio.sleep(chance.choice((2.0, 0.4 * _HOUR, 9 * _HOUR)))
            self._change_remark(adapter, said, None if follows == "take back" else chance)

    def _change_remark(self, adapter: str, said: Said, chance: Random | None) -> None:
        """Say something else in the same message; take it back without a chance."""
        chat, _ = self.homes[adapter]
        if not self._is_there(adapter):
            return
        if chance is not None:
            remark = self.board.remark(chance, self.questions.people, self._word())
            assert remark is not None
            changed = chat.change(said, remark.words)
            self._note(adapter, changed, "change", remark.words, of=said.id, remark=remark)
        elif chat_sees_deletes(chat):
            self._note(adapter, chat.take_back(said), "take back", of=said.id)

    async def _put_off(self, adapter: str, chance: Random) -> None:
        """Want to be asked later, and answer once they are."""
        self._seen += 1
        await asyncio.sleep(chance.uniform(0.5, 600.0))
        want = chance.choice(LATER)
        self._say(adapter, want.text, "later", wanted=want)

    def _fumble(self, adapter: str) -> None:
        if self._happens(self.habits.fumbles / 2):
            self._say(adapter, self.manner.choice(self.tongue.mistyped), "talk")
        if self._happens(self.habits.fumbles / 2):
            chat, account = self.homes[adapter]
            if self._is_there(adapter):
                text = self.tongue.forwarded.format(self._word())
                said = chat.say(account, text, forwarded=True, language=self.tongue.client)
                self._note(adapter, said, "forward", text)

    async def _put_on_plan(self, adapter: str) -> None:
        """Say of an update that it was meant for the plan, perhaps too late."""
        await asyncio.sleep(self.manner.uniform(1.0, 700.0))
        self._press_to_add(adapter, "move", "add.")

    async def _leave(self, adapter: str) -> None:
        chat, account = self.homes[adapter]
        if account in chat.closed or not self._is_there(adapter):
            return
        chat.leave(account, "closed" if chat.rules.live else "left")
        await self._pause(self.chance.choice((60.0, 5 * _HOUR, 30 * _HOUR)))
        chat.come_back(account)
        if self.besides.random() < _GREETS:  # before they can have read anything
            self._say(adapter, self.tongue.here_again.format(self._word()), "answer")

    def _go_away(self, adapter: str) -> None:
        today = date_in(self.person.zone, self.now())
        first = today + timedelta(days=self.chance.choice((0, 0, 1)))
        last = first + timedelta(days=self.chance.choice((0, 1, 3, 8)))
        said = self._say(
            adapter, self._told.away.format(first, last), "away", first=first, last=last
        )
        if said is not None and self._may(0.3):
            self._begin(self._return(adapter))

    async def _return(self, adapter: str) -> None:
        await self._pause(20 * _HOUR)
        self.come_back(adapter)

    def _say(self, adapter: str, text: str, sort: Sort, **meaning: object) -> Said | None:
        chat, account = self.homes[adapter]
        if not self._is_there(adapter):
            return None
        said = chat.say(account, text, language=self.tongue.client)
        self._note(adapter, said, sort, text, **meaning)
        return said

    def _note(
        self, adapter: str, event: Event, sort: Sort, text: str = "", **meaning: object
    ) -> None:
        meant = Meant(
            person=self.person.id,
            adapter=adapter,
            event=event.id,
            at=event.at,
            sort=sort,
            text=text,
            **meaning,  # type: ignore[arg-type]
        )
        self.diary.append(meant)

    def _is_there(self, adapter: str) -> bool:
        """Whether this person can write on a platform now, and the story is not over."""
        chat, account = self.homes[adapter]
        silence = self.silence
        if silence is not None and silence.first <= self.now() < silence.last:
            return False
        return not chat.is_down and account not in chat.closed and self.now() < self.until

    def _may(self, share: float) -> bool:
        return self.chance.random() < share

    def _happens(self, share: float) -> bool:
        """Whether somebody does what moves nobody's other chances."""
        return self.manner.random() < share

    async def _pause(self, mean: float) -> None:
        """Take some time; not at a round second, at which everything else happens."""
        await asyncio.sleep(min(self.chance.expovariate(1 / mean), 10 * mean) + 0.5)


def _answers(choice: Choice) -> bool:
    """Whether a choice says something to the question, and does not put it off."""
    return not choice.value.startswith("later.")


def chat_sees_deletes(chat: Chat) -> bool:
    """Whether the bot hears of a message that was taken back."""
    return chat.rules.can.sees_deletes
