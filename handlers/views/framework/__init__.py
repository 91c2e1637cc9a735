"""Views of the ladder: a level, the next ones, two side by side, the map."""
