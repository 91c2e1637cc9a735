"""Views of the ladder: a level, the next ones, two side by side, proofs, the map."""
