"""A cell whose meaning only the whole column can settle."""


class Undecided(Exception):
    """Raised in the first reading of a file; the whole columns are then looked at.

    Parameters
    ----------
    field
        The field whose column is open.
    """

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field
