"""Words of politeness, which say nothing of what is meant."""

PLEASE = frozenset(
    {"please", "pls", "plz", "plss", "kindly", "bitte", "por favor", "porfa", "porfavor", "porfis"}
)
_SORRY = frozenset(
    {"sorry", "sry", "oops", "whoops", "ups", "hoppla", "entschuldigung", "perdón", "perdon"}
    | {"perdona", "disculpa"}
)
_GREETINGS = frozenset(
    {"hey", "hi", "hello", "hallo", "hola", "hey bot", "hi bot", "hello bot", "hallo bot"}
    | {"hola bot", "bot"}
)
_THANKS = frozenset(
    {"thanks", "thank you", "thx", "ty", "many thanks", "danke", "danke dir", "gracias"}
)

BEFORE = tuple(said.split() for said in sorted(_GREETINGS | PLEASE | _SORRY))
"""What stands before what is said."""
BEHIND = tuple(said.split() for said in sorted(PLEASE | _THANKS | _SORRY))
"""What stands behind it."""


def bare(word: str) -> str:
    """A word in small letters, without the signs around it."""
    return word.casefold().strip(",.!:?").replace("’", "'")


def without(words: list[str]) -> list[str]:
    """Without the please and the signs around them: "later pls 🙏"."""
    said = list(words)
    while said and not any(map(str.isalnum, said[-1])) and said[-1] not in {"-", "–", "—", "−"}:
        said.pop()
    for polite in BEHIND:
        if len(said) > len(polite) and [bare(w) for w in said[-len(polite) :]] == polite:
            said = said[: -len(polite)]
            said[-1] = said[-1].rstrip(",.!")
            break
    return behind(BEFORE, said) or said


def within(words: list[str]) -> list[str]:
    """Without the please among them, which may stand in what is said: "sag mir bitte wer fehlt"."""
    inner = [word for word in words[1:-1] if bare(word) not in PLEASE]
    return [*words[:1], *inner, *words[1:][-1:]]


def behind(openers: tuple[list[str], ...], words: list[str]) -> list[str] | None:
    """What stands behind the longest of these that the words begin with."""
    folded = [bare(word) for word in words[:6]]
    found = [one for one in openers if folded[: len(one)] == one and len(words) > len(one)]
    return words[max(map(len, found)) :] if found else None
