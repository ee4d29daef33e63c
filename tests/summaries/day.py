"""A Learning Day that is over, and a model that has its say on it."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

from standup.core.model import Instance
from standup.core.summaries import prompt
from standup.core.summaries.prompt import Request
from standup.core.summaries.summary import Summary
from standup.errors import ModelError
from tests.team import ROOM, Team, at, instance, learning_day, person

OWN = "Picked from your own sentences, on this machine."
MODELS = "Written by tiny from the reports of the people named"
WEEK = timedelta(days=7)
ANA, BO = person("ana"), person("bo")
MASKS = "Masks keep attention from seeing the future"
MAPS = "Contour lines on maps show how steep a hill is"


def told(summary: str, *, internal: bool = False) -> Instance:
    standup = replace(learning_day(ANA, BO), internal=internal)
    return instance(replace(standup, summary=summary))  # type: ignore[arg-type]


class Model:
    """A model that says one thing, and what it was asked."""

    def __init__(self, answer: str, before: Callable[[], Awaitable[object]] | None = None) -> None:
        self.answer = answer
        self.asked: list[Request] = []
        self._before = before

    async def __call__(self, request: Request) -> Summary:
        self.asked.append(request)
        if self._before is not None:
            await self._before()
        if not self.answer:
            raise ModelError("it is tired")
        return prompt.read(self.answer, request, "tiny")


WRITES = (
    "Person A found that masks keep attention from the future [1].\nMaps have contour lines [2]."
)


async def live(day: Team, week: int = 0) -> None:
    """A Learning Day on which both say what they learned."""
    start = week * WEEK
    await day.until(at("9:31") + start)
    await day.say("ana", "attention")
    await day.say("bo", "maps")
    await day.until(at("17:01") + start)
    await day.say("ana", f"all done. {MASKS}")
    await day.say("bo", f"all done. {MAPS}")
    await day.until(at("20:01") + start)


def summaries(day: Team) -> list[str]:
    """What stands in the channel of what was learned."""
    return [m.text for m in day.platform.channel(ROOM) if "What we learned ·" in m.text]
