"""`/ladder privacy`: who can see what, who has looked, what Ladder may do in Slack. No line says more than is so."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from handlers import ids
from handlers.blocks import Block, actions, button, context, divider, header, section, sections
from handlers.message import Message, message
from handlers.packing import pack
from handlers.scopes import SCOPES, InManifest, purpose_of
from handlers.text import counted, day, escape, listed
from ladder.people.access import OPERATOR, LookKind, Read
from ladder.privacy.readers import Looks, Readers
from ladder.store.values import Person, Visibility

PAGE, LATEST, ON_HOME = 25, 8, 3
_MOST_NAMES = 20
_NOBODY_YET = "Nobody has looked at your record yet."
_KINDS: Mapping[str, str] = {
    LookKind.WINS: "the wins you share (`/ladder wins`)",
    LookKind.TEAM: "your line in the team list (`/ladder team`)",
    LookKind.DIGEST: "the quarterly digest with what you share",
    LookKind.HOME: "the quarterly digest, opened on the Home tab",
    LookKind.EXAMPLE: "a win you show to colleagues as an example",
}
_IN_TERMINAL = "your manager's digest, in the terminal"


@dataclass(frozen=True, slots=True)
class Privacy:
    """What the answer is made of. `held` are the scopes that Slack says the app has; None where it didn't say."""

    readers: Readers
    looks: Looks
    tz: tzinfo
    held: Collection[str] | None


def privacy(shown: Privacy) -> Message:
    """The whole answer."""
    return message(
        header("Who can see your record"),
        *sections(_who_can(shown.readers)),
        *sections(_who_else(shown.readers)),
        divider(),
        header("Who has looked"),
        *_lines(shown.looks, shown.readers, shown.tz),
        context(_HOW_LISTED),
        divider(),
        header("What Ladder may do in Slack"),
        *sections(_scopes(shown.held)),
        context(_CLOSING),
        actions(*_all(shown.looks), button("My wins", ids.SHOW_WINS)),
    )


def looked(looks: Looks, readers: Readers, tz: tzinfo) -> Message:
    """One page of who has looked."""
    return message(
        header("Who has looked"),
        *_lines(looks, readers, tz),
        context(_HOW_LISTED),
        actions(*_newer(looks), *_older(looks), button("Who can see what", ids.SHOW_PRIVACY)),
    )


def on_home(looks: Looks, readers: Readers, tz: tzinfo) -> list[Block]:
    """The section of the Home tab: the latest few, and a button to all of it."""
    return [
        divider(),
        header("Who has looked"),
        *_lines(looks, readers, tz),
        actions(button("Who can see what", ids.SHOW_PRIVACY)),
    ]


# --- who can see it


def _who_can(readers: Readers) -> list[str]:
    wins = {level: counted(number, "win") for level, number in readers.wins.items()}
    return [
        f"• *Private* ({wins[Visibility.PRIVATE]}): only you.",
        f"• *Shared* ({wins[Visibility.SHARED]}): {_shared(readers)}.{_no_reader(readers)}",
        f"• *Shared up* ({wins[Visibility.SHARED_UP]}): {_shared_up(readers)}.",
        f"• *Examples* ({counted(readers.examples, 'win')}): every full member here, with your name. "
        "Only you make a win an example, and you can take it back.",
    ]


def _shared(readers: Readers) -> str:
    return f"you and {_name(readers.manager)}, your manager" if readers.manager else "only you"


def _shared_up(readers: Readers) -> str:
    if not readers.manager:
        return "only you"
    above = f"also {_names(readers.above)}, above your manager" if readers.above else "nobody is above your manager"
    return f"{_shared(readers)}; {above}"


def _no_reader(readers: Readers) -> str:
    if readers.manager:
        return ""
    if readers.on_roster is None:
        return " You have no manager in Ladder yet; once you do, they can read these."
    return (
        f" The roster names {_name(readers.on_roster)} as your manager, but Ladder shows them nothing: the account "
        "isn't a full member's, or the reporting lines run in a circle."
    )


def _names(people: Sequence[Person]) -> str:
    named = [_name(person) for person in people[:_MOST_NAMES]]
    more = len(people) - len(named)
    return listed([*named, f"{more} more"] if more else named)


def _name(person: Person | None) -> str:
    return escape(person.name) or f"<@{person.id}>" if person else ""


def _who_else(readers: Readers) -> list[str]:
    chain = "Your manager also sees" if readers.manager else "A manager would also see"
    return [
        f"{chain} your name, level and target, and what your shared wins show against that level. "
        "Nobody else in Slack sees your wins.",
        "*Admins* set Ladder up. They can't read wins. They keep the roster (name, email address, level, target, "
        "track, manager, dates), and see, for levels with enough people, which expectations nobody or everybody has "
        "evidence for: no names and no words.",
        "*Suggestions* learn from shared wins which words go with which competency, and only words that at least two "
        "people have confirmed. Nobody sees whose they were.",
        "*Whoever runs the server* can read everything in its database. Reading with Ladder's own commands is listed "
        "below; opening the database or a backup of it leaves no line.",
        "*Copies already in Slack can't be followed.* When you take something back, Ladder updates the digests it "
        "sent. What someone copied, forwarded, or photographed stays where it is.",
    ]


# --- who has looked

_HOW_LISTED = (
    "Each reader is listed once a day for each kind of look, with the first time that day, in your time zone. A digest "
    "counts from when Ladder sends it, opened or not. Only you see this list in Slack. Your own visits aren't in it, "
    "and no line is deleted for its age."
)


def _lines(looks: Looks, readers: Readers, tz: tzinfo) -> list[Block]:
    if not looks.reads:
        return [section(_NOBODY_YET)]
    lines = [_line(read, readers, tz) for read in looks.reads]
    return sections([*lines, f"…and {looks.older} more."] if looks.older else lines)


def _line(read: Read, readers: Readers, tz: tzinfo) -> str:
    return f"• {_moment(read.first_at.astimezone(tz))} · {_reader(read, readers)} · {_kind(read)}"


def _moment(local: datetime) -> str:
    return f"{day(local.date())}, {local:%I:%M %p}".replace(", 0", ", ")


def _reader(read: Read, readers: Readers) -> str:
    if read.reader == OPERATOR:
        return "*whoever runs the server*"
    name = f"*{escape(read.name)}*" if read.name else f"<@{read.reader}>"
    if readers.manager and read.reader == readers.manager.id:
        return f"{name}, your manager"
    return f"{name}, above your manager" if read.reader in {person.id for person in readers.above} else name


def _kind(read: Read) -> str:
    if read.reader == OPERATOR and read.what == LookKind.DIGEST:
        return _IN_TERMINAL
    return _KINDS.get(read.what, escape(read.what))


def _all(looks: Looks) -> list[Block]:
    return [button("Everybody who looked", ids.WHO_LOOKED, pack(n=0))] if looks.older else []


def _newer(looks: Looks) -> list[Block]:
    return [button("Newer", f"{ids.WHO_LOOKED}:newer", pack(n=max(0, looks.start - PAGE)))] if looks.start else []


def _older(looks: Looks) -> list[Block]:
    if not looks.older:
        return []
    return [button("Older", f"{ids.WHO_LOOKED}:older", pack(n=looks.start + len(looks.reads)))]


# --- what Ladder may do

_CLOSING = (
    "Ladder holds what you hand over, and what the roster says about you. It isn't made for automated decisions or for "
    "monitoring activity."
)
_CHANNELS = ("channels:", "groups:", "mpim:")


def _scopes(held: Collection[str] | None) -> list[str]:
    if held is None:
        named = [scope.name for scope in SCOPES if scope.asked is not InManifest.BY_HAND]
        return ["Slack didn't answer just now, so this is what Ladder asks for when it's installed:", *_purposes(named)]
    known = [scope.name for scope in SCOPES if scope.name in held]
    extra = sorted(scope for scope in held if not purpose_of(scope))
    lines = ["Slack gives it these permissions:", *_purposes(known)]
    if extra:
        names = listed([f"`{escape(scope)}`" for scope in extra])
        lines.append(f"• {names}: Ladder has no use for this and never calls it. Ask your admin to take it away.")
    if not any(scope.startswith(_CHANNELS) and scope.endswith(":history") for scope in held):
        lines.append("It has no permission to read a channel.")
    return lines


def _purposes(names: Sequence[str]) -> list[str]:
    return [f"• `{name}`: {purpose_of(name)}" for name in names]
