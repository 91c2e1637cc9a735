"""Views of wins: the form, what was saved, one's record."""
