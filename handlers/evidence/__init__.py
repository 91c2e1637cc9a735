"""Listeners that log, change, list, and take back wins. Rules and storing are in `ladder.evidence`, what is shown in
`handlers.views.evidence`."""
