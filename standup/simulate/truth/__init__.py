"""What must have come of what people did, worked out from the documented rules alone.

It goes through what the store took, in the order in which the store took it, and knows of each
person what is asked of them and what they said. It calls nothing of the engine's or the core's.
"""

from datetime import datetime, timedelta

from standup.simulate.people import Meant
from standup.simulate.sheets import Lately, Talk, Told
from standup.simulate.truth.answering import token_of
from standup.simulate.truth.taking_back import TakingBack
from standup.simulate.truth.talks import RIGHT_AFTER, TO_ALL

__all__ = ["DELAYED", "Truth", "token_of"]

DELAYED = timedelta(minutes=5)
_NO_REST = TO_ALL - {"forward"} | {"item", "skip run", "nothing", "more"}


class Truth(TakingBack):
    """The truth about a story, once `replay` has been through its journal."""

    def takes(self, adapter: str, event: str, now: datetime) -> None:
        """The store took what somebody did."""
        self._doing = self._beginning = None
        meant = self._diary.get((adapter, event))
        if meant is None:
            return
        talk, self._now = self.talks[meant.person], now
        current = self._asking(talk) or self._latest(talk)
        self._reads(talk, meant, now)
        talk.wrote_at = talk.wrote_at if meant.sort in TO_ALL else now
        if meant.sort == "skip run" and current is not None:
            self._is_heard(talk, meant, {current.run.standup.id})
        elif meant.sort != "take back":
            self._is_heard(talk, meant, self._standups_of(talk, meant))

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
        if meant.sort in _NO_REST and self._may_be_rest(talk, meant):
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
                if meant.sort == "nothing" and self._asking(talk) is not None:
                    talk.lately.append(Lately(self._now, key))
                self._hears(talk, told)
