"""A made-up language in which every sentence is shouted: what is not, stands outside the catalogue,
or is data."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from standup.core import language
from standup.core.commands import living
from standup.core.reading import own_words
from tests import catalogue

CODE = "eo"


@contextmanager
def shouting(folder: Path) -> Iterator[None]:
    """Let the language be known while the block lasts, in a folder of its own."""
    with patch.object(language, "FOLDER", folder):
        (folder / f"{CODE}.po").write_bytes(_file())
        _forget()
        try:
            yield
        finally:
            _forget()
    _forget()


@cache
def _file() -> bytes:
    """Its translations, which are the same throughout: they are read from all of the code."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"{CODE}.po"
        catalogue.write(Path(folder), CODE)
        shout(file)
        return file.read_bytes()


def shout(file: Path) -> None:
    """Translate a file that was begun."""
    with file.open("rb") as written:
        begun = read_po(written, locale=CODE)
    assert begun.plural_expr == "(n != 1)"
    for message in begun:
        if message.id:
            forms = tuple(map(_shouted, ids_of(message)))
            message.string = forms if len(forms) > 1 else forms[0]
    catalogue._write(file, begun)


def ids_of(message: Message) -> tuple[str, ...]:
    """The English sentence, for one thing and for several."""
    return tuple(message.id) if isinstance(message.id, (tuple, list)) else (message.id,)


def _forget() -> None:
    known = (language.languages, language.names, language.catalogue)
    for cached in (*known, own_words.in_every_language, living._lives):
        cached.cache_clear()


def _shouted(text: str) -> str:
    if re.fullmatch(r"[EMdyL ]+", text):  # the order of a date
        return text
    return re.sub(r"\{\w+\}|.", lambda m: m[0] if m[0].startswith("{") else m[0].upper(), text)
