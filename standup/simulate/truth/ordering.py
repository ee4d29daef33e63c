"""What people set, and what those who run a standup say of it and of others."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from standup.core.model import Standup
from standup.simulate import begun
from standup.simulate.almanac import Plan
from standup.simulate.begun import Begun, Wish
from standup.simulate.orders import SHOWN, Ordered
from standup.simulate.people import Meant
from standup.simulate.polled import Polled
from standup.simulate.sheets import Gone, Held, Lately, OnRecord, Sheet, Talk
from standup.simulate.steered import Steered
from standup.simulate.truth.asking import named
from standup.simulate.truth.remarking import Remarking
from standup.simulate.truth.talks import DAY, RIGHT_AFTER

_OF_OTHERS = {"away", "back"}


class Ordering(Remarking):
    """Orders and wishes are done."""

    def poll(self, number: int, name: str, now: datetime, closes: datetime) -> Held:
        """The run of a poll opens, as somebody said just now."""
        polled, self._polled = self._polled, None
        if polled is None or polled.at != now:
            raise ValueError(f"nobody said {name}")
        standup, may_be = polled.standup(name), (*polled.people, *sorted(polled.unsure))
        plan = replace(Plan.of(standup), people=may_be)
        self.steered[name] = Steered(standup, [(now, plan)], is_unsure=bool(polled.unsure))
        return Held(number, standup, polled.day, plan, closes, poll=polled)

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

    def _steers(self, talk: Talk, meant: Meant) -> None:
        """They say how or when they want to be asked, or what is to become of a standup."""
        if meant.ordered is not None:
            self._ordered(talk, meant.ordered)
        elif meant.wanted is not None and meant.sort == "later":
            self._puts_off(talk, meant, meant.wanted.value)
        elif meant.wanted is not None:
            talk.just_set = talk.settled.sets(meant.wanted, self._now, self._order)
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
        takes_part = talk.person.id in steered.plan.people and talk.is_theirs(*named(wish))
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
            talk.lately.append(Lately(self._now))
            self._takes_up(talk, waits[0])

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

    def _ordered(self, talk: Talk, what: Ordered) -> None:
        """Something is said of a standup by who runs it, or takes part in it."""
        by = talk.person.id
        if what.name == "join" and self._away(talk):
            self._returns(talk)
        if self._was_over(talk, what):
            return
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
        elif did and what.name == "join":
            self._rejoins(talk, what.standup)
        elif what.name == "poll":
            self._polls(talk, steered, what)
            talk.polled = talk.polls = (what.standup, self._now)
        elif what.name == "cancel poll":
            self._cancels_poll(what.standup, by)
        elif what.name in _OF_OTHERS:
            self._said_of_another(talk, what)

    def _was_over(self, talk: Talk, what: Ordered) -> bool:
        """Whether it is of days that were over when it was said, which nobody understands."""
        match what.name, what.value:
            case ("pause", date() as last) | ("cancel", (_, last)) | ("away", (_, _, last)):
                return bool(last < self._said_on(talk))
        return False

    def _was_done(self, what: Ordered, by: str) -> bool:
        """Whether what was shown was done, which it is as long as the same would come of it; that
        this was so only the engine knows, and its line tells, which tells of nothing else."""
        line = OnRecord(what.standup, what.name, by, self._now, _whom(what))
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
                self.steered[standup].done("cancel poll", by, self._now, stays=False)

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
            run.leavers.add(talk.person.id)
            for sheet in talk.sheets:
                if sheet.run is run:
                    self._end(sheet, "skipped")
        if was_asking is not None and was_asking.run.standup is standup:
            self._next(talk)

    def _rejoins(self, talk: Talk, standup: str) -> None:
        """What is open still of a standup that they left goes on, in its turn."""
        who, again = talk.person.id, list[Sheet]()
        for run in self.runs.values():
            if run.standup.id == standup and run.closed_at is None and who in run.leavers:
                again += self._takes_part(talk, run)
        for sheet in again:
            sheet.state = "waiting"
        asking = self._asking(talk)
        line = [*again, asking] if asking is not None else again
        first = min(
            line,
            key=lambda s: (s.put_off is not None, s.deadline <= self._now, s.opened_at, s.id),
            default=None,
        )
        if first is not None and first is not asking:
            self._ask_first(talk, first)

    def _takes_part(self, talk: Talk, run: Held) -> list[Sheet]:
        """They take part in a run again; what may be asked of it still."""
        run.sits_out.discard(talk.person.id)
        run.leavers.discard(talk.person.id)
        theirs = [s for s in talk.sheets if s.run is run and s.state == "skipped"]
        return [s for s in theirs if self._now < s.asks_until]

    def _goes(self, talk: Talk, meant: Meant) -> None:
        today = self._today(talk)
        if meant.last < today:
            return
        gone = Gone(max(meant.first, self._said_on(talk)), meant.last, said_at=self._now)
        talk.away.append(gone)
        if any(one.covers(today) and not one.standup for one in talk.away):
            for sheet in self._live(talk):
                self._end(sheet, "away" if gone.keeps_from(sheet.run) else "closed")

    def _steps_back(self, talk: Talk) -> None:
        asking = self._asking(talk)
        if self._is_away(talk) or (asking is None and self._away(talk)):
            talk.lately.append(Lately(self._now))
            self._returns(talk)
        elif asking is not None and asking.position > 0:
            asking.position -= 1
            talk.lately.append(Lately(self._now, asking))
            self._ask(talk, asking)

    def _returns(self, talk: Talk, standup: str = "") -> None:
        """They are away no more, or not from a standup of which this was said."""
        eve = self._today(talk) - DAY
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


def _whom(what: Ordered) -> str:
    """To whom it is done, if to one."""
    match what.name:
        case "away":
            return str(what.value[0])
        case "back":
            return str(what.value)
    return ""
