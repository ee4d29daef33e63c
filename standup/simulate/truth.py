"""What must have come of what people did, worked out from the documented rules alone.

It goes through what the store took, in the order in which the store took it, and knows of each
person what is asked of them and what they said. It calls nothing of the engine's or the core's.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from standup.core.model import Person, Question, Standup
from standup.simulate import almanac, begun, undoing
from standup.simulate.almanac import Plan
from standup.simulate.begun import Begun, Wish
from standup.simulate.living import Living
from standup.simulate.orders import SHOWN, Ordered
from standup.simulate.people import Meant
from standup.simulate.polled import Polled
from standup.simulate.remarks import Remark
from standup.simulate.settled import Settled
from standup.simulate.sheets import Gone, Held, Later, Sheet, Talk, Told
from standup.simulate.silent import Silent
from standup.simulate.steered import Moment, Steered

DELAYED = timedelta(minutes=5)
RIGHT_AFTER = timedelta(minutes=10)
_LATELY = timedelta(days=3)  # within which somebody may still be asked where they were
_AT_ONCE = timedelta(seconds=3)
_BRIEF = timedelta(milliseconds=2)  # less than which is not kept
_LONG = 3584  # characters of a text that goes on in the next message
_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)
_OF_OTHERS = {"away", "back"}
_ENDED = {"away", "skipped", "done"}
_TO_ALL = {
    "forget",
    "ask",
    "talk",
    "forward",
    "set",
    "order",
    "later",
    "undo",
    "away",
    "back",
    "begin",
    "report",
}
_SAID_TO_THE_BOT = _TO_ALL - {"forward"} | {"item", "skip run", "nothing"}
_FREE = {"text", "items"}  # whatever is said to these is an answer
_SHORT = {"choice", "scale", "mood", "number", "metric", "yes_no"}  # a word that they wait for


class Truth:
    """The truth about a story, once `replay` has been through its journal."""

    def __init__(
        self,
        people: tuple[Person, ...],
        diary: dict[tuple[str, str], Meant],
        standups: tuple[Standup, ...],
        record: Sequence[tuple[str, str, str, datetime]] = (),
        was_reached: Callable[[Sheet, datetime], bool | None] = lambda *_: True,
    ) -> None:
        """`record` are the lines of the audit trail: standup, action, by whom and when.
        `was_reached` tells whether the bot knows that a check-in's question was seen by then."""
        self._record, self.was_reached = list(record), was_reached
        beginning = datetime.min.replace(tzinfo=UTC)
        self.talks = {one.id: Talk(one, settled=Settled.of(one)) for one in people}
        self.steered = {one.id: Steered.of(one, beginning) for one in standups}
        for talk in self.talks.values():
            talk.silent = {one.id: Silent(one.fatigue) for one in standups}
        self._doing: tuple[Steered, Ordered, str] | None = None  # of which the engine tells more
        self._polled: Polled | None = None  # of which no run is open yet
        self.living = Living()
        self.begun: list[Begun] = []
        self._beginning: Begun | None = None  # of which the engine tells more
        self._order = 0
        self.runs: dict[int, Held] = {}
        self._diary = diary
        self._now = datetime.min.replace(tzinfo=UTC)
        self._delayed: datetime | None = None
        self.in_vain: list[str] = []  # who said that they report, and was asked nothing

    @property
    def sheets(self) -> Iterator[Sheet]:
        """Every check-in."""
        for talk in self.talks.values():
            yield from talk.sheets

    def is_clear(self, run: Held) -> bool:
        """Whether nobody in the run said what only the engine can read."""
        return not any(
            self.talks[sheet.person].muddled for sheet in self.sheets if sheet.run is run
        )

    def knows(self, people: tuple[Person, ...], since: datetime) -> None:
        """The configuration says so of everybody from now on."""
        for person in people:
            talk = self.talks[person.id]
            talk.person, talk.configured = person, person.zone
            if person.moved is not None and not talk.lived:
                talk.lived.append((since, person.moved.zone))
                since = almanac.instant(person.moved.until + _DAY, timedelta(0), person.moved.zone)
            self._lives(talk, since)

    def _lives(self, talk: Talk, since: datetime) -> None:
        """They are asked where they said, or else where the configuration has them."""
        zone = talk.settled.now("timezone") or talk.configured
        talk.person = replace(talk.person, zone=str(zone))
        if not talk.lived or talk.lived[-1][1] != zone:
            talk.lived.append((since, str(zone)))

    def begins(self, run: Held) -> None:
        """A run opens."""
        self._doing = None
        self.runs[run.id] = run
        people, of = self.talks.items(), run.standup.id
        if run.poll is None:
            run.not_theirs = {p for p, talk in people if not talk.is_theirs(of, run.day)}

    def poll(self, number: int, name: str, now: datetime, closes: datetime) -> Held:
        """The run of a poll opens, as somebody said just now."""
        polled, self._polled = self._polled, None
        if polled is None or polled.at != now:
            raise ValueError(f"nobody said {name}")
        standup, may_be = polled.standup(name), (*polled.people, *sorted(polled.unsure))
        plan = replace(Plan.of(standup), people=may_be)
        self.steered[name] = Steered(standup, [(now, plan)], is_unsure=bool(polled.unsure))
        return Held(number, standup, polled.day, plan, closes, poll=polled)

    def opens(self, sheet: Sheet) -> None:
        """A round opens for a person."""
        talk, self._doing = self.talks[sheet.person], None
        if self._begins_it(sheet):
            self._now, self._delayed, asking = sheet.opened_at, None, self._asking(talk)
            if asking is not None:
                asking.state = "waiting"
            talk.sheets.append(sheet)
            self._ask(talk, sheet)
            return
        self._now, self._delayed = sheet.opened_at, None
        begins, talk.begins = talk.begins, None
        sheet.deadlines.append((sheet.opened_at, sheet.deadline))
        of = sheet.run.standup.id
        is_decided = talk.is_unsure_of(of) or sheet.run.poll is not None
        sheet.is_theirs = is_decided or talk.is_theirs(of, sheet.run.day)
        if not sheet.run.standup.has_schedule:
            sheet.is_begun = begins == (of, sheet.opened_at)
            talk.sheets.append(sheet)
            self._ask_first(talk, sheet)
            return
        for other in self._live(talk):
            if other.run.standup.id == sheet.run.standup.id:
                self._end(other, "closed")
        self._give_way(talk)
        talk.sheets.append(sheet)
        if any(gone.keeps_from(sheet.run) for gone in self._away(talk)):
            sheet.state = "away"
        elif sheet.person in sheet.run.sits_out:
            sheet.state = "skipped"
        elif self._asking(talk) is None:
            if of in talk.silent:
                talk.silent[of].asks(sheet.id)
            self._ask(talk, sheet)
            return
        self._next(talk)

    def _give_way(self, talk: Talk) -> None:
        """A question whose time is over, or that was put off, silences no other."""
        asking = self._asking(talk)
        if asking is not None and (asking.put_off or asking.deadline <= self._now):
            asking.state = "waiting"

    def _begins_it(self, sheet: Sheet) -> bool:
        """Whether its person said just now that they want to answer it."""
        said, self._beginning = self._beginning, None
        wish = Wish(sheet.run.standup.id, sheet.run.day)
        here = (sheet.person, wish, sheet.opened_at)
        if said is None or (said.person, said.wish, said.at) != here:
            return False
        said.round, sheet.is_begun = sheet.round.id, True
        sheet.deadlines.append((sheet.opened_at, sheet.deadline))
        talk = self.talks[sheet.person]
        is_late = sheet.deadline <= sheet.opened_at  # of a run of theirs, whatever they set since
        is_unsure = talk.is_unsure_of(wish.standup)
        sheet.is_theirs = is_late or is_unsure or talk.is_theirs(*_named(wish))
        return True

    def ends(self, sheet: Sheet, now: datetime, *, reached: bool) -> None:
        """A check-in's deadline comes; `reached`: whether its question may have been seen."""
        if not sheet.is_open:
            return
        self._is_left(sheet, now)
        talk, self._now, self._delayed = self.talks[sheet.person], now, None
        sheet.posted = sheet.posted or bool(sheet.words)
        if sheet.state == "asking" and not reached:
            self._end(sheet, "closed")
            self._next(talk)
            return
        waiting = [s for s in self._live(talk) if s.state == "waiting" and s.put_off is None]
        if sheet.state == "asking" and any(s.deadline > now for s in waiting):
            sheet.state = "waiting"
            self._next(talk)

    def _is_left(self, sheet: Sheet, now: datetime) -> None:
        """With the deadline of its last round a run is left without a word, or is not."""
        talk = self.talks[sheet.person]
        silent = talk.silent.get(sheet.run.standup.id)
        if silent is None or sheet.round.id != sheet.run.standup.rounds[-1].id:
            return
        theirs = [one for one in talk.sheets if one.run is sheet.run]
        told = [told for one in theirs for told in one.told]
        if told or any(one.state in _ENDED for one in theirs):
            were_said = any(one.text or one.meant.sort == "nothing" for one in told)
            silent.is_unsure |= bool(told) and not were_said  # all of it was taken back
            return
        reached = [self.was_reached(one, now) for one in theirs]
        if True in reached:
            silent.left(sheet.id, min(one.opened_at for one in theirs), now)
        else:
            silent.is_unsure |= None in reached

    def puts(self, sheet: Sheet, key: str, left_at: datetime | None, *, anew: bool) -> None:
        """A question is promised, perhaps anew, or leaves for the platform, or is back from it."""
        if anew:
            sheet.put.pop(key, None)
        sheet.put[key] = (sheet.put.get(key) or left_at) if left_at else None

    def extends(self, sheet: Sheet, at: datetime, deadline: datetime) -> None:
        """A check-in is to end later, since somebody said so just now."""
        before, sheet.deadline = sheet.deadline, deadline
        sheet.deadlines.append((at, deadline))
        steered = self.steered[sheet.run.standup.id]
        by: timedelta | None = self._does("extend", steered, sheet.id)
        if by is None:
            return
        asks = replace(sheet, plan=steered.plan).asks_after(self._now)
        if deadline not in {before + by, asks} or deadline > before + by:
            steered.wrong.append(f"check-in {sheet.id} ends {deadline}, not {before + by}")

    def nudges(self, sheet: Sheet) -> None:
        """A check-in is to be reminded of now, since somebody said so."""
        self._does("remind missing", self.steered[sheet.run.standup.id], sheet.id)

    def _does(self, name: str, steered: Steered, number: int) -> Any:
        """What was said that does this; it has its line at the first that it does."""
        doing, what, by = self._doing or (None, None, "")
        if doing is not steered or what is None or what.name != name:
            steered.wrong.append(f"check-in {number} is changed ({name}), and nobody said so")
            return None
        line = steered.lines[-1] if steered.lines else None
        if line is None or (line.action, line.at) != (name, self._now):
            steered.done(name, by, self._now)
        return what.value

    def takes(self, adapter: str, event: str, now: datetime) -> None:
        """The store took what somebody did."""
        self._doing = self._beginning = None
        meant = self._diary.get((adapter, event))
        if meant is None:
            return
        talk, self._now = self.talks[meant.person], now
        current = self._asking(talk) or self._latest(talk)
        self._reads(talk, meant, now)
        talk.wrote_at = talk.wrote_at if meant.sort in _TO_ALL else now
        if meant.sort == "skip run" and current is not None:
            self._is_heard(talk, meant, {current.run.standup.id})
        elif meant.sort != "take back":
            self._is_heard(talk, meant, self._standups_of(talk, meant))

    def _is_heard(self, talk: Talk, meant: Meant, where: set[str] | None) -> None:
        """What they say or do ends silences: an answer or an update that of its standup, all else
        those of all standups; a message that changes is a word, and one that goes is none."""
        waited = {one.run.standup.id for one in talk.sheets if _may_be_answered(one)}
        for of, silent in talk.silent.items():
            if where is None or of in where:
                silent.hears(self._now, waits=where is None and of in waited)
            if talk.muddled and meant.sort not in _TO_ALL and (of in waited or silent.is_any):
                silent.is_unsure = True

    def _standups_of(self, talk: Talk, meant: Meant) -> set[str] | None:
        """Those to which something went; None where it went to the bot alone."""
        if meant.sort in _TO_ALL:
            return None
        keys = {f"{meant.adapter}:{meant.of or meant.event}", meant.text.removeprefix("add.")}
        sheets = {s.run.standup.id for s in talk.sheets for t in s.told if t.key in keys}
        still = [run for run in self.runs.values() if run.closed_at is None]
        added = {run.standup.id for run in still if keys & run.additions.keys()}
        return sheets | added or None

    def _reads(self, talk: Talk, meant: Meant, now: datetime) -> None:
        just_set, talk.just_set = talk.just_set, False
        remarked, talk.remarked = talk.remarked, None
        polled, talk.polled = talk.polled, None
        if talk.begins is not None:
            self.in_vain.append(f"{talk.person.id} was not asked, who said so of {talk.begins}")
            talk.begins = None
        self._order += 1
        self._delayed = meant.at if now - meant.at > DELAYED else None
        key = f"{meant.adapter}:{meant.event}"
        talk.taken[key] = "answer" if meant.sort in {"more", "rest"} else meant.sort
        if meant.sort in _SAID_TO_THE_BOT and self._may_be_rest(talk, meant):
            talk.rests.add(key)
            self._undoes_what(talk)  # nothing of it is done, or all of it
            return
        match meant.sort:
            case "answer" | "more" | "rest" | "nothing" | "item":
                self._hears_words(talk, meant, key)
            case "tap":
                self._adds(talk, meant)
            case "move":
                self._moves(talk, meant)
            case "away" | "back" | "skip run" | "forget":
                self._stays_away(talk, meant)
            case "press":
                self._presses(talk, meant, key)
            case "change" | "take back":
                self._delayed = None
                self._changes(talk, meant)
            case "set" | "later" | "order":
                self._steers(talk, meant)
            case "begin":
                assert meant.wish is not None
                self._wishes(talk, meant.wish)
            case "undo" if remarked is not None:
                self._undoes_remark(talk, remarked)
            case "undo" if polled is not None and now - polled[1] <= RIGHT_AFTER:
                self._cancels_poll(polled[0], talk.person.id, is_undone=True)
            case "undo":
                self._undoes(talk, is_sure=just_set)
            case "report":
                self._begins(talk, meant.of)

    def _hears_words(self, talk: Talk, meant: Meant, key: str) -> None:
        """They say something that may be an answer."""
        text = "" if meant.sort == "nothing" else meant.text
        told = Told(key, "", text, meant.at, meant)
        match meant.sort:
            case "rest":
                self._hears_rest(talk, told)
            case "item":
                self._hears_of_item(talk, told)
            case _:
                self._hears(talk, told)

    def _stays_away(self, talk: Talk, meant: Meant) -> None:
        """They are not there for a run, for some days or for good, or are there again."""
        match meant.sort:
            case "away":
                self._goes(talk, meant)
            case "back":
                self._steps_back(talk)
            case "skip run":
                self._skips(talk)
            case "forget":
                self._forgets(talk, meant)

    def _begins(self, talk: Talk, standup: str) -> None:
        """They report by themselves: the day's check-in, made if there is none, is asked at once,
        from where it stands or, unless it was answered, anew."""
        plan = self.steered[standup].plan
        zone = str(plan.standup.zone)
        today = self._now.astimezone(ZoneInfo(zone)).date()
        ends = almanac.instant(today, plan.standup.rounds[0].closes, zone)
        may_begin = self._now < ends and almanac.counts(plan, today)
        theirs = [s for s in talk.sheets if s.run.standup.id == standup]
        sheet = next((s for s in theirs if s.run.day == today), None)
        is_untold = sheet is None or not (sheet.is_open or sheet.words or sheet.state == "done")
        waits = self._waiting_for_later(talk, standup)
        if waits and ((may_begin and is_untold) or len(waits) > 1):
            return  # they are asked which
        if waits:
            self._takes_up(talk, waits[0])
        elif may_begin and sheet is None and talk.person.id in plan.people:
            talk.begins = (standup, self._now)
        elif sheet is not None and not sheet.is_open and may_begin:
            if not sheet.words and sheet.state != "done":
                sheet.position = 0
                self._ask_first(talk, sheet)
        elif open_ := [s for s in theirs if s.is_open]:  # of which answers are taken late
            self._ask_first(talk, open_[-1])

    def _ask_first(self, talk: Talk, sheet: Sheet) -> None:
        """It is asked now; what was asked waits."""
        asking = self._asking(talk)
        if asking is not None:
            asking.state = "waiting"
        self._ask(talk, sheet)

    def _steers(self, talk: Talk, meant: Meant) -> None:
        """They say how or when they want to be asked, or what is to become of a standup."""
        if meant.ordered is not None:
            self._ordered(talk, meant.ordered)
        elif meant.wanted is not None and meant.sort == "later":
            self._puts_off(talk, meant, meant.wanted.value)
        elif meant.wanted is not None:
            talk.settled.sets(meant.wanted, self._now, self._order)
            talk.just_set = True
            self._lives(talk, self._now)

    def _wishes(self, talk: Talk, wish: Wish) -> None:
        """They want to answer now; how it goes on where it is over only the engine knows."""
        steered = self.steered[wish.standup]
        zone = steered.standup.zone or talk.person.zone
        runs = [r for r in self.runs.values() if Wish(r.standup.id, r.day) == wish]
        there = {s.round.id: s for s in talk.sheets if s.run in runs}
        left = {name for name, s in there.items() if s.state in {"closed", "away"} and not s.words}
        first = {*begun.early(steered.plan, zone, wish.day, self._now)} - there.keys()
        last = {*begun.late(steered.plan, zone, wish.day, self._now)} - (there.keys() - left)
        last = last if runs else set()
        takes_part = talk.person.id in steered.plan.people and talk.is_theirs(*_named(wish))
        waits = [s for s in self._waiting_for_later(talk, wish.standup) if s.run in runs]
        is_sure = takes_part and not last and not any(run.closed_at for run in runs)
        is_unsure = steered.is_unsure or talk.is_unsure_of(wish.standup) or waits
        is_sure = is_sure and not is_unsure and len(talk.lived) == 1 and not steered.plan.timings
        here = (talk.person.id, wish, self._now, frozenset(first | last), is_sure)
        self._beginning = Begun(*here)
        self.begun.append(self._beginning)
        talk.muddled |= bool(last) and len(first | last) == 1 - len(waits)
        talk.muddled |= bool(waits and first | last)
        if len(waits) == 1 and not first | last:
            self._takes_up(talk, waits[0])

    def _waiting_for_later(self, talk: Talk, standup: str) -> list[Sheet]:
        theirs = (s for s in self._live(talk) if s.run.standup.id == standup)
        return [sheet for sheet in theirs if sheet.put_off and sheet.is_open]

    def _forgets(self, talk: Talk, meant: Meant) -> None:
        """They want to be forgotten, and are once they say so again in time."""
        until, talk.may_be_forgotten = talk.may_be_forgotten, None
        if meant.text == "forget me":
            talk.may_be_forgotten = self._now + RIGHT_AFTER
        elif until is not None and self._now < until:
            self._is_forgotten(talk)

    def _is_forgotten(self, talk: Talk) -> None:
        """All that they said is gone; what else they did is on record without their name, and only
        the engine knows what holds of what they set."""
        person, talk.is_forgotten = talk.person.id, True
        talk.muddled = talk.settled.is_unsure = True
        talk.settled.forgets(self._now)
        self._lives(talk, self._now)
        for silent in talk.silent.values():
            silent.is_unsure = True
        talk.held.clear()
        talk.taken.clear()
        for sheet in talk.sheets:
            sheet.told.clear()
            self._end(sheet, "closed")
        for run in self.runs.values():
            mine = [key for key, told in run.additions.items() if told.meant.person == person]
            for key in mine:
                del run.additions[key]
        for steered in self.steered.values():
            steered.is_unsure |= person in steered.standup.owners or steered.ever(person)
        self.living.forgets(person)

    def _hears_of_item(self, talk: Talk, told: Told) -> None:
        """They say something of an item; of one that there is not for them, it is an answer where
        anything is asked."""
        remark, asking = told.meant.remark, self._asking(talk)
        assert remark is not None
        if self._may_read(talk, remark.number):
            pinned = asking.pinned.get(asking.question.id, 0) if asking is not None else 0
            if asking is not None and remark.number <= pinned:  # it may be a line of the plan
                talk.taken[told.key] = "held"
                talk.held[told.key] = (told, asking, None)
            else:
                self._remarks(talk, remark, told.key)
            if talk.muddled:
                self.living.items[remark.number].is_unsure = True
        elif asking is not None:
            self._hears(talk, told)

    def _may_read(self, talk: Talk, number: int) -> bool:
        """Whether there is an item of a number that they may say something of."""
        item = self.living.items.get(number)
        if item is None:
            return False
        steered = self.steered[item.standup.id]
        item.is_unsure |= steered.is_unsure
        return self.living.may_read(number, talk.person.id, steered.plan.people)

    def _remarks(self, talk: Talk, remark: Remark, source: str) -> None:
        steered = self.steered[self.living.items[remark.number].standup.id]
        if self.living.says(remark, source, talk.person.id, self._now, steered.plan.people):
            talk.remarked = (source, self._now)

    def _undoes_remark(self, talk: Talk, remarked: tuple[str, datetime]) -> None:
        """What they said just now of an item is taken back."""
        source, at = remarked
        if self._now - at <= RIGHT_AFTER:
            self.living.drops(source)
        elif any(sheet.put_off for sheet in talk.sheets):
            talk.muddled = True  # it may be that which they take back

    def _corrects_remark(self, talk: Talk, meant: Meant, source: str) -> None:
        """What they said of an item in a message is what that says now, or nothing."""
        if not self.living.told_in(source):
            return
        self.living.drops(source)
        remark = meant.remark if meant.sort == "change" else None
        if remark is not None and self._may_read(talk, remark.number):
            self._remarks(talk, remark, source)
            talk.remarked = None

    def _undoes(self, talk: Talk, *, is_sure: bool) -> None:
        """What they said last is taken back; right after they set something it is that."""
        if is_sure:
            self._undoes_setting(talk)
            return
        done = self._done_last(talk)
        is_known = not (talk.muddled or talk.settled.is_unsure or self._is_unsure_of(talk))
        if not is_known or undoing.is_at_once(done, self._now):
            self._undoes_what(talk)
            return
        match undoing.taken_back(done, self._now):
            case "item":
                entry = self.living.latest_by(talk.person.id)
                assert entry is not None
                self.living.drops(entry.source)
            case "away":
                self._comes_back(talk, self._gone_last(talk))
            case "poll":
                assert talk.polls
                self._cancels_poll(talk.polls[0], talk.person.id, is_undone=True)
            case "later":
                waits = [sheet for sheet in talk.sheets if sheet.put_off]
                self._takes_up(talk, max(waits, key=lambda s: s.put_off_at or s.opened_at))
            case "setting":
                self._undoes_setting(talk)
            case "said":
                said = self._said_last(talk)
                assert said
                self._rewords(talk, said[0], "")

    def _undoes_what(self, talk: Talk) -> None:
        """What is taken back only the engine knows, if anything is."""
        by = talk.person.id
        held = [(kept, one) for one in self.steered.values() if (kept := one.latest_by(by))]
        talk.muddled = talk.settled.is_unsure = True
        self.living.doubt(by)
        for _, one in held:
            one.is_unsure = True

    def _is_unsure_of(self, talk: Talk) -> bool:
        """Whether it is not sure what they set of a standup, or whether that holds."""
        by = talk.person.id
        return any(one.is_unsure and one.latest_by(by) for one in self.steered.values())

    def _done_last(self, talk: Talk) -> dict[undoing.Sort, datetime]:
        """What they did last of each sort, with when."""
        by, own = talk.person.id, talk.settled.latest
        said, entry, gone = self._said_last(talk), self.living.latest_by(by), self._gone_last(talk)
        set_at = [kept.at for one in self.steered.values() if (kept := one.latest_by(by))]
        set_at += [own.at] if own is not None else []
        waits = [sheet.put_off_at for sheet in talk.sheets if sheet.put_off and sheet.put_off_at]
        found: dict[undoing.Sort, datetime | None] = {
            "item": entry.at if entry else None,
            "away": gone.said_at if gone else None,
            "poll": talk.polls[1] if talk.polls else None,
            "later": max(waits, default=None),
            "setting": max(set_at, default=None),
            "said": said[1] if said else None,
        }
        return {sort: at for sort, at in found.items() if at is not None}

    def _said_last(self, talk: Talk) -> tuple[str, datetime] | None:
        """The message of their last answer or update of what goes on, and when it was said."""
        live = [s for s in talk.sheets if s.is_open or s.run.closed_at is None]
        told = [(t.at, 0, t.key) for s in live for t in s.told if t.text]
        for run in self.runs.values():
            mine = [t for t in run.additions.values() if t.meant.person == talk.person.id]
            told += [(run.added_at[t.key], 1, t.key) for t in mine if t.text]
        at, _, key = max(told, default=(None, 0, ""))
        return (key, at) if at is not None else None

    def _gone_last(self, talk: Talk) -> Gone | None:
        """The days away that they told last themselves, unless they are over."""
        eve = self._now.date() - _DAY
        own = [gone for gone in talk.away if gone.said_at is not None and gone.last >= eve]
        return max(own, key=lambda gone: gone.said_at or self._now, default=None)

    def _undoes_setting(self, talk: Talk) -> None:
        by, own = talk.person.id, talk.settled.latest
        said = [(one.latest_by(by), one) for one in self.steered.values()]
        held = [(kept, one) for kept, one in said if kept is not None]
        kept, steered = max(held, key=lambda pair: pair[0].order, default=(None, None))
        if kept and steered and (own is None or own.order < kept.order):
            if self._now - kept.at <= RIGHT_AFTER:
                steered.takes_back(kept, by, self._now)
        elif own is not None and self._now - own.at <= RIGHT_AFTER:
            talk.settled.takes_back(own, self._now)
            self._lives(talk, self._now)

    def _puts_off(self, talk: Talk, meant: Meant, when: Any) -> None:
        """What is asked comes back later, unless it would be over by then."""
        sheet = self._asking(talk)
        if sheet is None or sheet.run.closed_at is not None or sheet.asks_until <= self._now:
            return  # nothing is left to be put off
        zone = talk.person.zone
        until = self._in_a_while(talk, sheet) if when is None else _then(sheet, meant, when, zone)
        if until is not None and until >= sheet.asks_until:
            until = None  # it is over by then
        if not talk.muddled:
            in_time = until is not None and until > self._now
            talk.later.append(Later(sheet, self._now, until if in_time else None))
        if until is None:
            return
        sheet.put_off_at = self._now
        if until <= self._now:  # it was said a while ago
            self._ask(talk, sheet)
            return
        sheet.state, sheet.put_off = "waiting", until
        self._next(talk)

    def _in_a_while(self, talk: Talk, sheet: Sheet) -> datetime | None:
        """In an hour, or half of the time that is left where that is sooner, and after the quiet
        where that is in time; None where no minute is left."""
        over = sheet.deadline if self._now < sheet.deadline else sheet.asks_until
        wait = min(timedelta(hours=1), (over - self._now) / 2 // _MINUTE * _MINUTE)
        until = self._now + wait
        heard = talk.settled.quiet_until(until, talk.person.zone)
        until = heard if heard is not None and heard < over else until
        return until if wait else None

    def comes_back(self, sheet: Sheet, until: datetime, now: datetime) -> None:
        """What was put off until then is asked again, or said to be, unless it is over."""
        if sheet.put_off is None or abs(sheet.put_off - until) > _BRIEF or now < until:
            return
        talk, sheet.put_off = self.talks[sheet.person], None
        self._now, self._delayed, self._doing = now, None, None
        if not sheet.is_open or sheet.run.closed_at is not None or now >= sheet.asks_until:
            return
        if sheet.state != "asking":
            self._give_way(talk)
        if sheet.state == "asking" or self._asking(talk) is None:
            self._ask(talk, sheet)

    def _takes_up(self, talk: Talk, sheet: Sheet) -> None:
        """What was put off is asked at once, or after what is pending."""
        asking, sheet.put_off = self._asking(talk), None
        if asking is None or asking is sheet or asking.put_off:
            self._ask_first(talk, sheet)

    def put_off(self, sheet: Sheet, until: datetime) -> None:
        """A check-in was put off."""
        for later in self.talks[sheet.person].later:
            if later.sheet is sheet and later.said_at == self._now:
                later.put_off_to = until

    def _ordered(self, talk: Talk, what: Ordered) -> None:
        """Something is said of a standup by who runs it, or takes part in it."""
        by = talk.person.id
        if what.name == "join" and self._away(talk):
            self._returns(talk)
        if what.name in SHOWN:
            talk.shown = (what, self._now)
            return
        if what.name == "yes":
            shown, talk.shown = talk.shown, None
            if shown is None or self._now - shown[1] > RIGHT_AFTER:
                return
            what = shown[0]
            if what.name != "remind missing" and not self._was_done(what, by):
                talk.shown = (what, self._now)  # should it be otherwise by now it is shown again
                return
        steered = self.steered[what.standup]
        if what.name in {"extend", "remind missing"}:
            self._doing = (steered, what, by)
        did = steered.takes(what, by, self._moment(talk, steered))
        talk.just_set |= did
        if did and what.name == "leave":
            self._leaves(talk, steered.standup)
        elif what.name == "poll":
            self._polls(talk, steered, what)
            talk.polled = talk.polls = (what.standup, self._now)
        elif what.name == "cancel poll":
            self._cancels_poll(what.standup, by)
        elif what.name in _OF_OTHERS:
            self._said_of_another(talk, what)

    def _was_done(self, what: Ordered, by: str) -> bool:
        """Whether what was shown was done, which it is as long as the same would come of it; that
        this was so only the engine knows, and its line tells, which tells of nothing else."""
        line = (what.standup, what.name, by, self._now)
        if line not in self._record:
            return False
        self._record.remove(line)
        return True

    def _polls(self, talk: Talk, steered: Steered, what: Ordered) -> None:
        """Whoever takes part is asked, but those who are away, and those whose day it is not."""
        day, standup = self._today(talk), steered.standup
        theirs = [self.talks[one] for one in steered.plan.people]
        gone = {
            one.person.id
            for one in theirs
            if any(g.covers(day) and g.standup in {"", standup.id} for g in one.away)
        }
        others = {t.person.id for t in theirs if not t.is_theirs(standup.id, day)}
        unsure = {t.person.id for t in theirs if t.is_unsure_of(standup.id)}
        if steered.is_unsure:
            unsure = {*self.talks}
        people = tuple(p for p in steered.plan.people if p not in gone | others | unsure)
        self._polled = Polled(
            what.value, standup, people, frozenset(unsure), talk.person.zone, self._now
        )

    def _cancels_poll(self, standup: str, by: str, *, is_undone: bool = False) -> None:
        """The latest poll of a standup that is open is over; whoever was asked is told soon."""
        polls = [r for r in self.runs.values() if r.poll is not None and r.poll.of.id == standup]
        run = max((r for r in polls if r.closed_at is None), key=lambda r: r.id, default=None)
        if run is not None:
            run.taken_back_at = self._now
            self.talks[by].polls = None
            if is_undone:
                self.steered[standup].done("cancel poll", by, self._now)

    def takes_poll_back(self, sheet: Sheet, now: datetime) -> None:
        """A poll asks somebody no more, since it was taken back."""
        if not sheet.is_open or sheet.run.taken_back_at is None:
            return
        talk, self._now, self._delayed = self.talks[sheet.person], now, None
        was_asked = sheet.state == "asking"
        self._end(sheet, "closed")
        if was_asked:
            self._next(talk)

    def _said_of_another(self, talk: Talk, what: Ordered) -> None:
        """Whoever runs a standup said that somebody is away from it, or is no more."""
        delayed, self._delayed = self._delayed, None
        if what.name == "away":
            whom, first, last = what.value
            gone = Gone(max(first, self._today(talk)), last, what.standup)
            self._is_sent_away(self.talks[whom], gone)
        else:
            self._returns(self.talks[what.value], what.standup)
        self._delayed = delayed

    def _is_sent_away(self, talk: Talk, gone: Gone) -> None:
        talk.away.append(gone)
        asking = self._asking(talk)
        for sheet in self._live(talk):
            if gone.keeps_from(sheet.run):
                self._end(sheet, "away")
        if asking is not None and not asking.is_open:
            self._next(talk)

    def _leaves(self, talk: Talk, standup: Standup) -> None:
        """What is open of a standup is over for whoever leaves it."""
        was_asking = self._asking(talk)
        runs = {id(s.run): s.run for s in talk.sheets if s.is_open and s.run.standup is standup}
        for run in runs.values():
            run.sits_out.add(talk.person.id)
            for sheet in talk.sheets:
                if sheet.run is run:
                    self._end(sheet, "skipped")
        if was_asking is not None and was_asking.run.standup is standup:
            self._next(talk)

    def _moment(self, talk: Talk, steered: Steered) -> Moment:
        standup, since = steered.standup, self._now - _LATELY
        people = [self.talks[one] for one in steered.plan.people]
        zones = {standup.zone or one.person.zone for one in people}
        perhaps = {zone for one in people for at, zone in one.lived if at >= since}
        perhaps |= {one.lived_before(since) for one in people}
        days = [run.day for run in self.runs.values() if run.standup is standup]
        return Moment(
            now=self._now,
            today=self._today(talk),
            order=self._order,
            zones=frozenset(zones),
            perhaps=frozenset() if standup.zone else frozenset(perhaps),
            latest=max(days, default=None),
        )

    def _hears(self, talk: Talk, told: Told) -> None:
        asking = self._asking(talk)
        if self._waits(talk, told):
            return
        is_early = asking is not None and self._was_early(asking, told.at)
        if asking and is_early and (meant := self._meant_then(talk, asking, told.at)):
            self._hears_late(talk, meant, told)
        elif asking and asking.is_unseen:
            asking.asked += 1
            self._comes_early(talk, asking, told)
        elif asking and is_early:
            self._comes_early(talk, asking, told)
        elif asking and told.text and self._may_be_news(talk, asking):
            talk.taken[told.key] = "held"
            talk.held[told.key] = (told, asking, None)
        elif asking:
            self._answers(talk, asking, told)
        elif told.text and (latest := self._latest(talk)) is not None:
            latest.run.add(told, self._now)
        elif told.text:
            talk.taken[told.key] = "unposted"
        else:
            talk.taken[told.key] = "ask"

    def _may_be_news(self, talk: Talk, asking: Sheet) -> bool:
        """Whether a question was put off, and something else is talked of since."""
        others = (s for s in self._live(talk) if s.run is not asking.run and self._is_held(s.run))
        return asking.put_off is not None and any(other.told for other in others)

    def _was_early(self, sheet: Sheet, at: datetime) -> bool:
        """Whether what is heard late was written before the pending question was in sight."""
        return self._delayed is not None and sheet.was_out_of_sight(at)

    def _meant_then(self, talk: Talk, asking: Sheet, at: datetime) -> Sheet | None:
        """The other check-in that was asked about at an instant, before anything of this one was:
        the latest whose question was in sight and waits still, or the latest that had opened."""
        is_before = at < asking.opened_at
        if is_before or (asking.position == 0 and not asking.told):
            others = [s for s in self._live(talk) if s is not asking and any(s.put.values())]
            seen = [(since, s) for s in others if (since := s.seen_since) <= at]
            _, latest = max(seen, key=lambda one: one[0], default=(None, None))
            if latest is not None and latest.lacked_answer(at):
                return latest
        return self._opened_before(talk, at) if is_before else None

    def _comes_early(self, talk: Talk, sheet: Sheet, told: Told) -> None:
        """What was said before a question could be seen answers nothing."""
        talk.taken[told.key] = "held" if told.text else "ask"
        if told.text:
            talk.held[told.key] = (told, sheet, self._just_answered(talk, sheet))

    def _just_answered(self, talk: Talk, sheet: Sheet) -> Question | None:
        """The question of a check-in that was answered last of all, if it can take more."""
        said = [(t, s) for s in self._live(talk) for t in s.told]
        last, of = max(said, key=lambda found: found[0].at, default=(None, None))
        if last is None or of is not sheet or not last.text:
            return None
        question = next(q for q in sheet.round.questions if q.id == last.question)
        return question if question.kind in _FREE and question != sheet.question else None

    def _waits(self, talk: Talk, told: Told) -> bool:
        """Whether it may be one more thing on the list before, so that it waits for a word."""
        said = [(t, s) for s in self._live(talk) for t in s.told]
        last, sheet = max(said, key=lambda found: found[0].at, default=(None, None))
        asked = told.meant.asked
        if last is None or sheet is None or not (last.text and told.text):
            return False
        question = next(q for q in sheet.round.questions if q.id == last.question)
        is_right_after = timedelta(0) <= told.at - last.at <= RIGHT_AFTER
        if question.kind != "items" or not is_right_after or not self._is_held(sheet.run):
            return False
        asking = self._asking(talk)
        if asking is not None and (asking.is_unseen or self._was_early(asking, told.at)):
            talk.muddled = True  # it may look like one more, or not
        if asked is None:
            return False
        kind = asked.question.kind
        if asking is not None and asking.question != asked.question:
            talk.muddled = True  # it depends on whether that question was seen
        elif asking is None and kind not in _FREE:
            talk.muddled = True  # it may look like a thing on a list, or not
        elif asking is None and kind == "items":
            talk.taken[told.key] = "held"
            talk.held[told.key] = (told, sheet, question)
            return True
        return False

    def _adds(self, talk: Talk, meant: Meant) -> None:
        """All that waits for the same answer belongs to it."""
        token = meant.text.split(".")[1]
        named = (one for key, one in talk.held.items() if token_of(key) == token)
        _, sheet, question = next(named, (None, None, None))
        if sheet is None or question is None:
            return
        for key, (told, of, about) in list(talk.held.items()):
            if of is sheet and about is question:
                del talk.held[key]
                talk.taken[key] = "answer"
                self._tell(sheet, told, question)
                sheet.posted = sheet.posted or not sheet.is_open

    def _may_be_rest(self, talk: Talk, meant: Meant) -> bool:
        """Whether something comes so soon after an answer that a client cut off that it is taken
        for its end."""
        long = (t for s in talk.sheets for t in s.told if len(t.text) >= _LONG)
        here = (t for t in long if t.key.startswith(f"{meant.adapter}:"))
        return any(timedelta(0) <= meant.at - told.at <= _AT_ONCE for told in here)

    def _hears_rest(self, talk: Talk, told: Told) -> None:
        """What was cut off belongs to the answer right before it, if that is so long."""
        said = [(t, s) for s in talk.sheets for t in s.told]
        last, sheet = max(said, key=lambda found: found[0].at, default=(None, None))
        if last is None or sheet is None or len(last.text) < _LONG:
            talk.muddled = True  # the rest of an update is read by itself, and may look like talk
            self._hears(talk, told)
            return
        if sheet not in self._live(talk) or not timedelta(0) <= told.at - last.at <= _AT_ONCE:
            talk.muddled = True  # its run was over, or it was taken later than it was written
            return
        self._tell(sheet, told, next(q for q in sheet.round.questions if q.id == last.question))
        sheet.posted = sheet.posted or not sheet.is_open

    def _moves(self, talk: Talk, meant: Meant) -> None:
        """An update posted just now belongs to the plan, while nobody asked what came of that."""
        key = meant.text.removeprefix("add.")
        run = next((run for run in self.runs.values() if key in run.additions), None)
        if run is None or run.closed_at is not None:
            return
        told, added_at = run.additions[key], run.added_at[key]
        plan = self._plan(talk, run)
        if plan is None or not told.text or self._now - added_at > RIGHT_AFTER:
            return
        sheet, question = plan
        del run.additions[key]
        told.at = added_at
        self._tell(sheet, told, question)
        sheet.posted = sheet.posted or not sheet.is_open

    def _plan(self, talk: Talk, run: Held) -> tuple[Sheet, Question] | None:
        sheets = [sheet for sheet in talk.sheets if sheet.run is run]
        for sheet in sheets:
            for question in sheet.round.questions:
                of = (sheet.round.id, question.id)
                pinned = any(
                    q.of == of and q.id in s.pinned for s in sheets for q in s.round.questions
                )
                is_told = any(told.text for told in sheet.to(question))
                if question.kind == "items" and is_told and not pinned:
                    return sheet, question
        return None

    def _hears_late(self, talk: Talk, sheet: Sheet, told: Told) -> None:
        """What was said while nobody listened belongs to what was open then."""
        if sheet.lacked_answer(told.at):
            self._tell(sheet, told, sheet.question)
            sheet.posted = sheet.posted or not sheet.is_open
            if self._check(talk, sheet, sheet.question) and sheet.is_open:
                self._go_on_aside(talk, sheet)
        elif told.text:
            sheet.run.add(told, self._now)
        else:
            talk.muddled = True

    def _answers(self, talk: Talk, sheet: Sheet, told: Told) -> None:
        question = sheet.question
        if sheet.to(question) and not _is_unclear(sheet, question):
            # said before, asked again: the later one counts
            for old in sheet.to(question):
                talk.taken[old.key] = "replaced"
            sheet.told = [t for t in sheet.told if t.question != question.id]
        self._tell(sheet, told, question)
        if self._check(talk, sheet, question):
            self._go_on(talk, sheet)
        elif _is_unclear(sheet, question):
            sheet.asked += 1

    def _tell(self, sheet: Sheet, told: Told, question: Question) -> None:
        told.question, told.at = question.id, min(told.at, self._now)
        sheet.told.append(told)
        sheet.put_off = sheet.put_off if question != sheet.question else None

    def _check(self, talk: Talk, sheet: Sheet, question: Question) -> bool:
        """Whether what was said to a question answers it; if that is not sure, all is muddled."""
        told = sheet.to(question)[-1]
        if not told.text or question.kind in _FREE or _fits(sheet, question, told):
            return True
        if question.kind not in _SHORT or not _names_nothing(told):
            talk.muddled = True
            return False
        return not _is_unclear(sheet, question)

    def _go_on(self, talk: Talk, sheet: Sheet) -> None:
        following = self._incomplete(sheet)
        if following is None:
            self._finish(talk, sheet)
        else:
            sheet.position = following
            self._ask(talk, sheet)

    def _finish(self, talk: Talk, sheet: Sheet) -> None:
        sheet.state, sheet.put_off = "done", None
        sheet.posted = sheet.posted or bool(sheet.words)
        self._next(talk)

    def _unanswered(self, sheet: Sheet) -> int | None:
        untold = (n for n, one in enumerate(sheet.round.questions) if not sheet.to(one))
        return next(untold, None)

    def _incomplete(self, sheet: Sheet) -> int | None:
        """The next question that has no complete answer."""
        following = [*enumerate(sheet.round.questions)][sheet.position + 1 :]
        left = (n for n, one in following if not sheet.to(one) or _is_unclear(sheet, one))
        return next(left, None)

    def _presses(self, talk: Talk, meant: Meant, key: str) -> None:
        number, index, text = meant.text.split(".", 2)
        sheet = next((s for s in talk.sheets if s.id == int(number)), None)
        if sheet is None:
            return
        question = sheet.round.questions[int(index)]
        is_pending = sheet.state == "asking" and sheet.question == question
        if [told.text for told in sheet.to(question)][-1:] == [text]:
            talk.taken[key] = "ask"
            if is_pending:
                self._go_on(talk, sheet)
            return
        told = Told(key, "", text, meant.at, meant)
        if is_pending:
            self._answers(talk, sheet, told)
            return
        self._tell(sheet, told, question)
        if sheet.question == question:
            self._go_on_aside(talk, sheet)
        sheet.posted = sheet.posted or (bool(sheet.words) and not sheet.is_open)

    def _go_on_aside(self, talk: Talk, sheet: Sheet) -> None:
        """What it asked last is answered while something else is pending, or nothing."""
        left = self._unanswered(sheet)
        if left is None:
            self._finish(talk, sheet)
        else:
            sheet.position, sheet.put_off = left, None

    def _changes(self, talk: Talk, meant: Meant) -> None:
        """A message says something else now, or is taken back; what it answered follows."""
        key = f"{meant.adapter}:{meant.of}"
        self._corrects_remark(talk, meant, key)
        if meant.remark is not None and meant.sort == "change":
            self._turns_into_remark(talk, key, meant)
        else:
            self._rewords(talk, key, meant.text if meant.sort == "change" else "", meant)

    def _turns_into_remark(self, talk: Talk, key: str, meant: Meant) -> None:
        """What was an answer is none any more, and what it says now of an item is done."""
        assert meant.remark is not None
        if key in talk.held:
            talk.muddled = True  # it is heard anew, or goes on waiting
            self.living.doubt_of(meant.remark.number)
        is_said = any(t.key == key for s in talk.sheets for t in s.told)
        if is_said or any(key in run.additions for run in self.runs.values()):
            self._rewords(talk, key, "")
            again = f"{key}/{meant.event}"
            self._hears_of_item(talk, Told(again, "", meant.text, meant.at, meant))

    def _rewords(self, talk: Talk, key: str, text: str, meant: Meant | None = None) -> None:
        found = [(s, t) for s in talk.sheets for t in s.told if t.key == key]
        found_added = [run.additions[key] for run in self.runs.values() if key in run.additions]
        if key in talk.held and not text:
            del talk.held[key]
        waiting = [told for k, (told, _, _) in talk.held.items() if k == key]
        unclear = [s for s, _ in found if s.state == "asking" and _is_unclear(s, s.question)]
        for told in (*(told for _, told in found), *found_added, *waiting):
            told.text = text
            told.meant = meant if text and meant is not None else told.meant
        for sheet, told in found:
            sheet.put_off = sheet.put_off if told.question != sheet.question.id else None
            sheet.posted = sheet.posted or (bool(sheet.words) and not sheet.is_open)
        for sheet in unclear:
            if text and self._check(talk, sheet, sheet.question):
                self._go_on(talk, sheet)

    def _skips(self, talk: Talk) -> None:
        current = self._asking(talk) or self._latest(talk)
        if current is None:
            return
        for sheet in self._live(talk):
            if sheet.run is current.run:
                self._end(sheet, "skipped")
        current.run.sits_out.add(talk.person.id)
        self._next(talk)

    def _goes(self, talk: Talk, meant: Meant) -> None:
        today = self._today(talk)
        if meant.last < today:
            return
        gone = Gone(max(meant.first, today), meant.last, said_at=self._now)
        talk.away.append(gone)
        if any(one.covers(today) and not one.standup for one in talk.away):
            for sheet in self._live(talk):
                self._end(sheet, "away" if gone.keeps_from(sheet.run) else "closed")

    def _steps_back(self, talk: Talk) -> None:
        asking = self._asking(talk)
        if self._is_away(talk) or (asking is None and self._away(talk)):
            self._returns(talk)
        elif asking is not None and asking.position > 0:
            asking.position -= 1
            self._ask(talk, asking)

    def _returns(self, talk: Talk, standup: str = "") -> None:
        """They are away no more, or not from a standup of which this was said."""
        eve = self._today(talk) - _DAY
        kept = [one for one in talk.away if standup and one.standup != standup]
        over = [one for one in talk.away if one not in kept and one.first <= eve]
        talk.away = [*kept, *(replace(one, last=min(one.last, eve)) for one in over)]
        self._is_there_again(talk, kept)

    def _comes_back(self, talk: Talk, gone: Gone | None) -> None:
        """They take back that they are away on some days, however often they said so."""
        left = [one for one in talk.away if one is not gone]
        talk.away = [one for one in left if gone is None or not one.is_as(gone)]
        self._is_there_again(talk, left)

    def _is_there_again(self, talk: Talk, kept: list[Gone]) -> None:
        """What is in time goes on, but for what these days keep them from."""
        for sheet in self._live(talk):
            is_away = any(one.keeps_from(sheet.run) for one in kept)
            if sheet.state == "away" and self._now < sheet.deadline and not is_away:
                sheet.state = "waiting"
        waiting = [sheet for sheet in self._live(talk) if sheet.state == "waiting"]
        if waiting and self._asking(talk) is None:
            self._ask(talk, waiting[0])

    def _ask(self, talk: Talk, sheet: Sheet) -> None:
        sheet.state, sheet.put_off = "asking", None
        sheet.asked_at = sheet.asked_at or self._now
        sheet.asked += 1
        question = sheet.question
        if question.of is not None and question.id not in sheet.pinned:
            plans = [s for s in talk.sheets if s.run is sheet.run and s.round.id == question.of[0]]
            told = [t for s in plans for t in s.told if t.question == question.of[1] and t.text]
            if any(t.meant.asked is None or t.meant.asked.question.kind != "items" for t in told):
                lines = sum(len(t.text.split("\n")) for t in told)
            else:
                lines = sum(t.meant.lines for t in told)
            sheet.pinned[question.id] = lines

    def _end(self, sheet: Sheet, state: str) -> None:
        if sheet.is_open:
            sheet.state, sheet.put_off = state, None
            sheet.posted = sheet.posted or bool(sheet.words)

    def _next(self, talk: Talk) -> None:
        waiting = [sheet for sheet in self._live(talk) if sheet.state == "waiting"]
        if not waiting or self._asking(talk) is not None:
            return
        waiting.sort(
            key=lambda s: (s.put_off is not None, s.deadline <= self._now, s.opened_at, s.id)
        )
        if waiting[0].put_off is not None:
            waiting[0].state = "asking"  # it takes answers, and is asked when its time comes
        else:
            self._ask(talk, waiting[0])

    def _live(self, talk: Talk) -> list[Sheet]:
        """The check-ins that count now: those open, those of runs that are, or were when it was
        written."""
        still = {id(s.run) for s in talk.sheets if s.is_open}
        return [s for s in talk.sheets if self._is_held(s.run) or id(s.run) in still]

    def _is_held(self, run: Held) -> bool:
        """Whether a run is open, or was when what came late was written."""
        if run.closed_at is None:
            return True
        return self._delayed is not None and run.closed_at > self._delayed

    def _asking(self, talk: Talk) -> Sheet | None:
        return next((sheet for sheet in talk.sheets if sheet.state == "asking"), None)

    def _latest(self, talk: Talk) -> Sheet | None:
        """The check-in last opened; that of a poll only where there is no other one."""
        held = [sheet for sheet in self._live(talk) if self._is_held(sheet.run)]
        days = [sheet for sheet in held if sheet.run.poll is None]
        return (days or held)[-1] if held else None

    def _opened_before(self, talk: Talk, at: datetime) -> Sheet | None:
        opened = [sheet for sheet in self._live(talk) if sheet.opened_at <= at]
        return max(opened, key=lambda sheet: sheet.opened_at, default=None)

    def _away(self, talk: Talk) -> list[Gone]:
        eve = self._now.date() - _DAY
        return [gone for gone in talk.away if gone.last >= eve]

    def _is_away(self, talk: Talk) -> bool:
        today = self._today(talk)
        return any(gone.covers(today) for gone in talk.away)

    def _today(self, talk: Talk) -> date:
        return self._now.astimezone(ZoneInfo(talk.person.zone)).date()


def _fits(sheet: Sheet, question: Question, told: Told) -> bool:
    """Whether something is an answer to a question as it was asked."""
    asked, pinned = told.meant.asked, sheet.pinned.get(question.id, 0)
    if question.kind == "outcome" and not pinned:
        return not told.meant.statuses  # what was learned, where nothing was planned
    is_same = asked is not None and asked.question == question
    return is_same and (question.kind != "outcome" or (asked and asked.items) == pinned)


def _names_nothing(told: Told) -> bool:
    """Whether something is words alone, among which no short answer is to be found."""
    asked = told.meant.asked
    if told.meant.remark is not None:
        return False  # its number may be what is asked for
    return not told.meant.statuses and (asked is None or asked.question.kind not in _SHORT)


def _is_unclear(sheet: Sheet, question: Question) -> bool:
    """Whether the first that was said to a question answers it not: once more it is asked."""
    told = sheet.to(question)
    if question.kind not in _SHORT or len(told) != 1 or not told[0].text:
        return False
    return not _fits(sheet, question, told[0]) and _names_nothing(told[0])


def _named(wish: Wish) -> tuple[str, date]:
    return wish.standup, wish.day


def _may_be_answered(sheet: Sheet) -> bool:
    """Whether its question may have been seen, and waits."""
    return sheet.is_open and sheet.run.closed_at is None and any(sheet.put.values())


def _then(sheet: Sheet, meant: Meant, when: tuple[str, int], zone: str) -> datetime:
    """The instant that was named, the next after it was written."""
    how, minutes = when
    if how == "in":
        return meant.at + minutes * _MINUTE
    wall = minutes * _MINUTE
    if how == "tomorrow":
        zone, wall = sheet.zone, almanac.wall(sheet.timed)
    today = meant.at.astimezone(ZoneInfo(zone)).date()
    at = almanac.instant(today, wall, zone)
    is_next = how == "tomorrow" or at <= meant.at
    return almanac.instant(today + _DAY, wall, zone) if is_next else at


def token_of(key: str) -> str:
    """By what a tap names a message."""
    return hashlib.sha256(key.encode()).hexdigest()[:16]
