"""A run keeps what it asks, however the configuration changes and whichever release reads it."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from standup.core.model import Question, Round, Standup
from standup.store import definition
from tests.core.asked import MOOD, OUTCOME, SHORT
from tests.team import LONDON


def kept(*questions: Question) -> Standup:
    round_ = Round("day", "Daily", "0 9 * * *", questions, timedelta(hours=12))
    return Standup("daily", "Daily", (round_,), (), (), LONDON)


@pytest.mark.parametrize("question", [*SHORT, OUTCOME], ids=lambda question: question.kind)
def test_each_kind_of_question_is_kept_whole(question: Question) -> None:
    standup = kept(question, replace(question, id="again", optional=True))
    assert definition.load(definition.dump(standup)) == standup


def test_a_question_of_an_older_release_loads() -> None:
    data = json.loads(definition.dump(kept(MOOD)))
    old = {"id": "q", "kind": "text", "ask": "What?", "optional": True, "of": ["plan", "x"]}
    data["rounds"][0]["questions"] = [old]
    (question,) = definition.load(json.dumps(data)).rounds[0].questions
    assert question == Question("q", "text", "What?", optional=True, of=("plan", "x"))


def test_a_question_is_kept_without_what_it_does_not_have() -> None:
    (question,) = json.loads(definition.dump(kept(MOOD)))["rounds"][0]["questions"]
    assert set(question) == {"id", "kind", "ask", "optional", "of"}
