"""Views: pure functions from values to block dicts."""
