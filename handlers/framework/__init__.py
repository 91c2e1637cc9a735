"""Listeners for questions about the ladder itself: levels, comparing, proving, searching, growing. The answers are
`ladder.framework`'s, shown by `handlers.views.framework`."""
