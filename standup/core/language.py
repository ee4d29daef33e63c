"""In which language something is said, and its sentences there.

The sentences stand in the code in English; `languages/` has one file of translations a language, as
gettext writes them. Whoever composes something says for whom with `speaking`, so that nothing
between that and the sentence has to hand a language on; what is composed outside is English.
"""

import gettext
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ENGLISH = "en"
FOLDER = Path(__file__).parent / "languages"
_LOCALES = {ENGLISH: "en_GB"}  # days before months, and no comma before "and"

_spoken: ContextVar[str] = ContextVar("spoken", default=ENGLISH)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The sentences of one language by the English one, and which form a number takes."""

    sentences: Mapping[str, tuple[str, ...]]
    form: Callable[[int], int]


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let what is composed while the block lasts be in this language; in English if it is none."""
    token = _spoken.set(language if language in languages() else ENGLISH)
    try:
        yield
    finally:
        _spoken.reset(token)


def now_spoken() -> str:
    """The language in which things are said just now."""
    return _spoken.get()


def locale() -> str:
    """The name under which dates, lists and numbers of that language are known."""
    spoken = _spoken.get()
    return _LOCALES.get(spoken, spoken)


def sentence(english: str) -> str:
    """Mark a sentence that is translated where it is said, not where it stands."""
    return english


def several(one: str, many: str) -> tuple[str, str]:
    """Mark a sentence for one thing, and for {count} of them, for `counted`."""
    return one, many


def spoken(english: str, **values: object) -> str:
    """A sentence in the language that is spoken, in English where it has none; what fills its
    {names} is data."""
    language = _spoken.get()
    told = english
    if language != ENGLISH:
        told = catalogue(language).sentences.get(english, (english,))[0]
    return told.format(**values) if values else told


def counted(one: str, many: str, count: int, **values: object) -> str:
    """The sentence for a number of things, which is its {count}."""
    language, told = _spoken.get(), one if count == 1 else many
    if language != ENGLISH:
        known = catalogue(language)
        forms = known.sentences.get(one, ())
        told = forms[known.form(count)] if len(forms) > 1 else told
    return told.format(count=count, **values)


@cache
def languages() -> tuple[str, ...]:
    """The codes of all, English first."""
    return (ENGLISH, *sorted(file.stem for file in FOLDER.glob("*.po")))


@cache
def names() -> Mapping[str, str]:
    """What each may be called, in any of them, with its code."""
    from babel import Locale  # noqa: PLC0415 - few ever ask

    found = {}
    for code in languages():
        called = (Locale.parse(code).get_display_name(other) for other in languages())
        found.update({name.casefold(): code for name in called if name} | {code: code})
    return found


def of_client(tag: str) -> str:
    """The language that a client's tag means: `de-AT` is German; empty where we do not speak it."""
    code = tag.replace("_", "-").partition("-")[0].casefold()
    return code if code in languages() else ""


def own_name(language: str) -> str:
    """ "Deutsch", "español": as it stands inside a sentence."""
    from babel import Locale  # noqa: PLC0415

    return Locale.parse(language).get_display_name(language) or language


@cache
def catalogue(language: str) -> Catalogue:
    """The sentences of a language, read once."""
    from babel.messages.pofile import read_po  # noqa: PLC0415 - most speak English

    with (FOLDER / f"{language}.po").open("rb") as file:
        told = read_po(file)
    found = {}
    for message in told:
        if message.id and not message.fuzzy:
            first = message.id[0] if isinstance(message.id, tuple) else message.id
            forms = message.string if isinstance(message.string, tuple) else (message.string,)
            if all(forms):
                found[str(first)] = tuple(map(str, forms))
    return Catalogue(found, gettext.c2py(told.plural_expr))
