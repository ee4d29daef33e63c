"""Lists and mappings as the database keeps them: JSON, readable in any language."""

import json


def beginning_with(words: str) -> tuple[str, str]:
    """The bounds between which a text is that begins so; no text has the last character there is.

    Unlike LIKE, which in SQLite takes `a` for `A`, an index can be asked for them.
    """
    return words, f"{words}\U0010ffff"


encode = json.JSONEncoder(ensure_ascii=False).encode  # made once: making one costs more than using
