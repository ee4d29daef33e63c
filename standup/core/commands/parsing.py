"""Which command a message is.

A word is a command only when it is the whole message, so that "skip connections" is an answer; with
a sign it is never one.
"""

import re
from dataclasses import replace
from datetime import date
from difflib import get_close_matches

from standup.core.commands.entry import Around
from standup.core.commands.lexicon import in_english, names_of
from standup.core.commands.living import states
from standup.core.commands.said import Adjust, Command, Empty, Known, OfItem, Steer, Unknown
from standup.core.commands.sentence import ways
from standup.core.commands.table import COMMANDS, NAMES
from standup.core.dates.away import AwayUnclear
from standup.core.language import now_spoken
from standup.core.text.name_matching import fold
from standup.core.text.pattern import Pattern

_PHRASES = {phrase: (said, e) for e in COMMANDS for phrase, said in e.phrases.items()}
_LONGEST_FIRST = sorted(COMMANDS, key=lambda entry: -entry.name.count(" "))
_DASHES = frozenset("-–—−")
_LONGEST = 200  # characters; no command needs more
_LONGEST_UNKNOWN = 40  # of what we have to say back
_UNSEEN = "".join(
    map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A)))
)
_AROUND = _UNSEEN + "\ufeff \t\r\n\u00a0`'\"´‘’‚‛“”„‟«»‹›"
_OF_ITEM = Pattern(
    r"(?:[/!](?:item\s+#?|#)|item\s+#|#)(?P<number>\d{1,7})(?=[\s:,.)?!–—-]|$)\s*[:,.)–—-]*",
    re.IGNORECASE,
)
_STATE_FIRST = Pattern(
    r"(?P<state>[^\W\d_]+(?:\s[^\W\d_]+)?)\s+#(?P<number>\d{1,7})(?=[,.:!\s–—-]|$)"
    r"(?P<rest>(?:\s*[,.:!–—-]|\s+(?:because|weil|porque|today|heute|hoy)\b).*|)",
    re.IGNORECASE | re.DOTALL,
)
_SIGNED = Pattern(r"[/!]([^\W\d_][\w-]{0,39})(?:@\w+)?\??")


def parse(text: str, today: date, platforms: frozenset[str] = frozenset()) -> Command | None:
    """The command that the whole message is, or None: then it is an answer. Never raises.

    `today` is the person's local date, from which dates are understood; `platforms` the names of
    those we are connected to.
    """
    return understand(text, Around(today, platforms))


def is_signed(text: str) -> bool:
    """Whether a sign says that a message is a command, whatever it says."""
    return text.strip()[:1] in {"/", "!"}


def is_said_to_us(text: str) -> bool:
    """Whether somebody wants to be asked or reminded: "ask me later", "frag mich später"."""
    return in_english(text.split(), now_spoken())[:2] in (["ask", "me"], ["remind", "me"])


def item_named(text: str) -> int | None:
    """The number of the item that a message is about, if it is about one."""
    found = _OF_ITEM.match(_bare(text))
    if found:
        return int(found["number"])
    from standup.core.commands.telling import told  # noqa: PLC0415 - with the first message

    said = told(text)
    return said.number if said else None


def _bare(text: str) -> str:
    """The text without what may stand around it, an item's number before what is said of it:
    "refuted #12, by seed"."""
    said = text.strip().strip(_AROUND)
    said = f"#{said[1:]}" if said.startswith("\uff03") else said
    found = _STATE_FIRST.fullmatch(said)
    if found is None or fold(found["state"]) not in states():
        return said
    return f"#{found['number']} {found['state']}{found['rest']}"


def understand(text: str, around: Around) -> Command | None:
    """The same, with all that decides how words are read."""
    bare = _bare(text)
    if bare in _DASHES:
        return Empty()
    if about := _OF_ITEM.match(bare):
        is_marked = around.is_signed or bare[0] in "/!"
        return OfItem(int(about["number"]), bare[about.end() :].strip().lstrip("?"), is_marked)
    words = bare.rstrip(_AROUND + ".!").split()
    signed = _SIGNED.fullmatch(words[0]) if words else None
    if not words or (len(bare) > _LONGEST and not signed):
        return None
    if signed:
        words = [*signed[1].replace("_", " ").split(), *words[1:]]
    around = replace(around, is_signed=bool(signed) or around.is_signed)
    is_long = len(bare) > _LONGEST
    known, words = _read(words, around, is_long=is_long)
    if known is None and signed:
        return _unknown(signed[1], words, steers=around.steers)
    return replace(known, words=" ".join(words)) if isinstance(known, Adjust | Steer) else known


def _read(words: list[str], around: Around, *, is_long: bool) -> tuple[Known | None, list[str]]:
    """The command that the words are, and those of them that say it: the surest of the ways in
    which they may be read."""
    found = list[tuple[Known, list[str]]]()
    tried = dict[tuple[str, ...], Known | None]()
    for way in ways(words, now_spoken(), is_free=around.is_free):
        if way.words not in tried:
            tried[way.words] = _said(list(way.words), around, is_long=is_long)
        known = tried[way.words]
        if known is not None and way.fits(known):
            if not _is_doubtful(known):
                return known, list(way.words)
            found.append((known, list(way.words)))
    return found[0] if found else (None, words)


def _is_doubtful(known: Known) -> bool:
    """Whether it is not known what it says, or it may be something else."""
    is_unclear = getattr(known, "unclear", False) or getattr(known, "is_unclear", False)
    is_unclear = is_unclear or isinstance(known, AwayUnclear)
    return bool(is_unclear) or (isinstance(known, Steer) and known.is_loose)


def _said(words: list[str], around: Around, *, is_long: bool) -> Known | None:
    """The command that the words are, called by its English name or by that of the language."""
    return _known(in_english(words, now_spoken()), around, is_long=is_long)


def _known(words: list[str], around: Around, *, is_long: bool) -> Known | None:
    said = " ".join(words).casefold()
    if not said:
        return None
    if said in _PHRASES and not is_long:
        known, entry = _PHRASES[said]
        if said in entry.signed and not (around.is_signed or around.is_free):
            return None
        return known if around.steers or around.is_signed or not entry.steering else None
    for entry in _LONGEST_FIRST:
        count = entry.name.count(" ") + 1
        is_named = " ".join(words[:count]).casefold().rstrip(":") == entry.name
        if entry.read is not None and is_named and (entry.takes_any_length or not is_long):
            may = around.steers or around.is_signed or not entry.steering
            return entry.read(" ".join(words[count:]), around) if may else None
    for entry in COMMANDS:
        if entry.alone is not None and len(words) == 1:
            return entry.alone(words[0], around)
    return None


def _unknown(name: str, words: list[str], *, steers: bool) -> Unknown:
    """A sign said that it is a command, and we have none that it could be."""
    may = [e.name for e in COMMANDS if e.name in NAMES and (steers or not e.steering)]
    names = {called: one for one in may for called in names_of(one)}
    near = get_close_matches(" ".join(words).casefold(), names, n=1)
    near = near or get_close_matches(words[0].casefold(), names, n=1)
    said = " ".join([name, *words[name.count("_") + 1 :]])
    meant = names[near[0]] if near else None
    return Unknown(said if len(said) <= _LONGEST_UNKNOWN else name, meant)
