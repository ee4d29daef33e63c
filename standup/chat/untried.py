"""What a bench of the adapter contract did not offer, named at the end of pytest's output.

It is a plugin of pytest's, found by its entry point, since with several processes the summary is
written by one that runs no test. All that needs time to import is left to the contract.
"""

import pytest

MARK = "not tried: "
NAME = "standup.chat.untried"
OFFERS = {
    "another": "a second person (`bench.another`)",
    "another_channel": "a second channel (`bench.another_channel`)",
    "write_in": "a person who writes in a channel (`person.write_in`)",
    "delete": "a person who takes a message back (`person.delete`)",
    "reply": "a person who replies to a message (`person.reply`)",
    "reply_in": "a person who replies in a channel (`person.reply_in`)",
    "cut": "a line that is cut (`bench.cut`)",
    "refuse": "a place that refuses the bot (`bench.refuse`)",
    "wrong_secret": "a secret that is wrong (`bench.wrong_secret`)",
}
"""What a bench may offer besides the least, by its name there."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name each offer that was missing, and how many sentences need it."""
    reasons = [_reason(report) for report in terminalreporter.stats.get("skipped", ())]
    missing = [reason for reason in reasons if reason.startswith(MARK)]
    if missing:
        terminalreporter.section("not tried")
    for reason in sorted(dict.fromkeys(missing), key=_place):
        number = missing.count(reason)
        sentences = "sentence" if number == 1 else "sentences"
        terminalreporter.line(f"{reason}: {number} {sentences}")


def _place(reason: str) -> int:
    """Where an offer stands among all."""
    offers = [MARK + words for words in OFFERS.values()]
    return offers.index(reason) if reason in offers else len(offers)


def _reason(report: pytest.TestReport) -> str:
    found = report.longrepr
    reason = found[2] if isinstance(found, tuple | list) else ""
    return reason.removeprefix("Skipped: ")
