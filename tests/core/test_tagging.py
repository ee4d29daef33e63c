"""Tags that may be one, and words that might become one."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from ruamel.yaml import YAML

from standup.core.learning_log import tagging
from standup.core.learning_log.entries import Entry, Merged
from tests.team import learning_day

UPDATE = Entry(
    1, learning_day(), date(2026, 11, 26), "ana", "Ana", datetime(2026, 11, 26, tzinfo=UTC), 1
)


@pytest.mark.parametrize(
    ("tags", "alike"),
    [
        ({"jax": 3, "jaxx": 1, "gpu": 2}, {}),  # too short to tell a slip from another word
        (
            {"attention": 3, "attentions": 5, "atention": 1},
            {"attentions": ("attention", "atention")},
        ),
        ({"flash-attention": 2, "flashattention": 4}, {"flashattention": ("flash-attention",)}),
        ({"cafés": 1, "cafe": 2}, {"cafe": ("cafés",)}),
        ({"gpt-3": 1, "gpt-4": 1, "h100": 1, "h200": 1}, {}),
        ({}, {}),
    ],
)
def test_tags_that_may_be_one_stand_under_the_one_used_most(
    tags: dict[str, int], alike: dict[str, tuple[str, ...]]
) -> None:
    assert tagging.alike(tags) == alike


def test_what_is_suggested_is_yaml_that_says_just_that() -> None:
    merged = {"c++": ("cpp", "true", "null"), "gpu-kernels": ("été",)}
    read = YAML(typ="safe").load(tagging.merged_as_yaml(merged))
    assert read == {"tags": {used: list(others) for used, others in merged.items()}}


def test_words_of_several_reports_that_no_tag_has_are_suggested() -> None:
    texts = ["reading on diffusion"] * 3 + [f"gradients and more {n}" for n in range(4)]
    texts += [f"something else {n}" for n in range(13)]
    entries = [replace(UPDATE, id=n, update=text) for n, text in enumerate(texts)]
    assert tagging.untagged(entries, ["gradients"]) == [("diffusion", 3)]


def test_a_tag_is_known_by_the_name_that_is_used_and_found_by_all() -> None:
    merged = Merged.of({"JAX": ["#jaxlib", "google-jax"]})
    assert merged.names(["jaxlib", "jax", "gpu"]) == ("jax", "gpu")
    assert set(merged.all_of("jaxlib")) == {"jax", "jaxlib", "google-jax"}
