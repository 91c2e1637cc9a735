"""The domain: ladders, people, evidence, coverage, digests, deliveries. Knows no Slack, no environment, no clock."""
