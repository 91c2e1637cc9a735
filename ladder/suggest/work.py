"""Whether a text speaks of work its writer did."""

import re

_IRREGULAR = (
    "led ran wrote built made took gave taught found drove cut got kept brought held set put sped broke spoke chose won"
    " grew went met sold rewrote rebuilt dug did became began saw caught fought sent spent shrank split sought hit"
    " fed read let stuck stood redid oversaw"
)
_ACT = re.compile(
    rf"(?:^|[.!?;:,\n]|\bi\b|\bwe\b|\band\b|\bthen\b|\bjust\b|\bfinally\b|\balso\b)\W*"
    rf"(?:i |we )?(?:\w+ly )?(?:re-?|un|de-?|co-?)?(?:[a-z]{{3,}}ed|{'|'.join(_IRREGULAR.split())})\b"
)


def at_work(text: str) -> bool:
    """Whether the writer says what they, or their team, did."""
    return _ACT.search(text.casefold()) is not None
