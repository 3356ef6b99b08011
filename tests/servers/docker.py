"""A server in a container, where a Docker engine answers."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from docker.errors import DockerException  # type: ignore[import-untyped]  # it has no stubs of its own
from testcontainers.core.container import DockerContainer
from testcontainers.core.docker_client import DockerClient

from tests.servers.missing import ServerMissing, first_line

ContainerT = TypeVar("ContainerT", bound=DockerContainer)


def is_there() -> bool:
    """Whether a Docker engine answers those who start the containers."""
    try:
        return bool(DockerClient().client.ping())
    except DockerException:
        return False


@contextmanager
def running(container: ContainerT) -> Iterator[ContainerT]:
    """The container for the length of the block. Raises ServerMissing when the engine cannot start it."""
    try:
        container.start()
    except (DockerException, TimeoutError) as trouble:
        raise ServerMissing(
            f"{container.image} is not tested: the Docker engine here cannot start it ({first_line(str(trouble))}). "
            "Let it fetch the image, or stop it: without an engine the servers are started without containers."
        ) from trouble
    try:
        yield container
    finally:
        container.stop()
