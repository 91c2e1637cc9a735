"""Whether a text says what its writer did at work: where it does not, nothing is offered.

A few signs are weighed against each other: acts in the past, things of the trade and figures speak for it; everyday
things, greetings, thanks, questions and plans speak against it. docs/decisions/suggestions.md says how often it is
right.
"""

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ladder.suggest.acts import begins_a_clause, is_of_work, tells_of_the_past
from ladder.suggest.confirmed import Confirmed
from ladder.suggest.reading import Reading
from ladder.words import Token, tokens, without_markup

# A ticket, an amount, a percentage, a span of time, or a change from one number to another.
_FIGURE = re.compile(
    r"\b[a-z]{2,10}-\d+|#\d{2,}|\d\s?(?:%|ms\b|x\b|×|k\b|gb\b|tb\b|percent)|[$€£]\s?\d|\d\s?[$€£]"
    r"|\d\S{0,9}\s?(?:→|->|=>)\s?\S{0,9}\d|\bfrom \S{0,9}\d.{0,20}?\bto \S{0,9}\d|\bp9\d\b"
)
_DONE = re.compile(
    r"[✅🚀💪]|\b(?:done|live|merged|finished|completed?|finally|fertig|abgeschlossen|terminé|listo|pronto"
    r"|no longer|no more|in prod|in production|zero|instead of|used by|(?:is|are|went) down (?:from|by|to)|now"
    r"|fewer|faster|cheaper|twice as)\b"
)
# A word in the past as other languages form it.
_DID = re.compile(
    r"^(?:\w*ge\w{2,}(?:t|en)|\w{3,}iert|(?:be|ent|ver|er)\w{3,}t|\w{3,}(?:ée?s?|ó|[ai]d[oa]s?|[aiu]to|ei|uzi|ou))$"
    r"|[しっえけめれ]?た$|完了|担当|了|했|였|렸|켰|올랐"
)
_ASKED = re.compile("[?？¿]")
_OF_ANY_COMPANY = frozenset(
    (
        *("community/team_culture", "community/helping_out", "collaboration/collaboration"),
        *("collaboration/meetings_facilitation", "communication/communication", "external/external"),
        *("leadership/initiative", "people/learning", "people/team_managing", "people/wellbeing"),
        *("planning/planning", "scope/scope_wide", "people"),
    )
)
_TALK = frozenset(("greeting", "thanks", "reaction"))
_AT_THE_BEGINNING = frozenset(("asking", "reaction"))  # of a clause; in its middle "nice" and "can" are ordinary words


class _Signs(NamedTuple):
    """How much of each sign a text shows, or how much each weighs."""

    acts_of_work: float
    other_acts: float
    acts_abroad: float
    trade: float  # things that only people of the trade speak of
    company: float  # things of any company
    learned: float  # words that the workspace itself confirmed for one competency
    figures: float
    done: float
    length: float
    everyday: float
    talk: float
    asking: float
    coming: float


# Fitted by logistic regression, then rounded, on one half of tests/bench/sets; the other half and other sets judge it.
_WEIGHTS = _Signs(1.9, 0.8, 0.7, 1.4, 0.5, 2.1, 0.7, 0.3, 0.6, -1.1, -1.0, -1.2, -0.4)
_ENOUGH = 2.7


def at_work(text: str, reading: Reading, confirmed: Confirmed | None = None) -> bool:
    """Whether the writer says what they, or their team, did at work; `confirmed` is what their workspace taught."""
    signs = _signs_of(text, reading, confirmed or Confirmed())
    return sum(weight * sign for weight, sign in zip(_WEIGHTS, signs, strict=True)) >= _ENOUGH


def _signs_of(text: str, reading: Reading, confirmed: Confirmed) -> _Signs:
    low, text_tokens, acts = without_markup(text).casefold(), reading.tokens, reading.acts
    of_work = sum(is_of_work(text_tokens[at].word) for at in acts)
    learned = {at for at, token in reading.words if confirmed.is_telling(token.stem)}
    topics = {at: topic for at, topic in _topics_in(text, text_tokens) if at not in learned}
    spoken = list(topics.values())
    trade = {hit.first for hit in reading.hits if hit.concept in _trade()} - topics.keys()
    company = {hit.first for hit in reading.hits} - topics.keys() - trade
    talk = sum(topic in _TALK for topic in spoken)
    abroad = 0 if acts else sum(_DID.search(token.word) is not None for token in text_tokens)
    figures, done = len(_FIGURE.findall(low)), len(_DONE.findall(low))
    something_done = abroad or figures or done or tells_of_the_past(text_tokens)
    return _Signs(
        acts_of_work=min(of_work, 2),
        other_acts=min(len(acts) - of_work, 2),
        acts_abroad=min(abroad, 2),
        trade=min(len(trade), 3 if something_done else 1),
        company=min(len(company), 3),
        learned=min(len(learned - trade), 2),
        figures=min(figures, 2),
        done=min(done, 2),
        length=math.log1p(len(reading.words)),
        everyday=min(len(spoken) - talk - spoken.count("asking") - spoken.count("coming"), 2),
        talk=min(talk, 2),
        asking=min(spoken.count("asking"), 2) / 2 + (_ASKED.search(low) is not None),
        coming=min(spoken.count("coming"), 1),
    )


def _topics_in(text: str, text_tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """The position of each word or phrase that belongs to a topic of talk, and the topic; of the topics that begin at
    one word the longest phrase's. What asks or reacts does
    so where a clause begins."""
    words, topics = [token.word for token in text_tokens], _topics()
    for at in range(len(words)):
        phrases = (topics.get(tuple(words[at : at + length])) for length in (3, 2, 1))
        topic = next((topic for topic in phrases if topic), None)
        if topic and (topic not in _AT_THE_BEGINNING or begins_a_clause(text, text_tokens, at)):
            yield at, topic


@cache
def _topics() -> dict[tuple[str, ...], str]:
    """The words of each phrase → its topic."""
    from ladder.suggest.lexicon_talk import EVERYDAY, TALK

    topics, topic = dict[tuple[str, ...], str](), ""
    for word in (EVERYDAY + TALK).split():
        if word.endswith(":"):
            topic = word.removesuffix(":")
        elif phrase := tuple(token.word for token in tokens(word)):
            topics[phrase] = topic
    return topics


@cache
def _trade() -> frozenset[str]:
    from ladder.suggest.lexicon import CONCEPTS

    return frozenset(word.removesuffix(":") for word in CONCEPTS.split() if word.endswith(":")) - _OF_ANY_COMPANY
