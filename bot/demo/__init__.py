"""The demo: the real app, with a database file of its own, connected to the local workspace."""
