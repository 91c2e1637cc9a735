"""What a saved win bought: the expectation it speaks to, and the next thin one (docs/product.md, promise 1)."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers import ids
from handlers.blocks import Block, actions, button, context, header, section
from handlers.message import Message, message
from handlers.packing import pack
from handlers.rich import Part, bold, italic, paragraph
from handlers.text import escape
from handlers.views.evidence.lists import a_list
from handlers.views.evidence.offers import offers, still_offered
from handlers.views.evidence.wins import about, win
from ladder.coverage.rule import Coverage, CoverageState
from ladder.evidence.lists import Points
from ladder.framework.model import Competency, Expectation, Ladder, Level
from ladder.store.values import Evidence, Visibility
from ladder.suggest import Suggestion

STATE_WORDS = {
    CoverageState.NONE: "no evidence",
    CoverageState.THIN: "thin",
    CoverageState.SOME: "some",
    CoverageState.STRONG: "strong",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveFeedback:
    """What an item speaks to at `level` (its competency and statement), how its competency stood `before` and stands
    now, and what to go for next. `managed`: its owner has a manager to share it with."""

    level: Level | None = None
    competency: Competency | None = None
    statement: Expectation | None = None
    managed: bool = True
    before: CoverageState | None = None
    coverage: Coverage | None = None
    thin: Competency | None = None
    thin_coverage: Coverage | None = None


def saved(
    item: Evidence,
    feedback: SaveFeedback,
    ladder: Ladder,
    *,
    offered: Sequence[Suggestion] = (),
    points: Points | None = None,
    copies: str = "",
) -> Message:
    """The reply to a win that was just saved: what it bought, what it may show besides, Details and Undo. Of a list it
    says that it is one: nothing is offered for it, as its points may show different things. `copies` says what becomes
    of sent digests that show what it was before."""
    left = () if points else still_offered(offered, item, ladder)
    return message(
        header("Saved"),
        win(item, ladder),
        about(item, managed=feedback.managed),
        *([section(copies)] if copies else ()),
        *(_as_list(points, item) if points else _speaks_to(feedback, hint=not left)),
        *offers(left, item, ladder),
        *_next_thin(feedback),
        actions(
            button("Details", ids.ADD_DETAILS, pack(e=item.id)),
            *([_share(item)] if points and item.visibility is Visibility.PRIVATE else ()),
            undo_button(item),
        ),
    )


def _as_list(points: Points, item: Evidence) -> list[Block]:
    return [section(a_list(points, private=item.visibility is Visibility.PRIVATE))]


def _share(item: Evidence) -> Block:
    return button("Share with my manager", ids.SHARE_WIN, pack(e=item.id))


def undo_button(item: Evidence) -> Block:
    """Undo for the last thing done to an item, and for nothing that is done to it later."""
    return button("Undo", ids.UNDO_WIN, pack(e=item.id, r=item.revision))


def _speaks_to(feedback: SaveFeedback, *, hint: bool) -> list[Block]:
    if feedback.competency is None:
        return [section("It's on your record. To make it count, tick what it shows in *Details*.")] if hint else []
    at = f" at {feedback.level.name}" if feedback.level else ""
    parts: list[Part | str] = [bold(f"It speaks to {feedback.competency.name}{at}.")]
    if feedback.statement:
        parts += [" ", italic(f"“{feedback.statement.text}”")]
    return [paragraph(*parts), *_changed(feedback, feedback.competency)]


def _changed(feedback: SaveFeedback, competency: Competency) -> list[Block]:
    """What the win did to the competency's coverage, with the reason."""
    if feedback.coverage is None:
        return []
    words = {**STATE_WORDS, CoverageState.NONE: "no evidence"}
    before, state = feedback.before, words[feedback.coverage.state]
    went = "is" if before is None else "stays" if before is feedback.coverage.state else f"went from {words[before]} to"
    return [context(f"{escape(competency.name)} {went} *{state}*: {escape(feedback.coverage.because)}")]


def _next_thin(feedback: SaveFeedback) -> list[Block]:
    if feedback.thin is None or feedback.thin_coverage is None:
        return []
    nothing = feedback.thin_coverage.state is CoverageState.NONE
    why = "Nothing on record yet." if nothing else feedback.thin_coverage.because
    return [section(f"*Next to show: {escape(feedback.thin.name)}.* {escape(why)}")]


def took_too_long(about: str) -> Message:
    """Instead of a form that Slack no longer opened: a button that opens it now; `about` is the message's place."""
    return message(
        section("*That took too long to open.* Nothing is lost: press here, and the form opens."),
        actions(button("Log a win", ids.TRY_AGAIN, pack(p=about), style="primary")),
    )


def press_again(action: str, value: str) -> Message:
    """Instead of what a button on Home should have opened: the same button, in a message."""
    return message(
        section("*That took too long to open.* Nothing is lost: press here, and it opens."),
        actions(button("Open it", action, value, style="primary")),
    )
