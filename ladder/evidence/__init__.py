"""Wins: what makes one, storing, changing, undoing, and reading them with the reader's rights, and what the confirmed
ones teach the suggestions. Uses `ladder.people` for rights and `ladder.suggest`, never the other way round."""
