"""What is asked of the Docker daemon, at its socket."""

from contextlib import contextmanager, suppress
from functools import cache

from failure import Failure

SOCKET = "/var/run/docker.sock"
MANAGED_LABEL = "io.docker-storage.managed"
STACK_LABEL = "io.docker-storage.stack"


class Refused(Failure):
    """The daemon has answered, and does not do what it was asked for."""


class NotFound(Refused):
    pass


@cache
def client():
    # To load the library takes longer than most programs here, and they need no Docker.
    import docker

    with answering():
        # A container may take its time to stop.
        return docker.APIClient(base_url=f"unix://{SOCKET}", version="auto", timeout=None)


@contextmanager
def answering():
    """Says in one sentence what went wrong when the daemon was asked."""
    from docker.errors import APIError, DockerException

    try:
        yield
    except APIError as error:
        kind = NotFound if error.status_code == 404 else Refused
        raise kind(f"the Docker daemon answered {error.status_code}: {error.explanation}") from error
    except (DockerException, OSError) as error:
        raise Failure(f"the Docker daemon does not answer at its socket: {error}") from error


def writers(volume, path):
    """The ids of the running containers that can write to a volume."""
    return [one["Id"] for one in _having(volume, path, is_writable=True)]


def users(volume, path):
    """The ids of the containers, running or not, that have a volume."""
    return [one["Id"] for one in _having(volume, path, all=True)]


def running_users(volume):
    return [one["Id"] for one in _having(volume, None)]


def running_users_besides_workers(volume):
    return [one["Id"] for one in _having(volume, None) if _label(one, MANAGED_LABEL) != "scratch"]


def others(volume, path, stacks):
    """
    The names of the containers, running or not, that have a volume and are not of these stacks. Those that lend a mount, or touch data
    for this package, do not count.
    """
    found = [one for one in _having(volume, path, all=True) if _label(one, MANAGED_LABEL) not in ("mount", "scratch")]
    return [_name(one) for one in found if _label(one, STACK_LABEL) not in stacks - {""}]


def _label(listed, label):
    return (listed["Labels"] or {}).get(label, "")


def _name(listed):
    """One that is being removed has none any more."""
    return (listed["Names"] or [listed["Id"]])[0].lstrip("/")


def fleeting(containers):
    """Those that Docker removes once they are stopped."""
    found = []
    for container in containers:
        with suppress(NotFound):
            if inspect(container)["HostConfig"]["AutoRemove"]:
                found.append(container)
    return found


def _having(volume, path, is_writable=False, all=False):
    """By the volume's name, or by its path on the host or one below it, as a bind mount has it."""
    with answering():
        listed = client().containers(all=all)

    def has(mount):
        is_volume = mount.get("Name") == volume or bool(path) and f"{mount.get('Source', '')}/".startswith(f"{path}/")
        return is_volume and (mount["RW"] or not is_writable)

    return [one for one in listed if any(map(has, one["Mounts"]))]


def service_that_writes_to(volume):
    """
    The name of one; empty if there is none. Docker starts another task for each that is stopped, and those on other nodes are not seen
    from here.
    """
    with answering():
        if not client().info()["Swarm"].get("ControlAvailable"):
            return ""
        listed = client().services()
    for service in (one["Spec"] for one in listed):
        mounts = service["TaskTemplate"].get("ContainerSpec", {}).get("Mounts") or []
        runs = service["Mode"].get("Replicated", {}).get("Replicas") != 0
        if runs and any(mount.get("Source") == volume and not mount.get("ReadOnly") for mount in mounts):
            return service["Name"]
    return ""


def stop(container, grace_seconds):
    """grace_seconds: how long it may take; what it asks for itself if that is empty."""
    with answering():
        client().stop(container, timeout=int(grace_seconds) if grace_seconds else None)


def volume_of(name):
    """What the daemon tells of a volume; None if there is none."""
    try:
        with answering():
            return client().inspect_volume(name)
    except NotFound:
        return None


def make_volume(name, driver, options, labels):
    with answering():
        client().create_volume(name, driver, options, labels)


def remove_volume(name):
    with answering():
        client().remove_volume(name)


def volumes_of_device(device):
    """The names of the volumes that the local driver mounts from a device."""
    with answering():
        listed = client().volumes()["Volumes"] or []
    return [one["Name"] for one in listed if (one["Options"] or {}).get("device") == device]


def failed_to_start(volumes):
    """The ids of containers that mount one of the volumes, and that the daemon was to start and could not."""
    if not volumes:
        return []
    with answering():
        listed = client().containers(all=True, filters={"volume": volumes})
    return [one["Id"] for one in listed if one["State"] != "running" and _is_to_run(inspect(one["Id"]))]


def _is_to_run(container):
    return container["State"]["Error"] != "" and container["HostConfig"]["RestartPolicy"]["Name"] in ("always", "unless-stopped")


def inspect(container):
    with answering():
        return client().inspect_container(container)


def act(container, action):
    """action: pause, unpause, stop or start."""
    with answering():
        getattr(client(), action)(container)


def execute(container, command):
    """Fails if the command does."""
    with answering():
        started = client().exec_create(container, command, tty=True)["Id"]
        printed = client().exec_start(started, tty=True)
        code = client().exec_inspect(started)["ExitCode"]
    if code != 0:
        said = printed.decode(errors="replace").strip()
        raise Failure(f"{command[0]} in container {container} ended with {code}: {said}")
