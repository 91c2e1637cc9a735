"""The domain: ladders, people, wins, coverage, digests. It knows no Slack, no scheduler, no environment and no clock:
time comes in as an argument. Each package below is one feature, and features point down only (pyproject.toml)."""
