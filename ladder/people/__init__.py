"""Who is in a workspace, whom they report to, what they may see, and the workspace's settings and ladder. Every
feature above asks its rights here."""
