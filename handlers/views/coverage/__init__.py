"""Views of coverage: the card and the team."""
