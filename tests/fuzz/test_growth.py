"""What people write costs no more than its length, however it is made."""

import pytest

from tests.fuzz.growth import LONG, READERS, growth, shapes


@pytest.mark.parametrize("name", READERS)
def test_what_reads_peoples_words_takes_as_much_longer_as_they_are_longer(name: str) -> None:
    grown = (growth(name, READERS[name], *shape, LONG) for shape in shapes(thorough=False))
    found = [str(one) for one in grown if one]
    assert found == []
