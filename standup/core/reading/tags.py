"""A message's tokens with what each says: one letter a word or phrase, as `lexicon` gives them.

Besides the lexicon's letters: `T` items of the plan, `V` a verb that says items were done, `%` and
`/` shares, `U` a word that means nothing to us; and the signs `, . : - ( ) ? |` by which clauses
end (`.` is any end of a sentence, `|` the end of a line).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from standup.core.reading.lexicon import courtesy
from standup.core.reading.names import Items, Plan, matching
from standup.core.reading.numbers import COUNTS, LAST, PLACES
from standup.core.reading.spans import Token, tokens
from standup.core.reading.vocabulary import corrected, lexical, longest, nearly_says, phrases
from standup.core.text.pattern import Pattern

_HAVING = frozenset(["got", "have", "has", "hab", "habe", "tengo", "erst", "managed", "still"])
_PERCENT = frozenset(["%", "percent", "prozent"])
_NOUNS = frozenset(
    ["item", "items", "number", "nr", "no", "task", "point", "punkt", "nummer", "numero"]
)
_TELLING = frozenset("dpcnyzWNRXoGF")
_SENTENCE = 30  # words
_TO = frozenset(["-", "–", "..", "...", "…", "through", "thru", "to", "bis", "a", "al", "hasta"])


@dataclass(frozen=True, slots=True)
class Tag:
    """A stretch of a message and what it says. `items` are those it names or may name.

    `sure`: it names just these; `named`: by words and not by a number; `beyond`: by a number that
    the plan does not have.
    """

    start: int
    end: int
    letter: str
    items: Items = frozenset()
    sure: bool = True
    named: bool = False
    share: tuple[int, int] | None = None
    word: str = ""
    beyond: bool = False


class Tagger:
    """Tags one message, from left to right."""

    def __init__(self, text: str, plan: Plan) -> None:
        self.text, self.plan = text, plan
        self.tokens = [t for t in tokens(text) if not self._is_mark(t)]
        self.at = 0
        self.says_n = any(token.norm == "n" for token in self.tokens)  # so that `y` is yes

    def _is_mark(self, token: Token) -> bool:
        """Whether it is the mark of a list or a quotation at the beginning of a line."""
        before = self.text[max(0, token.start - 40) : token.start].rpartition("\n")[2]
        begins = not before.strip(" \t>") and (
            token.start < 40 or "\n" in self.text[token.start - 40 : token.start]
        )
        return begins and token.norm in {"-", "*", "•", "–", ">", "·"} and self._spaced(token)

    def _spaced(self, token: Token) -> bool:
        return self.text[token.end : token.end + 1] in {" ", "\t"} or token.norm == ">"

    def tags(self) -> list[Tag]:
        """All of it."""
        found: list[Tag] = []
        while self.at < len(self.tokens):
            tag, size = self._next(found)
            self.at += size
            found.append(tag)
        return found

    def _peek(self, ahead: int = 0) -> Token | None:
        place = self.at + ahead
        return self.tokens[place] if 0 <= place < len(self.tokens) else None

    def _next(self, before: Sequence[Tag]) -> tuple[Tag, int]:
        return self._name() or self._count(before) or self._phrase(before) or self._sign()

    def _name(self) -> tuple[Tag, int] | None:
        """The longest run of words of one item, or of several that share them."""
        size, items, content = 0, frozenset[int](), False
        first = self._norm(0)
        if first in self.plan.done and first not in self.plan.of:
            return None
        for ahead in range(12):
            token = self._peek(ahead)
            if token is None or token.norm == "\n":
                break
            if token.norm in {"-", "/", ".", "_"} and token.glued and size:
                following = self._peek(ahead + 1)
                if following is None or not following.glued:
                    break
                continue
            found = matching(self.plan, token) or self._abbreviated(ahead)
            both = found & items if items else found
            if not both:
                break
            if size == 0 and self._is_plural(token, both):
                return self._tag(1, "T", both, named=True, every=True), 1
            items, size = both, ahead + 1
            content = content or not self._is_plain(token)
        while size and (self._ends_in_status(size) or self._ends_in_verb(size, items)):
            size -= 1
        if not size or not content or not self._is_own(size):
            return None
        tag = self._tag(size, "T", items, named=True)
        return replace(tag, word=first if first in self.plan.done else tag.word), size

    def _is_plural(self, token: Token, items: Items) -> bool:
        """Whether it names all of several items that have it in the singular: `lessons`."""
        one = next(
            (token.norm.removesuffix(s) for s in ("es", "s", "en") if token.norm.endswith(s)), ""
        )
        return len(items) > 1 and self.plan.of.get(one) == items and self._number(1) is None

    def _abbreviated(self, ahead: int) -> Items:
        """`ch 12` of *Chapter 12*."""
        token, number = self._peek(ahead), self._peek(ahead + 1)
        if token is None or number is None or len(token.norm) != 2 or not token.is_word:
            return frozenset()
        return frozenset(
            n
            for n in self.plan.of.get(number.norm, frozenset())
            if number.number is not None
            and any(w.startswith(token.norm) for w in self.plan.words[n])
        )

    def _is_plain(self, token: Token) -> bool:
        """Whether a word of a name may as well be one of ours, or a number."""
        return token.number is not None or bool(lexical(token.norm)) or token.norm in COUNTS

    def _is_own(self, size: int) -> bool:
        """Whether the run is not a verb of the item's own alone, nor ours alone."""
        words = [self.tokens[self.at + n] for n in range(size)]
        own = [w for w in words if w.norm[:1].isalnum() and not self._is_plain(w)]
        return bool(own) and not (size == 1 and own[0].norm in self.plan.done)

    def _ends_in_verb(self, size: int, items: Items) -> bool:
        """`exercise 4 graded` of *Grade exercise 4*."""
        last = self.tokens[self.at + size - 1].norm
        return (
            size > 1
            and last not in self.plan.of
            and items <= self.plan.done.get(last, items - items)
        )

    def _ends_in_status(self, size: int) -> bool:
        last = self.tokens[self.at + size - 1]
        if (
            lexical(last.norm) not in {"d", "p", "c", "n", "y", "z", "W", "Q", "N", "R"}
            or size == 1
        ):
            return False
        for ahead in range(size, size + 3):
            if self._norm(ahead) in {"", ",", ".", ";", "\n"}:
                return True
            if lexical(self._norm(ahead)) in {*"dpcnyzGk"}:
                return False
        return True

    def _tag(
        self,
        size: int,
        letter: str,
        items: Items = frozenset(),
        *,
        sure: bool = True,
        named: bool = False,
        every: bool = False,
    ) -> Tag:
        first, last = self.tokens[self.at], self.tokens[self.at + size - 1]
        single = len(items) == 1 or every
        word = first.norm if size == 1 else ""
        return Tag(
            start=first.start,
            end=last.end,
            letter=letter,
            items=items,
            sure=sure and single,
            named=named,
            word=word,
        )

    def _count(  # noqa: PLR0911 - a line a manner
        self, before: Sequence[Tag]
    ) -> tuple[Tag, int] | None:
        token = self._peek()
        assert token is not None
        marked = token.norm == "#" or (token.norm in _NOUNS and not self._denies(token, before))
        at = 1 if marked else 0
        dot = self._peek(1)
        if marked and token.norm in _NOUNS and dot is not None and dot.norm == ".":
            at = 2
        number = self._number(at)
        if token.norm in {"one", "ones"} and before and before[-1].letter in "TUPWVHfhRQ":
            return self._tag(1, "f"), 1
        if number is not None and not marked and (counted := self._counted(number, before)):
            return counted
        if number is None or (marked and at and token.norm in _NOUNS and self._peek(at) is None):
            return self._place(before)
        following = self._peek(at + 1)
        if following is not None and following.norm in _PERCENT:
            return replace(self._tag(at + 2, "%"), share=(number, 100)), at + 2
        if share := self._share(at, number):
            return share
        if last := self._range(at, number):
            size, items = last
            return self._tag_of_numbers(size, items), size
        return self._item_number(at, number, before, marked=marked)

    def _denies(self, token: Token, before: Sequence[Tag]) -> bool:
        """Whether `no` is said of what comes before it, or of a bare number: `1 no 2 yes`."""
        if token.norm != "no":
            return False
        last = next((tag.letter for tag in reversed(before) if tag.letter not in "fh"), "")
        return self._norm(1) != "." or last == "T"

    def _counted(self, number: int, before: Sequence[Tag]) -> tuple[Tag, int] | None:
        """`all three`, `los dos primeros`, `2nd`."""
        following = self._norm(1)
        word = before[-1].word if before else ""
        if following in PLACES or (following in LAST and following.endswith("s")):
            return self._tag_of_numbers(2, self._placed(PLACES.get(following), number)), 2
        if following in {"st", "nd", "rd", "th"} and self._is_glued_on(1):
            return self._tag_of_numbers(2, frozenset({number - 1})), 2
        named = matching(self.plan, self.tokens[self.at + 1]) if following else frozenset()
        everything = {"all", "alle", "los", "las", "the", "die"}
        digits = self._norm(0).isdecimal() and word in {"the", "die", "los", "las"}
        if word in everything and number == self.plan.count > 1 and not named and not digits:
            return self._tag(1, "Q"), 1
        return None

    def _number(self, ahead: int) -> int | None:
        token = self._peek(ahead)
        if token is None:
            return None
        return token.number if token.number is not None else COUNTS.get(token.norm)

    def _share(self, at: int, number: int) -> tuple[Tag, int] | None:
        """`2/3`, `2 of 4`, `3 von 4`."""
        between, after = self._peek(at + 1), self._number(at + 2)
        size = 3
        if between is not None and between.norm == "out":
            between, after, size = self._peek(at + 2), self._number(at + 3), 4
        if between is None or after is None or between.norm not in {"/", "of", "von", "de"}:
            return None
        return replace(self._tag(at + size, "/"), share=(number, after)), at + size

    def _range(self, at: int, number: int) -> tuple[int, Items] | None:
        between, after = self._peek(at + 1), self._number(at + 2)
        if between is None or after is None or not number < after:
            return None
        if between.norm in _TO:
            return at + 3, frozenset(range(number - 1, min(after, self.plan.count + 1)))
        return None

    def _tag_of_numbers(self, size: int, items: Items) -> Tag:
        within = frozenset(n for n in items if 0 <= n < self.plan.count)
        first, last = self.tokens[self.at], self.tokens[self.at + size - 1]
        beyond = within != items
        return Tag(first.start, last.end, "T", within, sure=not beyond, beyond=beyond)

    def _item_number(
        self, at: int, number: int, before: Sequence[Tag], *, marked: bool
    ) -> tuple[Tag, int] | None:
        token = self._peek(at)
        assert token is not None
        size = at + 1
        following = self._peek(size)
        ends = marked and token.glued  # `#42.` at the end of a sentence
        if following is not None and following.norm in {".", ")"} and following.glued and not ends:
            after = self._peek(size + 1)
            if following.norm == ")" or after is not None:
                size += 1
        named = self.plan.of.get(token.norm, frozenset())
        if size > at + 1 and following is not None and following.norm == ")":
            named = frozenset()  # `1)` is a place in the list, whatever it is called
        if not marked and size == at + 1 and self._counts_something(size):
            return self._tag(size, "U"), size
        place = frozenset({number - 1}) if 1 <= number <= self.plan.count else frozenset()
        if number == 0 and not marked:
            return self._tag(size, "N"), size
        items = place | named
        if several := self._several(size, number, before):
            return several
        later = self._peek(size)
        if later is not None and (more := matching(self.plan, later)) and not lexical(later.norm):
            return self._numbered_name(
                size, items, more, place, counted=bool(before and before[-1].letter in "WUVd")
            )
        counted = self.at > 0 and self.tokens[self.at - 1].norm in _HAVING
        is_said = (
            (token.norm.isdecimal() and not counted) or marked or self._norm(size) in {":", "="}
        )
        tag = self._tag(size, "T", items, sure=is_said)
        return replace(tag, word=token.norm, beyond=not items), size

    def _several(self, size: int, number: int, before: Sequence[Tag]) -> tuple[Tag, int] | None:
        """`wrote 12 tests` of *Write tests*, which does not say how many."""
        following = self._peek(size)
        if following is None or number < 2 or not before or before[-1].letter != "V":
            return None
        items = self.plan.of.get(following.norm, frozenset()) & before[-1].items
        if len(items) != 1 or any(self._says_how_many(n) for n in items):
            return None
        return self._tag(size + 1, "T", items, named=True), size + 1

    def _says_how_many(self, item: int) -> bool:
        return any(word[:1].isdigit() or word in COUNTS for word in self.plan.words[item])

    def _numbered_name(
        self, size: int, items: Items, more: Items, place: Items, *, counted: bool
    ) -> tuple[Tag, int]:
        """A number and a name after it: the same item, or in doubt."""
        both = items & more if items & more and not (place and more - place) else frozenset()
        return self._tag(
            size + 1, "T", both or items | more, sure=bool(both) and not (counted and both == place)
        ), size + 1

    def _counts_something(self, size: int) -> bool:
        """Whether the number counts what follows it, as in `2 papers`."""
        following = self._peek(size)
        if following is None or not following.is_word:
            return False
        word = following.norm
        if lexical(word) or word in COUNTS or word in PLACES or nearly_says(word):
            return False
        if matching(self.plan, following):
            return False
        return self._at_phrase(size) == ""

    def _at_phrase(self, ahead: int) -> str:
        for size in range(longest().get(self.tokens[self.at + ahead].norm, 0), 0, -1):
            key = tuple(t.norm for t in self.tokens[self.at + ahead : self.at + ahead + size])
            if key in phrases():
                return phrases()[key]
        return ""

    def _begins_phrase(self) -> bool:
        """`last night`, `first half`."""
        return any(
            tuple(t.norm for t in self.tokens[self.at : self.at + size]) in phrases()
            for size in range(2, longest().get(self._norm(0), 0) + 1)
        )

    def _place(self, before: Sequence[Tag]) -> tuple[Tag, int] | None:
        """`first`, `2nd`, `the last two`, `los dos primeros`."""
        token = self._peek()
        assert token is not None
        place = PLACES.get(token.norm)
        size = 1
        if self._begins_phrase():
            return None
        if place is None and token.number is not None:
            ending = self._peek(1)
            if ending is not None and ending.glued and ending.norm in {"st", "nd", "rd", "th"}:
                place, size = token.number, 2
        if place is None and token.norm not in LAST:
            return None
        count = self._number(size) or (2 if self._norm(size) in {"beiden", "couple"} else None)
        size += count is not None
        before_count = before[-1] if before and before[-1].letter in "TU" else None
        if count is None and before_count is not None and before_count.word in COUNTS:
            count = COUNTS[before_count.word]
        tag = self._tag_of_numbers(size, self._placed(place, count or 1))
        return replace(tag, word=token.norm), size

    def _norm(self, ahead: int) -> str:
        token = self._peek(ahead)
        return token.norm if token is not None else ""

    def _placed(self, place: int | None, count: int) -> Items:
        if place is None:
            return frozenset(range(self.plan.count - count, self.plan.count))
        first = place - 1 if count == 1 else 0
        return frozenset(range(first, first + count))

    def _is_addressed(self) -> bool:
        """Whether `all` is whom somebody greets, thanks or says sorry to: `sorry for that, all`."""
        if self._norm(0) not in courtesy.EVERYBODY or lexical(self._norm(1)) in _TELLING:
            return False
        if self._norm(1) in {"of", "von", "de"} and self._norm(2) not in courtesy.OF_THEM:
            return False
        before = [self._norm(ahead) for ahead in range(-1, -4, -1)]
        last = next((word for word in before if word not in courtesy.AND_TO), "")
        begins = next((word for word in before if word not in courtesy.TO), "")
        is_apart = bool(begins) and not begins.isalnum()
        return last in courtesy.COURTEOUS or (is_apart and self._ends_in_courtesy())

    def _ends_in_courtesy(self) -> bool:
        """Whether these are the last words of a sentence or two that begin politely, and tell
        nothing."""
        said = [token.norm for token in self.tokens[: min(self.at, _SENTENCE)]]
        return (
            self.at <= _SENTENCE
            and said[0] in courtesy.COURTEOUS
            and not any(
                token.is_word and token.norm not in courtesy.OF_THEM
                for token in self.tokens[self.at + 1 :]
            )
            and not any(lexical(word) in _TELLING or word.isdecimal() for word in said)
        )

    def _phrase(self, before: Sequence[Tag]) -> tuple[Tag, int] | None:
        token = self._peek()
        assert token is not None
        if self._is_addressed():
            return self._tag(1, "f"), 1
        most = min(longest().get(token.norm, 0), len(self.tokens) - self.at)
        for size in range(most, 0, -1):
            key = tuple(t.norm for t in self.tokens[self.at : self.at + size])
            if (letter := phrases().get(key)) and (
                size > 1 or letter == "d" or token.norm not in self.plan.done
            ):
                if letter == "B" and self._norm(size) in PLACES:
                    continue
                if (
                    key == ("y",)
                    and not self.says_n
                    and before
                    and before[-1].letter not in ",.|:-("
                    and self._norm(1)
                ):
                    letter = "A"
                return self._tag(size, letter), size
        if items := self.plan.done.get(token.norm):
            if self._is_noun(token, before):
                return self._tag(1, "T", self.plan.of[token.norm], named=True), 1
            does_both = lexical(token.norm) == "W" and lexical(self._norm(1)) == "B"
            letter = "W" if does_both and len(items) != 2 else "V"
            return self._tag(1, letter, items), 1
        if token.is_word and len(token.norm) < 20 and (letter := corrected(token.norm)):
            return self._tag(1, letter), 1
        return None

    def _is_noun(self, token: Token, before: Sequence[Tag]) -> bool:
        """Whether a word of an item that may be a verb is none: `no run`, `run ❌`."""
        if token.norm not in self.plan.of:
            return False
        last = next((tag.letter for tag in reversed(before) if tag.letter not in "fh"), "")
        return last in {"z", "X", "N", "b"} or lexical(self._norm(1)) in {*"dpcnyzG"}

    _SIGNS = (
        (frozenset({"\n"}), "|"),
        (frozenset({".", "!", ";", "…"}), "."),
        (frozenset({",", "/", "·"}), ","),
        (frozenset({":", "="}), ":"),
        (frozenset({"–", "—", "->", "→"}), "-"),
        (frozenset({"("}), "("),
        (frozenset({")"}), ")"),
    )

    def _sign(self) -> tuple[Tag, int]:
        token = self._peek()
        assert token is not None
        if token.is_word or token.norm[:1].isdigit():
            return self._tag(1, "U"), 1
        if "?" in token.norm:
            return self._tag(1, "?"), 1
        if token.norm[0] in ".!" and not (token.norm == "." and self._is_glued_on(1)):
            return self._tag(1, "."), 1
        if token.norm == "-":
            return self._tag(1, "f" if token.glued and self._is_glued_on(1) else "-"), 1
        for signs_, letter in self._SIGNS:
            if token.norm in signs_:
                return self._tag(1, letter), 1
        return self._tag(1, "i"), 1

    def _is_glued_on(self, ahead: int) -> bool:
        following = self._peek(ahead)
        return following is not None and following.glued


def tagged(text: str, plan: Plan) -> list[Tag]:
    """The message's tags in order."""
    return Tagger(text, plan).tags()


def letters(tags: Iterator[Tag] | Sequence[Tag]) -> str:
    """The tags as a string, a letter each."""
    return "".join(tag.letter for tag in tags)


SPACE = Pattern(r"\s*")
