"""The closed list of kinds: what YAML calls each of them, and its rules."""

from collections.abc import Mapping
from typing import Literal, assert_never, get_args

from standup.core.kinds.choice import CHOICE
from standup.core.kinds.items import ItemsRules
from standup.core.kinds.kind import Rules, Setting
from standup.core.kinds.metric import METRIC
from standup.core.kinds.mood import MOOD
from standup.core.kinds.number import NUMBER
from standup.core.kinds.outcome_rules import OutcomeRules
from standup.core.kinds.scale import SCALE
from standup.core.kinds.text import TextRules
from standup.core.kinds.yes_no import YES_NO

Kind = Literal["text", "items", "outcome", "choice", "scale", "number", "metric", "yes_no", "mood"]
KINDS: tuple[Kind, ...] = get_args(Kind)


def rules(kind: Kind) -> Rules:  # noqa: PLR0911 - a line a kind
    """The rules of a kind."""
    match kind:
        case "text":
            return TextRules()
        case "items":
            return ItemsRules()
        case "outcome":
            return OutcomeRules()
        case "choice":
            return CHOICE
        case "scale":
            return SCALE
        case "number":
            return NUMBER
        case "metric":
            return METRIC
        case "yes_no":
            return YES_NO
        case "mood":
            return MOOD
    assert_never(kind)


def is_mark(kind: Kind) -> bool:
    """Whether an answer is a step between two ends, as a mood is, or a scale's."""
    measuring = rules(kind).measuring
    return measuring is not None and measuring.is_bounded


def is_of_team(kind: Kind) -> bool:
    """Whether an answer is the team's, by whoever has one, as a metric is."""
    return rules(kind).is_of_team


def settings() -> Mapping[str, Mapping[Kind, Setting]]:
    """Every setting that some kinds have of their own, by its name, as each of these has it."""
    found: dict[str, dict[Kind, Setting]] = {}
    for kind in KINDS:
        for setting in rules(kind).settings:
            found.setdefault(setting.name, {})[kind] = setting
    return found
