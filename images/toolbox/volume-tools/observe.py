"""What is seen of a volume whose data is to be brought to another one, and of that."""

import aside
import docker_api
from migrate_plan import Found, refuse_others


def found_of(old, before, stack, target):
    """target: what `target_of` says, on whichever Docker host the new volume is."""
    about = docker_api.volume_of(old)
    path = about and about["Mountpoint"]
    return Found(
        has_old=about is not None,
        is_set_aside=before.is_fixed and aside.is_kept(old),
        service=docker_api.service_that_writes_to(old) if about else "",
        others=tuple(docker_api.others(old, path, {stack, before.stack})) if about else (),
        fleeting=tuple(docker_api.fleeting(docker_api.writers(old, path))) if about else (),
        **target,
    )


def target_of(new):
    return {"has_new": docker_api.volume_of(new) is not None, "users": docker_api.running_users(new)}


def look(volume, stack):
    """Fails if a container has the volume that is not the stack's."""
    if about := docker_api.volume_of(volume):
        refuse_others(volume, stack, docker_api.others(volume, about["Mountpoint"], {stack}))
