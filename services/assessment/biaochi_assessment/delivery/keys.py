"""The keys that secrets of webhooks are sealed with: a file of the operator's, or in development one made here."""

from base64 import b64decode, b64encode
from binascii import Error
from pathlib import Path

from biaochi_chassis.foundation.aead import CIPHERS
from biaochi_chassis.foundation.private_file import make_once
from biaochi_chassis.foundation.settings import Settings, SettingsRefused

from biaochi_assessment.domain.webhooks.secrets import KEY_LENGTHS, Secrets


def secrets_of(settings: Settings) -> Secrets:
    """What secrets are sealed by: without a file, nothing is, but in development. Raises SettingsRefused."""
    file = settings.webhook_keys
    if file is None and settings.development:
        file = settings.home / "identity" / "webhook-keys"
        make_once(file, lambda: b64encode(CIPHERS[settings.cipher].new_key()).decode())
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
