"""Everything that calls Slack: clients, what their answers mean, and how fast to ask. It knows no table."""
