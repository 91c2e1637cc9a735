"""The local Slack, tested as Slack is documented."""
