"""What failed when the product was tried, played as a person does it: one file a line, numbered as in docs/trial.md."""
