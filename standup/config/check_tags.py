"""Whether the tags that mean the same agree on which name is used."""

from collections.abc import Iterator

from standup.config.problems import Finding, shown
from standup.config.yaml_source import Source
from standup.core.learning_log.entries import folded


def check_tags(source: Source) -> Iterator[Finding]:
    """What is wrong with the tags of the instance file."""
    merged = {used: others for used, others in source.mapping("tags").items() if others}
    names = {folded(str(used)): str(used) for used in merged}
    used_for: dict[str, str] = {}
    for used, others in merged.items():
        for number, other in enumerate(others if isinstance(others, list) else ()):
            loc, tag = ("tags", used, number), folded(str(other))
            if tag in names:
                what = f"`{shown(str(other))}` is also the name that others are counted under"
                yield Finding(
                    loc, what, "each tag once, with all that mean the same under one name"
                )
            elif used_for.setdefault(tag, used) != used:
                what = f"`{shown(str(other))}` already counts as `{shown(str(used_for[tag]))}`"
                yield Finding(loc, what, "each tag under one name")
