"""What a person is told, in place of a traceback."""


class Failure(Exception):
    pass


class NoSpace(Failure):
    pass


class Told(Failure):
    """What went wrong has been said already, by a program that ended with this code."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code
