"""Views of bringing a ladder: the form, the review, what changed, how it is used."""
