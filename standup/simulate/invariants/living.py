"""Items that live: each is a line that its author said, and stands where people say that it
stands."""

from collections import Counter
from collections.abc import Iterator

from standup.simulate.facts import Facts
from standup.simulate.figures import shares
from standup.simulate.living import GONE, Alive
from standup.simulate.remarks import ENDED, LIFE
from standup.simulate.sheets import Sheet


def misplaced(facts: Facts) -> Iterator[str]:
    """Where this does not hold: an item is in the state, and has the owner and the belief, that
    were said last by whom they are for to say, and its logbook holds what was said."""
    logbooks: dict[int, Counter[tuple[str, ...]]] = {}
    for number, said_in, kind, person, value, text in facts.story.kept.news:
        source = GONE if said_in.startswith(f"{GONE}/") else said_in.removeprefix("said/")
        told = (source, kind, person or "", value, text)
        logbooks.setdefault(number, Counter())[told] += 1
    for number, _, _, author, _, *stands in facts.story.kept.items:
        item = facts.truth.living.items[number]
        if author != item.author:
            yield f"#{number} is {author}’s, and {item.author} said it"
        if item.is_unsure:
            continue
        wanted = [item.state, int(item.state in ENDED), item.owner, item.belief]
        if stands != wanted:
            yield f"#{number} is {stands}, and ought to be {wanted}"
        held, said = logbooks.get(number, Counter()), Counter(_said(item))
        for one in (held - said) + (said - held):
            yield f"the logbook of #{number}: {one} is there {held[one]}×, and said {said[one]}×"


def _said(item: Alive) -> Iterator[tuple[str, ...]]:
    for one in item.logbook:
        if one.says:
            yield one.source, one.kind, one.by, one.value, one.text


def unborn(facts: Facts) -> Iterator[str]:
    """Where this does not hold: each line of an answer that was shared is one item, and no other
    words are any."""
    words: dict[int, list[str]] = {}
    for number, _, _, _, said, *_ in facts.story.kept.items:
        if said:
            words.setdefault(facts.truth.living.items[number].sheet.id, []).append(said)
    for sheet in facts.truth.sheets:
        if facts.truth.talks[sheet.person].muddled:
            continue
        lines = [*_lines(sheet)] if shares(sheet) else []
        if Counter(lines) != Counter(words.get(sheet.id, [])):
            yield f"check-in {sheet.id} begins the items {words.get(sheet.id, [])}, not {lines}"


def _lines(sheet: Sheet) -> Iterator[str]:
    for question in sheet.round.questions:
        if question.life == LIFE.name:
            for told in sheet.to(question):
                is_of_other = told.meant.remark is not None
                yield from () if is_of_other else filter(None, told.text.split("\n"))
