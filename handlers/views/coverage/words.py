"""What a report's coverage and wins are called: the same in `/ladder team` and the digest."""

SUSTAINED = "Sustained: "
BEGUN = "One quarter so far: "
THIN = "Thin, one month so far: "
MISSING = "Nothing on record yet: "

THE_EVIDENCE = "The evidence"
"""The button that leads to a report's wins."""
