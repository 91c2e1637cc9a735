"""Documents and pictures made from plain values: a value in, bytes out. Nothing here reads a file of anybody's."""
