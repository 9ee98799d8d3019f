"""Remote procedure calls as NFS, its port mapper and its mount daemon speak them. Source: RFC 5531, RFC 4506 (XDR)."""

import errno
import os
import socket
import struct
import time

CALL, REPLY = 0, 1
RPC_VERSION = 2
MSG_ACCEPTED = 0
SUCCESS, PROG_UNAVAIL, PROG_MISMATCH = 0, 1, 2
AUTH_NONE, AUTH_SYS = 0, 1
LAST_FRAGMENT = 0x80000000
# More than any answer that is asked for here has.
MAX_REPLY_BYTES = 1 << 20
# Servers that export with `secure` answer only calls from below 1024. Those below 512 belong to well-known services.
RESERVED_PORTS = range(1023, 511, -1)


class NoAnswer(Exception):
    """The text says what came instead."""


class Refused(NoAnswer):
    """Nobody listens on the port."""


class WrongVersion(Exception):
    """The server has the program in other versions, from the first to the last."""

    def __init__(self, first, last):
        super().__init__(first, last)
        self.first, self.last = first, last


class Deadline:
    """What all questions to one server may take together."""

    def __init__(self, seconds):
        self.seconds = seconds
        self.end = time.monotonic() + seconds

    def left(self):
        left = self.end - time.monotonic()
        if left <= 0:
            raise NoAnswer(f"no answer within {self.seconds} s")
        return left


def text(value):
    """A string or opaque of variable length."""
    data = value.encode() if isinstance(value, str) else value
    return struct.pack(">I", len(data)) + data + b"\0" * (-len(data) % 4)


class Answer:
    """What a server answered, read from its beginning."""

    def __init__(self, data):
        self.data = data

    def number(self):
        return struct.unpack(">I", self.bytes(4))[0]

    def text(self):
        length = self.number()
        found = self.bytes(length)
        self.bytes(-length % 4)
        return found

    def bytes(self, count):
        if count > len(self.data):
            raise NoAnswer("an answer that breaks off")
        found, self.data = self.data[:count], self.data[count:]
        return found


def call(address, port, program, version, procedure, deadline, arguments=b"", as_root=False):
    """One call over a connection of its own. as_root: by user 0, from a reserved port."""
    try:
        with _connected(address, port, deadline, as_root) as connection:
            connection.sendall(_message(program, version, procedure, arguments, as_root))
            return _accepted(Answer(_record(connection, deadline)))
    except ConnectionRefusedError:
        raise Refused("the connection is refused") from None
    except TimeoutError:
        raise NoAnswer(f"no answer within {deadline.seconds} s") from None
    except OSError as error:
        raise NoAnswer(error.strerror or str(error)) from None


def _connected(address, port, deadline, reserved):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    for own_port in RESERVED_PORTS if reserved else [0]:
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            connection.settimeout(deadline.left())
            if own_port:
                connection.bind(("", own_port))
            connection.connect((address, port))
            return connection
        except OSError as error:
            connection.close()
            # In use, or was so a moment ago towards the same server.
            if not reserved or error.errno not in (errno.EADDRINUSE, errno.EADDRNOTAVAIL):
                raise
    raise NoAnswer("no port below 1024 is free on the Docker host")


def _message(program, version, procedure, arguments, as_root):
    credential = struct.pack(">I", AUTH_NONE) + text(b"")
    if as_root:
        user, group, no_other_groups = 0, 0, 0
        root = struct.pack(">I", 0) + text(socket.gethostname()) + struct.pack(">III", user, group, no_other_groups)
        credential = struct.pack(">I", AUTH_SYS) + text(root)
    verifier = struct.pack(">I", AUTH_NONE) + text(b"")
    transaction = int.from_bytes(os.urandom(4), "big")
    header = struct.pack(">IIIIII", transaction, CALL, RPC_VERSION, program, version, procedure)
    message = header + credential + verifier + arguments
    return struct.pack(">I", LAST_FRAGMENT | len(message)) + message


def _record(connection, deadline):
    record = b""
    is_last = False
    while not is_last:
        mark = struct.unpack(">I", _received(connection, 4, deadline))[0]
        is_last = bool(mark & LAST_FRAGMENT)
        length = mark & ~LAST_FRAGMENT
        if len(record) + length > MAX_REPLY_BYTES:
            raise NoAnswer("something that is no NFS server")
        record += _received(connection, length, deadline)
    return record


def _received(connection, count, deadline):
    received = b""
    while len(received) < count:
        connection.settimeout(deadline.left())
        part = connection.recv(count - len(received))
        if not part:
            raise NoAnswer("the connection was closed")
        received += part
    return received


def _accepted(answer):
    answer.number()
    if answer.number() != REPLY:
        raise NoAnswer("something that is no NFS server")
    if answer.number() != MSG_ACCEPTED:
        raise NoAnswer("the call was denied")
    answer.number()
    answer.text()
    status = answer.number()
    if status == PROG_MISMATCH:
        raise WrongVersion(answer.number(), answer.number())
    if status == PROG_UNAVAIL:
        raise NoAnswer("something else than an NFS server")
    if status != SUCCESS:
        raise NoAnswer(f"error {status} of its RPC")
    return answer
