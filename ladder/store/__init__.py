"""The database: engines, transactions with the wall around a workspace, tables, and the values that rows become. Knows
no feature, and is the one way to the database."""
