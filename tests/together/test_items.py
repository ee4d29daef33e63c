"""Items that live, on three platforms at once: from a plan to what became of it."""

from pathlib import Path

import pytest

from tests.day import standup
from tests.matrix.synapse import Synapse
from tests.together.clients import hears, until
from tests.together.test_learning_day import every_channel_shows
from tests.together.town import Town, running, town

RESEARCH = """\
owners: [dee]
helpers: [eve]
rounds:
  - id: week
    cron: "30 9 * * thu"
    closes: "20:00"
    questions:
      - {id: stand, kind: outcome, life: hypothesis, ask: "Where do they stand?"}
      - {id: new, kind: items, life: hypothesis, ask: "What do you want to find out?"}
      - {id: stuck, life: blocker, optional: true, ask: "What blocks you?"}
      - {id: paid, kind: items, life: expense, optional: true, ask: "What did you pay?"}
"""


def _research(made: Town) -> None:
    text = standup(RESEARCH, matrix=made.room, discord=made.channel.id, telegram=made.group.id)
    (made.folder / "standups" / "learning-day.yaml").write_text(text)


async def test_hypotheses_live_from_a_plan_to_what_became_of_them(
    synapse: Synapse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with town(synapse, tmp_path / "config", monkeypatch) as made:
        _research(made)
        async with running(made):
            await made.until("9:30")
            # Ana, on Matrix, begins a hypothesis and is blocked; Bo, on Discord, follows it.
            await hears(made.ana, "What do you want to find out?")
            await made.ana.says("the loss differs by seed")
            await hears(made.ana, "What blocks you?")
            await made.ana.says("no access to the cluster")
            await hears(made.ana, "What did you pay?")
            await made.ana.says("-")
            await every_channel_shows(made, "#1 the loss differs by seed", "#2")
            await hears(made.eve, "#2 no access to the cluster")
            await made.eve.person.press("acknowledged")
            await every_channel_shows(made, "no access to the cluster – acknowledged")
            await hears(made.bo, "What do you want to find out?")
            await made.bo.says("five seeds are enough, from #1")
            await hears(made.bo, "What blocks you?")
            await made.bo.says("no")
            await hears(made.bo, "What did you pay?")
            await made.bo.says("a keyboard 49.90 EUR")
            await every_channel_shows(made, "#3 five seeds are enough", "#4 a keyboard 49.90 EUR")
            # What Bo asks of it reaches Ana; she refutes it, and everybody reads so.
            await made.bo.says("#1 did you fix the data order?")
            await hears(made.ana, "Bo on #1", "did you fix the data order?")
            await made.ana.says("#1 refuted – it was the order of the data")
            await hears(made.ana, "is refuted now")
            await every_channel_shows(made, "#1 the loss differs by seed – refuted")
            # What is replied to the posts themselves is heard, and nothing else that is said there.
            await made.bo.person.write_in(made.channel, "#1 what about quokkas?")
            await made.ana.person.write_in(made.room, "#1 what about quokkas?")
            await made.eve.person.write_in(made.group, "#1 what about quokkas?")
            news = "#1 the loss differs by seed – refuted"
            asked = await made.bo.replies(made.channel, news, "in which order wer they?")
            await hears(made.ana, "Bo asks about #1", "on discord", "in which order wer they?")
            await made.bo.edits(asked, "in which order were they?")
            await hears(made.ana, "in which order were they?")
            await made.eve.replies(made.group, news, "seen that as well")
            await made.ana.replies(made.room, "#3 five seeds are enough", "#3 which five?")
            await hears(made.bo, "Ana asks about #3", "on matrix", "which five?")
            await made.settled()
            assert "quokkas" not in await _kept(made)
            # A breakthrough of Bo's: Ana's next one may be overtaken, and she is asked.
            await made.ana.says("/keep as hypothesis: ten seeds are enough")
            await hears(made.ana, "Kept as #5")
            await made.bo.says("#3 confirmed")
            await hears(made.bo, "#3 overtakes #5")
            await made.bo.says("#3 overtakes #5")
            await hears(made.ana, "is your #5 ten seeds are enough overtaken?")
            await made.ana.says("#5 overtaken")
            await every_channel_shows(made, "#5 ten seeds are enough – overtaken")
            # Dee, who runs it, pays on Discord what Bo paid.
            await made.bo.says("#4 approved")
            await hears(made.bo, "Only those who run the standup")
            await made.dee_on_discord.says("/item 4 approved")
            await hears(made.bo, "#4 a keyboard 49.90 EUR is approved")
            await made.dee_on_discord.says("/item 4 paid")
            await every_channel_shows(made, "#4 a keyboard 49.90 EUR – paid")
            await made.eve.says("/item 1")
            logbook = ("in the channel on telegram: seen that as well", "in which order were they?")
            led = "refuted – it was the order of the data", "Led to #3"
            await until(lambda: _heard(made), *logbook, *led)
            await made.settled()


async def _kept(made: Town) -> str:
    """What is kept of what was said of items, and of events."""
    assert made.store is not None
    kept = "SELECT text FROM item_news UNION ALL SELECT failed FROM inbound"
    return str(await made.store.read(lambda tx: tx.all(kept)))


async def _heard(made: Town) -> str:
    return "\n".join(await made.eve.heard())
