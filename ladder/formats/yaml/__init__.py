"""The native form of a ladder: one file or several to a checked `Ladder` and back, every problem with its line."""
