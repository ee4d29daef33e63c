"""The days on which somebody is away who says so in a sentence: "I'm sick today".

Every word has to be of the absence or of the days: what says more, or names days twice, is asked
about. Who is ill and names no day means today.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from standup.core.dates import reader
from standup.core.dates.away import Away, AwayUnclear
from standup.core.intent import shapes
from standup.core.intent.segments import Segment, segments
from standup.core.intent.words import bare, clauses

_MOST_WORDS = 14  # whoever writes more says more than when
_BEING = shapes.BEING | {"gone", "gonna", "going"}
_NOT = frozenset({"no", "not", "nicht", "nie", "never", "kein", "keine", "nunca"})
_RETURNS = frozenset({"vuelvo", "volvere", "regreso", "regresare", "back", "zuruck", "zurueck"})
_NOW = frozenset({"now", "jetzt", "ahora"})  # "I'm off now" is a farewell
_AROUND = " \t\n.,;:!…()–—-"


def absent(text: str, today: date) -> Away | None:
    """When its author is away, in a text that says so; None where that is not plain."""
    words = bare(text).split()
    if len(words) > _MOST_WORDS or "?" in text or _is_denied(words):
        return None
    wider: list[tuple[int, int, Away]] = []
    for begins, ends in _stretches(len(words)):
        found = _days(words[begins:ends], today) if _is_said(words) else None
        if isinstance(found, AwayUnclear):
            return None  # "next fri"
        if found is None or not _is_of_its_own(begins, ends, found, wider):
            continue
        wider.append((begins, ends, found))
        rest = words[:begins], words[ends:]
        if _is_only_absence(*rest):
            is_one = not any(_is_day(word, today) for part in rest for word in part)
            return found if is_one else None  # "ab morgen urlaub bis …" has another
    is_today = _is_at_home(words) and _is_only_absence(words)
    return Away(today, today) if is_today else None


def _is_of_its_own(
    begins: int, ends: int, found: Away, wider: Sequence[tuple[int, int, Away]]
) -> bool:
    """Whether words are no part of what names other days: of "next thu" the "thu" is."""
    return all(found == days or begins < first or last < ends for first, last, days in wider)


def _is_denied(words: Sequence[str]) -> bool:
    """ "no estoy enfermo"; and "I'm off now" is a farewell."""
    found = _segments(words)
    if any(s.words[0] in _NOT and later.has("ill") for s, later in pairwise(found)):
        return True
    if any(not _RETURNS.isdisjoint(s.words) for s in found):
        return True  # "vuelvo el lunes" names the day after
    alone = {s.words[0] for s in found if len(s.words) == 1}
    return bool(alone & _NOT or (alone & _NOW and not any(s.has("ill") for s in found)))


def is_ill(text: str) -> bool:
    """Whether it says that somebody is ill."""
    return any(s.has("ill") for s in _segments(text.split()))


def _stretches(count: int) -> Iterator[tuple[int, int]]:
    """Where the longest, and then shorter stretches of so many words begin and end."""
    for size in range(count, 0, -1):
        for begins in range(count - size + 1):
            yield begins, begins + size


def _days(words: Sequence[str], today: date) -> Away | AwayUnclear | None:
    """The days that the words name; Unclear where they may be others, None where they are none."""
    said = " ".join(words).strip(_AROUND)
    found = reader.away(said.casefold(), today) if said else None
    is_none = isinstance(found, AwayUnclear) and found.reason == "not_understood"
    return None if is_none else found


def _is_day(word: str, today: date) -> bool:
    """Whether a word is a day, also where it stands in a phrase of ours."""
    return any(s.has("time") for s in _segments([word])) and _days([word], today) is not None


def _segments(words: Sequence[str]) -> list[Segment]:
    return [s for clause in clauses(" ".join(words)) for s in segments(clause.words)]


def _is_said(words: Sequence[str]) -> bool:
    """Whether they say that somebody is away at all."""
    return any(map(_says_so, _segments(words)))


def _is_at_home(words: Sequence[str]) -> bool:
    """Whether it is today where no day is named: who is ill, or unwell and goes home."""
    found = _segments(words)
    return any(s.has("ill") for s in found) or (
        any(s.has("at home") for s in found) and any(map(_says_so, found))
    )


def _is_only_absence(*parts: Sequence[str]) -> bool:
    return all(_is_of_absence(segment) for part in parts for segment in _segments(part))


def _says_so(segment: Segment) -> bool:
    return "away" in {segment.meaning.head, segment.meaning.phrase} or segment.has("gone", "ill")


def _is_of_absence(segment: Segment) -> bool:
    if _says_so(segment) or all(word in _BEING for word in segment.words):
        return True
    if segment.meaning.head or segment.meaning.phrase or segment.is_unknown:
        return False
    is_day = segment.has("time") and not segment.has("fill", "address")
    return segment.has("fill", "talk", "address", "at home") and not is_day
