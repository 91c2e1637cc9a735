"""My card: where I stand, what is thin, and the next step."""

from collections.abc import Sequence

from handlers import ids
from handlers.blocks import Block, actions, button, context, header, section, sections
from handlers.message import Message, message
from handlers.packing import pack
from handlers.rich import paragraph
from handlers.text import counted, escape
from handlers.views.asker import next_button, stand_of
from handlers.views.evidence.saved import STATE_WORDS
from ladder.coverage.progress import Progress
from ladder.coverage.rule import Coverage, CoverageState
from ladder.framework.model import Ladder

RULES = (
    "_thin_: one month so far · _some_: two months or more · _strong_: two quarters or more, "
    "with a win you led, an outcome, and a link or a witness."
)
# The same on every card, so made once.
_RULES = context(RULES)
_LOG_A_WIN = button("Log a win", ids.LOG_A_WIN, style="primary")
_MY_WINS = button("My wins", ids.SHOW_WINS)
_MARK = {
    CoverageState.NONE: ":white_circle:",
    CoverageState.THIN: ":large_yellow_circle:",
    CoverageState.SOME: ":large_blue_circle:",
    CoverageState.STRONG: ":large_green_circle:",
}


def card(progress: Progress, ladder: Ladder) -> Message:
    """The asker's own card, private items included."""
    return message(*card_blocks(progress, ladder), _buttons(progress, ladder))


def card_blocks(progress: Progress, ladder: Ladder) -> list[Block]:
    """The card without its buttons: the Home tab begins with it too."""
    record = f"{counted(progress.items, 'win')} on record, {progress.new} from this quarter."
    return [
        header(f"{progress.person.name or 'You'}: your card"),
        section(f"{_aims(progress, ladder)}\n{record}"),
        *coverage_blocks(progress.coverages, ladder),
        _RULES,
        *next_step(progress, ladder),
    ]


def _aims(progress: Progress, ladder: Ladder) -> str:
    me, levels = progress.person, ladder.level_by_id
    at = f"*Level:* {escape(levels[me.level].name)}" if me.level in levels else "*Level:* not on the roster yet"
    if me.target in levels:
        return f"{at}  ·  *Target:* {escape(levels[me.target].name)}"
    return f"{at}  ·  *Target:* none yet. See `/ladder next`."


def coverage_blocks(coverages: Sequence[Coverage], ladder: Ladder) -> list[Block]:
    """One line per competency: its state, and the facts behind it."""
    return sections([coverage_line(coverage, ladder) for coverage in coverages])


def coverage_line(coverage: Coverage, ladder: Ladder) -> str:
    """What the record shows for one competency: the state as a word too, so that no colour is needed to read it."""
    name = escape(ladder.competency_by_id[coverage.competency].name)
    facts = f": {coverage.facts}" if coverage.facts else ""
    note = f" – {escape(coverage.note)}" if coverage.note else ""
    return f"{_MARK[coverage.state]} *{name}* – {STATE_WORDS[coverage.state]}{facts}{note}"


def next_step(progress: Progress, ladder: Ladder) -> list[Block]:
    """The next thin competency, and what would count for it, in the ladder's own words."""
    if progress.thin is None:
        return []
    competency = ladder.competency_by_id[progress.thin.competency]
    wanted = ladder.cell(progress.level, competency.id)
    text = f"*Next to show: {escape(competency.name)}.* {escape(progress.thin.because)}"
    return [section(text), *([paragraph(f"“{wanted[0].text}”")] if wanted else [])]


def _buttons(progress: Progress, ladder: Ladder) -> Block:
    buttons = [_LOG_A_WIN, _MY_WINS]
    if progress.thin:
        buttons.append(button("How to prove this", ids.PROVE, pack(c=progress.thin.competency)))
    if progress.level:
        buttons.append(button("What it expects", ids.SHOW_LEVEL, pack(l=progress.level)))
    return actions(*buttons, *next_button(ladder, stand_of(progress.person, ladder)))
