"""A stand-in for a registry on loopback: serves what a test says is there, as OCI's distribution protocol has it."""

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

LOGIN = base64.b64encode(b"operator:secret").decode()
_INDEX = "application/vnd.oci.image.index.v1+json"


@dataclass
class StandIn:
    """The images it has: `path:tag` and the manifest served for it."""

    host: str = ""
    manifests: dict[str, bytes] = field(default_factory=dict)
    lies: bool = False
    """Whether it names another digest than that of what it serves."""
    wants: str = ""
    """What a client must show: "Basic …", "Bearer …" (given for "Basic …" at /token), or nothing."""

    def push(self, image: str, content: str) -> str:
        """Have an image that is different for every content; return its digest."""
        manifest = {"schemaVersion": 2, "mediaType": _INDEX, "manifests": [], "annotations": {"content": content}}
        self.manifests[image] = json.dumps(manifest).encode()
        return self.digest(image)

    def digest(self, image: str) -> str:
        """What a client must find for the image."""
        return f"sha256:{hashlib.sha256(self.manifests[image]).hexdigest()}"


@contextmanager
def serving() -> Iterator[StandIn]:
    """A registry without TLS for the length of the block."""
    there = StandIn()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            shown = self.headers.get("Authorization", "")
            if self.path.startswith("/token"):
                return self._token(shown)
            if there.wants not in ("", shown):
                return self._refuse()
            path, _, tag = self.path.removeprefix("/v2/").rpartition("/manifests/")
            image = f"{path}:{tag}"
            manifest = there.manifests.get(image)
            self.send_response(200 if manifest else 404)
            self.send_header("Content-Length", str(len(manifest or b"")))
            if manifest:
                self.send_header("Content-Type", _INDEX)
                said = there.digest(image)
                self.send_header("Docker-Content-Digest", said.replace("sha256:", "sha256:0") if there.lies else said)
            self.end_headers()
            self.wfile.write(manifest or b"")
            return None

        def _token(self, shown: str) -> None:
            body = json.dumps({"token": there.wants.removeprefix("Bearer ")}).encode()
            self.send_response(200 if shown == f"Basic {LOGIN}" else 401)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def _refuse(self) -> None:
            scheme = there.wants.partition(" ")[0]
            self.send_response(401)
            realm = f'realm="http://{there.host}/token",service="registry",scope="pull"'
            self.send_header("Www-Authenticate", f"{scheme} {realm}")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        there.host = f"127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield there
        server.shutdown()
