"""The quarterly digest: when it is due, for whom, and what it says."""
