"""How one is asked what came of an earlier list: its rules, its words and its buttons."""

from dataclasses import dataclass
from typing import assert_never

from standup.core.kinds.kind import (
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
    Value,
)
from standup.core.kinds.outcome import MARKS, ItemOutcome, Outcome, Telling, status_word
from standup.core.language import counted, sentence, several, spoken
from standup.core.messages.capabilities import Capabilities
from standup.core.messages.markup import MOST_ROWS, Message, bullets, phrase, say
from standup.core.reading import outcomes as reading
from standup.core.reading.own_words import STATUS, OwnWord, named
from standup.core.reading.status import Status

_MOST_WORDS = 5  # that can be pressed of one item


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
        telling = Telling(Outcome(tuple(ItemOutcome(item) for item in shown)), asked.outcomes)
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
        return plan + phrase(how, example=_example(len(shown)), legend=_legend())

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


def _legend() -> str:
    """ "✓ done · ◐ partly · ↻ changed · ○ not"."""
    return " · ".join(f"{MARKS[status]} {status_word(status)}" for status in Status)


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
        text += say(_legend())
    example = spoken("1 done") if len(outcome.items) > 1 else spoken("done")
    return text + phrase(
        "__For example__ `{example}`__;__ `-` __leaves it open.__", example=example
    )
