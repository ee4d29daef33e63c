"""The words for dates, a file a language; see `WORDS` of English for what each stands for.

`x~` is x with each of the language's endings.
"""

from collections.abc import Mapping

Words = Mapping[str, str | Mapping[int, str]]
"""By what they stand for: phrases parted by commas, or by a number those that mean it."""
