"""Whether what a standup says of its readers fits together, and what it says in words of before."""

from collections.abc import Iterator

from standup.config.findings import MISSING
from standup.config.problems import Finding, did_you_mean
from standup.config.schema import CHANNELS
from standup.config.yaml_source import Source

_TRUE = frozenset({"true", "yes", "on", "y", "t", "1"})  # as a schema takes it


def check_readers(source: Source) -> Iterator[Finding]:
    """Whether what is posted has a channel, and what is internal stays inside."""
    yield from _channels(source)
    yield from _mentions(source)
    why = why_internal(source)
    if why and source.at("publish") in {"agreed", "everyone"}:
        yield Finding(
            ("publish",), f"a standup with {why} is not published", "`publish: nobody`, or nothing"
        )


def _mentions(source: Source) -> Iterator[Finding]:
    """Whether there is a channel in which anybody could be called."""
    if source.at("mentions") == "participants" and _is_for_participants(source):
        yield Finding(
            ("mentions",),
            "nothing of a standup with `readers: participants` stands in a channel, where somebody"
            " could be called",
            "`mentions: off`, or nothing",
        )


def _channels(source: Source) -> Iterator[Finding]:
    told = source.mapping()
    if told and not told.get("channels") and not _is_for_participants(source):
        if any(did_you_mean(str(key), ("channels",)) for key in told if key != "channels"):
            return  # it is misspelt, which is told already
        what = "this is empty" if told.get("channels") == [] else MISSING
        yield Finding(("channels",), what, f"{CHANNELS}; none with `readers: participants`")


def why_internal(source: Source) -> str:
    """The setting because of which a standup is internal, or nothing."""
    if _is_for_participants(source):
        return "`readers: participants`"
    for name in ("internal", "private"):
        if str(source.at(name)).casefold() in _TRUE:
            return f"`{name}: true`"
    return ""


def _is_for_participants(source: Source) -> bool:
    return bool(source.at("readers") == "participants")


def outdated(source: Source) -> Iterator[Finding]:
    """What works still and is better said in another way."""
    if source.at("private") is not None:
        yield Finding(
            ("private",),
            "this is called `internal` now: neither published nor shown to a model, but posted in"
            " its channels as before",
            "`internal: true`, or `readers: participants` to post it nowhere",
        )
