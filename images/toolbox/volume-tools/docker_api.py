"""What is asked of the Docker daemon, at its socket."""

import http.client
import json
import socket
from urllib.parse import quote, urlencode

from failure import Failure

SOCKET = "/var/run/docker.sock"


class NotFound(Failure):
    pass


class _Connection(http.client.HTTPConnection):
    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.connect(SOCKET)


def ask(method, path, body=None, **query):
    connection = _Connection("docker")
    try:
        headers = {"Content-Type": "application/json"}
        target = f"{path}?{urlencode(query)}" if query else path
        connection.request(method, target, None if body is None else json.dumps(body), headers)
        answer = connection.getresponse()
        content = answer.read()
    except OSError as error:
        raise Failure(f"the Docker daemon does not answer at its socket: {error}") from error
    finally:
        connection.close()
    if answer.status >= 400:
        kind = NotFound if answer.status == 404 else Failure
        raise kind(f"the Docker daemon answered {answer.status}: {_message(content)}")
    return content


def writers(volume):
    """The ids of the running containers that mount a volume and can write to it."""
    listed = json.loads(ask("GET", "/containers/json", filters=json.dumps({"volume": [volume], "status": ["running"]})))
    return [one["Id"] for one in listed if any(_writes(mount, volume) for mount in one["Mounts"])]


def _writes(mount, volume):
    return mount.get("Name") == volume and mount["RW"]


def volumes_of_device(device):
    """The names of the volumes that the local driver mounts from a device."""
    listed = json.loads(ask("GET", "/volumes"))["Volumes"] or []
    return [one["Name"] for one in listed if (one["Options"] or {}).get("device") == device]


def failed_to_start(volumes):
    """The ids of containers that mount one of the volumes, and that the daemon was to start and could not."""
    if not volumes:
        return []
    listed = json.loads(ask("GET", "/containers/json", all="true", filters=json.dumps({"volume": volumes})))
    return [one["Id"] for one in listed if one["State"] != "running" and _is_to_run(inspect(one["Id"]))]


def _is_to_run(container):
    return container["State"]["Error"] != "" and container["HostConfig"]["RestartPolicy"]["Name"] in ("always", "unless-stopped")


def inspect(container):
    return json.loads(ask("GET", f"/containers/{quote(container)}/json"))


def act(container, action):
    """action: pause, unpause, stop or start."""
    ask("POST", f"/containers/{quote(container)}/{action}")


def execute(container, command):
    """Fails if the command does."""
    body = {"Cmd": command, "AttachStdout": True, "AttachStderr": True, "Tty": True}
    started = json.loads(ask("POST", f"/containers/{quote(container)}/exec", body))["Id"]
    printed = ask("POST", f"/exec/{started}/start", {"Detach": False, "Tty": True})
    code = json.loads(ask("GET", f"/exec/{started}/json"))["ExitCode"]
    if code != 0:
        said = printed.decode(errors="replace").strip()
        raise Failure(f"{command[0]} in container {container} ended with {code}: {said}")


def _message(content):
    try:
        return json.loads(content)["message"]
    except (ValueError, KeyError):
        return content.decode(errors="replace")
