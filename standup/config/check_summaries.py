"""Whether the model that is to write summaries may be shown a standup, and can be asked."""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from ipaddress import ip_address
from urllib.parse import urlsplit

from standup.config.problems import Finding, WrongError, shown
from standup.config.yaml_source import Source

ADDRESS = "an address such as `https://models.example.org/v1`, or `http://localhost:11434/v1`"
_TRUE = frozenset({"true", "yes", "on", "y", "t", "1"})  # as a schema takes it
_OURS = re.compile(r"localhost|[^.:]+|.+\.(?:local|lan|internal|localhost)")


def address(text: str) -> str:
    """Where a model answers, without a slash at its end. Raises WrongError."""
    bare = text.strip().rstrip("/")
    try:
        parts = urlsplit(bare)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if not host or parts.scheme not in {"http", "https"} or re.search(r"\s", bare):
        raise WrongError(f"`{shown(text)}` is no address", ADDRESS)
    if parts.username or parts.query or parts.fragment:
        raise WrongError(
            "this address says more than where: a key stands under `key`, as {env: NAME}", ADDRESS
        )
    if parts.scheme == "http" and not _is_near(host):
        raise WrongError(
            f"what people wrote would travel to `{shown(host)}` where anybody on the way can read",
            f"`https://`, or a machine of your own network: {ADDRESS}",
        )
    return bare


def _is_near(host: str) -> bool:
    try:
        where = ip_address(host)
    except ValueError:
        return _OURS.fullmatch(host) is not None
    return where.is_loopback or where.is_private


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
