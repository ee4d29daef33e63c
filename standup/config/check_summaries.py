"""Whether the model that is to write summaries may be shown a standup, and can be asked."""

from collections.abc import Iterator
from importlib.util import find_spec

from standup.config.check_readers import why_internal
from standup.config.problems import Finding
from standup.config.yaml_source import Source


def lacking_client(source: Source) -> Iterator[Finding]:
    """What has to be installed before a model can be asked."""
    if source.at("summaries") is not None and find_spec("aiohttp") is None:
        yield Finding(
            ("summaries",),
            "asking a model needs `aiohttp`, which is not installed",
            'it after: pip install "open-standup[summaries]"',
        )


def check_summary(source: Source, instance: Source) -> Iterator[Finding]:
    """Whether a standup's summary can be written as it says, and may be."""
    if source.at("summary") != "model":
        return
    if why := why_internal(source):
        yield Finding(
            ("summary",),
            f"a standup with {why} is not shown to a model",
            "`summary: extract`, which is made here, or `summary: off`",
        )
    elif instance.at("summaries") is None:
        yield Finding(
            ("summary",),
            "which model? instance.yaml names none",
            "`summaries:` there with its `url` and `model`, or `summary: extract` here",
        )
