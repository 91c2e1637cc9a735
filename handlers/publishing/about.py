"""Questions about the ladder itself: `/ladder ladder`, what changed last, how it is used; and showing examples."""

from handlers import ids
from handlers.blocks import actions, button, modal, section
from handlers.interaction.ask import Answer, Ask
from handlers.interaction.visit import reading, writing
from handlers.message import message
from handlers.message_words.mrkdwn import readable
from handlers.packing import unpack
from handlers.publishing.bringing import bring
from handlers.views.publishing.about_ladder import About, about_ladder, last_changes, use_report
from ladder.coverage.usage import ladder_use
from ladder.evidence import examples
from ladder.people import people, workspaces
from ladder.people.visit import Visit
from ladder.publishing import drafts
from ladder.publishing.news import last_change


def ladder_word(ask: Ask) -> Answer:
    """`/ladder ladder` says what the ladder is; `/ladder ladder import` opens the form to bring another."""
    return bring(ask) if readable(ask.rest).casefold() == "import" else show_ladder(ask)


def show_ladder(ask: Ask) -> Answer:
    """The ladder's version, where it comes from, and what can be done with it."""
    with reading(ask) as visit:
        return about_ladder(visit.ladder, about_of(visit))


def about_of(visit: Visit) -> About:
    """What is to be said of the current version to the visitor."""
    draft = drafts.find(visit.tx, visit.me.id) if visit.me.admin else None
    return About(
        version=workspaces.version(visit.tx, visit.version),
        is_admin=visit.me.admin,
        draft=draft.ladder.name if draft else "",
    )


def show_changes(ask: Ask) -> Answer:
    """What the last version changed for the asker, in a modal, which holds more than a message."""
    with reading(ask) as visit:
        blocks = last_changes(last_change(visit.tx, visit.me, visit.version))
    ask.open_view(modal(ids.NOTICE, "What changed", blocks))
    return None


def show_use(ask: Ask) -> Answer:
    """For the ladder's owner: what nobody evidences, what everybody tags. Raises `Refused` for others."""
    with reading(ask) as visit:
        people.require_admin(visit.tx, visit.me.id)
        return use_report(ladder_use(visit))


def show_example(ask: Ask) -> Answer:
    """Shows a win of the asker's to all colleagues. Raises `NotFound`, `Refused`."""
    return _volunteer(ask, shown=True)


def hide_example(ask: Ask) -> Answer:
    """Shows it to colleagues no longer."""
    return _volunteer(ask, shown=False)


def _volunteer(ask: Ask, *, shown: bool) -> Answer:
    with writing(ask) as visit:
        examples.volunteer(visit.tx, visit.me.id, unpack(ask.rest)["e"], shown=shown)
    on = "*Shown to colleagues.* Anyone who asks how to prove what it shows sees it, with your name. Thank you."
    off = "*No longer an example.* Colleagues don't see it anymore."
    return message(section(on if shown else off), actions(button("My wins", ids.SHOW_WINS)))
