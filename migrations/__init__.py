"""The database's schema, step by step. `ladderbot migrate` brings a database to the last step. It uses plain types
only, never the models of today."""
