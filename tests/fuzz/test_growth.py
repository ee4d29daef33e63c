"""What people write costs no more than its length, however it is made.

Each reader meets some of the texts, the next one others; `python -m tests.fuzz.growth` tries
all of them with all.
"""

from itertools import islice

import pytest

from tests import length
from tests.fuzz.growth import LONG, READERS, growth, shapes

SHARE = 3


@pytest.mark.parametrize(("number", "name"), [*enumerate(READERS)], ids=[*READERS])
def test_what_reads_peoples_words_takes_as_much_longer_as_they_are_longer(
    number: int, name: str
) -> None:
    share = SHARE if length.whole[0] else 3 * SHARE
    met = islice(shapes(thorough=False), number % share, None, share)
    grown = (growth(name, READERS[name], *shape, LONG) for shape in met)
    found = [str(one) for one in grown if one]
    assert found == []
