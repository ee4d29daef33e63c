"""What becomes of what people write: an answer, an update, the rest of one."""

import hashlib
from datetime import timedelta

from standup.core.model import Question
from standup.simulate.people import Meant
from standup.simulate.sheets import Sheet, Talk, Told
from standup.simulate.truth.asking import FREE, Asking, is_unclear
from standup.simulate.truth.talks import RIGHT_AFTER

_AT_ONCE = timedelta(seconds=3)
_LONG = 3584  # characters of a text that goes on in the next message


class Answering(Asking):
    """Words are taken for what they are."""

    def _hears(self, talk: Talk, told: Told) -> None:
        asking = self._asking(talk)
        if self._waits(talk, told):
            return
        is_early = asking is not None and self._was_early(asking, told.at)
        if asking and is_early and (meant := self._meant_then(talk, asking, told)):
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

    def _meant_then(self, talk: Talk, asking: Sheet, told: Told) -> Sheet | None:
        """The other check-in that was asked about when something was said, before anything of this
        one was: the latest whose question was in sight and waits still, or the latest that had
        opened, of which "nothing" says nothing."""
        at, is_before = told.at, told.at < asking.opened_at
        if is_before or (asking.position == 0 and not asking.told):
            others = [s for s in self._live(talk) if s is not asking and any(s.put.values())]
            seen = [(since, s) for s in others if (since := s.seen_since) <= at]
            _, latest = max(seen, key=lambda one: one[0], default=(None, None))
            if latest is not None and latest.lacked_answer(at):
                return latest
        opened = self._opened_before(talk, at) if is_before else None
        return opened if opened and (told.text or opened.lacked_answer(at)) else None

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
        return question if question.kind in FREE and question != sheet.question else None

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
        elif asking is None and kind not in FREE:
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

    def _hears_late(self, talk: Talk, sheet: Sheet, told: Told) -> None:
        """What was said while nobody listened belongs to what was open then."""
        if sheet.lacked_answer(told.at):
            self._tell(sheet, told, sheet.question)
            sheet.posted = sheet.posted or not sheet.is_open
            if self._check(talk, sheet, sheet.question) and sheet.is_open:
                self._go_on_aside(talk, sheet)
        else:
            sheet.run.add(told, self._now)

    def _answers(self, talk: Talk, sheet: Sheet, told: Told) -> None:
        question = sheet.question
        if sheet.to(question) and not is_unclear(sheet, question):
            # said before, asked again: the later one counts
            for old in sheet.to(question):
                talk.taken[old.key] = "replaced"
            sheet.told = [t for t in sheet.told if t.question != question.id]
        self._tell(sheet, told, question)
        if self._check(talk, sheet, question):
            self._go_on(talk, sheet)
        elif is_unclear(sheet, question):
            sheet.asked += 1

    def _tell(self, sheet: Sheet, told: Told, question: Question) -> None:
        told.question, told.at = question.id, min(told.at, self._now)
        sheet.told.append(told)
        sheet.put_off = sheet.put_off if question != sheet.question else None

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

    def _rewords(self, talk: Talk, key: str, text: str, meant: Meant | None = None) -> None:
        found = [(s, t) for s in talk.sheets for t in s.told if t.key == key]
        found_added = [run.additions[key] for run in self.runs.values() if key in run.additions]
        if key in talk.held and not text:
            del talk.held[key]
        waiting = [told for k, (told, _, _) in talk.held.items() if k == key]
        unclear = [s for s, _ in found if s.state == "asking" and is_unclear(s, s.question)]
        for told in (*(told for _, told in found), *found_added, *waiting):
            told.text = text
            told.meant = meant if text and meant is not None else told.meant
        for sheet, told in found:
            sheet.put_off = sheet.put_off if told.question != sheet.question.id else None
            sheet.posted = sheet.posted or (bool(sheet.words) and not sheet.is_open)
        for sheet in unclear:
            if text and self._check(talk, sheet, sheet.question):
                self._go_on(talk, sheet)


def token_of(key: str) -> str:
    """By what a tap names a message."""
    return hashlib.sha256(key.encode()).hexdigest()[:16]
