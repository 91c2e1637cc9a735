"""The language of a ladder's statements, by script and by the commonest words."""

import re
from collections import Counter

_SCRIPTS = (
    ("ja", r"[\u3040-\u30ff]"),
    ("ko", r"[\uac00-\ud7a3]"),
    ("zh", r"[\u4e00-\u9fff]"),
    ("ru", r"[\u0400-\u04ff]"),
)
_WORDS = {
    "en": "the and of to in with for on their is are you from by they",
    "es": "el los las de en con para que por una un su se del y",
    "pt": "os as de em com para que por uma um seu se do da e não",
    "fr": "les des de en avec pour que par une un sur dans et est le la",
    "de": "der die das und mit für von den zu im ein eine ist sich auf",
    "it": "il gli di in con per che una un suo si del e sono della",
    "nl": "de het een van en met voor op is zijn in te aan dat",
}
_SETS = {language: frozenset(words.split()) for language, words in _WORDS.items()}


def locale_of(texts: list[str]) -> str:
    """A language code; "en" where nothing speaks against it."""
    sample = " ".join(texts[:400])[:60_000]
    letters = max(sum(char.isalpha() for char in sample), 1)
    for language, pattern in _SCRIPTS:
        if len(re.findall(pattern, sample)) > letters * 0.15:
            return language
    words = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    scores = {language: sum(words[word] for word in known) for language, known in _SETS.items()}
    best = max(scores, key=lambda language: (scores[language], language == "en"))
    return best if scores[best] > 1.2 * scores["en"] else "en"
