"""What `undo` takes back: whatever was done last."""

from datetime import datetime

from standup.simulate import undoing
from standup.simulate.sheets import Gone, Held, OnRecord, Sheet, Talk
from standup.simulate.truth.ordering import Ordering
from standup.simulate.truth.talks import DAY, RIGHT_AFTER


class TakingBack(Ordering):
    """What was done last is taken back."""

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
            case "lately":
                self._undoes_lately(talk)
            case "said":
                said = self._said_last(talk)
                assert said
                self._rewords(talk, said[0], "")

    def _undoes_lately(self, talk: Talk) -> None:
        """What no words and no setting tell of is taken back, if it is open still."""
        done = talk.lately[-1].to
        match done:
            case str():
                is_taken_back = self._asks_skipped(talk, done)
            case Held():
                is_taken_back = done.closed_at is None
                for sheet in self._takes_part(talk, done) if is_taken_back else ():
                    self._ask_first(talk, sheet)
            case Sheet():
                is_taken_back = done.is_open
                if is_taken_back:
                    self._lets_stand(talk, done)
            case _:
                is_taken_back = False
        if is_taken_back:
            talk.lately.pop()

    def _asks_skipped(self, talk: Talk, key: str) -> bool:
        """Whether what a message skipped is asked after all."""
        found = ((s, t) for s in talk.sheets for t in s.told if t.key == key and not t.text)
        sheet, told = next(found, (None, None))
        if sheet is None or told is None or sheet.run.closed_at is not None:
            return False
        sheet.told.remove(told)
        names = [question.id for question in sheet.round.questions]
        sheet.position = names.index(told.question)
        self._ask_first(talk, sheet)
        return True

    def _lets_stand(self, talk: Talk, sheet: Sheet) -> None:
        """What was to be answered anew is left, and it goes on where they were."""
        asking, sheet.position = self._asking(talk), sheet.position - 1
        following = self._incomplete(sheet)
        if following is None:
            sheet.position += 1
            self._finish(talk, sheet)
            return
        sheet.position = following
        if asking is not sheet:
            self._ask_first(talk, sheet)
        else:
            self._ask(talk, sheet)

    def _undoes_what(self, talk: Talk) -> None:
        """What is taken back only the engine knows, if anything is; of a poll its line tells."""
        by, polled = talk.person.id, talk.polls
        if polled and OnRecord(polled[0], "cancel poll", by, self._now) in self._record:
            self._cancels_poll(polled[0], by, is_undone=True)
        held = [(kept, one) for one in self.steered.values() if (kept := one.latest_by(by))]
        talk.muddled = talk.settled.is_unsure = True
        self.living.doubt(by)
        for _, one in held:
            one.is_unsure = True

    def _done_last(self, talk: Talk) -> dict[undoing.Sort, datetime]:
        """What they did last of each sort, with when."""
        by, own = talk.person.id, talk.settled.latest
        said, entry, gone = self._said_last(talk), self.living.latest_by(by), self._gone_last(talk)
        set_at = [kept.at for one in self.steered.values() if (kept := one.latest_by(by))]
        set_at += [own.at] if own is not None else []
        waits = [sheet.put_off_at for sheet in talk.sheets if sheet.put_off and sheet.put_off_at]
        stayed = [at for one in self.steered.values() if (at := one.stayed_by(by))]
        found: dict[undoing.Sort, datetime | None] = {
            "item": entry.at if entry else None,
            "away": gone.said_at if gone else None,
            "poll": talk.polls[1] if talk.polls else None,
            "later": max(waits, default=None),
            "setting": max(set_at, default=None),
            "said": said[1] if said else None,
            "lately": talk.lately[-1].at if talk.lately else None,
            "stays": max(stayed, default=None),
        }
        return {sort: at for sort, at in found.items() if at is not None}

    def _said_last(self, talk: Talk) -> tuple[str, datetime] | None:
        """The message of their last answer or update, and when it was said."""
        told = [(t.at, 0, t.key) for s in talk.sheets for t in s.told if t.text]
        for run in self.runs.values():
            mine = [t for t in run.additions.values() if t.meant.person == talk.person.id]
            told += [(run.added_at[t.key], 1, t.key) for t in mine if t.text]
        at, _, key = max(told, default=(None, 0, ""))
        return (key, at) if at is not None else None

    def _gone_last(self, talk: Talk) -> Gone | None:
        """The days away that they told last themselves, unless they are over."""
        eve = self._now.date() - DAY
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
                if kept.line.action == "leave":
                    self._rejoins(talk, steered.standup.id)
        elif own is not None and self._now - own.at <= RIGHT_AFTER:
            talk.settled.takes_back(own, self._now)
            self._lives(talk, self._now)
