"""What a report can be found by."""

import pytest

from standup.core.learning_log import entries


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see https://a.org/x.", ("https://a.org/x",)),
        ("(https://a.org/x_(y)), and https://a.org/x_(y)!", ("https://a.org/x_(y)",)),
        ("**http://b.io/z?q=1&r=2**", ("http://b.io/z?q=1&r=2",)),
        ("no link: https:// and www.a.org", ()),
        ("<https://a.org> [https://b.org]", ("https://a.org", "https://b.org")),
    ],
)
def test_a_link_is_found_without_the_sentence_around_it(text: str, found: tuple[str, ...]) -> None:
    assert entries.links(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("#JAX, then #jax again", ("jax",)),
        ("#c++ and #gpu-kernels.", ("c++", "gpu-kernels")),
        ("#été", ("été",)),
        ("task #12, a#b, https://x.org/#part, ##no", ()),
        (f"#{'x' * 41}", ()),
    ],
)
def test_a_tag_is_what_is_marked_and_means_something(text: str, found: tuple[str, ...]) -> None:
    assert entries.tags(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("#हिन्दी, #क्‍ष", ("हिन्दी", "क्‍ष")),
        ("#ดีมาก #தமிழ்.", ("ดีมาก", "தமிழ்")),
        ("#Zoe\u0308 #Zo\u00eb #cafe\u0301", ("zo\u00eb", "caf\u00e9")),
    ],
)
def test_a_tag_keeps_the_signs_above_and_below_its_letters(
    text: str, found: tuple[str, ...]
) -> None:
    assert entries.tags(text) == found
    assert entries.folded("#Cafe\u0301") == "caf\u00e9"
