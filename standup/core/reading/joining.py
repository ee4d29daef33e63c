"""Tags that belong together become one: negations, hedges, lists of items, names in two parts."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from standup.core.reading.tags import Tag, letters
from standup.core.text.pattern import Pattern

_Join = Callable[[Sequence[Tag]], Tag | None]


def joined(tags: Sequence[Tag]) -> list[Tag]:
    """The tags without fillers, joined."""
    said = [tag for tag in tags if tag.letter not in "fi"]
    for pattern, letter in _HAVING:
        said = _step(said, pattern, _as(letter))
    said = [tag for tag in said if tag.letter != "f"]
    if _ITEM_FIRST.match(letters(said)):
        said = _step(said, _ITEMS, _list)
    for pattern, join in _STEPS:
        said = _step(said, pattern, join)
        said = [tag for tag in said if tag.letter not in "fi"]
    return said


def _step(said: list[Tag], pattern: Pattern, join: _Join) -> list[Tag]:
    found: list[Tag] = []
    at, text = 0, letters(said)
    while at < len(said) and (match := pattern.search(text, at)):
        begins, ends = match.span()
        found += said[at:begins]
        tag = join(said[begins:ends]) if ends > begins else None
        if tag is None:
            ends = begins + 1
            found += said[begins:ends]
        else:
            found.append(tag)
        at = ends
    return found + said[at:]


def _as(letter: str, word: str = "") -> _Join:
    """All of it is one tag, about the items that are named in it."""

    def join(part: Sequence[Tag]) -> Tag | None:
        items = frozenset(n for tag in part for n in tag.items)
        share = next((tag.share for tag in part if tag.share), None)
        sure = all(tag.sure for tag in part if tag.items)
        return Tag(part[0].start, part[-1].end, letter, items, sure, share=share, word=word)

    return join


def _same(part: Sequence[Tag]) -> Tag | None:
    """A name in two parts, or a verb and its object: of the item that both may be."""
    named = [tag for tag in part if tag.letter in "TVv"]
    if any(tag.letter == "T" and not tag.sure and len(tag.items) < 2 for tag in named):
        return None  # `3 km` of *Run 5 km*
    both = frozenset.intersection(*(tag.items for tag in named))
    if not both:
        return None
    verb = next((tag for tag in named if tag.letter in "Vv"), None)
    letter, word = (verb.letter, verb.word) if verb else ("T", "")
    return Tag(part[0].start, part[-1].end, letter, both, len(both) == 1, named=True, word=word)


def _list(part: Sequence[Tag]) -> Tag | None:
    """`1 and 3`, `parser, tests`: all of these."""
    named = [tag for tag in part if tag.letter == "T"]
    items = frozenset(n for tag in named for n in tag.items)
    by_words = all(tag.named for tag in named)
    sure = all(_is_clear(tag) or _is_one_place(tag) for tag in named)
    beyond = any(tag.beyond for tag in named)
    return Tag(
        start=part[0].start,
        end=part[-1].end,
        letter="T",
        items=items,
        sure=sure,
        named=by_words,
        beyond=beyond,
    )


def _is_clear(tag: Tag) -> bool:
    return tag.sure and bool(tag.items)


def _is_one_place(tag: Tag) -> bool:
    """Whether it is the figure of one item: among others, it is no number of things."""
    return tag.word.isdecimal() and len(tag.items) == 1


def _row(part: Sequence[Tag]) -> Tag | None:
    """`1 3 5`: places in their order."""
    if not all(_is_one_place(tag) and not tag.named for tag in part):
        return None
    numbers = [int(tag.word) for tag in part]
    return _list(part) if numbers == sorted(set(numbers)) else None


def _verb_of_all(part: Sequence[Tag]) -> Tag | None:
    """`called Anna and Ben`, where both were to be called."""
    named = [tag for tag in part if tag.letter == "T"]
    items = frozenset(n for tag in named for n in tag.items)
    if not all(tag.sure and tag.named for tag in named) or not items <= part[0].items:
        return None
    return Tag(part[0].start, part[-1].end, "V", items, named=True)


def _but(part: Sequence[Tag]) -> Tag | None:
    """`everything but …`, `everything save …`: except."""
    return replace(part[0], letter="X") if part[0].word in {"but", "save"} else None


_PUT_OFF = frozenset(
    ["pushed", "bumped", "slid", "slipped", "shifted", "rolled", "carried", "rescheduled"]
)


def _put_off(part: Sequence[Tag]) -> Tag | None:
    """`pushed to friday`; what was pushed elsewhere may be done."""
    return _as("n")(part) if part[0].word in _PUT_OFF else None


_FINISHED = frozenset(
    [
        "finished",
        "finish",
        "complete",
        "completed",
        "fertig",
        "abgeschlossen",
        "beendet",
        "terminado",
        "terminada",
        "terminados",
        "terminadas",
        "acabado",
        "acabada",
        "completo",
        "completa",
        "completado",
        "finalizado",
        "termine",
        "acabe",
    ]
)


def _to_do(part: Sequence[Tag]) -> Tag | None:
    """`docs TODO`, which is Spanish for all of it elsewhere."""
    return replace(part[0], letter="o") if part[0].word == "todo" else None


def _in_part(part: Sequence[Tag]) -> Tag | None:
    """`about half done`, `70 % done`."""
    return None if any(map(_is_drawn, part)) else replace(part[0], end=part[-1].end)


_MAYBE = frozenset(["maybe", "perhaps", "probably", "vielleicht", "quiza", "quizas"])
_WILL = frozenset(["will", "ll", "gonna", "werde", "wird"])


def _will(part: Sequence[Tag]) -> Tag | None:
    """`will do it tomorrow`: not done, and nothing to doubt about it."""
    is_sure = part[0].word in _WILL and not any(tag.word in _FINISHED for tag in part)
    return _as("F")(part) if is_sure else None  # who will finish it may have begun


def _just(part: Sequence[Tag]) -> Tag | None:
    """`just finished`: a moment ago."""
    return replace(part[1], start=part[0].start) if part[0].word == "just" else None


def _did(part: Sequence[Tag]) -> Tag | None:
    """`yes I did`."""
    return _as("d")(part) if part[-1].word in {"did", "hice"} else None


def _roughly(part: Sequence[Tag]) -> Tag | None:
    """`maybe 30%`; who would not say so much has done less."""
    share = part[-1].share
    is_some = share is not None and share[0] < share[1]
    return _last(part) if is_some and part[0].word in _MAYBE else None


def _begun(part: Sequence[Tag]) -> Tag | None:
    """`started but not finished`."""
    return _as("p")(part) if part[-1].word == "unfinished" else None


def _undone(part: Sequence[Tag]) -> Tag | None:
    """`not done`; `not finished` may be partly."""
    is_finishing = part[-1].word in _FINISHED
    return _as("L", "unfinished")(part) if is_finishing else _as("n", "explicit")(part)


def _unmade(part: Sequence[Tag]) -> Tag | None:
    """`no la terminé`: may be partly; `no la hice`: not."""
    is_finishing = part[-1].word in _FINISHED
    return _as("L", "unfinished")(part) if is_finishing else _as("w")(part)


def _none_made(part: Sequence[Tag]) -> Tag | None:
    """`didn't do any`; of what was not *finished* some may be begun."""
    return _as("M" if any(tag.word in _FINISHED for tag in part) else "N")(part)


def _unfinished(part: Sequence[Tag]) -> Tag | None:
    """`none finished`."""
    return _as("N", "finished")(part) if part[-1].word in _FINISHED else None


def _last(part: Sequence[Tag]) -> Tag | None:
    return replace(part[-1], start=part[0].start)


def _first(part: Sequence[Tag]) -> Tag | None:
    return replace(part[0], end=part[-1].end)


def _with_it(part: Sequence[Tag]) -> Tag | None:
    """`read it`."""
    return replace(part[0], end=part[-1].end, word="it")


def _decorated(part: Sequence[Tag]) -> Tag | None:
    """`done ✅`, `❌ no time`: once."""
    if _is_drawn(part[0]) == _is_drawn(part[1]):
        return None
    return replace(part[0], end=part[-1].end)


def _is_drawn(tag: Tag) -> bool:
    return bool(tag.word) and not tag.word[0].isalpha()


_HAVING = (
    (Pattern(r"(?<=T)h(?=[,.|)A]|b(?!G)|$)"), "y"),  # `vocab I have, podcast not`
    (Pattern(r"h(?=T[,|]T[nGz])"), "D"),  # `I have vocab, podcast not`: which of them not?
    (Pattern(r"h"), "f"),
)
_ITEM_FIRST = Pattern(r"[^TVWdpcnzGKEXOI/%]*T(?:[,A]+T)*[dpcnF]")
_ITEMS = Pattern(r"(?<![VWPzG])T(?:[,A]+T)+")
_STEPS: tuple[tuple[Pattern, _Join], ...] = tuple(
    (Pattern(pattern), join)
    for pattern, join in (
        (r"O(?=P+U)", _as("f")),
        (r"C[Wd]j?F", _will),
        (r"F,?D|D,?F", _as("F")),
        (r"y[,.]*W(?=[,.|]|$)", _did),
        (r"z[,.]*G(?=[,.|]|$)", _as("n", "explicit")),
        (r"[nz][,.]*b?F(?=[,.|]|$)", _as("n", "explicit")),
        (r"D%", _roughly),
        (r"Od(?=j?(?:[,.|]|$))", _just),
        (r"Uj?P*F", _put_off),
        (r"nP*F|P*Fn", _as("n")),
        (r"(?<=T)Y(?=[,.|:()\-bA]|$)", _as("Z")),
        (r"Y", _as("f")),
        (r"(?<=T)Q(?=[,.|)]|$)", _to_do),
        (r"(?<=[QNB])b(?!G)", _but),
        (r"(?<=Qd)b(?!G)(?=P*T(?:[,.|()\-?A]|$))", _but),
        (r"P+(?=[%/])|(?<=[VW])P(?=p)", _as("f")),
        (r"Wp(?!P*[TQBR])", _as("p")),
        (r"TaP*T", _same),
        (r"[Gz]qp", _as("n")),
        (r"(?<=T)b(?=G(?:[,.|)]|$))", _as("f")),
        (r"TT+(?=[dpcnyzG%:])", _row),
        (r"VP*T(?:[,A]+P*T)+(?![dpcnyzEFowW%/kNLHG:])", _verb_of_all),
        (r"Vj", _with_it),
        (r"Wj", _as("d", "it")),
        (r"[Gz]m[dVW]|wm", _as("p")),
        (r"Nmd", _as("L")),
        (r"[mj]", _as("f")),
        (r"V[BQ]P*T", _same),
        (r"TT", _same),
        (r"TP*T", _same),
        (r"dd|nn|pp|yd|[dnpyz]k|nz", _decorated),
        (r"pd|pW|%d", _in_part),
        (r"k[,.]*d", _as("d")),
        (r"[Gz]Q|GB|[Hz]Q|HB|HN|LQ|LN|LB", _as("M")),
        (r"(?:G|w)[W]?a|za|[Gz]W?N(?![o])", _none_made),
        (r"[Gz]H[dVW]|H[dp]|Hk", _as("p")),
        (r"[VW]z(?=T(?:[,.|()\-b?A]|$))", _as("G")),
        (r"[Gz]V", _as("v")),
        (r"[Gz]W", _unmade),
        (r"N(?=P*T(?:[,.|()\-b?]|$))", _as("G")),
        (r"XV", _as("v")),
        (r"Nd", _unfinished),
        (r"[Gz]d", _undone),
        (r"G[pn]", _as("L")),
        (r"p[,.]*b?L(?=[,.|]|$)", _begun),
        (r"y[,.]*d", _as("d")),
        (r"z[,.]*n", _as("n")),
        (r"z[,.]*(?=[NE])", _as("f")),
        (r"sp|ps", _as("p")),
        (r"sn", _as("n")),
        (r"so", _as("n")),
        (r"O(?=p)", _as("f")),
        (r"VP*T", _same),
        (r"TP*V", _same),
        (r"vP*T", _same),
        (r"Tv", _same),
        (r"VP*V", _same),
        (r"(?<!A)T(?:,+T)*(?:,*A,*T)+(?=[,.|?()\-brXRQNBOA]|$)", _list),
        (r"(?<=[dpcnyzW/%P:])T(?:,+T)+(?=[,.|?()\-brXRQNBOA]|$)", _list),
        (r"(?<![dpcnyzWKE/%PA])T(?:,+T)*(?:,*A,*T)+", _list),
        (r"(?<![dpcnyzWKE/%PA])T(?:,+T)+", _list),
    )
)
