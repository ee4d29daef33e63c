"""A post is known by its kind and its subject, in the store and in its messages' keys."""

from datetime import UTC, date, datetime

import pytest

from standup.core import keys
from standup.core.posts import (
    Month,
    Overview,
    Post,
    PostKind,
    Shared,
    Subject,
    posted,
    subject,
    tells_of_a_run,
)

NOW = datetime(2026, 11, 26, tzinfo=UTC)
THURSDAY, FRIDAY = date(2026, 11, 26), date(2026, 11, 27)
OF: dict[PostKind, Subject] = {
    PostKind.MONTH: Month("daily", "2026-11"),
    PostKind.ACCOUNTABILITY: Overview("daily", FRIDAY),
    PostKind.OWN: Shared("daily", FRIDAY, "ana", THURSDAY),
}
POSTS = [Post(kind, OF.get(kind, 7)) for kind in PostKind]


@pytest.mark.parametrize("post", POSTS, ids=lambda post: str(post.kind))
def test_what_is_kept_of_it_tells_which_it_is(post: Post) -> None:
    assert subject(post.kind, str(post.subject)) == post.subject
    for key in (post.key_in(2), keys.part(post.key_in(2), 1), keys.picture(post.key_in(0), 0)):
        assert posted(key) == post


@pytest.mark.parametrize(
    "key",
    [
        *("re/chat:1", "ask/7", "digest/7", "thread"),
        *(keys.reminder(7, NOW), keys.asked_of_items(7, 12), keys.asked_of_items(7)),
    ],
)
def test_what_is_said_to_somebody_is_no_post(key: str) -> None:
    assert posted(key) is None


def test_a_report_over_weeks_tells_of_every_day_up_to_its_last() -> None:
    for kind in (PostKind.ACCOUNTABILITY, PostKind.OWN):
        post = Post(kind, OF[kind])
        assert post.is_about("daily", THURSDAY)
        assert post.is_about("daily", FRIDAY)
        assert not post.is_about("daily", date(2026, 11, 28))
        assert not post.is_about("weekly", THURSDAY)
    assert not Post(PostKind.DIGEST, 7).is_about("daily", THURSDAY)


def test_each_kind_that_tells_of_a_run_has_a_run_as_its_subject() -> None:
    assert not [post for post in POSTS if tells_of_a_run(post.kind) and post.kind in OF]


def test_a_report_of_whoever_is_forgotten_goes_by_another_name() -> None:
    shared = Shared("daily", FRIDAY, "ana", THURSDAY)
    assert str(shared.by("somebody-1")) == "daily/2026-11-27/somebody-1/2026-11-26"
