"""Commands about what is kept of somebody: published or not, given to them, deleted."""

from collections.abc import Mapping

from standup.core.commands.entry import Around, Entry, MenuEntry, MenuGroup, Read
from standup.core.commands.said import Export, Forget, Help, Known, Publish
from standup.core.dates import reader
from standup.core.language import sentence
from standup.core.rights import Action

_DATA = MenuGroup(
    "data",
    {
        "en": "What is kept of you, and what may be published",
        "de": "Was von dir gespeichert ist und veröffentlicht werden darf",
        "es": "Lo que se guarda de ti y se puede publicar",
        "fr": "Ce qui est gardé de toi, et peut être publié",
    },
)


_LAST = (
    *("last", "letzter tag", "letzten tag", "den letzten tag"),
    *("último día", "ultimo dia", "el último día", "el ultimo dia"),
)


def _publishing(name: str, *, agreed: bool) -> Mapping[str, Known]:
    alone = dict.fromkeys((name, f"{name} all", f"{name} mine"), Publish(agreed=agreed))
    latest = dict.fromkeys((f"{name} {last}" for last in _LAST), Publish(agreed=agreed, last=True))
    return {**alone, **latest}


def _of_a_day(*, agreed: bool) -> Read:
    def read(rest: str, around: Around) -> Known | None:
        said = rest.casefold()
        day = reader.day(said, around.today)
        # Without a sign "publish today" may well be a plan.
        is_clear = around.is_signed or not agreed or any(sign.isdecimal() for sign in said)
        if day is not None:
            return Publish(agreed=agreed, day=day) if is_clear else None
        return Publish(agreed=agreed, unclear=said) if around.is_signed else None

    return read


DATA = (
    Entry(
        "publish",
        Publish,
        Action.PUBLISH,
        told=(
            "what you share may be published; also `publish last`, `publish 2026-11-26` or "
            "`publish 26 november` for one day"
        ),
        phrases=_publishing("publish", agreed=True),
        signed=frozenset({"publish", "publish all"}),
        read=_of_a_day(agreed=True),
        handler="data.publish",
        help=sentence(
            "`/publish`, `unpublish` – whether what you share may appear on the team’s site"
        ),
        shown="/publish",
        menu=MenuEntry(
            "publish",
            {
                "en": "What I share may be published",
                "de": "Was ich teile, darf veröffentlicht werden",
                "es": "Lo que comparto se puede publicar",
                "fr": "Ce que je partage peut être publié",
            },
            {
                "en": "last, or a day like 2026-11-26; all of it when left out",
                "de": "letzter tag oder ein Tag wie 2026-11-26; sonst alles",
                "es": "último día, o un día como 2026-11-26; si no, todo",
                "fr": "last, ou un jour comme 2026-11-26 ; sinon tout",
            },
            group=_DATA,
        ),
    ),
    Entry(
        "unpublish",
        Publish,
        Action.PUBLISH,
        told=(
            "it may not, from the next time the site is made on; also `unpublish last`, "
            "`unpublish yesterday`"
        ),
        phrases=_publishing("unpublish", agreed=False),
        read=_of_a_day(agreed=False),
        handler="data.publish",
        menu=MenuEntry(
            "unpublish",
            {
                "en": "What I share may not be published",
                "de": "Was ich teile, soll nicht veröffentlicht werden",
                "es": "Lo que comparto no se debe publicar",
                "fr": "Ce que je partage ne doit pas être publié",
            },
            {
                "en": "last, or a day like 2026-11-26; all of it when left out",
                "de": "letzter tag oder ein Tag wie 2026-11-26; sonst alles",
                "es": "último día, o un día como 2026-11-26; si no, todo",
                "fr": "last, ou un jour comme 2026-11-26 ; sinon tout",
            },
            group=_DATA,
        ),
    ),
    Entry(
        "export me",
        Export,
        Action.EXPORT,
        told="you get everything the bot keeps about you, in your direct chat",
        phrases=dict.fromkeys(("export", "export me", "export all my data"), Export()),
        signed=frozenset({"export"}),
        handler="wishes.take",
        help=sentence("`export me` – everything I keep about you"),
        menu=MenuEntry(
            "export",
            {
                "en": "Send me everything you keep about me",
                "de": "Mir alles schicken, was du von mir speicherst",
                "es": "Enviarme todo lo que guardas de mí",
                "fr": "M'envoyer tout ce que tu gardes de moi",
            },
            group=_DATA,
        ),
    ),
    Entry(
        "forget me",
        Forget,
        Action.FORGET,
        told="you are told what that deletes; `forget me now`, said within ten minutes, deletes it",
        phrases={
            **dict.fromkeys(("forget", "forget me"), Forget()),
            **dict.fromkeys(
                ("forget now", "forget me now", "forget jetzt", "forget ahora"),
                Forget(confirmed=True),
            ),
        },
        signed=frozenset({"forget", "forget now", "forget jetzt", "forget ahora"}),
        handler="data.forget",
        help=sentence("`forget me` – delete it all; I’ll ask you to confirm"),
        menu=MenuEntry(
            "forget",
            {
                "en": "Delete everything you keep about me",
                "de": "Alles löschen, was du von mir speicherst",
                "es": "Borrar todo lo que guardas de mí",
                "fr": "Supprimer tout ce que tu gardes de moi",
            },
            {
                "en": "now, once I have told you what that deletes",
                "de": "jetzt, sobald du weißt, was das löscht",
                "es": "ahora, cuando sepas qué se borra",
                "fr": "now, une fois que tu sais ce qui sera supprimé",
            },
            group=_DATA,
        ),
    ),
    Entry(
        "help",
        Help,
        Action.ANSWER,
        told="you see the five lines that serve most people; `help all` shows the rest",
        phrases={
            **dict.fromkeys(("help", "help?", "start"), Help()),
            "help all": Help(all=True),
        },
        signed=frozenset({"start"}),
        help=sentence("`help` – the five lines you’ll need most"),
        menu=MenuEntry(
            "help",
            {
                "en": "What I understand",
                "de": "Was ich verstehe",
                "es": "Qué entiendo",
                "fr": "Ce que je comprends",
            },
        ),
    ),
)
