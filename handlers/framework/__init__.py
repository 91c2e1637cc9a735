"""Questions about the ladder itself: levels, comparing, proving, searching, growing."""
