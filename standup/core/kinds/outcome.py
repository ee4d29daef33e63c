"""A question of what came of an earlier list, told in one message or item by item.

What each message says is read by `standup.core.reading`; free words are kept as what was learned,
and what is in doubt is asked about once.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, assert_never

from standup.core.kinds.kind import (
    EMPTY,
    AskAgain,
    AskBeyond,
    Asked,
    AskItem,
    AskStatuses,
    AskWords,
    FollowUp,
    Reading,
    Row,
    Setting,
    Told,
    Value,
)
from standup.core.language import counted, sentence, several, spoken
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import (
    MOST_ROWS,
    Italic,
    Message,
    Span,
    Text,
    bullets,
    lines,
    phrase,
    quote,
    say,
)
from standup.core.reading import outcomes as reading
from standup.core.reading.own_words import STATUS, OwnWord, in_every_language, named
from standup.core.reading.status import Status

MARKS: dict[Status | None, str] = {
    Status.DONE: "✓",
    Status.PARTLY: "◐",
    Status.CHANGED: "↻",
    Status.NOT: "○",
    None: "·",
}
_WORDS = {
    Status.DONE: sentence("done"),
    Status.PARTLY: sentence("partly"),
    Status.CHANGED: sentence("changed"),
    Status.NOT: sentence("not"),
    None: sentence("unanswered"),
}
_CLOSING = {Status.DONE, Status.PARTLY}
_MOST_WORDS = 5  # that can be pressed of one item


def status_word(status: Status | None) -> str:
    """What it is called in the language that is spoken."""
    return spoken(_WORDS[status])


def legend() -> str:
    """ "✓ done · ◐ partly · ↻ changed · ○ not"."""
    return " · ".join(f"{MARKS[status]} {status_word(status)}" for status in Status)


@dataclass(frozen=True, slots=True)
class ItemOutcome:
    """One planned item, what came of it (None: not said) and the words about it; `word` is the
    question's own for it, where it has some."""

    item: str
    status: Status | None = None
    note: str = ""
    word: str = ""

    @property
    def row(self) -> tuple[Span, ...]:
        """ "◐ the proof – partly: it was harder than it looked"."""
        word = spoken(self.word) if self.word else status_word(self.status)
        row = (Text(f"{MARKS[self.status]} {self.item} – "), Italic(word))
        return (*row, Text(f": {self.note}")) if self.note else row


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a plan: each item's outcome, and what was said besides."""

    items: tuple[ItemOutcome, ...]
    note: str = ""

    @property
    def pending(self) -> tuple[int, ...]:
        """The indices of the items of which nothing was said yet."""
        return tuple(n for n, item in enumerate(self.items) if item.status is None)

    @property
    def has_words(self) -> bool:
        """Whether anything was said beyond the four words."""
        return bool(self.note or any(item.note for item in self.items))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said at all."""
        return not self.note and all(item.status is None for item in self.items)

    @property
    def gist(self) -> str:
        """What was learned; else what was said of the items, or which of them were done."""
        noted = [f"{item.item}: {item.note}" for item in self.items if item.note]
        came = [item.item for item in self.items if item.status in _CLOSING]
        return self.note or "; ".join(noted or came)

    @property
    def measured(self) -> Fraction | None:
        """It is no amount."""
        return None

    def told(self) -> Iterator[Told]:
        """What was learned, and what was said of each item."""
        yield Told(self.note, "learned")
        yield from (Told(item.note, "learned", item.item) for item in self.items)

    def shown(self) -> Message:
        """The items, a line each, and what was said besides."""
        shown = lines(item.row for item in self.items) if self.items else Message(())
        return shown + quote(self.note) if self.note else shown

    def data(self) -> dict[str, Any]:
        """Each item's outcome, and the words about the whole."""
        return {"outcomes": [_item_data(item) for item in self.items], "text": self.note}


def _item_data(item: ItemOutcome) -> dict[str, Any]:
    status = item.status.value if item.status else None
    told: dict[str, Any] = {"item": item.item, "outcome": status, "note": item.note}
    return {**told, "word": item.word} if item.word else told


def _both(before: str, note: str) -> str:
    """The words about an item when more is said about it: none is lost."""
    if not before or not note or note in before:
        return before or note
    return f"{before}; {note}"


@dataclass(frozen=True, slots=True)
class _Unclear:
    """Words that may be about some items, and what stays of them once it is clear."""

    words: str
    items: frozenset[int]
    rest: str = ""


@dataclass(slots=True)
class _Telling:
    """What came of a plan, told message by message.

    `unclear` are words that were asked about, with the items they may be about: once it is clear
    only what they said besides stays of them. Those `held` are about nothing that is in the plan.
    """

    value: Outcome
    words: tuple[OwnWord, ...] = ()
    about: FollowUp | None = None
    unclear: list[_Unclear] = field(default_factory=list)
    held: _Unclear | None = None
    was_unsure: bool = False
    asked_words: bool = False

    def hear(self, text: str) -> None:
        """Take one more message."""
        held, self.held = self.held, None
        if text == EMPTY:
            self.about = self._words() if held else None
            return
        before, doubtful = self.value, frozenset[int]()
        found = _read(text, [item.item for item in before.items], self.words, self._focus())
        if not self._is_words(found) and not (held and self._is_of_all(found)):
            doubtful = self._take(found)
        elif not self._holds(found, text.strip(), found.rest):
            self._note(text.strip())
        self.about = self._next(before, doubtful, beyond=found.beyond)

    def told(self) -> Outcome:
        """All of it, with what never became clear as the person's own words."""
        pending = set(self.value.pending)
        left = [
            said.words if said.items & pending or said is self.held else said.rest
            for said in self.unclear
        ]
        return _noted(self.value, "\n".join(filter(None, left)))

    def _focus(self) -> int | None:
        pending = self.value.pending
        if len(pending) == 1:
            return pending[0]
        return self.about.item if isinstance(self.about, AskItem) else None

    def _is_words(self, found: reading.Found) -> bool:
        """Whether it tells what was learned: there is no plan, or all of it is ticked."""
        if not self.value.items:
            return True
        besides = found.note or found.notes or found.doubtful
        return not self.value.pending and bool(besides or not found.statuses)

    def _is_of_all(self, found: reading.Found) -> bool:
        """Whether it is said of no item in particular: `not done`, of something else."""
        return len(found.statuses) == len(self.value.items) > 1

    def _holds(self, found: reading.Found, words: str, rest: str = "") -> bool:
        """Keep words about a number that the plan does not have until they are asked about."""
        if self.was_unsure or self.value.pending or not found.beyond:
            return False
        self.held = _Unclear(words, frozenset(), rest)
        self.unclear.append(self.held)
        return True

    def _take(self, found: reading.Found) -> frozenset[int]:
        """Settle what is clear, and keep in mind what is not."""
        items = list(self.value.items)
        for n, status in found.statuses.items():
            note = _both(items[n].note, found.notes.get(n, ""))
            items[n] = replace(items[n], status=status, note=note, word=found.words.get(n, ""))
        self.value = _noted(replace(self.value, items=tuple(items)), found.note)
        doubtful = found.doubtful & set(self.value.pending)
        if found.unclear and doubtful and (found.bare or found.rest):
            self.unclear.append(_Unclear(found.unclear, doubtful, found.rest))
        elif found.unclear and not self._holds(found, found.unclear):
            self._note(found.unclear)
        return doubtful

    def _note(self, words: str) -> None:
        self.value = _noted(self.value, words)

    def _next(
        self, before: Outcome, doubtful: frozenset[int], *, beyond: bool = False
    ) -> FollowUp | None:
        """What to ask next; whatever was unclear is asked about once."""
        after = self.value
        if self.held is not None:
            self.was_unsure = True
            return AskBeyond()
        if not after.pending:
            return self._words()
        if doubtful and not self.was_unsure:
            self.was_unsure = True
            return AskItem(min(doubtful), unsure=True, beyond=beyond)
        if len(after.pending) < len(before.pending):
            return AskItem(after.pending[0])
        if self.was_unsure:
            return None
        self.was_unsure = True
        started = len(after.pending) < len(after.items) or after == before
        return AskItem(after.pending[0], unsure=True) if started else AskStatuses()

    def _words(self) -> FollowUp | None:
        words = self.value.has_words or any(said.rest for said in self.unclear)
        if words or not self.value.items or self.asked_words:
            return None
        self.asked_words = True
        return AskWords()


def _read(
    text: str, items: list[str], words: tuple[OwnWord, ...], only: int | None = None
) -> reading.Found:
    """What a message says of the items, in the usual words or in a question's own."""
    if words:
        from standup.core.reading import own  # noqa: PLC0415 - few questions have words of their own

        return own.read(text, items, in_every_language(words), only)
    return reading.read(text, items, only)


def _noted(outcome: Outcome, words: str) -> Outcome:
    if not words:
        return outcome
    return replace(outcome, note=f"{outcome.note}\n{words}" if outcome.note else words)


@dataclass(frozen=True, slots=True)
class _Pressing:
    def buttons(
        self, asked: Asked, shown: tuple[str, ...], about: FollowUp | None
    ) -> tuple[Row, ...]:
        """A row an item, as far as they fit; the words for a single one."""
        match about:
            case AskWords() | AskBeyond():
                return ()
            case AskItem(item):
                return (_row(asked, item + 1, shown),)
            case AskStatuses() | AskAgain() | None:
                return _of_all(asked, shown)
        assert_never(about)

    def options(self, _: Asked) -> tuple[str, ...]:
        """It is written."""
        return ()

    def option(self, _: Asked, __: Value) -> str:
        """It is written."""
        return ""


def _row(asked: Asked, item: int, shown: tuple[str, ...]) -> Row:
    """What can be said of one item."""
    if not asked.outcomes:
        return _statuses(item, shown)
    words = asked.outcomes[:_MOST_WORDS]
    return tuple((f"{_mark(w)} {spoken(w.name)}", _own(item, w.name, shown)) for w in words)


def _own(item: int, word: str, shown: tuple[str, ...]) -> str:
    """What one would write: by the item's own number where it has one."""
    number, _ = named(shown[item - 1])
    return f"{item if number is None else f'#{number}'} {word}"


def _mark(word: OwnWord) -> str:
    return MARKS[STATUS[word.counts]]


def _of_all(asked: Asked, shown: tuple[str, ...]) -> tuple[Row, ...]:
    if len(shown) == 1:
        return (_row(asked, 1, shown),)
    if asked.outcomes:
        rows = tuple(_row(asked, n, shown) for n in range(1, len(shown) + 1))
        numbered = (
            tuple((f"{said.partition(' ')[0]} {label}", said) for label, said in row)
            for row in rows
        )
        return tuple(numbered) if len(shown) <= MOST_ROWS else ()
    if len(shown) > MOST_ROWS:
        label = f"{MARKS[Status.DONE]} " + spoken("all done")
        return (((label, "all done"),),)
    return tuple(
        tuple((f"{item} {MARKS[status]}", _said(item, status, shown)) for status in Status)
        for item in range(1, len(shown) + 1)
    )


def _statuses(item: int, shown: tuple[str, ...]) -> Row:
    return tuple((f"{MARKS[s]} {status_word(s)}", _said(item, s, shown)) for s in Status)


def _said(item: int, status: Status, shown: tuple[str, ...]) -> str:
    """What one would write; where another item has this number in its name, plainly its place."""
    text = f"{item} {status.value}"
    is_clear = reading.read(text, shown).statuses == {item - 1: status}
    return text if is_clear else f"{item}) {status.value}"


@dataclass(frozen=True, slots=True)
class OutcomeRules:
    """The rules of `outcome`."""

    about: str = "what came of an earlier list"
    settings: tuple[Setting, ...] = (
        Setting(
            "of",
            "reference",
            "the round and question whose items it is about, such as `plan.will_learn`",
            is_needed=True,
            instead="life",
        ),
        Setting(
            "outcomes",
            "words",
            "its own words for what came of an item, each with how it counts (`kept`, `partly`,"
            " `missed` or `neutral`), such as `{shipped: kept, slipped: partly}`",
        ),
    )
    telling: int | None = 0
    measuring: None = None
    is_of_team: bool = False
    pressing: _Pressing = _Pressing()

    def read(self, asked: Asked, texts: tuple[str, ...], shown: tuple[str, ...]) -> Reading:
        """What came of each item, one message after the other."""
        telling = _Telling(Outcome(tuple(ItemOutcome(item) for item in shown)), asked.outcomes)
        for text in texts:
            telling.hear(text)
        return Reading(telling.told(), telling.about)

    def hint(self, asked: Asked, shown: tuple[str, ...], can: Capabilities) -> Message:
        """The plan, and how to say what came of it."""
        if not shown and asked.life:
            return phrase("__Nothing is open here. Anything to add?__ `-` __if not.__")
        if not shown:
            return phrase("__You hadn’t shared a plan, so just say what you learned.__")
        if asked.outcomes:
            return _own_hint(asked, shown, can)
        how = sentence(
            "How did it go (**done**, **partly**, **changed** or **not**)? For example: `{example}`"
        )
        if can.choices:
            how = sentence("Tap how it went ({legend}), or write it: `{example}`")
        plan = phrase("Your plan:") + bullets(shown, numbered=True)
        return plan + phrase(how, example=_example(len(shown)), legend=legend())

    def follow_up(self, asked: Asked, reading: Reading, can: Capabilities) -> Message:
        """What is still open of the plan, or what was learned."""
        value, about = reading.value, reading.follow_up
        assert isinstance(value, Outcome)
        match about:
            case AskItem():
                return _ask_item(asked, value, about, can)
            case AskStatuses():
                return _ask_statuses(asked, value, can)
            case AskBeyond():
                return _ask_beyond(value)
            case AskWords() | AskAgain() | None:
                return phrase("Ticked off. **And what did you learn?**") + phrase(
                    "__A sentence is enough;__ `-` __if there’s nothing to add.__"
                )
        assert_never(about)

    def field_hint(self, asked: Asked, shown: tuple[str, ...]) -> str:
        """The plan, as far as it fits."""
        numbered = " ".join(_called(n, item) for n, item in enumerate(shown, 1))
        if asked.outcomes and shown:
            return f"{_all_words(asked)}? {numbered}"
        return spoken("Done, partly, changed or not? {plan}", plan=numbered) if shown else ""


def _called(number: int, item: str) -> str:
    """ "1. the proof"; one that lives is called by its own number: "#12 the proof"."""
    return item if named(item)[0] is not None else f"{number}. {item}"


def _own_hint(asked: Asked, shown: tuple[str, ...], can: Capabilities) -> Message:
    """The items, and how to say what came of them in the question's own words."""
    if asked.life:
        lead, how = phrase("Still open:"), sentence("Where does each stand ({words})? {example}")
    else:
        lead, how = phrase("Your plan:"), sentence("How did it go ({words})? {example}")
    if can.choices:
        how = sentence("Tap it, or write it. {example}")
    said = spoken("For example: `{example}`", example=_own_example(asked, shown))
    listed = bullets(shown, numbered=not asked.life)
    return lead + listed + phrase(how, words=_all_words(asked), example=said)


def _own_example(asked: Asked, shown: tuple[str, ...]) -> str:
    words = [word.name for word in asked.outcomes]
    words = words[1:] if asked.life and len(words) > 1 else words
    last = words[1] if len(words) > 1 else words[0]
    said = [_own(1, words[0], shown), *([_own(2, last, shown)] if len(shown) > 1 else [])]
    return spoken("{said} – here’s why", said=" ".join(said))


def _all_words(asked: Asked) -> str:
    return ", ".join(spoken(word.name) for word in asked.outcomes)


def _example(count: int) -> str:
    if count == 1:
        return spoken("partly – harder than I thought")
    if count == 2:
        return spoken("1 done 2 partly – harder than I thought")
    most = sentence("1-{most} done {last} changed – something better came up")
    return spoken(most, most=count - 1, last=count)


def _ask_beyond(outcome: Outcome) -> Message:
    forms = several(
        "Your plan has one item, and I’ve noted how it went. **What did you mean?**",
        "Your plan has {count} items, and I’ve noted how it went. **What did you mean?**",
    )
    text = phrase(counted(*forms, len(outcome.items)))
    return text + phrase("`-` __leaves it out.__")


def _ask_item(asked: Asked, outcome: Outcome, about: AskItem, can: Capabilities) -> Message:
    item, unsure = about.item, about.unsure
    are_many = len(outcome.items) > 1
    lead = spoken("I wasn’t sure what you meant.") if unsure and are_many else ""
    if about.beyond:
        forms = several(
            "Your plan has one item, so I wasn’t sure what you meant.",
            "Your plan has {count} items, so I wasn’t sure what you meant.",
        )
        lead = counted(*forms, len(outcome.items))
    how = spoken("How did **{item}** go?")
    if asked.life:
        how = spoken("Where does **{item}** stand?")
    words = "" if can.choices else spoken("`done`, `partly`, `changed` or `not`")
    if asked.outcomes:
        words = "" if can.choices else _all_words(asked)
    said = " ".join(filter(None, (lead, how, words)))
    text = phrase(said, item=_called(item + 1, outcome.items[item].item))
    if asked.outcomes:
        return text
    return text + phrase("__Or for all of them:__ `all done`") if unsure and are_many else text


def _ask_statuses(asked: Asked, outcome: Outcome, can: Capabilities) -> Message:
    if asked.outcomes:
        shown = tuple(item.item for item in outcome.items)
        return phrase("Noted, thanks.") + _own_hint(asked, shown, can)
    text = phrase("Noted, thanks. **And how did the plan go?**")
    text += bullets([item.item for item in outcome.items], numbered=True)
    if can.choices:
        text += say(legend())
    example = spoken("1 done") if len(outcome.items) > 1 else spoken("done")
    return text + phrase(
        "__For example__ `{example}`__;__ `-` __leaves it open.__", example=example
    )
