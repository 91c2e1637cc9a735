"""Drafts of a ladder, the versions they become, what changed between two, and for whom."""
