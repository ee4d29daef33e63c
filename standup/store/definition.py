"""A standup as a run keeps it: the questions and rounds it opened with, as JSON."""

import json
from datetime import timedelta
from functools import lru_cache
from typing import Any

from standup.core.model import Channel, Question, Round, Standup


def dump(standup: Standup) -> str:
    """The standup without its people and its rhythm, which a run does not need."""
    return json.dumps(
        {
            "id": standup.id,
            "title": standup.title,
            "zone": standup.zone,
            "channels": [[channel.adapter, channel.place] for channel in standup.channels],
            "rounds": [_dump_round(round_) for round_ in standup.rounds],
        },
        ensure_ascii=False,
    )


def _dump_round(round_: Round) -> dict[str, Any]:
    return {
        "id": round_.id,
        "title": round_.title,
        "cron": round_.cron,
        "closes": round_.closes.total_seconds(),
        "questions": [
            {"id": q.id, "kind": q.kind, "ask": q.ask, "optional": q.optional, "of": q.of}
            for q in round_.questions
        ],
    }


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
    )


def _load_round(data: dict[str, Any]) -> Round:
    return Round(
        id=data["id"],
        title=data["title"],
        cron=data["cron"],
        closes=timedelta(seconds=data["closes"]),
        questions=tuple(
            Question(q["id"], q["kind"], q["ask"], q["optional"], q["of"] and tuple(q["of"]))
            for q in data["questions"]
        ),
    )
