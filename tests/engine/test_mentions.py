"""A participant who is named with an @ is called, where a platform can and the standup says so."""

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

from standup.chat.interface import Message, TryAgain, Unsure, mentioned, plain
from standup.core.model import Account, Channel, Instance, Person, Retention, Standup
from tests.platform import CAPABLE, Platform, Shown
from tests.team import LONDON, Team, at, daily, instance, person, team

ANA, CHI, DAN = person("ana"), person("chi"), person("dan")
BO = Person("bo", "Bo Li", LONDON, (Account("chat", "bo"),))
ROOM = "#daily"


def able() -> Platform:
    return Platform(replace(CAPABLE, mentions=True))


def calling(*people: Person) -> Standup:
    return replace(daily(*people), mentions="participants")


@dataclass
class _Forgetful(Platform):
    """Shows a report each time it is sent, and the first answer to that never comes."""

    is_heard: bool = False

    async def send(self, place: str, message: Message, key: str, **where: str | None) -> str:
        shown = await super().send(place, message, f"{key}-{self.sends}", **where)
        if place == ROOM and "with @bo" in plain(message) and not self.is_heard:
            self.is_heard = True
            raise Unsure(5)
        return shown


async def share(day: Team, text: str, who: str = "ana") -> str:
    """Somebody's whole report."""
    message = await day.say(who, text)
    await day.say(who, "/skip")
    return message


def report(day: Team, of: str = "Ana") -> Shown:
    return next(one for one in day.platform.channel(ROOM) if one.text.startswith(of))


async def test_a_participant_named_with_an_at_is_called_where_the_report_is_posted(
    tmp_path: Path,
) -> None:
    async with team(tmp_path, instance(calling(ANA, BO, CHI)), at("9:00"), able()) as day:
        await day.until(at("9:31"))
        await share(day, "Wrote tests with @bo, thanks @Chi!")
        assert day.platform.called == ["bo", "chi"]
        assert "Wrote tests with @bo, thanks @Chi!" in report(day).text
        assert mentioned(report(day).message) == ("bo", "chi")


async def test_an_update_calls_as_a_report_does(tmp_path: Path) -> None:
    async with team(tmp_path, instance(calling(ANA, BO)), at("9:00"), able()) as day:
        await day.until(at("9:31"))
        await share(day, "tests")
        await day.say("ana", "I fixed the parser with @Bo Li this morning")
        await day.settled()
        assert day.platform.called == ["bo"]


async def test_nobody_is_called_unless_the_standup_says_so(tmp_path: Path) -> None:
    async with team(tmp_path, instance(daily(ANA, BO)), at("9:00"), able()) as day:
        await day.until(at("9:31"))
        await share(day, "Wrote tests with @bo")
        assert "Wrote tests with @bo" in report(day).text
        assert day.platform.called == []


async def test_a_platform_that_cannot_call_shows_the_words(tmp_path: Path) -> None:
    async with team(tmp_path, instance(calling(ANA, BO)), at("9:00")) as day:
        await day.until(at("9:31"))
        await share(day, "Wrote tests with @bo")
        assert "Wrote tests with @bo" in report(day).text
        assert day.platform.called == []


async def test_only_participants_are_called_and_neither_a_room_nor_oneself(tmp_path: Path) -> None:
    told = instance(calling(ANA, BO), daily(DAN))
    told = replace(told, standups=(told.standups[0], replace(told.standups[1], id="other")))
    async with team(tmp_path, told, at("9:00"), able()) as day:
        await day.until(at("9:31"))
        await share(day, "@everyone @here @dan <@dan> @ana @nobody")
        assert "@everyone @here @dan <@dan> @ana @nobody" in report(day).text
        assert day.platform.called == []


async def test_a_name_that_fits_two_calls_nobody(tmp_path: Path) -> None:
    bo = Person("bo-chen", "Bo Chen", LONDON, (Account("chat", "chen"),))
    async with team(tmp_path, instance(calling(ANA, BO, bo)), at("9:00"), able()) as day:
        await day.until(at("9:31"))
        await share(day, "@bo and @Bo Chen")
        assert day.platform.called == ["chen"]


async def test_an_edit_calls_nobody_again_and_nobody_new(tmp_path: Path) -> None:
    async with team(tmp_path, instance(calling(ANA, BO, CHI)), at("9:00"), able()) as day:
        await day.until(at("9:31"))
        message = await share(day, "Wrote tests with @bo")
        day.platform.edit_own("ana", message, "Wrote tests with @bo and @chi")
        await day.settled()
        assert report(day).edits == 1
        assert "@bo and @chi" in report(day).text
        assert day.platform.called == ["bo"]


async def test_an_edit_that_needs_another_message_calls_nobody_in_it(tmp_path: Path) -> None:
    platform = Platform(replace(CAPABLE, mentions=True, text_limit=1000))
    async with team(tmp_path, instance(calling(ANA, BO, CHI)), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        message = await share(day, "Wrote tests with @bo")
        longer = "words and more words " * 60
        day.platform.edit_own("ana", message, f"{longer} Wrote tests with @bo and @chi")
        await day.settled()
        assert len(day.platform.channel(ROOM)) == 3  # the head, and two parts of a report
        assert day.platform.called == ["bo"]


async def test_a_report_of_several_messages_calls_each_once(tmp_path: Path) -> None:
    platform = Platform(replace(CAPABLE, mentions=True, text_limit=1000))
    async with team(tmp_path, instance(calling(ANA, BO, CHI)), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        longer = "words and more words " * 60
        await share(day, f"With @bo: {longer} and @bo, and @chi")
        assert len(day.platform.channel(ROOM)) == 3
        assert day.platform.called == ["bo", "chi"]


async def test_where_nothing_can_be_edited_what_follows_calls_nobody(tmp_path: Path) -> None:
    platform = Platform(replace(CAPABLE, mentions=True, edits=False))
    async with team(tmp_path, instance(calling(ANA, BO, CHI)), at("9:00"), platform) as day:
        await day.until(at("9:31"))
        message = await share(day, "Wrote tests with @bo")
        day.platform.edit_own("ana", message, "Wrote tests with @bo and @chi")
        await day.settled()
        assert "@bo and @chi" in day.platform.channel_text(ROOM)
        assert day.platform.called == ["bo"]


async def test_what_may_have_arrived_calls_nobody_a_second_time(tmp_path: Path) -> None:
    forgetful = _Forgetful(replace(CAPABLE, mentions=True, key_window=0.0))
    async with team(tmp_path, instance(calling(ANA, BO)), at("9:00"), forgetful) as day:
        await day.until(at("9:31"))
        await share(day, "Wrote tests with @bo")
        await day.until(at("9:33"))
        assert day.platform.channel_text(ROOM).count("Wrote tests with @bo") == 2
        assert day.platform.called == ["bo"]


async def test_what_surely_has_not_arrived_calls_once_it_does(tmp_path: Path) -> None:
    async with team(tmp_path, instance(calling(ANA, BO)), at("9:00"), able()) as day:
        await day.until(at("9:31"))
        await day.say("ana", "Wrote tests with @bo")
        day.platform.faults += [TryAgain(5, undone=True)] * 3
        await day.say("ana", "/skip")
        await day.until(at("9:33"))
        assert day.platform.called == ["bo"]


async def test_the_digest_and_the_reports_call_nobody(tmp_path: Path) -> None:
    async with team(tmp_path, instance(calling(ANA, BO)), at("9:00"), able()) as day:
        await day.until(at("9:31"))
        await share(day, "Wrote tests with @bo")
        await day.say("bo", "team report")
        await day.until(at("12:01"))
        assert day.platform.channel_text(ROOM).count("Wrote tests with @bo") == 2
        assert day.platform.called == ["bo"]


async def test_nobody_is_called_who_is_away_or_whose_day_it_is_not(tmp_path: Path) -> None:
    async with team(tmp_path, instance(calling(ANA, BO, CHI, DAN)), at("9:00"), able()) as day:
        await day.say("bo", "away today")
        await day.say("chi", "my days mon-wed")
        await day.say("dan", "leave")
        await day.until(at("9:31"))
        await share(day, "Wrote tests with @bo, @chi and @dan")
        assert day.platform.called == []
        assert "Wrote tests with @bo, @chi and @dan" in report(day).text


async def test_who_is_back_is_called(tmp_path: Path) -> None:
    async with team(tmp_path, instance(calling(ANA, BO)), at("9:00"), able()) as day:
        await day.say("bo", "away today")
        await day.until(at("9:31"))
        await day.say("bo", "back")
        await share(day, "Wrote tests with @bo")
        assert day.platform.called == ["bo"]


async def test_on_each_platform_they_are_called_by_the_account_they_have_there(
    tmp_path: Path,
) -> None:
    elsewhere = able()
    bo = replace(BO, accounts=(Account("chat", "4711"), Account("matrix", "@bo:example.org")))
    standup = calling(ANA, bo, CHI)
    standup = replace(standup, channels=(*standup.channels, Channel("matrix", "!room")))
    told, others = instance(standup), {"matrix": elsewhere}
    async with team(tmp_path, told, at("9:00"), able(), others) as day:
        await day.until(at("9:31"))
        await share(day, "Thanks <@4711>, @bo:example.org and @chi")
        assert day.platform.called == ["4711", "chi"]
        assert elsewhere.called == ["@bo:example.org"]
        assert "Thanks @Bo Li, @Bo Li and @chi" in report(day).text
        assert "Thanks @Bo Li, @Bo Li and @chi" in elsewhere.channel_text("!room")


async def test_an_account_that_was_linked_in_chat_is_called_and_one_to_be_linked_is_not(
    tmp_path: Path,
) -> None:
    bo = replace(BO, accounts=(Account("other", "x"),), invited=("chat",))
    told, others = instance(calling(ANA, bo)), {"other": able()}
    async with team(tmp_path, told, at("9:00"), able(), others) as day:
        await day.until(at("9:31"))
        await share(day, "Thanks @bo")
        assert day.platform.called == []
        assert "Thanks @bo" in report(day).text


async def test_whoever_is_forgotten_is_in_nobodys_words_by_their_account(tmp_path: Path) -> None:
    bo = replace(BO, accounts=(Account("chat", "quokka-17"),))
    async with team(tmp_path, instance(calling(ANA, bo, CHI)), at("9:00"), able()) as day:
        await day.until(at("9:31"))
        await share(day, "Wrote tests with @bo and @chi")
        assert day.platform.called == ["quokka-17", "chi"]
        await day.say("quokka-17", "forget me")
        await day.say("quokka-17", "forget me now")
        kept = await day.rows("SELECT content FROM outbox WHERE key LIKE 'report/%'")
        assert "quokka-17" not in str(kept)
        assert '"chi"' in str(kept)
        await share(day, "more with @bo", who="chi")
        assert day.platform.called == ["quokka-17", "chi"]


async def test_a_poll_calls_as_its_standup_does(tmp_path: Path) -> None:
    standup = replace(calling(ANA, BO), owners=("ana",))
    async with team(tmp_path, instance(standup), at("8:00"), able()) as day:
        await day.agree("ana", "/poll Who knows JAX?")
        await day.say("ana", "ask @bo")
        assert "ask @bo" in day.platform.channel_text(ROOM)
        assert day.platform.called == ["bo"]


async def test_names_cost_nothing_where_nobody_is_called(tmp_path: Path) -> None:
    told: Instance = instance(calling(ANA, BO))
    async with team(tmp_path, told, at("9:00"), able()) as day:
        await day.until(at("9:31"))
        await share(day, "Wrote tests")
        assert day.bot.directory().index.called == {}


async def test_people_are_told_that_whoever_they_name_is_told(tmp_path: Path) -> None:
    words = "Name someone taking part with @, and they’re told there."
    told = instance(calling(ANA, BO), replace(daily(ANA), id="other", title="Other"))
    async with team(tmp_path, told, at("9:00"), able()) as day:
        await day.say("ana", "who reads this")
        assert day.last("ana").count(words) == 1
        await day.say("chi", "who reads this")
        assert words not in day.last("chi")


async def test_what_is_kept_of_who_was_called_goes_with_the_words(tmp_path: Path) -> None:
    told = replace(instance(calling(ANA, BO)), retention=Retention(answers=timedelta(days=7)))
    async with team(tmp_path, told, at("9:00"), able()) as day:
        await day.until(at("9:31"))
        await share(day, "Wrote tests with @bo")
        assert await day.rows("SELECT person, account FROM called") == [("bo", "bo")]
        await day.until(at("9:00") + timedelta(days=9))
        assert await day.rows("SELECT person, account FROM called") == []
