"""What a command in a container reads and prints, as Docker passes it on: see docs.docker.com/engine/api, "Attach to a container"."""

import struct
import sys
from contextlib import suppress

HEAD = struct.Struct(">BxxxL")
STDOUT = 1


class Channel:
    def __init__(self, socket):
        """socket: as docker.APIClient returns it."""
        self._socket = socket._sock
        # What came together with the head of Docker's answer is in this reader's buffer, and the library's own functions go past that.
        self._reader = socket._response.raw._fp.fp

    def pass_on(self, printed):
        """Until the command has ended. printed: is given what it prints; what it says to people, people are told."""
        while len(head := self._reader.read(HEAD.size)) == HEAD.size:
            stream, length = HEAD.unpack(head)
            (printed if stream == STDOUT else tell)(self._reader.read(length))

    def write(self, data):
        # Of one that has ended, the exit code says so.
        with suppress(BrokenPipeError, ConnectionResetError):
            self._socket.sendall(data)

    def end_input(self):
        with suppress(OSError):
            self._socket.shutdown(1)


def tell(part):
    sys.stderr.buffer.write(part)
    sys.stderr.flush()
