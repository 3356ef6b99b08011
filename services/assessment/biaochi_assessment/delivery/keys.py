"""The keys that secrets of webhooks are sealed with: a file of the operator's, or in development one made here."""

import os
import tempfile
from base64 import b64decode, b64encode
from binascii import Error
from contextlib import suppress
from pathlib import Path

from biaochi_chassis.foundation.aead import CIPHERS
from biaochi_chassis.foundation.settings import Settings, SettingsRefused

from biaochi_assessment.domain.webhooks.secrets import KEY_LENGTHS, Secrets


def secrets_of(settings: Settings) -> Secrets:
    """What secrets are sealed by: without a file, nothing is, but in development. Raises SettingsRefused."""
    file = settings.webhook_keys
    if file is None and settings.development:
        file = settings.home / "identity" / "webhook-keys"
        _make(file, CIPHERS[settings.cipher].new_key())
    return Secrets([]) if file is None else Secrets(_read(file))


def _read(file: Path) -> list[bytes]:
    try:
        keys = [b64decode(line, validate=True) for line in file.read_text(encoding="ascii").split()]
    except (OSError, UnicodeDecodeError, Error) as trouble:
        raise SettingsRefused(f"BIAOCHI_WEBHOOK_KEYS names {file}, which cannot be read: {trouble}.") from trouble
    if not keys or {len(key) for key in keys} - KEY_LENGTHS:
        raise SettingsRefused(
            f"BIAOCHI_WEBHOOK_KEYS names {file}: each line is a key of 32 bytes in base64 (openssl rand -base64 32), "
            "or of 16 for SM4; new secrets are sealed by the first."
        )
    return keys


def _make(file: Path, key: bytes) -> None:
    """Make the file when there is none; of several processes that start at once all take the same one."""
    if file.exists():
        return
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with tempfile.NamedTemporaryFile("w", dir=file.parent) as draft:  # Nobody else may read one.
        draft.write(b64encode(key).decode())
        draft.flush()
        with suppress(FileExistsError):  # Another process was quicker; its key is the one.
            os.link(draft.name, file)
