"""Authorities and certificates of the tests, made anew for each."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from biaochi_chassis.rpc.mutual_tls import MutualTls


@dataclass(frozen=True)
class Authority:
    """An authority with a folder of its own."""

    folder: Path

    @classmethod
    def made(cls, folder: Path) -> "Authority":
        """A new one."""
        folder.mkdir()
        _openssl(folder, "req", "-x509", *_NEW_KEY, "-subj", "/CN=authority", "-keyout", "ca.key", "-out", "ca.crt")
        return cls(folder)

    def signs(self, name: str, address: str = "IP:127.0.0.1") -> MutualTls:
        """The files of a part, which answers at this address; its earlier ones are replaced."""
        named = ("-subj", f"/CN={name}", "-addext", f"subjectAltName={address}")
        _openssl(self.folder, "req", *_NEW_KEY, *named, "-keyout", f"{name}.key", "-out", f"{name}.csr")
        by = ("-CA", "ca.crt", "-CAkey", "ca.key", "-copy_extensions", "copy")
        _openssl(self.folder, "x509", "-req", "-in", f"{name}.csr", *by, "-out", f"{name}.crt")
        return MutualTls(*(self.folder / file for file in ("ca.crt", f"{name}.crt", f"{name}.key")))


_NEW_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")


def _openssl(folder: Path, *arguments: str) -> None:
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)  # noqa: S607  # as found
