"""Logging, changing, listing and undoing wins."""
