"""What the bot says with the map of what lives on in a standup."""

from collections.abc import Callable, Iterator, Sequence

from standup.core.language import counted, several, spoken
from standup.core.life import Life
from standup.core.lives import marks
from standup.core.lives.item import Item
from standup.core.lives.themes import Laid, Theme
from standup.core.messages.charts import Lifeline, Lifelines, Mark
from standup.core.messages.markup import Message, Picture, bullets, phrase, phrase_spans
from standup.core.model import Standup
from standup.core.wording.pictures import pictured

LifeOf = Callable[[Item], Life | None]

_ITEMS = several("1 item", "{count} items")
_OPEN = several("1 of them open", "{count} of them open")
_LEFT_OUT = several("1 that ended before is left out.", "{count} that ended before are left out.")
_OPEN_LEFT_OUT = several("1 more is left out.", "{count} more are left out.")


def picture(title: str, laid: Laid, life_of: LifeOf) -> Picture:
    """The map as a picture, with what it shows in words."""
    note = told(laid)
    lines, places = list[Lifeline](), dict[int, int]()
    for theme in laid.themes:
        for spot in theme.spots:
            places[spot.item.number] = len(lines)
            lines.append(
                Lifeline(
                    theme=heading(laid, theme),
                    name=spot.item.called,
                    mark=marks.mark(spot.item, life_of(spot.item)),
                    first=spot.first,
                    last=spot.last,
                    origin=places.get(spot.above) if spot.above is not None else None,
                )
            )
    named = tuple((mark, names) for mark, names in legend(laid, life_of))
    words = spoken("{title}: {note}", title=title, note=note)
    words += " " + "; ".join(_in_words([spot.item for spot in laid.spots]))
    return pictured(Lifelines(title, note, tuple(lines), named), words)


def _in_words(items: Sequence[Item]) -> Iterator[str]:
    """Those that are open by their words, the rest by their numbers."""
    ended: dict[str, list[str]] = {}
    for item in items:
        if item.has_ended:
            ended.setdefault(item.state, []).append(f"#{item.number}")
        else:
            yield f"{item.called} – {spoken(item.state)}"
    for state, numbers in ended.items():
        yield f"{spoken(state)}: {', '.join(numbers)}"


def told(laid: Laid) -> str:
    """How many items there are, how many of them are open, and how many a map leaves out."""
    shown = laid.spots
    open_ = sum(not spot.item.has_ended for spot in shown)
    text = f"{counted(*_ITEMS, len(shown))}, {counted(*_OPEN, open_)}."
    if laid.left_out:
        which = _LEFT_OUT if any(spot.item.has_ended for spot in shown) else _OPEN_LEFT_OUT
        text += " " + counted(*which, laid.left_out)
    return text


def heading(laid: Laid, theme: Theme) -> str:
    """What a theme is called; nothing where all is of none."""
    if theme.tag:
        return f"#{theme.tag}"
    if theme.root is not None:
        return spoken("From #{number}", number=theme.root.number)
    return spoken("Others") if len(laid.themes) > 1 else ""


def legend(laid: Laid, life_of: LifeOf) -> list[tuple[Mark, str]]:
    """Each mark on a map with the states that have it there, in the order of their lives."""
    there = {(spot.item.life, spot.item.state) for spot in laid.spots}
    lives = {spot.item.life: life_of(spot.item) for spot in laid.spots}
    found: dict[Mark, dict[str, None]] = {mark: {} for mark in Mark}
    for life in filter(None, lives.values()):
        for state, mark in marks.of_states(life).items():
            if (life.name, state) in there:
                found[mark][spoken(state)] = None
    for spot in laid.spots:
        found[marks.mark(spot.item, life_of(spot.item))].setdefault(spoken(spot.item.state))
    return [(mark, ", ".join(names)) for mark, names in found.items() if names]


def shown(laid: Laid, title: str, life_of: LifeOf) -> Message:
    """The map, and how one of it is looked at."""
    number = laid.spots[-1].item.number
    say = phrase("__Say a number, such as__ `#{n}`__, for its logbook.__", n=number)
    return Message((picture(title, laid, life_of),)) + say


def which(standups: Sequence[Standup]) -> Message:
    """Several have one."""
    named = [phrase_spans("`map {standup}`", standup=one.title) for one in standups]
    return phrase("Which one?") + bullets(named)
