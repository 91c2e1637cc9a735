"""An admin brings a ladder, publishes it, and sees how it is used."""
