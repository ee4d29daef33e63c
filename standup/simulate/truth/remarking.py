"""What people say of items that live, and what becomes of that."""

from datetime import datetime

from standup.simulate.people import Meant
from standup.simulate.remarks import Remark
from standup.simulate.sheets import Talk, Told
from standup.simulate.truth.answering import Answering
from standup.simulate.truth.talks import RIGHT_AFTER


class Remarking(Answering):
    """Logbooks hold what was said of items."""

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
            item = self.living.items.get(remark.number)
            if item is not None:  # an answer of its standup may join its logbook all the same
                item.is_unsure = True
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
            self._hears_of_item(talk, Told(again, "", meant.text, self._now, meant))
