"""`ladderbot …`: one module per group of commands. What a command needs is imported when it runs, so that `--help` is
fast."""
