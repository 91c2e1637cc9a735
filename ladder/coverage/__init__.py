"""What a record shows against a level: the rule, the facts it asks for, the questions a panel would ask. Reads wins
through `ladder.evidence`, and knows nothing of digests."""
