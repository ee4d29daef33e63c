"""Whether the adapters, people and accounts of an instance fit together."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from standup.chat.interface import Plugin, Settings
from standup.chat.registry import PluginError
from standup.config.findings import findings, shown_sentence
from standup.config.problems import Finding, Loc, did_you_mean, one_of, shown
from standup.config.yaml_source import Source

INVITE = "invite"
"""In the place of an account: it is not known yet, and its person ties it with a code."""

Find = Callable[[str], Plugin]


@dataclass(frozen=True, slots=True)
class Adapters:
    """The adapters named in the instance file. A name without a plugin was already reported."""

    names: tuple[str, ...]
    plugins: dict[str, Plugin] = field(default_factory=dict)
    settings: dict[str, Settings] = field(default_factory=dict)

    def account(self, loc: Loc, name: str, account: str) -> Iterator[Finding]:
        """What is wrong with an account on the adapter of that name."""
        if (plugin := self.plugins.get(name)) is None:
            yield from self._checked(loc, name, account, None)
            return
        check, spell = plugin.check_account, plugin.spell_account

        def wrong(text: str) -> str | None:
            spell(text)
            return check(text)

        yield from self._checked(loc, name, account, wrong)

    def spelled(self, name: str, account: str) -> str:
        """The one spelling of an account; as it is written where the adapter fails on it."""
        plugin = self.plugins.get(name)
        try:
            return plugin.spell_account(account) if plugin else account
        except Exception:  # noqa: BLE001 - a third party's code, which `account` asks as well
            return account

    def invited(self, loc: Loc, name: str) -> Iterator[Finding]:
        """What is wrong with an account to be, on the adapter of that name."""
        yield from self._checked(loc, name, INVITE, None)

    def place(self, loc: Loc, name: str, place: str) -> Iterator[Finding]:
        """What is wrong with a place on the adapter of that name."""
        plugin = self.plugins.get(name)
        yield from self._checked(loc, name, place, plugin.check_place if plugin else None)

    def _checked(
        self, loc: Loc, name: str, text: str, check: Callable[[str], str | None] | None
    ) -> Iterator[Finding]:
        if name not in self.names and self.names:
            yield _not_configured(loc, name, self.names)
        elif check is not None and (wrong := _asked(check, text)):
            yield Finding(loc, f"`{shown(text)}` doesn't work: {shown_sentence(wrong)}")


def check_adapters(
    source: Source, find: Find, folder: Path
) -> tuple[Adapters, tuple[Finding, ...]]:
    """The adapters of the instance file with their settings, and what is wrong with them."""
    named = source.mapping("adapters")
    adapters, found = Adapters(tuple(named)), list[Finding]()
    for name, settings in named.items():
        loc: Loc = ("adapters", name)
        try:
            plugin = find(name)
            adapters.plugins[name] = plugin
            adapters.settings[name] = _validated(plugin, settings, folder)
        except ValidationError as error:
            found += findings(plugin.settings, error, loc)
        except PluginError as error:
            found.append(Finding(loc, error.what, error.expected, error.suggestion))
        except Exception as error:  # noqa: BLE001 - a third party's code
            found.append(Finding(loc, f"the adapter failed on this: {type(error).__name__}"))
    return adapters, tuple(found)


def check_people(source: Source, adapters: Adapters) -> Iterator[Finding]:
    """Whether each account is one its adapter knows, and belongs to one person only."""
    yield from _preferences(source)
    owners: dict[tuple[str, str], str] = {}
    for loc, person_id, name, account in _accounts(source):
        if account == INVITE:
            yield from adapters.invited(loc, name)
            continue
        yield from adapters.account(loc, name, account)
        owner = owners.setdefault((name, adapters.spelled(name, account)), person_id)
        if owner != person_id:
            yield Finding(
                loc,
                f"`{shown(account)}` already belongs to `{shown(owner)}`",
                "each account under one person; one person may have several",
            )


def _preferences(source: Source) -> Iterator[Finding]:
    for person_id in source.mapping("people"):
        person = source.mapping("people", person_id)
        names = tuple(source.mapping("people", person_id, "accounts"))
        prefer = person.get("prefer")
        if isinstance(prefer, str) and names and prefer not in names:
            yield Finding(
                ("people", person_id, "prefer"),
                f"`{shown(prefer)}` is not one of their accounts",
                one_of(names),
                did_you_mean(prefer, names),
            )


def _accounts(source: Source) -> Iterator[tuple[Loc, str, str, str]]:
    for person_id in source.mapping("people"):
        for name, account in source.mapping("people", person_id, "accounts").items():
            if isinstance(account, str):
                yield ("people", person_id, "accounts", name), person_id, name, account


def _validated(plugin: Plugin, settings: object, folder: Path) -> Settings:
    given = {} if settings is None else settings
    return plugin.settings.model_validate(given, context={"folder": folder})


def _not_configured(loc: Loc, name: str, names: tuple[str, ...]) -> Finding:
    return Finding(
        loc,
        f"the adapter `{shown(name)}` is not configured",
        f"{one_of(names)}, or `{shown(name)}` under `adapters` in instance.yaml",
        did_you_mean(name, names),
    )


def _asked(check: Callable[[str], str | None], text: str) -> str | None:
    try:
        return check(text)
    except Exception as error:  # noqa: BLE001 - a third party's code
        return f"the adapter failed on it: {type(error).__name__}"
