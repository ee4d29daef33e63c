"""What people said, written down by themselves, and held against all that can be read of it."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

WORD = re.compile(r"\b[a-z]+-\d+\b")


@dataclass
class Ledger:
    """Every word that somebody said, each once in the world, by who said it."""

    plans: dict[str, str] = field(default_factory=dict)
    updates: dict[str, list[str]] = field(default_factory=dict)
    learned: dict[str, str] = field(default_factory=dict)
    poisonous: list[str] = field(default_factory=list)  # who said what cannot be handled

    def word(self, who: str) -> str:
        """A word that nobody has said."""
        said = len(self.updates.get(who, ())) + (who in self.plans) + (who in self.learned)
        return f"{who}-{said}"

    @property
    def all(self) -> Counter[str]:
        """All that was said."""
        return Counter([*self.plans.values(), *self.learned.values(), *self.all_updates])

    @property
    def all_updates(self) -> list[str]:
        """What was said between the rounds."""
        return [word for said in self.updates.values() for word in said]

    def missing(self, kept: Iterable[str]) -> list[str]:
        """What was said and is not kept."""
        return sorted(self.all.keys() - set(kept))

    def against_the_store(self, kept: Counter[str]) -> list[str]:
        """Every word is kept once."""
        found = [f"lost: {word}" for word in (self.all - kept).elements()]
        return found + [f"kept once too often: {word}" for word in (kept - self.all).elements()]

    def against_the_report(self, report: str) -> list[str]:
        """The compiled day says of everybody what they said, and counts them so."""
        told, found = json.loads(report), []
        for person in told["people"]:
            who = person["person"]
            said = Counter(self.updates.get(who, ()))
            there = Counter(WORD.findall(json.dumps(person["updates"])))
            if there != said:
                found.append(f"of {who} the report tells {there - said}, and not {said - there}")
            words = set(WORD.findall(json.dumps(person)))
            wanted = {spoken[who] for spoken in (self.plans, self.learned) if who in spoken}
            found += [f"the report is without {word}" for word in sorted(wanted - words)]
            standing = "shared" if who in self.learned else "unreached"  # nobody invited them
            if person["standing"] != standing:
                found.append(f"the report has {who} as {person['standing']}, not {standing}")
        return found

    def against_a_channel(self, name: str, shows: list[str]) -> tuple[list[str], int]:
        """Each update stands there by itself and in the digest; returns how often one is doubled.

        What is missing or there three times is a lie wherever it is.
        """
        there = Counter(word for text in shows for word in set(WORD.findall(text)))
        lies = [f"{name} lacks {word}" for word in self.all_updates if there[word] < 2]
        lies += [f"{name} has no {word}" for word in self.all if not there[word]]
        doubled = sum(max(0, there[word] - 2) for word in self.all_updates)
        heads = Counter(text.split("\n")[0] for text in shows)
        doubled += sum(count - 1 for head, count in heads.items() if "Digest" in head)
        return lies, doubled
