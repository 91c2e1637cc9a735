"""What the app's manifest gives it: commands, shortcuts, scopes, events, tabs."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from bot.playground.world.values import Json


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command; `escape` says whether people and channels in its text arrive as ids."""

    name: str
    description: str = ""
    hint: str = ""
    escape: bool = False


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A shortcut; `on_message` for one in a message's menu."""

    callback_id: str
    name: str
    on_message: bool
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """An app as installed. `scopes` are those granted, optional ones included unless they were declined."""

    name: str
    bot_name: str
    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...]
    scopes: frozenset[str]
    events: frozenset[str]
    functions: Mapping[str, Json]
    interactive: bool
    home_tab: bool
    messages_tab: bool
    messages_read_only: bool

    def with_scopes(self, scopes: Collection[str]) -> "Manifest":
        """Returns the same app with other granted scopes."""
        return replace(self, scopes=frozenset(scopes))

    def command(self, name: str) -> Command | None:
        """Returns the slash command of this name ("/ladder"), or None."""
        return next((command for command in self.commands if command.name == name), None)

    def shortcut(self, callback_id: str) -> Shortcut | None:
        """Returns the shortcut, or None."""
        return next((shortcut for shortcut in self.shortcuts if shortcut.callback_id == callback_id), None)


def read_manifest(manifest: Json, declined: Collection[str] = ()) -> Manifest:
    """Returns the app that a manifest (docs.slack.dev/reference/app-manifest) describes, less the declined scopes."""
    features, settings = manifest.get("features", {}), manifest.get("settings", {})
    scopes = manifest.get("oauth_config", {}).get("scopes", {})
    home = features.get("app_home", {})
    name = manifest.get("display_information", {}).get("name", "App")
    return Manifest(
        name=name,
        bot_name=features.get("bot_user", {}).get("display_name", name),
        commands=tuple(_command(command) for command in features.get("slash_commands", [])),
        shortcuts=tuple(_shortcut(shortcut) for shortcut in features.get("shortcuts", [])),
        scopes=frozenset([*scopes.get("bot", []), *scopes.get("bot_optional", [])]) - frozenset(declined),
        events=frozenset(settings.get("event_subscriptions", {}).get("bot_events", [])),
        functions=manifest.get("functions", features.get("functions", {})),
        interactive=settings.get("interactivity", {}).get("is_enabled", False),
        home_tab=home.get("home_tab_enabled", False),
        messages_tab=home.get("messages_tab_enabled", True),
        messages_read_only=home.get("messages_tab_read_only_enabled", False),
    )


def _command(command: Json) -> Command:
    return Command(
        command["command"],
        command.get("description", ""),
        command.get("usage_hint", ""),
        command.get("should_escape", False),
    )


def _shortcut(shortcut: Json) -> Shortcut:
    on_message = shortcut["type"] == "message"
    return Shortcut(shortcut["callback_id"], shortcut["name"], on_message, shortcut.get("description", ""))
