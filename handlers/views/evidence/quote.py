"""Somebody else's words beside a win: a quote with its author, for the win's owner alone."""

import re
from dataclasses import dataclass

from handlers import ids
from handlers.blocks import Block, Option, choose_one, context, input_block
from handlers.rich import Part, bold, person
from handlers.text import clip, escape
from ladder.store.values import Evidence, MessageSource

WROTE = " wrote:"
MINE, THEIRS = "mine", "theirs"
_PERSON = re.compile(r"[UW][A-Z0-9]+")
_MOST_NAME = 40  # characters of a name in a line that holds more


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who wrote a message: a person by `id`, with their `name` where it is known; or an app, by the name `app`."""

    id: str = ""
    name: str = ""
    app: str = ""

    @property
    def _is_person(self) -> bool:
        """Whether Slack can mention the author: it refuses a mention of an app's id."""
        return not self.app and bool(_PERSON.fullmatch(self.id))

    @property
    def mention(self) -> str:
        """The author in mrkdwn: Slack shows people by their names, and knows no app by its id."""
        return f"<@{self.id}>" if self._is_person else escape(self.app or UNNAMED_APP if self.id else self.app)

    @property
    def part(self) -> Part | str:
        """The author in rich text."""
        if self.app == UNNAMED_APP:
            return UNNAMED_APP
        return person(self.id) if self._is_person else bold(self.app) if self.app.strip() else UNNAMED_APP


UNNAMED_APP = "an app"


def author_in(source: MessageSource) -> Author:
    """Who wrote the message that a win comes from."""
    return Author(id=source.author, app=source.author_name)


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody else wrote; `words` is "" where their message has none."""

    author: Author
    words: str


def quote_block(quote: Quote, block_id: str = "") -> Block:
    """The quote: who wrote it, and their words as they stand. Nothing in them is read as formatting."""
    author = quote.author.part
    author = "An app" if author == UNNAMED_APP else author
    head = {"type": "rich_text_section", "elements": [_text(author), _text(WROTE)]}
    words = {"type": "rich_text_quote", "elements": [_text(quote.words)]}
    block: Block = {"type": "rich_text", "elements": [head, words]}
    return {**block, "block_id": block_id} if block_id else block


def _text(part: Part | str) -> Part:
    return {"type": "text", "text": part} if isinstance(part, str) else part


def in_form(quote: Quote, *, private: bool) -> list[Block]:
    """The quote at the top of a form, who will see it, and the question whose win it is; `private` if the message is
    from a private conversation."""
    if not quote.words:
        return [context("This message has no words to show here."), _whose(quote.author)]
    others = "" if private else " Others see a link to the message, and who wrote it."
    return [quote_block(quote, ids.QUOTE), context(f"Only you see these words.{others}"), _whose(quote.author)]


def _whose(author: Author) -> Block:
    theirs = f"{clip(author.name, _MOST_NAME)}’s" if author.name else "A colleague’s" if author.app else "Theirs"
    choices = (Option(MINE, "Mine"), Option(THEIRS, theirs))
    return input_block(ids.WHOSE, "Whose win is this?", choose_one("radio_buttons", ids.WHOSE, choices, MINE))


def not_given_yet(author: Author) -> str:
    """Beside the question, to somebody who wants to log a win for a colleague (plain text)."""
    name = clip(author.name, _MOST_NAME) or "them"
    return (
        f"Ladder can’t hand a win to a colleague yet, so nothing was saved. Tell {name} about Log as win: they can use "
        "it on this message themselves. Is it your win too? Choose Mine."
    )


def of_win(item: Evidence) -> Quote | None:
    """The quote that stands beside a win, for its owner's eyes; None if there is none."""
    source = item.source
    if source is None or not source.quote:
        return None
    return Quote(author_in(source), source.quote)
