"""Whether the model that is to write summaries may be shown a standup, and can be asked."""

from collections.abc import Iterator
from importlib.util import find_spec

from standup.config.problems import Finding
from standup.config.yaml_source import Source

_TRUE = frozenset({"true", "yes", "on", "y", "t", "1"})  # as a schema takes it


def lacking_client(source: Source) -> Iterator[Finding]:
    """What has to be installed before a model can be asked."""
    if source.at("summaries") is not None and find_spec("aiohttp") is None:
        yield Finding(
            ("summaries",),
            "a model is asked with `aiohttp`, which is not installed",
            'it after: pip install "open-standup[summaries]"',
        )


def check_summary(source: Source, instance: Source) -> Iterator[Finding]:
    """Whether a standup's summary can be written as it says, and may be; the same of publishing."""
    is_private = str(source.at("private")).casefold() in _TRUE
    if is_private and source.at("publish") in {"agreed", "everyone"}:
        yield Finding(
            ("publish",), "a private standup is not published", "`publish: nobody`, or nothing"
        )
    if source.at("summary") != "model":
        return
    if is_private:
        yield Finding(
            ("summary",),
            "a private standup is shown to no model",
            "`summary: extract`, which is made here, or `summary: off`",
        )
    elif instance.at("summaries") is None:
        yield Finding(
            ("summary",),
            "which model? instance.yaml names none",
            "`summaries:` there with its `url` and `model`, or `summary: extract` here",
        )
