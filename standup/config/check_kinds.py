"""Whether a question has what its kind needs, and nothing of another kind."""

from collections.abc import Iterator
from datetime import date
from typing import assert_never

from standup.config.fields import step
from standup.config.problems import Finding, Loc, WrongError, shown
from standup.config.yaml_source import Source
from standup.core import commands
from standup.core.asking.questions import read
from standup.core.kinds.choice import Picked
from standup.core.kinds.kind import Setting
from standup.core.kinds.scale import Rated
from standup.core.kinds.table import settings
from standup.core.model import Question
from standup.core.text.name_matching import fold

OPTIONS = "2 to 20 short texts, such as `[office, remote]`"
LABELS = "two of them, for the lowest and the highest step, such as `[not at all, fully]`"
MOST_OPTIONS, MOST_STEPS, MOST_WORDS = 20, 11, 8
WORDS = "2 to 8 words, such as `{shipped: kept, slipped: partly}`"
_ANY_DAY = date(2026, 1, 1)


def check_kind(source: Source, loc: Loc, kind: str) -> Iterator[Finding]:
    """The settings of one question."""
    for name, owners in settings().items():
        own = next((setting for owner, setting in owners.items() if owner == kind), None)
        if own is not None:
            yield from _own(source, loc, own)
        elif source.at(*loc, name) is not None:
            yield Finding(
                (*loc, name),
                f"a question of kind `{shown(kind)}` has no `{name}`",
                " or ".join(f"`kind: {owner}`" for owner in owners),
            )


def _own(source: Source, loc: Loc, setting: Setting) -> Iterator[Finding]:
    """What a schema cannot say of a setting of the question's own kind."""
    match setting.shape:
        case "options":
            yield from _options(source, loc)
        case "labels":
            yield from _steps(source, loc)
        case "words":
            yield from _words(source, loc)
        case "better":
            yield from _better(source, loc)
        case "reference" | "step" | "unit" | "flag" | "amount":
            return
        case _ as never:
            assert_never(never)


def _better(source: Source, loc: Loc) -> Iterator[Finding]:
    if source.at(*loc, "better") is None:
        yield Finding(
            loc, "a `metric` must say which way is better", "`better: lower` or `better: higher`"
        )


def _options(source: Source, loc: Loc) -> Iterator[Finding]:
    given = source.at(*loc, "options")
    at = (*loc, "options")
    if given is None:
        yield Finding(
            loc, "a `choice` must say what there is to choose", f"`options:` with {OPTIONS}"
        )
    if not isinstance(given, list):
        return
    if not 2 <= len(given) <= MOST_OPTIONS:
        what = "too few" if len(given) < 2 else "too many"
        yield Finding(at, f"{what} options: {len(given)}", OPTIONS)
    options = [option.strip() if isinstance(option, str) else "" for option in given]
    yield from _twice(at, options)
    question = Question("", "choice", "", options=tuple(options))
    for n, option in enumerate(options):
        if option and (why := _unreadable(question, option)):
            yield Finding((*at, n), f"`{shown(option)}` {why}", "other words")


def _words(source: Source, loc: Loc) -> Iterator[Finding]:
    given, at = source.at(*loc, "outcomes"), (*loc, "outcomes")
    if not isinstance(given, dict):
        return
    if not 2 <= len(given) <= MOST_WORDS:
        what = "too few" if len(given) < 2 else "too many"
        yield Finding(at, f"{what} words: {len(given)}", WORDS)
    names = [str(name) for name in given]
    for n, name in enumerate(map(fold, names)):
        if name in [fold(other) for other in names[:n]]:
            yield Finding((*at, names[n]), f"`{shown(names[n])}` is there twice", "each word once")
        elif not any(map(str.isalpha, name)):
            yield Finding((*at, names[n]), f"`{shown(names[n])}` is no word", "letters")


def _twice(at: Loc, texts: list[str]) -> Iterator[Finding]:
    folded = [fold(text) for text in texts]
    for n, text in enumerate(folded):
        if text and text in folded[:n]:
            yield Finding((*at, n), f"`{shown(texts[n])}` is listed twice", "each of them once")


def _unreadable(question: Question, option: str) -> str:
    """Why somebody who writes this option would not be understood; nothing when they would."""
    if commands.parse(option, _ANY_DAY) is not None:
        return "is a command that the bot understands"
    found = read(question, (option,)).value
    if not isinstance(found, Picked):
        place = option.isdecimal() and "could also be the number of another option"
        return place or "can't be read as an answer"
    if fold(found.option) == fold(option) and not found.note:
        return ""
    return f"would be read as `{shown(found.option)}`, by its number"


def _steps(source: Source, loc: Loc) -> Iterator[Finding]:
    low, high = _step(source, loc, "from", 1), _step(source, loc, "to", 5)
    if low is None or high is None:
        return
    where = (*loc, "to" if source.at(*loc, "to") is not None else "from")
    if low >= high:
        yield Finding(where, f"the scale goes from {low} to {high}", "`to` greater than `from`")
    elif high - low >= MOST_STEPS:
        yield Finding(
            where, f"{high - low + 1} steps are too many", f"at most {MOST_STEPS}, such as 0 to 10"
        )
    else:
        yield from _labels(source, loc, low, high)


def _step(source: Source, loc: Loc, name: str, otherwise: int) -> int | None:
    """An end of the scale; None when it is none, which the schema reports."""
    given = source.at(*loc, name)
    if given is None:
        return otherwise
    try:
        return step(given) if isinstance(given, str) else None
    except WrongError:
        return None


def _labels(source: Source, loc: Loc, low: int, high: int) -> Iterator[Finding]:
    given, at = source.at(*loc, "labels"), (*loc, "labels")
    if not isinstance(given, list):
        return
    if len(given) != 2:
        yield Finding(at, f"{len(given)} labels instead of two", LABELS)
        return
    labels = [label.strip() if isinstance(label, str) else "" for label in given]
    yield from _twice(at, labels)
    question = Question("", "scale", "", low=low, high=high, labels=tuple(labels))
    for n, (label, end) in enumerate(zip(labels, (low, high), strict=True)):
        found = read(question, (label,)).value if label else None
        if isinstance(found, Rated) and found.step != end and fold(labels[0]) != fold(labels[1]):
            what = f"`{shown(label)}` would be read as step {found.step}"
            yield Finding((*at, n), what, "words for this end")
