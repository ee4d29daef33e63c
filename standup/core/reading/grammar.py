"""The rules by which a clause claims something of items, over the letters of its tags."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from standup.core.reading import alone, shapes, turns
from standup.core.reading.claims import Claim, Level, of_share, status_of
from standup.core.reading.names import Items, Plan
from standup.core.reading.numbers import COUNTS, LAST, PLACES
from standup.core.reading.status import Status
from standup.core.reading.tags import Tag, letters
from standup.core.text.pattern import Pattern

_WHEN = frozenset(["after", "before", "during", "at", "nach", "vor", "wahrend", "tras", "durante"])
_OPENERS = ":-(r"
_NO_FIRST = (shapes.NONE_OF_SEVERAL, shapes.STATUS_FIRST)
_MISSING = frozenset(["missing", "left", "open", "fehlt", "fehlen", "falta", "faltan"])
_CIRCUMSTANCES = frozenset(["without", "besides", "ohne"])  # `done without any help`
_LESS = frozenset(["minus", "modulo", "sans", "menos", "bar", "barring", "abzuglich"])
_ATTEMPTS = frozenset(  # what may be done in vain: `called, but nobody was there`
    [
        *("called", "rang", "phoned", "contacted", "asked", "tried", "pinged", "messaged"),
        *("angerufen", "gefragt", "versucht", "probiert", "llame", "llamado", "pregunte"),
        *("intente", "intentado", "probe"),
    ]
)


def claims(said: Sequence[Tag], plan: Plan, only: int | None) -> Iterator[Claim]:
    """What the message claims, clause by clause, in order."""
    yield from _Clauses(said, plan, only).read()


class _Clauses:
    def __init__(self, said: Sequence[Tag], plan: Plan, only: int | None) -> None:
        self.said, self.plan, self.only = said, plan, only
        self.text = letters(said)
        self.everything = frozenset(range(plan.count))
        self.found: list[Claim] = []
        self.at = 0
        self.pending: Tag | None = None
        self.begun = 0  # claims before this sentence
        self.is_clouded = False  # by an `if` or a `maybe` before it in the sentence

    def read(self) -> list[Claim]:
        """All claims of the message."""
        told_alone = alone.read(self.said, self.plan) if self.only is None else None
        if told_alone is not None:
            return told_alone
        while self.at < len(self.text):
            self._next()
        if alone.may_count(self.said, self.plan):
            self._claim(self.said[0], self.said[-1], Level.NAMED, self.everything, None)
        return self.found

    def _next(self) -> None:
        letter = self.text[self.at]
        if letter in _OPENERS and self._follows_claim():
            self._skip_note()
        elif letter in ",.|?:()-bAr":
            if letter == "?":
                self._question()
            if letter in ".|?":
                self.pending, self.begun, self.is_clouded = None, len(self.found), False
            self.at += 1
        elif not any(rule() for rule in self._rules()):
            self._unread()

    def _rules(self) -> "Iterator[Callable[[], bool]]":
        yield self._in_turn
        yield self._neither
        yield self._not_only
        yield self._part_of_one
        yield self._except
        yield self._one_of_one
        yield self._only
        yield self._only_left
        yield self._only_verb
        yield self._all_of
        yield self._all
        yield self._none
        yield self._each
        yield self._nothing_else
        yield self._rest
        yield self._instead
        yield self._item
        yield self._read_too
        yield self._verb
        yield self._carried
        yield self._even
        yield self._doubted

    def _follows_claim(self) -> bool:
        """Whether nothing but this sign stands between here and the last claim."""
        if not self.found or self.at == 0:
            return False
        last = self.found[-1]
        beyond = any(tag.beyond for tag in self.said if last.start <= tag.start < last.end)
        return last.end >= self.said[self.at - 1].end and (last.status is not None or beyond)

    def _skip_note(self) -> None:
        """Words behind a claim, up to the end of the sentence or another claim as clear."""
        opener, self.at = self.text[self.at], self.at + 1
        if opener != "r" and self._is_doubt_at_once():
            return
        if opener in ":-(" and shapes.STRONG_AT_ONCE.match(self.text, self.at):
            return
        if opener == "(" and any(
            rule.match(self.text, self.at) for rule in (shapes.EXCEPT, shapes.STATUS_FIRST)
        ):
            return
        while self.at < len(self.text) and self.text[self.at] not in (
            ".|)" if opener == "(" else ".|"
        ):
            if shapes.STRONG.match(self.text, self.at) and opener != "(":
                return
            self.at += 1

    def _is_doubt_at_once(self) -> bool:
        """`done – not really`; `it is fast` begins with no doubt, whatever `fast` is in German."""
        if not shapes.DOUBTS.match(self.text, self.at):
            return False
        return self.said[self.at].start - self.said[self.at - 1].end < 2

    def _match(self, pattern: Pattern) -> "re.Match[str] | None":
        match = pattern.match(self.text, self.at)
        return match if match and match.end() > self.at else None

    def _claim(
        self,
        first: Tag,
        last: Tag,
        level: Level,
        items: Items,
        status: Status | None,
        *,
        weak: bool = False,
        share: tuple[int, int] | None = None,
    ) -> None:
        status = None if self.is_clouded else status
        self.found.append(
            Claim(
                start=first.start,
                end=last.end,
                level=level,
                items=items,
                status=status,
                is_weak=weak,
                share=share,
            )
        )

    def _take(
        self,
        match: "re.Match[str]",
        level: Level,
        items: Items,
        status: Status | None,
        *,
        weak: bool = False,
        share: tuple[int, int] | None = None,
    ) -> bool:
        """A claim of what a rule matched, without the words behind it."""
        tail = len(match.groupdict().get("tail") or "")
        first, last = self.said[match.start()], self.said[match.end() - 1 - tail]
        self._claim(first, last, level, items, status, weak=weak, share=share)
        self.at = match.end()
        self.pending = None
        return True

    def _tag(self, match: "re.Match[str]", group: str) -> Tag | None:
        found = match.groupdict().get(group)
        return self.said[match.start(group)] if found else None

    def _in_turn(self) -> bool:
        found = turns.read(self.said, self.text, self.at) if self.only is None else None
        if found is None:
            return False
        claims, self.at = found
        self.found += [replace(c, status=None) for c in claims] if self.is_clouded else claims
        self.pending = None
        return True

    def _neither(self) -> bool:
        match = self._match(shapes.NEITHER)
        if match is None:
            return False
        named = [self.said[n] for n in range(*match.span("t")) if self.text[n] in "TV"]
        items = frozenset(n for tag in named for n in tag.items)
        sure = all(tag.sure for tag in named) or all(len(t.items) == 1 for t in named)
        return self._take(match, Level.NAMED, items, Status.NOT if sure else None)

    def _not_only(self) -> bool:
        match = self._match(shapes.NOT_ONLY)
        if match is None:
            return False
        named = [tag for tag in (self._tag(match, "t"), self._tag(match, "u")) if tag]
        items = frozenset(n for tag in named for n in tag.items)
        sure = all(len(tag.items) == 1 for tag in named)
        said = len(named) == 2 or named[0].letter == "V"
        return self._take(match, Level.NAMED, items, Status.DONE if sure and said else None)

    def _part_of_one(self) -> bool:
        """`done except for the last slide`, of the one item that all is about."""
        match = self._match(shapes.PART) or self._match(shapes.PART_FIRST)
        if match is None or self.only is None:
            return False
        part = self.said[match.start() : match.end()]
        named = [tag for tag in part if tag.letter in "TV"]
        if any(tag.items and self.only not in tag.items for tag in named):
            return False
        excepting = next(tag.word for tag in part if tag.letter == "X")
        if excepting in _CIRCUMSTANCES:
            return False
        is_plain = excepting not in _LESS and "Q" not in match["t"] and match[0][0] not in "znN"
        status = Status.PARTLY if is_plain else None
        self._claim(part[0], part[-1], Level.NAMED, frozenset({self.only}), status)
        self.at = match.end()
        return True

    def _except(self) -> bool:
        if match := self._match(shapes.WITHOUT):
            left = Status.PARTLY if match["l"] == "p" else Status.NOT
            return self._all_but(match, "", left)
        if match := self._match(shapes.ALL_BUT):
            return self._all_but(match, match["l"])
        if match := self._match(shapes.BUT_ALL):
            return self._all_but(match, "")
        if match := self._match(shapes.EXCEPT):
            tag = self.said[match.start("t")]
            told = [c for c in self.found if c.level is Level.ALL and c.status is not None]
            if not told or not _certain(tag) or _is_count(tag):
                items = self.everything
                return self._take(match, Level.ALL if told else Level.NAMED, items, None)
            status = Status.DONE if told[-1].status is Status.NOT else Status.NOT
            return self._take(match, Level.EXCEPT, tag.items, status)
        return False

    def _all_but(self, match: "re.Match[str]", later: str, left: Status = Status.NOT) -> bool:
        tag = self.said[match.start("t")]
        none = match["q"] == "N" and match["s"] != "o"
        if match["q"] == "B" and self.plan.count != 2:
            return self._take(match, Level.ALL, self.everything, None)
        but_one = tag.word == "1" and self.said[match.start("t") - 1].word == "but"
        if not _certain(tag) or (later and later not in "dW") or _is_count(tag) or but_one:
            return self._take(match, Level.ALL, self.everything, None)
        rest = self.everything - tag.items
        first, last = self.said[match.start()], self.said[match.end() - 1 - len(match["tail"])]
        self._claim(first, first, Level.ALL, rest, Status.NOT if none else Status.DONE)
        self._claim(
            self.said[match.start() + 1],
            last,
            Level.EXCEPT,
            tag.items,
            Status.DONE if none else left,
        )
        self.at = match.end()
        return True

    def _one_of_one(self) -> bool:  # noqa: PLR0911 - a line a case
        """What is said of the one item that all is about."""
        if self.only is None:
            return False
        items = frozenset({self.only})
        if (of := self._match(shapes.OF)) and self.said[of.end() - 1].beyond:
            return False
        if match := self._match(shapes.OTHER):
            return self._take(match, Level.NAMED, items, Status.CHANGED)
        match = self._match(shapes.BARE)
        if match is None:
            return False
        tag = self.said[match.start()]
        if _counts_off(self.said[match.start() : match.end()]):
            return False
        if tag.letter in "WFk/%G" or (tag.letter in "QN" and self.plan.count > 1):
            if tag.letter in "%/" and self.plan.count == 1:
                return self._take(match, Level.NAMED, items, of_share(tag.share or (0, 1)))
            if tag.letter == "G" and not self.found:
                return self._take(match, Level.NAMED, items, Status.NOT)
            return False
        if tag.letter in "Vv" and self.only not in tag.items:
            return False
        if tag.letter == "N" and match["tail"] and self._begins_deed(match):
            return self._take(match, Level.NAMED, items, None)
        status = {"Q": Status.DONE, "N": Status.NOT, "V": Status.DONE, "v": Status.NOT}.get(
            tag.letter
        ) or status_of(tag)
        return self._take(match, Level.NAMED, items, status, weak=tag.letter in "yzQN")

    def _begins_deed(self, match: "re.Match[str]") -> bool:
        """`nothing to report`, which may be said of what is done."""
        return self.said[match.start("tail")].word in {"to", "zu"}

    def _only(self) -> bool:
        match = self._match(shapes.ONLY)
        if match is None:
            return False
        tag = self._tag(match, "t") or self._tag(match, "t2") or self._tag(match, "t3")
        assert tag is not None
        if not ((tag.named or _is_place(tag)) and _certain(tag)) or match["s"] == "p":
            return self._take(match, Level.ALL, self.everything, None)
        left = bool(match["s"]) and match["s"] in "noGz"
        said, others = (Status.NOT, Status.DONE) if left else (Status.DONE, Status.NOT)
        first = self.said[match.start()]
        self._claim(first, first, Level.ALL, self.everything - tag.items, others)
        return self._take(match, Level.NAMED, tag.items, said)

    def _only_left(self) -> bool:
        """`only missing the docs`, `es fehlen nur die docs`, `solo falta el 3`."""
        match = self._match(shapes.ONLY_LEFT)
        if match is None:
            return False
        tag, first = self.said[match.start("t")], self.said[match.start()]
        is_last = match["o"].endswith("O")
        if not (tag.named or _is_place(tag)) or (is_last and first.word not in _MISSING):
            return self._take(match, Level.ALL, self.everything, None)
        if not _certain(tag):
            return self._take(match, Level.ALL, self.everything, None)
        self._claim(first, first, Level.ALL, self.everything - tag.items, Status.DONE)
        return self._take(match, Level.NAMED, tag.items, Status.NOT)

    def _read_too(self) -> bool:
        """`read chapter 7, watched lecture 12`, where *read* is told as the other is."""
        match = self._match(shapes.NAMED)
        tag = self.said[match.start()] if match else None
        if match is None or tag is None or not (tag.named and _certain(tag) and "V" in self.text):
            return False
        if tag.word not in self.plan.done or tag.items - self.plan.done[tag.word]:
            return False
        return self._take(match, Level.NAMED, tag.items, Status.DONE)

    def _only_verb(self) -> bool:
        """`only read the paper`; `just` may be a moment ago."""
        match = self._match(shapes.ONLY_VERB)
        if match is None or "U" in match["tail"]:
            return False
        first, tag = self.said[match.start()], self.said[match.start("t")]
        if len(tag.items) != 1:
            return False
        if first.word != "just":
            self._claim(first, first, Level.ALL, self.everything - tag.items, Status.NOT)
        return self._take(match, Level.NAMED, tag.items, Status.DONE)

    def _nothing_else(self) -> bool:
        match = self._match(shapes.NOTHING_ELSE)
        if match is None:
            return False
        told = any(c.level is Level.NAMED for c in self.found)
        later = "T" in self.text[match.end() :] or "V" in self.text[match.end() :]
        status = Status.NOT if told or later else None
        return self._take(match, Level.REST, self.everything, status)

    def _all_of(self) -> bool:
        match = self._match(shapes.ALL_OF)
        if match is None:
            return False
        tag = self.said[match.start("t")]
        status = Status.NOT if match["s"] == "n" else Status.DONE
        if tag.letter == "V":
            return self._take(
                match, Level.NAMED, tag.items, status if len(tag.items) == 1 else None
            )
        both = match["q"] == "B" and tag.named and len(tag.items) == 2
        if tag.word.isdecimal() or tag.word:
            said = {str(self.plan.count)} | {w for w, n in COUNTS.items() if n == self.plan.count}
            if tag.word in said and not tag.named and tag.word not in self.plan.of:
                return self._take(match, Level.ALL, self.everything, status)
        certain = (_certain(tag) and (tag.named or self.text[match.start("q") + 1] == "P")) or both
        if certain:
            return self._take(match, Level.NAMED, tag.items, status)
        return self._take(match, Level.ALL, self.everything, None)

    def _all(self) -> bool:
        match = self._match(shapes.ALL)
        if match is None or (match["tail"] and not self._says_when(match)):
            return False
        tag = self._tag(match, "s")
        status: Status | None = Status.DONE
        if tag is not None:
            status = status_of(tag) or Status.CHANGED
        elif match["a"] == "p":
            status = Status.PARTLY
        elif match["a"] == "n":  # `skipped both`; who had no time for both had it for one, maybe
            word = self.said[match.start("a")].word
            status = Status.NOT if word and word != "explicit" else None
        wrong = match["q"] == "B" and self.plan.count != 2
        doubtful = status is Status.CHANGED or (status is Status.NOT and match["q"] == "Q") or wrong
        if tag is not None and tag.letter == "F":
            doubtful = True
        return self._take(match, Level.ALL, self.everything, None if doubtful else status)

    def _says_when(self, match: "re.Match[str]") -> bool:
        """Whether the words behind it say when it was: `before lunch`."""
        tail = self.said[match.start("tail") : match.end("tail")]
        is_told = bool(match["s"] or match["a"])  # `both after lunch` may be to come
        return is_told and tail[0].word in _WHEN and len(tail) < 4

    def _none(self) -> bool:
        match = self._match(shapes.NONE)
        if match is None or match["tail"]:
            return False
        left = match["s"] in {"n", "o"} and bool(match["s"])
        if self.said[match.start("q")].word == "finished":
            return self._take(match, Level.ALL, self.everything, None, weak=True)
        if match["q"] == "E" and self.plan.count != 2:
            return self._take(match, Level.ALL, self.everything, None)
        status = Status.DONE if left else Status.NOT
        return self._take(match, Level.ALL, self.everything, status)

    def _each(self) -> bool:
        match = self._match(shapes.EACH)
        return match is not None and self._take(match, Level.ALL, self.everything, Status.PARTLY)

    def _rest(self) -> bool:
        match = self._match(shapes.REST)
        if match is None:
            return False
        told = frozenset(n for c in self.found if c.level is Level.NAMED for n in c.items)
        tag, counted = self._tag(match, "s"), self._tag(match, "t")
        status = status_of(tag) if tag is not None else None
        if match["a"] and tag is None:
            status = status_of(self.said[match.start("a")])
        left = self.everything - told
        if counted is not None and COUNTS.get(counted.word, _int(counted.word)) != len(left):
            status = None
        later = "T" in self.text[match.end() :] or "V" in self.text[match.end() :]
        if not told and not later:
            status = None
        return self._take(match, Level.REST, self.everything, status)

    def _instead(self) -> bool:
        for rule in (shapes.INSTEAD, shapes.SWAPPED, shapes.CHANGED):
            if match := self._match(rule):
                tag = self.said[match.start("t")]
                items = self.everything if tag.letter in "QB" else tag.items
                certain = tag.letter in "QB" or len(items) == 1
                return self._take(match, Level.NAMED, items, Status.CHANGED if certain else None)
        return False

    def _item(self) -> bool:
        for rule in shapes.OF_ITEMS:
            match = self._match(rule)
            if match is None:
                continue
            tag, said = self.said[match.start("t")], self.said[match.start("s")]
            status = status_of(said)
            if said.letter == "Z":
                status = self._same_as_before()
            if said.letter == "W" and said.word in _ATTEMPTS:
                status = None  # `called the venue` of *Book venue*
            if shapes.WITHOUT_WORDS.match(self.text, match.end()):
                status = None
            if self._is_told() and said.letter in "Ww":
                return False
            if said.letter in "FWw" and match["tail"]:
                status = None
            if said.letter in "GE" and self.pending is not None:
                status = None
            if said.letter in "zyGE" and match["tail"] and rule is not shapes.BRACKETED:
                return False
            if said.letter == "o" and not (tag.named or _is_place(tag)) and tag.word:
                status = None
            if rule in _NO_FIRST and said.letter == "z" and not tag.named:
                status = None
            if not tag.items:
                return self._take(match, Level.ALL, self.everything, None)
            if not _certain(tag):
                status = None
            if said.letter == "/" and rule is shapes.ITEM_FIRST and not tag.named:
                status = None
            if (
                said.letter in "Ww"
                and not tag.named
                and said.letter == "W"
                and rule is shapes.ITEM_FIRST
            ):
                status = Status.DONE if _certain(tag) else None
            return self._take(match, Level.NAMED, tag.items, status)
        return False

    def _same_as_before(self) -> Status | None:
        """`parser done, tests too`."""
        return self.found[-1].status if self.found[self.begun :] else None

    def _verb(self) -> bool:
        match = self._match(shapes.VERB)
        if match is None:
            return False
        tag = self.said[match.start()]
        if self._is_told():
            return False
        status = Status.NOT if tag.letter == "v" or match["a"] in {"z", "G"} else Status.DONE
        if match["a"] == "p":
            status = Status.PARTLY
        both = (match["a"] == "B" and len(tag.items) == 2) or match["a"] == "Q"
        is_when = self.said[match.start("tail")].word in _WHEN if match["tail"] else False
        vague = (
            "U" in match["tail"]
            and not (tag.named and is_when)
            and tag.letter == "V"
            and tag.word != "it"
        )
        in_vain = tag.word in _ATTEMPTS and shapes.BUT.match(self.text, match.end())
        certain = (_certain(tag) or both) and not vague and not in_vain
        certain = certain and not (match["a"] and tag.letter == "v") and (both or match["a"] != "B")
        return self._take(match, Level.NAMED, tag.items, status if certain else None)

    def _is_told(self) -> bool:
        """Whether what came of the only item was said in a sentence before."""
        return self.plan.count == 1 and self.begun > 0

    def _even(self) -> bool:
        """`everything, even the docs`."""
        match = self._match(shapes.EVEN)
        if match is None or not any(c.level is Level.ALL and c.status for c in self.found):
            return False
        self.at = match.end()
        return True

    def _carried(self) -> bool:
        """`2 hours on the parser, it's finished`: the status of what was spoken of just before."""
        match = self._match(shapes.BARE)
        if match is None or self.pending is None or self.text[match.start()] not in "dpn":
            return False
        tag, status = self.pending, status_of(self.said[match.start()])
        self.found = [c for c in self.found if not (c.items == tag.items and c.status is None)]
        return self._take(match, Level.NAMED, tag.items, status if _certain(tag) else None)

    def _doubted(self) -> bool:
        """`…, I think`: what was claimed just before is in doubt."""
        match = self._match(shapes.DOUBTS)
        if match is None:
            return False
        first, last = self.said[match.start()], self.said[match.end() - 1]
        if self.found:
            before = self.found[-1]
            level = before.level
            self._claim(first, last, level, before.items, None)
            if level is Level.ALL:
                self._claim(first, last, Level.ALL, self.everything, None)
        else:
            self._claim(first, last, Level.ALL, self.everything, None)
            self.is_clouded = True
        self.at = match.end()
        return True

    def _unread(self) -> None:
        """What no rule reads: words, or a doubt about what it speaks of."""
        start = self.at
        while self.at < len(self.text) and (
            self.text[self.at] not in ",.|?:()-br" or self.at == start
        ):
            self.at += 1
        part = self.said[start : self.at]
        said = letters(part)
        is_named = any(letter in "TV" for letter in said)
        self.is_clouded = self.is_clouded or "C" in said or ("D" in said and not is_named)
        if self._is_told() and any(letter in "UWVT" for letter in said):
            return
        if self.begun and "U" in said and not any(letter in "TVvQNBMXRE" for letter in said):
            return
        named = [tag for tag in part if tag.letter in "TVv" and tag.items]
        items = frozenset(n for tag in named for n in tag.items)
        if self._follows_with_status(part):
            return
        clear = "U" not in said
        told = any(letter in "GLDCdpcnyz" for letter in said)
        if items:
            prose = all(tag.named for tag in named) or said.count("U") > 1
            self._claim(part[0], part[-1], Level.NAMED, items, None, weak=not told and prose)
            self.pending = named[0] if len(named) == 1 else None
        elif any(letter in "XMOKE/T" for letter in said):
            share = next((tag.share for tag in part if tag.share), None)
            prose = said.count("U") > 1 and "X" not in said
            self._claim(
                part[0], part[-1], Level.ALL, self.everything, None, weak=prose, share=share
            )
        elif any(letter in "QBNRe" for letter in said) or (told and self._is_short(said)):
            weak = not clear and not any(letter in "GLDC" for letter in said)
            self._claim(part[0], part[-1], Level.ALL, self.everything, None, weak=weak)

    def _follows_with_status(self, part: Sequence[Tag]) -> bool:
        """`2 not, no time`: the same once more is a reason; another status is a doubt."""
        before = self.found[-1] if len(self.found) > self.begun else None
        if before is None or before.level is not Level.NAMED or len(part) != 1:
            return False
        if part[0].letter not in "dpcnyz":
            return False
        if status_of(part[0]) != before.status and before.status is not None:
            self._claim(part[0], part[0], Level.NAMED, before.items, None)
        return True

    def _is_short(self, said: str) -> bool:
        return said.count("U") < 2

    def _question(self) -> None:
        """What a sentence with a question mark says is asked, not told."""
        self.found[self.begun :] = [replace(c, status=None) for c in self.found[self.begun :]]


def _certain(tag: Tag) -> bool:
    return tag.sure and bool(tag.items)


def _is_place(tag: Tag) -> bool:
    """Whether it is said to stand at a place, so that it cannot be how many: `the first`."""
    return tag.word in PLACES or tag.word in LAST


def _counts_off(part: Sequence[Tag]) -> bool:
    """Whether it goes on with how much it was: `read about 50 pages`."""
    return any(tag.letter == "U" and (tag.word[:1].isdigit() or tag.word in COUNTS) for tag in part)


def _is_count(tag: Tag) -> bool:
    """Whether the number of an exception may be how many there are: `all but one`."""
    return not tag.named and tag.word in COUNTS


def _int(word: str) -> int:
    return int(word) if word.isdecimal() else -1
