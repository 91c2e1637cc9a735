"""Views of wins: the form, what was saved, the record, and the questions about both."""
