"""A roster as a file: its table, its headings, its cells, and bringing it into a workspace. Only the import touches
the database."""
