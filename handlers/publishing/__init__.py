"""Listeners for an admin who brings a ladder, publishes it, and sees how it is used, over `ladder.publishing` and
`ladder.formats`."""
