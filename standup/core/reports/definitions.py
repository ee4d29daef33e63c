"""Every figure that is told of a period, by name, and what each means in one sentence."""

from collections.abc import Callable, Mapping

from standup.core.reports import figures, measures, metrics

FIGURES: Mapping[str, Callable[..., object]] = {
    "participation": figures.participation,
    "on time": figures.on_time,
    "never miss twice": figures.never_twice,
    "not blamed": figures.not_blamed,
    "new people": figures.joined,
    "people who left": figures.left,
    "plans": figures.outcomes,
    "follow-through": figures.follow_through,
    "finished": figures.finished,
    "trend": figures.trend,
    "kinds": measures.kinds,
    "length": measures.length,
    "mood, scales and numbers": measures.amount,
    "course": measures.course,
    "metric": metrics.metric,
}


def definition(figure: Callable[..., object]) -> str:
    """What a figure means: the first sentence of its docstring, on one line."""
    text = " ".join((figure.__doc__ or "").split())
    sentence, _, _ = text.partition(". ")
    return sentence.removesuffix(".") + "."
