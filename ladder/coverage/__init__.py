"""What a record shows against a level: the rule, the facts it asks for, and the answers made of them."""
