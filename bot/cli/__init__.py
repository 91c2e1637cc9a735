"""`ladderbot …`: one module per group of commands. It may use every room; what a command needs is imported when it
runs, so that `--help` is fast."""
