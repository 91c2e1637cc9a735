"""How often a law is tried: every time in full for `make check`, a few times in the fast suite."""

import os

FEW = 5
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "house")


def examples(full: int) -> int:
    """How many examples a law gets that takes `full` of them in `make check`."""
    return min(full, FEW) if PROFILE == "quick" else full
