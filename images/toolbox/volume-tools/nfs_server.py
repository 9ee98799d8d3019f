"""
Asks an NFS server whether it can be mounted, without mounting it: a mount of a server that does not answer may hang for minutes.

All questions together take no longer than LIMIT_SECONDS; each failure is one sentence.
"""

import socket
import struct
import threading
from dataclasses import dataclass

import rpc
from failure import Failure

LIMIT_SECONDS = 5

PORT_MAPPER_PORT, NFS_PORT = 111, 2049
PORT_MAPPER, NFS, MOUNT, STATUS = 100000, 100003, 100005, 100024
TCP, UDP = 6, 17
# Procedures.
NULL, COMPOUND, GET_PORT, MNT, UMNT, EXPORT = 0, 1, 3, 1, 3, 5
NFS4ERR_MINOR_VERS_MISMATCH = 10021
# Of the mount daemon. Source: RFC 1813, 5.1.5.
NOT_OWNER, NO_ENTRY, NO_ACCESS, NO_FOLDER = 1, 2, 13, 20


@dataclass(frozen=True)
class Server:
    """What a mount asks for."""

    name: str
    # 3, 4.0, 4.1 or 4.2.
    version: str
    # None: the usual one, or the one that the port mapper names.
    port: int | None

    @staticmethod
    def of(environment):
        return Server(environment["SERVER"], environment["VERSION"], int(environment["PORT"] or 0) or None)


def check_answers(server, deadline=None):
    """That the server is there, and speaks the version. Returns its address."""
    deadline = deadline or rpc.Deadline(LIMIT_SECONDS)
    address = _address_of(server.name, deadline)
    port = server.port or NFS_PORT
    try:
        if server.version == "3":
            port = server.port or _mapped_port(server, address, NFS, "NFS of version 3", deadline)
            rpc.call(address, port, NFS, 3, NULL, deadline)
        else:
            _check_minor_version(server, address, port, deadline)
    except rpc.WrongVersion as other:
        spoken = f"version {other.first}" if other.first == other.last else f"versions {other.first} to {other.last}"
        raise Failure(
            f"{server.name} does not speak version {server.version} of NFS, only {spoken}: set version to one of those, or have "
            "the server speak it"
        ) from None
    except rpc.NoAnswer as answer:
        raise Failure(
            f"no NFS server answers on port {port} of {_named(server.name, address)}, asked from the Docker host: {answer}"
        ) from None
    return address


def check_export(server, path, locks):
    """
    That the server answers and, of version 3, that it lets this host mount the path, and that locks will work. Version 4 tells of
    its exports only those who mount them.
    """
    deadline = rpc.Deadline(LIMIT_SECONDS)
    address = check_answers(server, deadline)
    if server.version != "3":
        return
    port = _mapped_port(server, address, MOUNT, "the mount daemon of version 3", deadline)
    try:
        exports = _exports(address, port, deadline)
        if exports and not any(_is_below(path, exported) for exported in exports):
            raise Failure(f"{server.name} exports no {path}, only {', '.join(sorted(exports))}")
        status = rpc.call(address, port, MOUNT, 3, MNT, deadline, rpc.text(path), as_root=True).number()
        if status != 0:
            raise Failure(_refusal(server.name, path, status))
        rpc.call(address, port, MOUNT, 3, UMNT, deadline, rpc.text(path), as_root=True)
    except rpc.NoAnswer as answer:
        raise Failure(
            f"the mount daemon of {_named(server.name, address)} does not answer on port {port}, asked from the Docker host: {answer}"
        ) from None
    if locks:
        _check_locks(deadline)


def _refusal(name, path, status):
    if status == NO_ENTRY:
        return f"{name} has no folder {path}: make it there, or correct the path"
    if status == NO_FOLDER:
        return f"{path} is a file on {name}, and no folder: correct the path"
    if status in (NOT_OWNER, NO_ACCESS):
        return f"{name} does not let the Docker host mount {path}: name the host in the exports there, and run exportfs -ra"
    return f"{name} does not let the Docker host mount {path}: its mount daemon tells of error {status}"


def _address_of(name, deadline):
    """As Docker takes it: the first of IPv4, or else of IPv6. In a thread, because a name server may let one wait."""
    found = []

    def resolve():
        try:
            found.append(sorted(socket.getaddrinfo(name, None, type=socket.SOCK_STREAM), key=lambda one: one[0] != socket.AF_INET))
        except OSError as error:
            found.append(error)

    thread = threading.Thread(target=resolve, daemon=True)
    thread.start()
    thread.join(deadline.left())
    if not found:
        raise Failure(f"the Docker host's name servers do not say within {LIMIT_SECONDS} s what address {name} has: give its address")
    if isinstance(found[0], OSError):
        raise Failure(f"the Docker host cannot resolve the name {name} ({found[0].strerror}): correct it, or give its address")
    return found[0][0][4][0]


def _named(name, address):
    return name if name == address else f"{name} ({address})"


def _check_minor_version(server, address, port, deadline):
    minor = int(server.version.split(".")[1])
    no_operations = 0
    answer = rpc.call(
        address, port, NFS, 4, COMPOUND, deadline, rpc.text(b"") + struct.pack(">II", minor, no_operations)
    )
    if answer.number() == NFS4ERR_MINOR_VERS_MISMATCH:
        raise Failure(
            f"{server.name} speaks version 4 of NFS, but not {server.version}: set version to another, or have the server speak it"
        )


def _mapped_port(server, address, program, what, deadline):
    try:
        port = _port_of(address, program, 3, TCP, deadline)
    except (rpc.NoAnswer, rpc.WrongVersion) as answer:
        raise Failure(
            f"version 3 of NFS needs the port mapper of {_named(server.name, address)}, and none answers on port "
            f"{PORT_MAPPER_PORT}, asked from the Docker host ({answer}): start it, let it through the firewall, or set version to 4.2"
        ) from None
    if port == 0:
        raise Failure(f"the port mapper of {_named(server.name, address)} knows no {what} over TCP: start it, or set version to 4.2")
    return port


def _port_of(address, program, version, protocol, deadline):
    """0 if the port mapper knows none."""
    asked = struct.pack(">IIII", program, version, protocol, 0)
    return rpc.call(address, PORT_MAPPER_PORT, PORT_MAPPER, 2, GET_PORT, deadline, asked).number()


def _exports(address, port, deadline):
    answer = rpc.call(address, port, MOUNT, 3, EXPORT, deadline)
    exports = []
    while answer.number():
        exports.append(answer.text().decode(errors="replace"))
        while answer.number():
            answer.text()
    return exports


def _is_below(path, exported):
    return f"{path.rstrip('/')}/".startswith(f"{exported.rstrip('/')}/")


def _check_locks(deadline):
    """Locks of version 3 need a daemon of the client's, which mount(8) starts, but not Docker, which calls the kernel itself."""
    try:
        port = _port_of("127.0.0.1", STATUS, 1, UDP, deadline)
    except (rpc.NoAnswer, rpc.WrongVersion):
        port = 0
    if port == 0:
        raise Failure(
            "version 3 of NFS locks files through rpc.statd, which does not run on the Docker host, so that every lock would fail: "
            "start it there (nfs-common, rpcbind), set noLocks to keep locks to that host, or set version to 4.2"
        )
