"""What a person is told, in place of a traceback."""


class Failure(Exception):
    pass


class NoSpace(Failure):
    pass
