"""What the bot says of what it keeps of a person: all of it, and that it is gone."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from standup.core.asking.answers import TAKEN_BACK
from standup.core.asking.check_in import State
from standup.core.dates.away import FOR_GOOD
from standup.core.language import counted, own_name, sentence, spoken
from standup.core.lives.item import NewsKind
from standup.core.messages.markup import Message, bullets, phrase, plain, quote
from standup.core.model import Account, Person
from standup.core.reports.report import SOMEBODY
from standup.core.settings.setting import NAMES, ByProfile, LetBe
from standup.core.wording.times import full_day_text, names_text
from standup.core.zones import zone_info

LONGEST = 40_000
"""Bytes of an export in a chat: what is older comes from the organiser, in a file."""


def exported(
    data: Mapping[str, Any],
    person: Person,
    accounts: Sequence[Account],
    organiser: str,
    names: Mapping[str, str],
) -> Message:
    """Everything that is kept of a person, the latest day first; `names` are those of others to
    whom they gave an item."""
    about = _about(data, person, accounts, names)
    text = phrase("**Everything I keep about you**") + bullets(about)
    size = len(plain(text).encode())
    days = sorted(data["runs"], key=lambda run: run["day"], reverse=True)
    for shown, run in enumerate(days):
        one = _run(run, zone=person.zone)
        size += len(plain(one).encode())
        if size > LONGEST and shown:
            return text + phrase(
                "There’s more, up to {day} ({days}), which is too long for a chat. {organiser} can"
                " give you all of it as a file: `standup export {person}`",
                days=_days(len(days) - shown),
                day=full_day_text(date.fromisoformat(run["day"])),
                organiser=organiser,
                person=person.id,
            )
        text += one
    return text + phrase(
        "__I also keep the ids of messages, when I told you who reads your answers, and for a few"
        " weeks what I wrote to you. What others wrote is theirs.__"
    )


def _days(count: int) -> str:
    return counted("1 day", "{count} days", count)


def _about(
    data: Mapping[str, Any],
    person: Person,
    accounts: Sequence[Account],
    names: Mapping[str, str],
) -> Iterator[str]:
    yield spoken(
        "Your name: {name}; your id: {id}; your time zone: {zone}",
        name=person.name,
        id=person.id,
        zone=person.zone,
    )
    for account in accounts:
        yield spoken("Your account on {platform}: {id}", platform=account.adapter, id=account.id)
    if language := data["language"]:
        yield spoken("You asked me to speak {language}", language=own_name(language))
    for told in data["chat_languages"]:
        yield spoken(
            "Your app on {platform} is in {language}",
            platform=told["platform"],
            language=own_name(told["language"]),
        )
    if data["prefers"]:
        yield spoken("I ask you on {platform}", platform=data["prefers"])
    if data["looked_for"]:
        yield spoken("You last searched for: {words}", words=data["looked_for"])
    for away in data["away"]:
        first, last = (date.fromisoformat(away[end]) for end in ("first", "last"))
        first_day = full_day_text(first)
        if last == FOR_GOOD:
            yield spoken("Away from {first} on", first=first_day)
        else:
            yield spoken("Away from {first} to {last}", first=first_day, last=full_day_text(last))
    for said in data["settings"]:
        yield _of_setting(said, person.zone)
    for silence in data["silences"]:
        if silence["runs"]:
            yield counted(
                "You’ve left {standup} unanswered once",
                "You’ve left {standup} unanswered {count} times in a row",
                silence["runs"],
                standup=silence["standup"],
            )
    for said in data["steered"]:
        at, standup = _at(said["at"], person.zone), said["standup"]
        yield spoken(
            "To {standup} you did, {at}: {words}", at=at, standup=standup, words=said["words"]
        )
    yield from _of_items(data, person.zone, names)
    for said in data["publishing"]:
        yield _of_publishing(said, person.zone)
    if not data["runs"]:
        yield spoken("You haven’t taken part in a day yet")


def _of_setting(said: Mapping[str, Any], zone: str) -> str:
    at = _at(said["at"], zone)
    if said["setting"] == NAMES[LetBe]:
        return spoken(
            "I let you be in {standup}, {at}, as I’d heard nothing from you",
            standup=said["standup"],
            at=at,
        )
    if said["setting"] == NAMES[ByProfile]:
        return spoken(
            "Your profile on {platform} said, {at}, that you live by {zone} time",
            platform=said["via"],
            at=at,
            zone=said["value"]["zone"],
        )
    return spoken("You set, {at}: {words}", at=at, words=said["words"])


def _of_items(data: Mapping[str, Any], zone: str, names: Mapping[str, str]) -> Iterator[str]:
    for item in data["items"]:
        yield _of_item(item, zone)
    items = {item["number"]: item["words"] for item in data["items"]}
    for said in data["said_of_items"]:
        yield _said_of(said, zone, items, names)
    for said in data["earlier_of_items"]:
        yield _said_of(said, zone, items, names, is_earlier=True)


def _of_item(item: Mapping[str, Any], zone: str) -> str:
    told = sentence("#{number} in {standup}, {state} since {at}")
    if item["is_owner"]:
        told = sentence("Your #{number} in {standup}, {state} since {at}")
    if item["is_author"]:  # the words of another stay another's
        told = sentence("#{number} in {standup}, {state} since {at}: {words}")
    if item["is_author"] and item["is_owner"]:
        told = sentence("Your #{number} in {standup}, {state} since {at}: {words}")
    return spoken(
        told,
        number=item["number"],
        standup=item["standup"],
        state=spoken(item["state"]),
        at=_at(item["since"], zone),
        words=item["words"] or spoken(TAKEN_BACK),
    )


def _said_of(
    said: Mapping[str, Any],
    zone: str,
    items: Mapping[int, str],
    names: Mapping[str, str],
    *,
    is_earlier: bool = False,
) -> str:
    """What they said of an item, or set of it; `items` are the words of their own. `is_earlier`:
    and changed since."""
    from standup.core.wording.items import set_text  # noqa: PLC0415 - where anything lives

    what = set_text(NewsKind(said["kind"]), said["value"], names) if said["value"] else ""
    words = ": ".join(filter(None, (what, said["text"]))) or spoken(TAKEN_BACK)
    item = f"#{said['item']} {items.get(said['item'], '')}".strip()
    at = _at(said["at"], zone)
    if is_earlier:
        told = sentence("Of {item} you said, {at}, before you changed it: {words}")
        return spoken(told, item=item, at=at, words=words)
    if platform := said["replied_on"]:
        told = sentence("Of {item} you said in the channel on {platform}, {at}: {words}")
        return spoken(told, item=item, platform=platform, at=at, words=words)
    return spoken("Of {item} you said, {at}: {words}", item=item, at=at, words=words)


def _of_publishing(said: Mapping[str, Any], zone: str) -> str:
    at = _at(said["at"], zone)
    if since := said.get("told_that_from"):
        told = sentence(
            "You were told, {at}: from {since} on you are published in {standup} unless you say"
            " otherwise"
        )
        return spoken(told, at=at, since=since, standup=said["standup"])
    day = said["day"]
    if day and said["agreed"]:
        return spoken("Your reports of {day} may be published; you said so {at}", day=day, at=at)
    if day:
        return spoken(
            "Your reports of {day} may not be published; you said so {at}", day=day, at=at
        )
    if said["agreed"]:
        return spoken("Your reports may be published; you said so {at}", at=at)
    return spoken("Your reports may not be published; you said so {at}", at=at)


def _run(run: Mapping[str, Any], zone: str) -> Message:
    day = full_day_text(date.fromisoformat(run["day"]))
    text = phrase("**{standup}** · {day}", standup=run["standup"], day=day)
    if run["skipped"]:
        text += phrase("You sat it out.")
    if run["figures"] is not None:
        stood = ", ".join(f"{k} {v}" for k, v in run["figures"]["standings"].items())
        return text + phrase("Your words are deleted; what’s left: {stood}.", stood=stood or "–")
    for check_in in run["check_ins"]:
        text += _check_in(check_in, zone)
    for update in run["updates"]:
        text += phrase("__update, {at}__", at=_at(update["said_at"], zone))
        text += quote(update["text"] or spoken(TAKEN_BACK))
        text += _earlier(update["earlier"], zone)
    for waiting in run["waiting"]:
        at = _at(waiting["said_at"], zone)
        text += phrase("__not posted, {at}__", at=at) + quote(waiting["text"])
    return text


_STANDS = {
    State.WAITING: sentence("waiting"),
    State.ASKING: sentence("open"),
    State.DONE: sentence("answered"),
    State.SKIPPED: sentence("skipped"),
    State.AWAY: sentence("away"),
    State.CLOSED: sentence("closed"),
}


def _check_in(check_in: Mapping[str, Any], zone: str) -> Message:
    text = phrase(
        "__{round}, {state}, opened {at}__",
        round=check_in["round"],
        state=spoken(_STANDS[check_in["state"]]),
        at=_at(check_in["opened_at"], zone),
    )
    for answer in check_in["answers"]:
        where = f"{answer['question']}, {_at(answer['said_at'], zone)}"
        text += phrase("{where}:", where=where) + quote(answer["text"])
    for shown in filter(None, check_in["plan_shown"].values()):
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


def sure_to_forget(organiser: str) -> Message:
    """`forget me`, said for the first time."""
    text = phrase("This permanently deletes what I keep about you:")
    text += bullets(
        [
            spoken("all your answers and updates, earlier versions included"),
            spoken("your away dates, the accounts you connected, and where you like to be asked"),
            spoken("what you have set: your time zone, days, reminders and quiet hours"),
            spoken("what you wrote that lives on and what you said of it; numbers and states stay"),
            spoken("what you said about publishing; nothing of yours will be published any more"),
            spoken("what I wrote to you, as far as I keep it (the chat itself is yours to delete)"),
            spoken(
                "your name in all past days, which will say “{somebody}” instead",
                somebody=spoken(SOMEBODY),
            ),
        ]
    )
    return text + phrase(
        "What I posted in the channels changes too. I can’t reach backups, and what others wrote"
        " stays theirs: {organiser} can tell you more. To get a copy first, say `export me`.\n"
        "If you’re sure, say `forget me now` within ten minutes.",
        organiser=organiser,
    )


def nothing_to_confirm() -> Message:
    """`forget me now` without having been asked."""
    return phrase("To be forgotten, say `forget me` first, and I’ll tell you what that deletes.")


def forgotten(
    titles: Sequence[str], organiser: str, stays: Sequence[str], out_of_reach: int
) -> Message:
    """It is done: what is gone, what is not, and what happens next."""
    text = phrase("Done. Your words and your name are deleted here.")
    text += phrase(
        "What I posted with them will change in a moment. Copies in backups stay until those are"
        " gone."
    )
    if stays:
        text += phrase("I can’t change what’s already on {platforms}.", platforms=names_text(stays))
    if out_of_reach:
        text += phrase(
            "What I posted on {days} is too old for me to change.", days=_days(out_of_reach)
        )
    if titles:
        text += phrase(
            "You’re still in the configuration, for {titles}. I won’t ask you again today, but I"
            " will on the next day, unless {organiser} takes you out.",
            titles=names_text(titles),
            organiser=organiser,
        )
    else:
        text += phrase(
            "You’re still in the configuration; {organiser} can take you out.",
            organiser=organiser,
        )
    return text


def nothing_of_a_stranger(organiser: str) -> Message:
    """`export me` or `forget me` from an account that is nobody's."""
    return phrase(
        "I don’t know this account, and I keep nothing it wrote. If you took part with another"
        " one, or were taken out, please ask {organiser}.",
        organiser=organiser,
    )
