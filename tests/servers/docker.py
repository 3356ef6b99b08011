"""Whether containers can be had: then they are the servers."""

import shutil
import subprocess


def is_there() -> bool:
    """Whether a Docker daemon answers."""
    docker = shutil.which("docker")
    return docker is not None and subprocess.run([docker, "info"], capture_output=True, check=False).returncode == 0
