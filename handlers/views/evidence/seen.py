"""A win that may be on record already: the one there is, and both answers. The new words stay where they are."""

from collections.abc import Mapping
from typing import Any

from handlers import ids
from handlers.blocks import Block, actions, button, context, modal, section
from handlers.message import Message, message
from handlers.packing import pack, unpack
from handlers.rich import Part, italic, paragraph
from handlers.views.evidence.wins import about, win
from ladder.framework.model import Ladder
from ladder.store.values import Evidence

ANOTHER = "Save as another"
_ASKED = "asked_"  # the ids of the blocks that ask begin with it
_PROBLEM = "problem"
# where an element's value stands in a form's state, and where a form opens with it
_OPENS_WITH = {
    "value": "initial_value",
    "selected_date": "initial_date",
    "selected_option": "initial_option",
    "selected_options": "initial_options",
    "selected_users": "initial_users",
}


def same_or_another(
    form: Mapping[str, Any], known: Evidence, ladder: Ladder, *, message_again: bool, managed: bool
) -> Block:
    """A filled form with the question above it; what was typed stays in its fields, and saving it is the answer that
    it is another win. `message_again`: the two come from the same message. `managed`: its owner has a manager."""
    question = [
        section(_question("You logged this message before:" if message_again else "This one is on your record:")),
        win(known, ladder),
        about(known, managed=managed),
        actions(
            button("It's the same", ids.SAME_WIN, pack(e=known.id)),
            button(ANOTHER, ids.ANOTHER_WIN, pack(e=known.id)),
        ),
        context("Your new words are below, as you left them."),
    ]
    return with_question(form, question, submit=ANOTHER, x=known.id)


def save_again(form: Mapping[str, Any]) -> Block:
    """A filled form whose win was saved before and is gone: it can be saved again."""
    question = [section("*This win was saved once and removed since.* Your words are still below: *Save* keeps them.")]
    return with_question(form, question, submit="Save")


def with_problem(form: Mapping[str, Any], problem: str) -> Block:
    """A filled form with what is wrong above it, for a button in it: a button has no field to say it at."""
    asked = [block for block in form["blocks"] if _asks(block) and not block["block_id"].endswith(_PROBLEM)]
    view = with_question(form, [*asked, section(f":warning: {problem}")], submit=form["submit"]["text"])
    view["blocks"][len(asked)]["block_id"] = f"{_ASKED}{_PROBLEM}"
    return view


def with_question(form: Mapping[str, Any], question: list[Block], *, submit: str, **marks: str) -> Block:
    """A form as it stands, with other blocks above it in place of those that asked before, and marks to remember."""
    asked = [{**block, "block_id": f"{_ASKED}{place}"} for place, block in enumerate(question)]
    values = (form.get("state") or {}).get("values") or {}
    fields = [_refilled(block, values) for block in form["blocks"] if not _asks(block)]
    metadata = pack(**{**unpack(form["private_metadata"]), **marks})
    view = modal(form["callback_id"], form["title"]["text"], [*asked, *fields], submit=submit, close="Cancel")
    return {**view, "private_metadata": metadata}


def _asks(block: Mapping[str, Any]) -> bool:
    return str(block.get("block_id", "")).startswith(_ASKED)


def _refilled(block: Block, values: Mapping[str, Any]) -> Block:
    """The field with what stands in it. Slack keeps that by itself where block and action keep their ids
    (docs.slack.dev, Updating views); the field says it too, so that no client can lose it."""
    if block.get("block_id") not in values or "element" not in block:
        return block
    now = values[block["block_id"]].get(block["element"]["action_id"], {})
    element = {name: part for name, part in block["element"].items() if name not in _OPENS_WITH.values()}
    return {**block, "element": {**element, **{_OPENS_WITH[name]: now[name] for name in _OPENS_WITH if now.get(name)}}}


def same_or_another_words(text: str, held: str, known: Evidence, ladder: Ladder, *, managed: bool) -> Message:
    """The question below `/ladder log`: the words are kept under the key `held` until it is answered."""
    return message(
        section(_question("This one is on your record:")),
        win(known, ladder),
        about(known, managed=managed),
        section("*Your new words:*"),
        paragraph(text),
        actions(
            button("It's the same", ids.SAME_WIN, pack(e=known.id, h=held)),
            button(ANOTHER, ids.ANOTHER_WIN, pack(h=held)),
        ),
    )


def _question(sentence: str) -> str:
    return f"*Is this the same win?* {sentence}"


def kept_as_it_was(known: Evidence, ladder: Ladder, text: str = "", outcome: str = "", *, managed: bool) -> Message:
    """It was the same win: the one on record, and what was typed, where that says something else."""
    other = (text, outcome) != (known.text, known.outcome) and bool(text or outcome)
    return message(
        section("*Nothing new was saved.* Your win stays as it was:"),
        win(known, ladder),
        about(known, managed=managed),
        *([section("What you had typed:"), _typed(text, outcome)] if other else ()),
        actions(button("Edit", ids.EDIT_WIN, pack(e=known.id)), button("My wins", ids.SHOW_WINS)),
    )


def _typed(text: str, outcome: str) -> Block:
    parts: list[Part | str] = [text]
    if outcome:
        parts += ["\n", italic("What changed: "), outcome]
    return paragraph(*parts)


def answered_before() -> Message:
    """The question was answered already, or a week has gone by."""
    return message(
        section("*This was answered before*, so nothing more was saved."),
        actions(button("My wins", ids.SHOW_WINS), button("Log a win", ids.LOG_A_WIN)),
    )
