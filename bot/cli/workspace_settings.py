"""A workspace's settings for the terminal."""

from bot import schema
from bot.cli.digest_text import CannotShow, only
from bot.clock.time import machine_time
from bot.config import Config
from ladder.calendar.countries import NO_HOLIDAYS, country_name
from ladder.calendar.dates import zone
from ladder.calendar.digest_days import DigestDay
from ladder.calendar.periods import quarter_period
from ladder.errors import Invalid, NotFound, Unavailable
from ladder.people import workspaces
from ladder.people.settings import Key, Settings, apply, propose_zone, settings_of
from ladder.store.db import Database
from ladder.store.engine import open_engine


def settings_text(config: Config, workspace: str | None, key: str | None, value: str | None) -> str:
    """The settings as lines, or the one named, after setting it if there is a value; then the next digest dates.

    Raises `Invalid` for a wrong key or value, `CannotShow` if there is no such workspace or no database.
    """
    chosen = _key(key) if key else None
    now = machine_time()
    try:
        database = _database(config)
        with database.read() as tx:
            team = workspace or only(workspaces.all_ids(tx))
        with database.write(team) as tx:
            propose_zone(tx)
            if chosen and value is not None:
                apply(tx, {chosen: value}, now)
            return _text(settings_of(tx, now), chosen)
    except NotFound:
        raise CannotShow(
            f"There is no workspace {workspace} here. Leave out --workspace to see which there are."
        ) from None
    except Unavailable as error:
        raise CannotShow(f"The database does not answer ({error}). Nothing was changed.") from error


def _key(text: str) -> Key:
    try:
        return Key(text)
    except ValueError:
        raise Invalid({"key": f"There is no setting “{text}”. There are: {', '.join(Key)}."}) from None


def _database(config: Config) -> Database:
    engine = open_engine(config.database_url)
    if not schema.at_head(engine):
        raise CannotShow("The database is not at this version's schema. Run: ladderbot migrate")
    return Database(engine)


def _text(settings: Settings, only_this: Key | None) -> str:
    lines = [f"{key:12}  {said}" for key, said in _said(settings).items() if only_this in (None, key)]
    unreadable = [f"{key} can't be read: set it again." for key in settings.workspace.unreadable]
    days = [f"  {_day(day, settings)}" for day in settings.days]
    return "\n".join((*lines, *unreadable, "", "The next four digests:", *days))


def _said(settings: Settings) -> dict[Key, str]:
    workspace = settings.workspace
    rules = workspace.digest
    return {
        Key.TIMEZONE: rules.tz if workspace.tz_chosen else f"{rules.tz} ({_unchosen(rules.tz)})",
        Key.COUNTRY: _country(settings),
        Key.FIRST_MONTH: str(rules.quarter_start_month),
        Key.DIGEST_DAY: str(rules.working_day),
        Key.DIGEST_HOUR: f"{rules.at:%H:%M}",
    }


def _unchosen(tz: str) -> str:
    return "nobody chose one" if tz == "UTC" else "from people's Slack profiles"


def _country(settings: Settings) -> str:
    workspace = settings.workspace
    if workspace.country:
        name = "" if workspace.country == NO_HOLIDAYS else f" ({country_name(workspace.country)})"
        return f"{workspace.country}{name}"
    code = workspace.digest.country
    return f"{code} ({country_name(code)}, taken from the time zone {workspace.digest.tz})" if code else "none chosen"


def _day(day: DigestDay, settings: Settings) -> str:
    local = day.due_at.astimezone(zone(settings.workspace.digest.tz))
    return f"{local:%a %Y-%m-%d %H:%M}  for {quarter_period(day.quarter).label}"
