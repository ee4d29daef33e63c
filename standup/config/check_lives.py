"""Whether each life has states that items can be moved through, and each question one there is."""

from collections.abc import Iterator

from standup.config.problems import Finding, Loc, did_you_mean, one_of, shown
from standup.config.yaml_source import Source
from standup.core.life import SHIPPED
from standup.core.text.name_matching import fold

LIVING = ("items", "text", "outcome")
_LEAST, _MOST = 2, 8


def check_lives(source: Source, first: Source | None = None) -> Iterator[Finding]:
    """The lives of a file, and those that its questions name; `first` is the instance file."""
    named = source.mapping("lives")
    there = (*SHIPPED, *(first.mapping("lives") if first else ()))
    for name, shape in named.items():
        loc: Loc = ("lives", name)
        if shape is None and name not in there:
            what = f"`{shown(name)}` is none of those that are there already"
            yield Finding(loc, what, "`states:` of its own", did_you_mean(name, there))
        yield from _states(source, (*loc, "states"))
    known = (*there, *named)
    for loc, _ in source.items("rounds"):
        for at, _ in source.items(*loc, "questions"):
            yield from _question(source, at, tuple(dict.fromkeys(known)))


def _question(source: Source, loc: Loc, known: tuple[str, ...]) -> Iterator[Finding]:
    life, kind = source.at(*loc, "life"), source.at(*loc, "kind") or "text"
    if not isinstance(life, str):
        return
    if life not in known:
        what = f"there is no life `{shown(life)}`"
        expected = f"{one_of(known)}, or `{shown(life)}` under `lives`"
        yield Finding((*loc, "life"), what, expected, did_you_mean(life, known))
    elif isinstance(kind, str) and kind not in LIVING:
        what = f"what is said to a question of kind `{shown(kind)}` cannot live on"
        yield Finding((*loc, "life"), what, f"a question of kind {one_of(LIVING)}")


def _states(source: Source, loc: Loc) -> Iterator[Finding]:
    given = source.at(*loc)
    if not isinstance(given, dict):
        return
    if not _LEAST <= len(given) <= _MOST:
        what = "too few" if len(given) < _LEAST else "too many"
        yield Finding(loc, f"{what} states: {len(given)}", "2 to 8 of them")
    names = [str(name) for name in given]
    for n, name in enumerate(names):
        if fold(name) in [fold(other) for other in names[:n]]:
            yield Finding((*loc, name), f"`{shown(name)}` is there twice", "each state once")
        elif not any(map(str.isalpha, name)):
            yield Finding((*loc, name), f"`{shown(name)}` is no word", "letters")
    ends = [name for name in names if source.at(*loc, name, "ends") == "true"]
    if names and names[0] in ends:
        what = f"an item would end as it begins, with `{shown(names[0])}`"
        yield Finding((*loc, names[0], "ends"), what, "a first state that does not end")
    elif names and not ends:
        yield Finding(loc, "an item would never end", "`ends: true` at one of the states")
