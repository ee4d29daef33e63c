"""What a line that begins an item says of it besides its words."""

import pytest

from standup.core.life import SHIPPED
from standup.core.lives.item import Line
from standup.core.lives.lines import of_words


@pytest.mark.parametrize(
    "said",
    [
        "warmup matters, from #7 (4/5)",
        "warmup matters (4/5), from #7",
        "warmup matters 4/5 from #7",
    ],
)
def test_where_it_came_from_and_how_much_it_is_believed_stand_in_either_order(said: str) -> None:
    assert list(of_words([said], SHIPPED["hypothesis"], "new")) == [
        Line("hypothesis", "new", 0, "warmup matters", 7, 4)
    ]
