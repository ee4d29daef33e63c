"""A standup as a run keeps it: the questions and rounds it opened with, as JSON."""

import json
from dataclasses import fields
from datetime import timedelta
from functools import lru_cache
from typing import Any

from standup.core.language import ENGLISH
from standup.core.model import Channel, Question, Round, Standup
from standup.core.reading.own_words import Counts, OwnWord

_OF_EVERY_QUESTION = frozenset({"id", "kind", "ask", "optional", "of"})


def dump(standup: Standup) -> str:
    """The standup without its people and its rhythm, which a run does not need."""
    return json.dumps(
        {
            "id": standup.id,
            "title": standup.title,
            "zone": standup.zone,
            "readers": standup.readers,
            "internal": standup.internal,
            "language": standup.language,
            "channels": [[channel.adapter, channel.place] for channel in standup.channels],
            "rounds": [_dump_round(round_) for round_ in standup.rounds],
            **({"taken_back": True} if standup.taken_back else {}),
        },
        ensure_ascii=False,
    )


def _dump_round(round_: Round) -> dict[str, Any]:
    return {
        "id": round_.id,
        "title": round_.title,
        "cron": round_.cron,
        "closes": round_.closes.total_seconds(),
        "questions": [_dump_question(question) for question in round_.questions],
    }


def _dump_question(question: Question) -> dict[str, Any]:
    """What every question has, and of the rest what this one has."""
    usual = {field.name: field.default for field in fields(Question)}
    said = {name: getattr(question, name) for name in usual}
    told = {n: v for n, v in said.items() if n in _OF_EVERY_QUESTION or v != usual[n]}
    if question.outcomes:
        told["outcomes"] = [[word.name, word.counts] for word in question.outcomes]
    return told


@lru_cache(maxsize=256)
def load(text: str) -> Standup:
    """The standup that `dump` wrote."""
    data = json.loads(text)
    return Standup(
        id=data["id"],
        title=data["title"],
        zone=data["zone"],
        channels=tuple(Channel(adapter, place) for adapter, place in data["channels"]),
        rounds=tuple(_load_round(round_) for round_ in data["rounds"]),
        participants=(),
        readers=data.get("readers", "channel"),
        internal=data.get("internal", data.get("private", False)),  # as older releases called it
        language=data.get("language", ENGLISH),
        taken_back=data.get("taken_back", False),
    )


def _load_round(data: dict[str, Any]) -> Round:
    return Round(
        id=data["id"],
        title=data["title"],
        cron=data["cron"],
        closes=timedelta(seconds=data["closes"]),
        questions=tuple(_load_question(question) for question in data["questions"]),
    )


def _load_question(data: dict[str, Any]) -> Question:
    """The question; what an older release did not keep has its usual value."""
    said: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in data.items()}
    if "outcomes" in said:
        said["outcomes"] = tuple(OwnWord(name, Counts(how)) for name, how in said["outcomes"])
    return Question(**said)
