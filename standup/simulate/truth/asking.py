"""When questions come, give way, come back, and end."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from standup.core.model import Question
from standup.simulate import almanac
from standup.simulate.begun import Wish
from standup.simulate.people import Meant
from standup.simulate.sheets import Held, Lately, Later, Sheet, Talk, Told
from standup.simulate.truth.talks import DAY, MINUTE, Talks

_BRIEF = timedelta(milliseconds=2)  # less than which is not kept
_ENDED = {"away", "skipped", "done"}
FREE = {"text", "items"}  # whatever is said to these is an answer
SHORT = {"choice", "scale", "mood", "number", "metric", "yes_no"}  # a word that they wait for


class Asking(Talks):
    """Questions begin and end, as the rules have it."""

    def begins(self, run: Held) -> None:
        """A run opens."""
        self._doing = None
        self.runs[run.id] = run
        people, of = self.talks.items(), run.standup.id
        if run.poll is None:
            run.not_theirs = {p for p, talk in people if not talk.is_theirs(of, run.day)}

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
        self.talks[sheet.person].lately.append(Lately(self._now))
        sheet.deadlines.append((sheet.opened_at, sheet.deadline))
        talk = self.talks[sheet.person]
        is_late = sheet.deadline <= sheet.opened_at  # of a run of theirs, whatever they set since
        is_unsure = talk.is_unsure_of(wish.standup)
        sheet.is_theirs = is_late or is_unsure or talk.is_theirs(*named(wish))
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
            talk.lately.append(Lately(self._now))
            self._takes_up(talk, waits[0])
        elif may_begin and sheet is None and talk.person.id in plan.people:
            talk.lately.append(Lately(self._now))
            talk.begins = (standup, self._now)
        elif sheet is not None and not sheet.is_open and may_begin:
            if not sheet.words and sheet.state != "done":
                talk.lately.append(Lately(self._now))
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

    def takes_poll_back(self, sheet: Sheet, now: datetime) -> None:
        """A poll asks somebody no more, since it was taken back."""
        if not sheet.is_open or sheet.run.taken_back_at is None:
            return
        talk, self._now, self._delayed = self.talks[sheet.person], now, None
        was_asked = sheet.state == "asking"
        self._end(sheet, "closed")
        if was_asked:
            self._next(talk)

    def _check(self, talk: Talk, sheet: Sheet, question: Question) -> bool:
        """Whether what was said to a question answers it; if that is not sure, all is muddled."""
        told = sheet.to(question)[-1]
        if not told.text or question.kind in FREE or fits(sheet, question, told):
            return True
        if question.kind not in SHORT or not names_nothing(told):
            talk.muddled = True
            return False
        return not is_unclear(sheet, question)

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
        left = (n for n, one in following if not sheet.to(one) or is_unclear(sheet, one))
        return next(left, None)

    def _go_on_aside(self, talk: Talk, sheet: Sheet) -> None:
        """What it asked last is answered while something else is pending, or nothing."""
        left = self._unanswered(sheet)
        if left is None:
            self._finish(talk, sheet)
        else:
            sheet.position, sheet.put_off = left, None

    def _skips(self, talk: Talk) -> None:
        current = self._asking(talk) or self._latest(talk)
        if current is None:
            return
        for sheet in self._live(talk):
            if sheet.run is current.run:
                self._end(sheet, "skipped")
        current.run.sits_out.add(talk.person.id)
        talk.lately.append(Lately(self._now, current.run))
        self._next(talk)

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
        if self._asking(talk) is None:
            for poll in self._live(talk):
                is_over = poll.put_off is None and poll.deadline <= self._now
                if poll.state == "waiting" and poll.run.poll is not None and is_over:
                    self._end(poll, "closed")  # it is asked no more
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


def fits(sheet: Sheet, question: Question, told: Told) -> bool:
    """Whether something is an answer to a question as it was asked."""
    asked, pinned = told.meant.asked, sheet.pinned.get(question.id, 0)
    if question.kind == "outcome" and not pinned:
        return not told.meant.statuses  # what was learned, where nothing was planned
    is_same = asked is not None and asked.question == question
    return is_same and (question.kind != "outcome" or (asked and asked.items) == pinned)


def names_nothing(told: Told) -> bool:
    """Whether something is words alone, among which no short answer is to be found."""
    asked = told.meant.asked
    if told.meant.remark is not None:
        return False  # its number may be what is asked for
    return not told.meant.statuses and (asked is None or asked.question.kind not in SHORT)


def is_unclear(sheet: Sheet, question: Question) -> bool:
    """Whether the first that was said to a question answers it not: once more it is asked."""
    told = sheet.to(question)
    if question.kind not in SHORT or len(told) != 1 or not told[0].text:
        return False
    return not fits(sheet, question, told[0]) and names_nothing(told[0])


def named(wish: Wish) -> tuple[str, date]:
    """By what a wish to report is known."""
    return wish.standup, wish.day


def _then(sheet: Sheet, meant: Meant, when: tuple[str, int], zone: str) -> datetime:
    """The instant that was named, the next after it was written."""
    how, minutes = when
    if how == "in":
        return meant.at + minutes * MINUTE
    wall = minutes * MINUTE
    if how == "tomorrow":
        zone, wall = sheet.zone, almanac.wall(sheet.timed)
    today = meant.at.astimezone(ZoneInfo(zone)).date()
    at = almanac.instant(today, wall, zone)
    is_next = how == "tomorrow" or at <= meant.at
    return almanac.instant(today + DAY, wall, zone) if is_next else at
