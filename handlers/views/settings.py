"""The settings of the workspace: the form of an admin, and what everybody may read."""

from calendar import month_name
from collections.abc import Iterator, Sequence
from itertools import groupby

from handlers import ids, limits
from handlers.blocks import (
    Block,
    Option,
    actions,
    button,
    choose_one,
    context,
    divider,
    input_block,
    modal,
    option,
    options,
    plain,
    section,
    text_input,
)
from handlers.message import Message, message
from handlers.text import clip, day, escape
from handlers.views.trouble import cannot_read_line
from ladder.calendar.countries import NO_HOLIDAYS, country_name, country_of_zone, country_zones
from ladder.calendar.dates import zone
from ladder.calendar.digest_days import DigestDay
from ladder.calendar.periods import quarter_period
from ladder.people.settings import MOST_DAYS, Key, Settings
from ladder.people.workspaces import Workspace

AUTOMATIC = "auto"
_COUNTRY_TEXT = 60
_ORDINALS = {1: "1st", 2: "2nd", 3: "3rd"}


def settings_form(settings: Settings) -> Block:
    """The form of an admin, filled in with what holds."""
    workspace = settings.workspace
    rules = workspace.digest
    months = [Option(str(number), month_name[number]) for number in range(1, 13)]
    days = [Option(str(nth), f"{_ordinal(nth)} working day of the quarter") for nth in range(1, MOST_DAYS + 1)]
    hour = {"type": "timepicker", "action_id": Key.DIGEST_HOUR, "initial_time": f"{rules.at:%H:%M}"}
    blocks = [
        *_unreadable(workspace),
        section(_days(settings)),
        input_block(Key.DIGEST_DAY, "Digests come on", _chosen(Key.DIGEST_DAY, days, str(rules.working_day))),
        input_block(Key.DIGEST_HOUR, "At", hour, hint="In each manager's own time zone."),
        input_block(
            Key.FIRST_MONTH, "The year begins in", _chosen(Key.FIRST_MONTH, months, str(rules.quarter_start_month))
        ),
        input_block(
            Key.COUNTRY, "Country for public holidays", _country(workspace), optional=True, hint=_hint(workspace)
        ),
        input_block(Key.TIMEZONE, "Time zone of the workspace", _zones(workspace), hint=_ZONE_HINT),
    ]
    return modal(ids.SETTINGS_MODAL, "Workspace settings", blocks, submit="Save", close="Cancel")


_ZONE_HINT = "For people whose own time zone isn't known, and for the country where you choose none."


def settings_saved(settings: Settings) -> Block:
    """What holds now, in place of the form."""
    return modal(
        ids.NOTICE, "Workspace settings", [section("*Saved.*"), section(_facts(settings)), section(_days(settings))]
    )


def settings_shown(settings: Settings, own_zone: str, admins: Sequence[str]) -> Message:
    """For somebody who isn't an admin: what holds, their own time zone, and whom to ask for a change."""
    workspace = settings.workspace
    there = zone(own_zone, workspace.digest.tz)
    own = "from your Slack profile" if str(there) == own_zone else "the workspace's: yours isn't known"
    ask = f"Ask {', '.join(map(escape, admins))} to change them." if admins else "There is no Ladder admin yet."
    return message(
        section(f"*Your time zone:* {there} ({own}).\nYou change it in Slack: Preferences → Language and region."),
        divider(),
        section(f"*This workspace*\n{_facts(settings)}"),
        section(_days(settings)),
        context(f"These are the same for everybody. {ask}"),
    )


def settings_blocks(settings: Settings) -> list[Block]:
    """For the Home tab of an admin: when the next digest comes, which holidays count, and the way to the form."""
    first = settings.days[0]
    lines = [f"*Next digest:* {_day_of(first, settings.workspace)}.", f"*Holidays:* {holidays(settings.workspace)}."]
    return [
        *_unreadable(settings.workspace),
        section("\n".join(lines)),
        actions(button("Settings", ids.SHOW_SETTINGS)),
    ]


def holidays(workspace: Workspace) -> str:
    """Whose public holidays count, and where that comes from: "Germany, taken from the time zone Europe/Berlin"."""
    if workspace.country == NO_HOLIDAYS:
        return "none, weekends only"
    if workspace.country:
        return country_name(workspace.country)
    code, tz = workspace.digest.country, workspace.digest.tz
    return f"{country_name(code)}, taken from the time zone {tz}" if code else "none yet: nobody chose a country"


def _facts(settings: Settings) -> str:
    workspace = settings.workspace
    rules = workspace.digest
    where = (
        "" if workspace.tz_chosen else " (nobody chose one)" if rules.tz == "UTC" else ", from people's Slack profiles"
    )
    nth = _ordinal(rules.working_day)
    return "\n".join(
        (
            f"• Digests come on the {nth} working day of the quarter, at {rules.at:%H:%M} where the manager is",
            f"• The year begins in {month_name[rules.quarter_start_month]}",
            f"• Public holidays: {escape(holidays(workspace))}",
            f"• Time zone: {escape(rules.tz)}{where}",
        )
    )


def _days(settings: Settings) -> str:
    lines = [
        f"• {_day_of(digest, settings.workspace)}, for {quarter_period(digest.quarter).label}"
        for digest in settings.days
    ]
    return "\n".join(("*The next four digests*", *lines))


def _day_of(digest: DigestDay, workspace: Workspace) -> str:
    local = digest.due_at.astimezone(zone(workspace.digest.tz))
    return f"{local:%a}, {day(local.date())}, {local:%H:%M}"


def _unreadable(workspace: Workspace) -> list[Block]:
    if not workspace.unreadable:
        return []
    named = f"settings ({', '.join(workspace.unreadable)})"
    return [section(f":warning: {cannot_read_line(named)} Save them again, and it goes on.")]


def _ordinal(number: int) -> str:
    return _ORDINALS.get(number, f"{number}th")


def _chosen(key: Key, choices: Sequence[Option], initial: str) -> Block:
    return choose_one("static_select", key, choices, initial)


def _country(workspace: Workspace) -> Block:
    chosen = workspace.country
    written = chosen if "-" in chosen or chosen == NO_HOLIDAYS else country_name(chosen)
    return text_input(Key.COUNTRY, written, most=_COUNTRY_TEXT, placeholder="Germany")


def _hint(workspace: Workspace) -> str:
    proposed = country_name(country_of_zone(workspace.digest.tz))
    empty = f" Empty: {proposed}, from the time zone {workspace.digest.tz}." if proposed else ""
    return f"A name or code, with a region if you like: Germany, US, DE-BY. “none”: weekends only.{empty}"


def _zones(workspace: Workspace) -> Block:
    """Every time zone that lies in a country, by region; first the one that people's profiles lead to."""
    now = workspace.digest.tz
    automatic = Option(AUTOMATIC, "From people's profiles" if workspace.tz_chosen else f"From people's profiles: {now}")
    chosen = Option(now, now) if workspace.tz_chosen else automatic
    groups = [("Automatic", (automatic,)), *_by_region({*country_zones(), "UTC"} | {chosen.value} - {AUTOMATIC})]
    listed = [{"label": plain(label), "options": options(choices)} for label, choices in groups]
    return {
        "type": "static_select",
        "action_id": Key.TIMEZONE,
        "option_groups": listed,
        "initial_option": option(chosen),
    }


def _by_region(names: set[str]) -> Iterator[tuple[str, tuple[Option, ...]]]:
    for region, group in groupby(sorted(names), key=lambda name: name.partition("/")[0]):
        members = [Option(name, name) for name in group]
        for begin in range(0, len(members), limits.SELECT_OPTIONS):
            part = members[begin : begin + limits.SELECT_OPTIONS]
            last = clip(part[-1].text.partition("/")[2], 30)
            yield region if len(members) <= limits.SELECT_OPTIONS else f"{region} to {last}", tuple(part)
