"""Application commands: what the bot registered, and how often it did."""

from typing import Any

from tests.standins.discord.errors import Refused, invalid
from tests.standins.discord.world import World

Json = dict[str, Any]
SUBCOMMAND, GROUP = 1, 2


class Commands:
    """Commands by scope: a guild's id, or None for everywhere."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._scopes: dict[int | None, dict[int, Json]] = {}
        self.writes: list[tuple[str, int | None]] = []

    def of(self, scope: int | None) -> list[Json]:
        return list(self._scopes.get(scope, {}).values())

    def get(self, scope: int | None, command_id: int) -> Json:
        try:
            return self._scopes[scope][command_id]
        except KeyError:
            raise Refused(10063) from None

    def overwrite(self, scope: int | None, wanted: list[Json]) -> list[Json]:
        self.writes.append(("overwrite", scope))
        before = {(each["type"], each["name"]): each for each in self.of(scope)}
        self._scopes[scope] = {}
        for each in wanted:
            self._keep(scope, each, before.get((each.get("type") or 1, each["name"])))
        return self.of(scope)

    def create(self, scope: int | None, wanted: Json) -> tuple[Json, bool]:
        """Register one command; True with a new one, False where one of this name is replaced."""
        self.writes.append(("create", scope))
        kind = wanted.get("type") or 1
        same = [
            each
            for each in self.of(scope)
            if each["name"] == wanted["name"] and each["type"] == kind
        ]
        return self._keep(scope, wanted, same[0] if same else None), not same

    def change(self, scope: int | None, command_id: int, wanted: Json) -> Json:
        self.writes.append(("change", scope))
        before = self.get(scope, command_id)
        return self._keep(scope, {**before, **wanted}, before)

    def delete(self, scope: int | None, command_id: int) -> None:
        self.writes.append(("delete", scope))
        self.get(scope, command_id)
        del self._scopes[scope][command_id]

    def named(self, name: str, guild_id: int | None) -> Json | None:
        """The slash command of this name that is offered here: in a guild, or in the DM."""
        for each in self.of(guild_id) if guild_id is not None else []:
            if each["name"] == name and each["type"] == 1:
                return each
        for each in self.of(None):
            if each["name"] == name and each["type"] == 1 and _offered(each, guild_id):
                return each
        return None

    def _keep(self, scope: int | None, wanted: Json, before: Json | None) -> Json:
        _check(wanted)
        kind = wanted.get("type") or 1
        permissions = wanted.get("default_member_permissions")
        command: Json = {
            "id": before["id"] if before else str(self._world.ids.next()),
            "application_id": str(self._world.application_id),
            "version": str(self._world.ids.next()),
            "default_member_permissions": None if permissions is None else str(permissions),
            "type": kind,
            "name": wanted["name"],
            "name_localizations": wanted.get("name_localizations"),
            "description": wanted.get("description") or "",
            "description_localizations": wanted.get("description_localizations"),
            "nsfw": bool(wanted.get("nsfw")),
            "integration_types": wanted.get("integration_types") or [0],
            "contexts": wanted.get("contexts"),
        }
        if scope is None:
            command["dm_permission"] = wanted.get("dm_permission") is not False
        else:
            command["guild_id"] = str(scope)
        if wanted.get("options"):
            command["options"] = [_without_none(each) for each in wanted["options"]]
        self._scopes.setdefault(scope, {})[int(command["id"])] = command
        return command


def _offered(command: Json, guild_id: int | None) -> bool:
    contexts = command["contexts"]
    if contexts is None:
        return guild_id is not None or bool(command.get("dm_permission", True))
    return (1 if guild_id is None else 0) in contexts


def _without_none(option: Json) -> Json:
    kept = {key: value for key, value in option.items() if value is not None}
    if "options" in kept:
        kept["options"] = [_without_none(each) for each in kept["options"]]
    return kept


def _check(command: Json) -> None:
    """Refuse what the document leaves open: a slash command has a description, options in order."""
    if (command.get("type") or 1) == 1 and not command.get("description"):
        raise invalid("description", code="BASE_TYPE_REQUIRED", message="This field is required")
    _check_options(command.get("options") or [], ("options",))


def _check_options(options: list[Json], path: tuple[str | int, ...]) -> None:
    optional = False
    for place, option in enumerate(options):
        if option["type"] in {SUBCOMMAND, GROUP}:
            _check_options(option.get("options") or [], (*path, place, "options"))
            continue
        if option.get("required") and optional:
            raise invalid(
                *path,
                place,
                code="APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                message="Required options must be placed before non-required options",
            )
        optional = optional or not option.get("required")
