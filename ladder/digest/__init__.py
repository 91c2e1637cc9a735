"""The quarterly digest: when it is due, for whom, and what it says. Counts with `ladder.coverage`; it makes values,
which the views put into words."""
