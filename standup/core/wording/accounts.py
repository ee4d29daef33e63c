"""What the bot says about a person's accounts: linking, preferring, joining."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from standup.core.language import counted, sentence, spoken
from standup.core.messages.markup import Message, bullets, phrase, phrase_spans
from standup.core.wording.times import names_text


def link_code(code: str, others: Sequence[str], invitations: Mapping[str, str]) -> Message:
    """A code, and what to do with it; `invitations` are links by platform that carry it."""
    text = phrase(
        "To connect another account, send me this from there ({others}) within ten minutes:"
        " `link {code}`",
        others=names_text(others),
        code=code,
    )
    for platform, link in invitations.items():
        text += phrase(
            "On {platform}, this link does the same: {link}", platform=platform, link=link
        )
    return text + phrase(
        "__It works once. Keep it to yourself: anyone who has it can answer as you.__"
    )


def nowhere_to_link() -> Message:
    """`link` where there is one platform only."""
    return phrase("I’m only on one platform, so there’s no other account to connect.")


def linked(name: str, titles: Sequence[str]) -> Message:
    """The code was good."""
    text = phrase("Hello {name}! This account is now connected to you.", name=name)
    if titles:
        text += phrase("You’re in {titles}.", titles=names_text(titles))
    return text + phrase(
        "__Say__ `status` __to see what’s open, or__ `prefer` __to choose where I ask you.__"
    )


def another_account(platform: str) -> Message:
    """Told where the person talks to us already."""
    return phrase(
        "An account on {platform} was just connected to yours, with a code you got from me. If that"
        " wasn’t you, say `unlink {platform}`.",
        platform=platform,
    )


def wrong_code() -> Message:
    """The code was wrong, over, or used: which of these, nobody is told."""
    return phrase(
        "That code doesn’t work, or no longer does: each works once, and one from `link` for ten"
        " minutes. Ask for a new one."
    )


def too_many_tries(wait: timedelta) -> Message:
    """Too many wrong codes."""
    minutes = max(1, round(wait.total_seconds() / 60))
    return phrase(
        counted(
            "Too many wrong codes. Please try again in a minute.",
            "Too many wrong codes. Please try again in {count} minutes.",
            minutes,
        )
    )


def unlink_which(platforms: Sequence[str]) -> Message:
    """`unlink` alone."""
    if not platforms:
        return phrase("You haven’t connected any account with a code.")
    rows = [phrase_spans("`unlink {platform}`", platform=platform) for platform in platforms]
    return phrase("Which account do you want to disconnect?") + bullets(rows)


def unlinked(platform: str) -> Message:
    """A tie was undone."""
    return phrase("Done: your account on {platform} is no longer connected.", platform=platform)


def nothing_linked(platform: str) -> Message:
    """No tie to undo."""
    return phrase(
        "You haven’t connected an account on {platform} with a code. If your organiser entered it,"
        " only they can remove it.",
        platform=platform,
    )


def preference(present: str | None, platforms: Sequence[str]) -> Message:
    """Where the person is asked now."""
    if present is None:
        text = phrase("There’s no platform where I can ask you yet.")
    else:
        text = phrase("I ask you on {present}.", present=present)
    if len(platforms) > 1:
        rows = [phrase_spans("`prefer {platform}`", platform=platform) for platform in platforms]
        text += phrase("To be asked somewhere else, say:") + bullets(rows)
    return text


def preferred(platform: str) -> Message:
    """The preference was taken."""
    return phrase(
        "From now on I’ll ask you on {platform}. You can answer anywhere.", platform=platform
    )


def not_there(platform: str, platforms: Sequence[str]) -> Message:
    """A preference for a platform on which the person has no account."""
    if not platforms:
        return phrase(
            "I don’t know an account of yours on {platform}. `link` connects one.",
            platform=platform,
        )
    return phrase(
        "I don’t know an account of yours on {platform}, only on {platforms}. `link` connects one.",
        platform=platform,
        platforms=names_text(platforms),
    )


def takes_part(titles: Sequence[str], organiser: str) -> Message:
    """`join` from somebody who is known."""
    if titles:
        return phrase("You’re in {titles}. Welcome!", titles=names_text(titles))
    return phrase(
        "I know you, but you aren’t in a standup yet. Please ask {organiser}.", organiser=organiser
    )


def stranger_joins(organiser: str, adapter: str, account: str) -> Message:
    """`join` from somebody who is not known: what their organiser needs to let them in."""
    return phrase(
        'To take part, please send this line to {organiser}: `{adapter}: "{account}"`',
        organiser=organiser,
        adapter=adapter,
        account=account,
    )


def comes_to_you_alone() -> Message:
    """Said where a command was given, while what it asks for comes to the person alone."""
    return phrase("I’ll send it in our direct chat, where nobody else can read it.")


def nothing_held() -> Message:
    """`report` before there is one."""
    return phrase("None of your standups has taken place yet, so there’s no report.")


_REASONS = {
    "not started": sentence("hasn’t started a chat with me yet"),
    "invited": sentence("hasn’t accepted my invitation yet"),
    "declined": sentence("declined my invitation"),
    "blocked": sentence("has blocked me"),
    "closed": sentence("doesn’t take direct messages from me"),
    "left": sentence("left our chat"),
    "gone": sentence("that account doesn’t exist"),
    "unknown": sentence("can’t be reached"),
}


def hindrance(reason: str) -> str:
    """Why somebody cannot be reached, in words that follow their name."""
    return spoken(_REASONS.get(reason, reason))
