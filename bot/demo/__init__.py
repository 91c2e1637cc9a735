"""The demo: its story, and the real app with a database file of its own, connected to the local workspace. Nothing but
the command line uses it."""
