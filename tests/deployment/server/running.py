"""Runs etcd and the API server on loopback for the length of a block, and asks them by kubectl."""

import json
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.deployment.server import programs
from tests.servers.processes import Server, as_user, free_port


@dataclass(frozen=True)
class Kubernetes:
    """An API server that answers; nothing runs behind it, so no pod is ever started."""

    config: Path

    def query_of(self, *arguments: str, given: str | None = None) -> subprocess.CompletedProcess[str]:
        """Run kubectl as an administrator, with the text as its input."""
        kubectl = str(Path(sys.executable).parent / "kubectl")
        command = [kubectl, "--kubeconfig", str(self.config), *arguments]
        return subprocess.run(command, input=given, capture_output=True, text=True, check=False)

    def say(self, *arguments: str, given: str | None = None) -> str:
        """Run kubectl; return what it answered. Fails with what it said when it was refused."""
        done = self.query_of(*arguments, given=given)
        assert done.returncode == 0, done.stderr
        return done.stdout


@contextmanager
def running() -> Iterator[Kubernetes]:
    """An empty cluster's API server, with the CRDs of the operators that production expects."""
    apiserver, etcd_program = programs.apiserver(), programs.etcd()
    with tempfile.TemporaryDirectory(prefix="biaochi-kubernetes-") as name:
        folder = Path(name)
        store, port, token = free_port(), free_port(), secrets.token_hex(16)
        keys = _keys(folder, token)
        etcd = Server.start(as_user([str(etcd_program), *_etcd(folder, store)], None), folder / "etcd.log")
        server = Server.start(
            as_user([str(apiserver), *_apiserver(folder, keys, store, port)], None), folder / "server.log"
        )
        kubernetes = Kubernetes(_config(folder, port, token))
        try:
            server.wait_for(lambda: kubernetes.query_of("get", "--raw", "/readyz").returncode == 0)
            for crds in programs.crds():
                kubernetes.say("apply", "--server-side", "-f", str(crds))
            kubernetes.say("wait", "--for=condition=Established", "crd", "--all", "--timeout=60s")
            yield kubernetes
        finally:
            server.stop()
            etcd.stop()


def _keys(folder: Path, token: str) -> Path:
    """The key that signs service accounts, and the one token that may do everything."""
    key = folder / "accounts.key"
    openssl = shutil.which("openssl") or "/usr/bin/openssl"
    subprocess.run([openssl, "genrsa", "-out", key, "2048"], check=True, capture_output=True)
    (folder / "tokens.csv").write_text(f"{token},administrator,administrator,system:masters\n")
    return key


def _etcd(folder: Path, port: int) -> list[str]:
    clients = f"http://127.0.0.1:{port}"
    peers = f"http://127.0.0.1:{free_port()}"
    return [
        *(f"--data-dir={folder / 'etcd'}", f"--listen-client-urls={clients}", f"--advertise-client-urls={clients}"),
        *(
            f"--listen-peer-urls={peers}",
            f"--initial-advertise-peer-urls={peers}",
            f"--initial-cluster=default={peers}",
        ),
    ]


def _apiserver(folder: Path, key: Path, store: int, port: int) -> list[str]:
    return [
        *(f"--etcd-servers=http://127.0.0.1:{store}", "--bind-address=127.0.0.1", f"--secure-port={port}"),
        *(f"--cert-dir={folder / 'certificates'}", f"--token-auth-file={folder / 'tokens.csv'}"),
        *("--service-account-issuer=https://kubernetes.default.svc", f"--service-account-key-file={key}"),
        *(f"--service-account-signing-key-file={key}", "--service-cluster-ip-range=10.0.0.0/24"),
        # Nothing runs that would make one for each namespace.
        *("--authorization-mode=RBAC", "--disable-admission-plugins=ServiceAccount"),
    ]


def _config(folder: Path, port: int, token: str) -> Path:
    """What kubectl reads; the server's certificate is its own, made a moment ago."""
    config = folder / "config.json"
    cluster = {"server": f"https://127.0.0.1:{port}", "insecure-skip-tls-verify": True}
    config.write_text(
        json.dumps(
            {
                "apiVersion": "v1",
                "kind": "Config",
                "clusters": [{"name": "here", "cluster": cluster}],
                "users": [{"name": "administrator", "user": {"token": token}}],
                "contexts": [{"name": "here", "context": {"cluster": "here", "user": "administrator"}}],
                "current-context": "here",
            }
        )
    )
    return config
