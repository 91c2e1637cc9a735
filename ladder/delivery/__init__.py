"""What must reach a person in Slack once: the queue, its claims under a lease, and where sent digests stand. Uses the
store alone, so every feature above may write a delivery."""
