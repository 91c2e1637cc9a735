"""Documents and pictures from plain values of the ladder: a value in, bytes out. No database and no file of
anybody's."""
