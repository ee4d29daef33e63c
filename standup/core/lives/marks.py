"""The mark that each state of a life has on a map, by its place in the life and how it counts.

So a life of somebody's own has marks, too, and no two states that end it have the same one while
there are enough.
"""

from collections.abc import Mapping

from standup.core.life import Life
from standup.core.lives.item import Item
from standup.core.messages.charts import Mark
from standup.core.reading.own_words import Counts

_FIRST_FREE: Mapping[Counts, tuple[Mark, ...]] = {
    Counts.KEPT: (Mark.YES, Mark.NO, Mark.PARTLY, Mark.NEITHER, Mark.PAST),
    Counts.PARTLY: (Mark.PARTLY, Mark.NEITHER, Mark.PAST, Mark.YES, Mark.NO),
    Counts.MISSED: (Mark.NO, Mark.NEITHER, Mark.PAST, Mark.PARTLY, Mark.YES),
    Counts.NEUTRAL: (Mark.NEITHER, Mark.PAST, Mark.PARTLY, Mark.NO, Mark.YES),
}


def of_states(life: Life) -> dict[str, Mark]:
    """The mark of each state, in their order. Where none that ends it is kept, the last is what it
    comes to: a blocker resolved, an expense paid."""
    ends = [state for state in life.states if state.ends]
    marks = {state.name: Mark.ON_ITS_WAY for state in life.states} | {life.first.name: Mark.OPEN}
    used = set[Mark]()
    for state in ends:
        is_aim = state is ends[-1] and all(one.counts is Counts.NEUTRAL for one in ends)
        order = _FIRST_FREE[Counts.KEPT if is_aim else state.counts]
        mark = next((one for one in order if one not in used), order[0])
        marks[state.name] = mark
        used.add(mark)
    return marks


def mark(item: Item, life: Life | None) -> Mark:
    """The mark of the state that an item is in; of a life that is no more, whether it has ended."""
    marks = of_states(life) if life is not None else {}
    return marks.get(item.state, Mark.NEITHER if item.has_ended else Mark.OPEN)
