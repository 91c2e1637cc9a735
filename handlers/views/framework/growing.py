"""How to prove a competency, advice for the thinnest ones, a specialisation, and a search."""

from collections.abc import Mapping, Sequence

from handlers import ids
from handlers.blocks import Block, actions, as_typed, button, context, header, section
from handlers.message import Message, message
from handlers.packing import pack
from handlers.rich import Parts, bold, bullets, italic, paragraph
from handlers.text import clip, counted, day, escape, listed
from handlers.views.asking_back import quoted, there_are
from handlers.views.coverage.card import coverage_line
from handlers.views.framework.level import statement
from ladder.coverage.rule import Coverage
from ladder.evidence.examples import Example
from ladder.framework.answers import FocusAnswer, GrowAnswer
from ladder.framework.model import Advice, Ladder
from ladder.framework.passages import Passage, Sort
from ladder.framework.proving import Expected, Proof
from ladder.framework.search import Results

_EXAMPLE_TEXT = 500  # characters of a colleague's example


def proof(answer: Proof, coverage: Coverage | None, ladder: Ladder, examples: Sequence[Example] = ()) -> Message:
    """The answer to `/ladder prove`: how to show it, how to get better, what it looks like here and further on, and
    what colleagues volunteered as examples of it."""
    value = pack(c=answer.competency.id)
    return message(
        header(answer.competency.name),
        *_taken_for(answer),
        *([paragraph(answer.competency.description)] if answer.competency.description else []),
        *([section(coverage_line(coverage, ladder))] if coverage else []),
        *_tips("How to show it", answer.how_to_show),
        *_tips("How to get better at it", answer.how_to_grow),
        *_at("What it looks like at your level", answer.here),
        *(block for expected in answer.ahead for block in _at("What it looks like", expected)),
        *_examples(examples),
        actions(
            button("Log a win for this", ids.LOG_FOR, value, style="primary"),
            button("My wins", ids.SHOW_WINS),
            *_grow_button(ladder),
        ),
    )


def _taken_for(answer: Proof) -> list[Block]:
    if not answer.asked:
        return []
    others = f" It also fits {listed([competency.name for competency in answer.others])}." if answer.others else ""
    return [as_typed(f"“{clip(answer.asked, 60)}” is closest to this.{others}")]


def _tips(title: str, tips: Sequence[str]) -> list[Block]:
    return [bullets([[tip] for tip in tips], lead=[bold(title)])] if tips else []


def _at(title: str, expected: Expected | None) -> list[Block]:
    if expected is None or expected.column is None:
        return []
    new = {expectation.id for expectation in expected.column.new}
    lines = [statement(expectation, new=expectation.id in new) for expectation in expected.column.statements]
    return [bullets(lines, lead=[bold(f"{title}: {expected.level.name}")])] if lines else []


def _examples(examples: Sequence[Example]) -> list[Block]:
    if not examples:
        return []
    lead = [bold("What colleagues chose to show as examples")]
    return [
        bullets([_example(example) for example in examples], lead=lead),
        context("They can see that you have looked. You can offer yours in `/ladder wins`."),
    ]


def _example(example: Example) -> Parts:
    changed = f" What changed: {clip(example.item.outcome, _EXAMPLE_TEXT)}" if example.item.outcome else ""
    return [bold(f"{example.by}, {day(example.item.happened_on)}: "), clip(example.item.text, _EXAMPLE_TEXT), changed]


def prove_how(ladder: Ladder) -> Message:
    """`/ladder prove` without a competency: what there is."""
    first = next(
        (competency.name.lower() for competency in ladder.competencies if competency.name.strip()), "mentoring"
    )
    return message(
        section(f"Name a competency, or say it in your own words: `/ladder prove {escape(first)}`."),
        *there_are([competency.name for competency in ladder.competencies]),
        actions(*_grow_button(ladder), button("The whole ladder", ids.PATHS)),
    )


def advice(answer: GrowAnswer, least: Mapping[str, Coverage] | None = None) -> Message:
    """The answer to `/ladder grow`; `least` is what the asker's record shows, per competency."""
    blocks: list[Block] = [header("Where to grow next")]
    for part in answer.parts:
        tips: list[Parts] = [*([tip] for tip in part.how_to_grow), *map(_advice, part.advice)]
        blocks.append(bullets(tips, lead=[bold(part.competency.name), _so_far((least or {}).get(part.competency.id))]))
    if answer.general:
        title = "Whatever you work on" if answer.parts else "What the ladder advises"
        blocks.append(bullets(list(map(_advice, answer.general)), lead=[bold(title)]))
    if len(blocks) == 1:
        return message(section("This ladder has no advice. `/ladder next` shows what your next level asks."), _onward())
    return message(*blocks, _onward())


def _so_far(coverage: Coverage | None) -> str:
    if coverage is None:
        return ""
    return f"  ({counted(coverage.items, 'win')} so far)" if coverage.items else "  (nothing on record yet)"


def has_advice(ladder: Ladder) -> bool:
    """Whether `/ladder grow` has anything to offer."""
    return bool(ladder.advice) or any(competency.how_to_grow for competency in ladder.competencies)


def _grow_button(ladder: Ladder) -> list[Block]:
    return [button("Where to grow next", ids.GROW)] if has_advice(ladder) else []


def _onward() -> Block:
    return actions(button("Log a win", ids.LOG_A_WIN, style="primary"), button("My card", ids.SHOW_CARD))


def _advice(advice: Advice) -> Parts:
    return [italic(f"{advice.topic}: "), advice.text]


def focus(answer: FocusAnswer) -> Message:
    """The answer to `/ladder focus`: a specialisation laid over the asker's level."""
    over = f"{answer.level.name} + " if answer.level else ""
    lines: list[Parts] = [
        [italic(f"{competency.name}: ") if competency else "", expectation.text]
        for competency, expectation in answer.statements
    ]
    blocks: list[Block] = [header(f"{over}{answer.specialism.name}")]
    if not answer.applies and answer.starts_from:
        blocks.append(context(f"It starts at {escape(answer.starts_from.name)}, so this is a look ahead."))
    if answer.specialism.summary:
        blocks.append(paragraph(answer.specialism.summary))
    if lines:
        blocks.append(bullets(lines, lead=[bold("What it adds")]))
    return message(*blocks, _onward())


def focus_how(ladder: Ladder) -> Message:
    """`/ladder focus` without a specialisation: what there is."""
    how = section("Name a specialization." if ladder.specialisms else "This ladder has no specializations.")
    there = there_are([specialism.name for specialism in ladder.specialisms])
    return message(how, *there, actions(button("My card", ids.SHOW_CARD)))


def results(answer: Results) -> Message:
    """The answer to `/ladder search`."""
    if not answer.hits:
        name, below = quoted(answer.asked, "these words")
        text = f"Nothing in this ladder mentions {name}. Try fewer words, or other ones."
        about = [f" It belongs to {listed([competency.name for competency in answer.competencies], last='or')}."]
        told = paragraph(text, *(about if answer.competencies else []))
        return message(told, *below, actions(*_prove_buttons(answer), button("The whole ladder", ids.PATHS)))
    return message(
        header(f"“{clip(answer.asked, 60)}” in the ladder"),
        *_how_found(answer),
        bullets([_hit(hit) for hit in answer.hits]),
        actions(*_prove_buttons(answer), button("Log a win", ids.LOG_A_WIN)),
    )


def _prove_buttons(answer: Results) -> list[Block]:
    return [
        button(f"Prove {competency.name}", f"{ids.PROVE}:{place}", pack(c=competency.id))
        for place, competency in enumerate(answer.competencies[:3])
    ]


def _how_found(answer: Results) -> list[Block]:
    more = answer.total > len(answer.hits)
    shown = f"The best {len(answer.hits)} of {answer.total} lines" if more else counted(answer.total, "line")
    instead = [as_typed(f"Nothing mentions “{clip(answer.asked, 60)}” itself. Close to it: {listed(answer.close)}.")]
    return [*(instead if answer.close else []), context(f"{shown}, best match first.")]


def _hit(hit: Passage) -> Parts:
    """A line with where it stands; what is no expectation is called by its name first."""
    called = hit.sort.value.capitalize() if hit.sort is not Sort.EXPECTATION else ""
    label = ", ".join(word for word in (called, hit.topic) if word)
    named = [bold(f"{label}: ")] if label else []
    names = (hit.level.name if hit.level else "", hit.competency.name if hit.competency else "", hit.specialism or "")
    where = ", ".join(name for name in names if name) or ("" if called else "the whole ladder")
    return [*named, hit.text, italic(f"  ({where})") if where else ""]


def search_how() -> Message:
    """`/ladder search` without words."""
    return message(
        section("Say what to look for, such as `/ladder search incident`."),
        actions(button("The whole ladder", ids.PATHS)),
    )
