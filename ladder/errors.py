"""The refusals of the domain. Each class means one thing that a caller can act on."""


class LadderError(Exception):
    """Base: something was refused, nothing was changed."""


class NotFound(LadderError):
    """No such thing, or not for this reader: the two are never told apart to the asker."""


class Refused(LadderError):
    """The actor may not do this; `str(error)` is a sentence for them."""


class Unsure(Refused):
    """It can't be told right now whether the actor may do this; trying again may help."""


class Invalid(LadderError):
    """The input can't be taken; `fields` says per field name what is wrong, in a sentence for the person."""

    def __init__(self, fields: dict[str, str]) -> None:
        super().__init__("; ".join(fields.values()))
        self.fields = fields


class Changed(LadderError):
    """The thing was changed by someone else since it was read; read it again and ask again."""


class Unreadable(LadderError):
    """Something that is stored can't be read, such as a workspace's ladder or its settings; `str(error)` names it."""


class Unavailable(LadderError):
    """The database could not take this right now (locked, gone, full); nothing was saved, trying again may help."""


class Full(Unavailable):
    """The disk of the database is full: what is there can be read, nothing new is saved until somebody makes room."""
