"""Who is in a workspace, whom they report to, what they may see, and the settings of the workspace."""
