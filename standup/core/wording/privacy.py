"""What the bot says of what it keeps of a person: all of it, and that it is gone."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from standup.core.dates.away import FOR_GOOD
from standup.core.messages.markup import Message, bullets, phrase, plain, quote
from standup.core.model import Account, Person
from standup.core.reports.report import SOMEBODY
from standup.core.wording.times import day_text, full_day_text, names_text
from standup.core.zones import zone_info

LONGEST = 40_000
"""Bytes of an export in a chat: what is older comes from the organiser, in a file."""


# ── export me ──────────────────────────────────────────────────────────────────────────────────


def exported(
    data: Mapping[str, Any], person: Person, accounts: Sequence[Account], organiser: str
) -> Message:
    """Everything that is kept of a person, the latest day first."""
    text = phrase("**Everything I keep of you**") + bullets(_about(data, person, accounts))
    size = len(plain(text).encode())
    days = sorted(data["runs"], key=lambda run: run["day"], reverse=True)
    for shown, run in enumerate(days):
        one = _run(run, zone=person.zone)
        size += len(plain(one).encode())
        if size > LONGEST and shown:
            return text + phrase(
                "{days} more, up to {day}, are too long for a chat. {organiser} can give you all "
                "of it as a file: `standup export {person}`",
                days=_days(len(days) - shown),
                day=full_day_text(date.fromisoformat(run["day"])),
                organiser=organiser,
                person=person.id,
            )
        text += one
    return text + phrase(
        "__Besides, I keep the ids of messages, when I told you who reads your answers, and for"
        " some weeks what I wrote to you. What others wrote is theirs.__"
    )


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"


def _about(data: Mapping[str, Any], person: Person, accounts: Sequence[Account]) -> Iterator[str]:
    yield f"Your name: {person.name}; your id: {person.id}; your time zone: {person.zone}"
    for account in accounts:
        yield f"Your account on {account.adapter}: {account.id}"
    if data["prefers"]:
        yield f"I ask you on {data['prefers']}"
    if data["looked_for"]:
        yield f"Lately you looked for: {data['looked_for']}"
    for away in data["away"]:
        first, last = (date.fromisoformat(away[end]) for end in ("first", "last"))
        ends = f"to {day_text(last)} {last.year}" if last != FOR_GOOD else "on"
        yield f"Away from {day_text(first)} {first.year} {ends}"
    for said in data["settings"]:
        yield f"You set, {_at(said['at'], person.zone)}: {said['words']}"
    for said in data["steered"]:
        yield f"To {said['standup']} you did, {_at(said['at'], person.zone)}: {said['words']}"
    for said in data["publishing"]:
        yield _of_publishing(said, person.zone)
    if not data["runs"]:
        yield "You have taken part in no day yet"


def _of_publishing(said: Mapping[str, Any], zone: str) -> str:
    at = _at(said["at"], zone)
    if since := said.get("told_that_from"):
        where = f"in {said['standup']} you are published unless you say otherwise"
        return f"You were told, {at}: from {since} on {where}"
    what = f"Your reports of {said['day']}" if said["day"] else "Your reports"
    return f"{what} {'may' if said['agreed'] else 'may not'} be published; you said so {at}"


def _run(run: Mapping[str, Any], zone: str) -> Message:
    day = full_day_text(date.fromisoformat(run["day"]))
    text = phrase("**{standup}** · {day}", standup=run["standup"], day=day)
    if run["skipped"]:
        text += phrase("You sat it out.")
    if run["figures"] is not None:
        stood = ", ".join(f"{k} {v}" for k, v in run["figures"]["standings"].items())
        return text + phrase("The words are deleted; what stays: {stood}.", stood=stood or "–")
    for check_in in run["check_ins"]:
        text += _check_in(check_in, zone)
    for update in run["updates"]:
        text += phrase("__update, {at}__", at=_at(update["said_at"], zone)) + quote(update["text"])
        text += _earlier(update["earlier"], zone)
    for waiting in run["waiting"]:
        at = _at(waiting["said_at"], zone)
        text += phrase("__not posted, {at}__", at=at) + quote(waiting["text"])
    return text


def _check_in(check_in: Mapping[str, Any], zone: str) -> Message:
    text = phrase(
        "__{round}, {state}, opened {at}__",
        round=check_in["round"],
        state=check_in["state"],
        at=_at(check_in["opened_at"], zone),
    )
    for answer in check_in["answers"]:
        where = f"{answer['question']}, {_at(answer['said_at'], zone)}"
        text += phrase("{where}:", where=where) + quote(answer["text"])
    for shown in check_in["plan_shown"].values():
        text += phrase("your plan, as it was shown:") + quote("\n".join(shown))
    return text + _earlier(check_in["earlier"], zone)


def _earlier(wordings: Sequence[Mapping[str, Any]], zone: str) -> Message:
    text = Message(())
    for wording in wordings:
        at = _at(wording["replaced_at"], zone)
        text += phrase("before you changed it, {at}:", at=at) + quote(wording["text"])
    return text


def _at(instant: str, zone: str) -> str:
    return f"{datetime.fromisoformat(instant).astimezone(zone_info(zone)):%Y-%m-%d %H:%M}"


# ── forget me ──────────────────────────────────────────────────────────────────────────────────


def sure_to_forget(organiser: str) -> Message:
    """`forget me`, said for the first time."""
    text = phrase("This deletes, for good, what I keep of you:")
    text += bullets(
        [
            "every answer and update of yours, with their earlier wordings",
            "your away dates, the accounts you joined, and where you prefer to be asked",
            "what you have set: your zone, days, reminders and quiet hours",
            "what you said of publishing; nothing of yours is published any more",
            "what I wrote to you, as far as I keep it (the chat itself is yours to delete)",
            f"your name in every past day, where “{SOMEBODY}” stands then",
        ]
    )
    return text + phrase(
        "What I posted in the channels follows. Backups are out of my reach, and what others wrote "
        "stays theirs: {organiser} can tell you more. `export me` first gives you all of it.\n"
        "If you are sure, say `forget me now` within ten minutes.",
        organiser=organiser,
    )


def nothing_to_confirm() -> Message:
    """`forget me now` without having been asked."""
    return phrase("To be forgotten, say `forget me` first: I tell you what that deletes.")


def forgotten(
    titles: Sequence[str], organiser: str, stays: Sequence[str], out_of_reach: int
) -> Message:
    """It is done: what is gone, what is not, and what happens next."""
    text = phrase("It is done. Your words and your name are deleted here.")
    text += phrase(
        "What I posted with them changes in a moment. Copies in backups stay until those are gone."
    )
    if stays:
        text += phrase(
            "On {platforms} I cannot change what stands there already.", platforms=names_text(stays)
        )
    if out_of_reach:
        text += phrase(
            "What I posted in {days} is too old for me to change.", days=_days(out_of_reach)
        )
    if titles:
        text += phrase(
            "You still stand in the configuration, for {titles}. I leave you in peace for what is "
            "open today, and ask you again when the next day opens, unless {organiser} takes you "
            "out.",
            titles=names_text(titles),
            organiser=organiser,
        )
    else:
        text += phrase(
            "You still stand in the configuration; {organiser} can take you out.",
            organiser=organiser,
        )
    return text


def nothing_of_a_stranger(organiser: str) -> Message:
    """`export me` or `forget me` from an account that is nobody's."""
    return phrase(
        "I do not know this account, and keep nothing that it wrote. If you have taken part under "
        "another one, or were taken out, please ask {organiser}.",
        organiser=organiser,
    )
