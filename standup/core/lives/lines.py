"""What a check-in or an update amounts to for items: those that begin in it, and news of others.

It is read anew whenever what was said changes, so that items follow edits as what is posted does.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from standup.core.asking.check_in import CheckIn
from standup.core.kinds.items import Items
from standup.core.kinds.outcome import ItemOutcome, Outcome
from standup.core.life import Life
from standup.core.lives import mentions
from standup.core.lives.item import Line, News, NewsKind, Planned, Sheet, Told
from standup.core.lives.none import is_none
from standup.core.model import Question
from standup.core.reading.own_words import named
from standup.core.reading.status import Status

Plans = Mapping[str, CheckIn]
"""The check-ins of the same person and run, by their rounds."""


def of_check_in(check_in: CheckIn, person: str, lives: Mapping[str, Life], plans: Plans) -> Sheet:
    """What was shared in a check-in."""
    source = f"report/{check_in.id}"
    said_at = max((a.at for a in check_in.answers if a.text), default=check_in.opened_at)
    sheet = Sheet(source, check_in.standup.id, check_in.run, person, said_at)
    if not check_in.is_shared:
        return sheet
    lines, told = list[Line](), list[Told]()
    for question in check_in.round.questions:
        if question.life in lives and question.kind in {"items", "text"}:
            some, news = _begun(check_in, question, lives[question.life], sheet)
            lines += some
            told += news
        else:
            told += _told(check_in, question, lives, plans, sheet)
    return replace(sheet, lines=tuple(lines), told=tuple(_each_once(told)))


def of_update(number: int, standup: str, run: int, person: str, text: str, at: datetime) -> Sheet:
    """What somebody said besides."""
    sheet = Sheet(f"update/{number}", standup, run, person, at)
    return replace(sheet, told=tuple(_each_once(_mentioned(text, "", sheet))))


def written(check_in: CheckIn, question: Question) -> tuple[str, ...]:
    """The lines of an answer of which each may begin an item; a text is one."""
    value = check_in.reading(question).value
    if isinstance(value, Items):
        return () if [*map(is_none, value.items)] == [True] else value.items
    return (" ".join(value.gist.split()),) if not is_none(value.gist) else ()


def line_of(words: str, life: Life) -> Line:
    """The item that some words are, kept by themselves."""
    said, origin, belief = _besides(" ".join(words.split()), life)
    return Line(life.name, "", 0, said, origin, belief)


def _besides(words: str, life: Life) -> tuple[str, int | None, int | None]:
    """The words without what they followed from and how much they are believed, in either order."""
    said, belief = mentions.belief(words, life.belief)
    said, origin = mentions.origin(said)
    if belief is None:
        said, belief = mentions.belief(said, life.belief)
    return said, origin, belief


def of_words(lines: Sequence[str], life: Life, question: str) -> Iterator[Line | tuple[int, str]]:
    """Each line of a list: an item that begins, or words about one that is there."""
    for place, words in enumerate(lines):
        if found := mentions.again(words):
            yield found
        elif words.strip():
            yield replace(line_of(words, life), question=question, place=place)


def _begun(
    check_in: CheckIn, question: Question, life: Life, sheet: Sheet
) -> tuple[list[Line], list[Told]]:
    """The items that begin in an answer, and what is said there of others."""
    lines, told = list[Line](), list[Told]()
    for found in of_words(written(check_in, question), life, question.id):
        if isinstance(found, Line):
            lines.append(found)
        else:
            number, words = found
            shown = check_in.shown.get(question.id, ())
            text = "" if f"#{number} {words}" in shown else words  # planned again, and no more said
            told.append(_words(number, text, question.id, sheet))
    return lines, told


def _told(
    check_in: CheckIn,
    question: Question,
    lives: Mapping[str, Life],
    plans: Plans,
    sheet: Sheet,
) -> Iterator[Told]:
    """What an answer says of items."""
    value = check_in.reading(question).value
    if isinstance(value, Outcome) and check_in.texts(question):
        for item in value.items:
            yield from _came_of(item, question, lives, plans, sheet)
        yield from _mentioned(value.note, question.id, sheet)
    else:
        for words in value.told():
            yield from _mentioned(words.text, question.id, sheet)


def _came_of(
    item: ItemOutcome,
    question: Question,
    lives: Mapping[str, Life],
    plans: Plans,
    sheet: Sheet,
) -> Iterator[Told]:
    """What came of one item of a plan, or of one that lives."""
    if question.life:
        number, _ = named(item.item)
        life = lives.get(question.life)
        if number is not None and life is not None and item.status is not None:
            yield Told(number, _state(item.word, item.note, life, question.id, sheet))
    elif (planned := _planned(item, question, lives, plans)) is not None:
        of, life = planned
        state = _alike(item, life)
        if state:
            yield Told(of, _state(state, item.note, life, question.id, sheet))
        elif item.note:
            news = _news(NewsKind.WORDS, sheet, question.id, text=item.note)
            yield Told(of, news)
    if item.note:
        yield from _mentioned(item.note, question.id, sheet)


def _planned(
    item: ItemOutcome, question: Question, lives: Mapping[str, Life], plans: Plans
) -> tuple[int | Planned, Life] | None:
    """The item that a line of the plan is, where the plan's lines live on."""
    if question.of is None or (plan := plans.get(question.of[0])) is None:
        return None
    life = lives.get(plan.round.question(question.of[1]).life)
    if life is None:
        return None
    found = mentions.again(item.item)
    words, _, _ = _besides(item.item, life)
    return found[0] if found else Planned(f"report/{plan.id}", question.of[1], words), life


def _alike(item: ItemOutcome, life: Life) -> str:
    """The state that a word of an outcome says: the one that is called so, or, of a plan that was
    changed, the one in which an item ends that counts neither way."""
    word = item.word or (item.status.value if item.status else "")
    if word and life.state(word) is not None:
        return word
    neutral = [s.name for s in life.states if s.ends and s.counts.value == "neutral"]
    return neutral[0] if item.status is Status.CHANGED and len(neutral) == 1 else ""


def _state(name: str, text: str, life: Life, part: str, sheet: Sheet) -> News:
    state = life.state(name)
    ends = state is not None and state.ends
    return _news(NewsKind.STATE, sheet, part, value=name, text=text, ends=ends)


def _mentioned(text: str, part: str, sheet: Sheet) -> Iterator[Told]:
    for mention in mentions.mentions(text):
        yield _words(mention.number, mention.text, part, sheet)


def _words(number: int, text: str, part: str, sheet: Sheet) -> Told:
    return Told(number, _news(NewsKind.WORDS, sheet, part, text=text))


def _news(
    kind: NewsKind, sheet: Sheet, part: str, value: str = "", text: str = "", *, ends: bool = False
) -> News:
    return News(
        kind,
        sheet.source,
        sheet.at,
        value=value,
        text=text,
        person=sheet.person,
        part=part,
        ends=ends,
        run=sheet.run,
    )


def _each_once(told: Iterator[Told] | list[Told]) -> Iterator[Told]:
    """What is said of each, the lines about one item together."""
    found: dict[tuple[int | Planned, NewsKind, str], Told] = {}
    for one in told:
        key = one.of, one.news.kind, one.news.part
        before = found.get(key)
        if before is None:
            found[key] = one
        elif one.news.text not in before.news.text:
            text = "\n".join(filter(None, (before.news.text, one.news.text)))
            found[key] = replace(before, news=replace(before.news, text=text))
    yield from found.values()
