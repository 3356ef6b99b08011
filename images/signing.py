"""Signs what is released: a list of SHA-256, as sha256sum writes it, and an Ed25519 signature over it.

The images stand in it by their digests (k8s/overlays/production/images), what is in them by their SBOMs and locks. With
the public half of the key anybody verifies it: `make verify`, or openssl and sha256sum (docs/operations/install.md).
"""

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from images.environment import ROOT

RELEASED = (
    *("bootstrap.lock", "requirements.lock", "images/*.lock", "images/base", "Dockerfile"),
    *("dist/sbom/*.cdx.json", "k8s/overlays/production/images/*", "proto/released.binpb", "gateway/released.graphql"),
)
SUMS, SIGNATURE = Path("dist/release/SHA256SUMS"), Path("dist/release/SHA256SUMS.sig")


def sums(root: Path) -> str:
    """The list of what is there to be released, a line each, in order."""
    return "".join(f"{_digest(root / name)}  {name}\n" for name in sorted(_released(root)))


def sign(root: Path, key_file: Path) -> None:
    """Write the list and its signature under the root. Raises TypeError for a key that is not Ed25519's."""
    key = load_pem_private_key(key_file.read_bytes(), None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{key_file} is no Ed25519 key: openssl genpkey -algorithm ed25519 makes one")
    text = sums(root).encode()
    (root / SUMS).parent.mkdir(parents=True, exist_ok=True)
    (root / SUMS).write_bytes(text)
    (root / SIGNATURE).write_bytes(key.sign(text))


def faults(root: Path, public_file: Path) -> list[str]:
    """What is wrong with what lies under the root, a sentence each; none where it is what was signed."""
    key = load_pem_public_key(public_file.read_bytes())
    text = (root / SUMS).read_bytes()
    try:
        if not isinstance(key, Ed25519PublicKey):
            raise InvalidSignature
        key.verify((root / SIGNATURE).read_bytes(), text)
    except InvalidSignature:
        return [f"{SUMS} is not signed by {public_file}"]
    signed = {name: digest for digest, _, name in (line.partition("  ") for line in text.decode().splitlines())}
    missing = [f"{name} is missing" for name in sorted(signed) if not (root / name).is_file()]
    changed = [
        f"{name} was changed"
        for name, digest in sorted(signed.items())
        if (root / name).is_file() and _digest(root / name) != digest
    ]
    return missing + changed + [f"{name} was not signed" for name in sorted(set(_released(root)) - set(signed))]


def _released(root: Path) -> Iterator[str]:
    for pattern in RELEASED:
        yield from (str(file.relative_to(root)) for file in root.glob(pattern) if file.is_file())


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def main(task: str, key_file: Path) -> int:
    """Sign with a private key, or verify with its public half; what is said is the answer."""
    if task == "sign":
        sign(ROOT, key_file)
        print(ROOT / SUMS)
        return 0
    found = faults(ROOT, key_file)
    print("\n".join(found) or f"All of {SUMS} is as it was signed.")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], Path(sys.argv[2])))
