"""Letters with their accents in one form or apart, of texts of any make."""

import re
import unicodedata
from typing import Literal

from standup.core.text.pattern import Pattern

# Signs that stand on one letter are put in order by comparing each with each: thousands of them,
# which no language has, would take for ever. Where a piece ends nothing joins, but for such.
_PIECE = Pattern(r".{1,500}[^\x00-\x7f]{0,500}", re.DOTALL)


def normalized(form: Literal["NFC", "NFKD"], text: str) -> str:
    """The text in this form of Unicode's."""
    if text.isascii():
        return text
    return "".join(unicodedata.normalize(form, piece) for piece in _PIECE.findall(text))


_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def with_digraphs(text: str) -> str:
    """Small letters as they are typed where there are no umlauts: "spaeter"."""
    return text.translate(_DIGRAPHS)


def without_accents(text: str) -> str:
    """The text as it is typed where there are no accents, and no letters in another dress."""
    if text.isascii():
        return text
    return "".join(c for c in normalized("NFKD", text) if not unicodedata.combining(c))
