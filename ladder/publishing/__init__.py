"""Drafts of a ladder, the versions they become, what changed between two, and for whom. Reads files through
`ladder.formats`; its versions stand in `ladder.people.workspaces`."""
