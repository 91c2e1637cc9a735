"""What people do: type commands, press buttons, fill in forms, write messages. `Acts` is the whole list.

An act sends one request to the app by `transport`, shows its answer by `api`'s checks, and returns what the person
sees. `control` offers the acts as JSON. Uses `api`, `transport`, `validate` and `world`.
"""
