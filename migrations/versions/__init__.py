"""One file per step, named after its number; the steps form one line."""
