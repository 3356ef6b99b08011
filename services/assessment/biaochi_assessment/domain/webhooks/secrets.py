"""Secrets of webhooks: made here, sealed under a key that no database holds, shown to whoever registers them."""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from contextlib import suppress
from secrets import token_bytes

from biaochi_chassis.foundation.aead import CIPHERS, NotAuthentic

from biaochi_assessment.domain.webhooks.refusals import WebhooksNotSetUp

PREFIX = "whsec_"
_BYTES = 32
_BY_LENGTH = {cipher.key_length: cipher for cipher in CIPHERS.values()}
KEY_LENGTHS = frozenset(_BY_LENGTH)
"""Bytes that a key may have: of AES-256-GCM or of SM4-GCM."""


class Secrets:
    """Seals under the first key; opens what any of them has sealed, so that a key can be replaced."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        """Without a key nothing is sealed."""
        self._keys = keys

    def new(self, about: str) -> str:
        """A secret that nobody had before, sealed; it opens with the same `about` only. Raises WebhooksNotSetUp."""
        if not self._keys:
            raise WebhooksNotSetUp(
                "本平台没有封存推送密钥的钥匙，不能登记推送："
                "请运行管理员设置 BIAOCHI_WEBHOOK_KEYS（见 docs/operations/webhooks.md）。"
            )
        key, secret = self._keys[0], f"{PREFIX}{b64encode(token_bytes(_BYTES)).decode()}"
        return b64encode(_BY_LENGTH[len(key)].seal(key, secret.encode(), about.encode())).decode()

    def opened(self, sealed: str, about: str) -> str:
        """The secret. Raises WebhooksNotSetUp where the key that sealed it is not among these."""
        for key in self._keys:
            with suppress(NotAuthentic):
                return _BY_LENGTH[len(key)].open(key, b64decode(sealed), about.encode()).decode()
        raise WebhooksNotSetUp("封存此推送密钥的钥匙不在 BIAOCHI_WEBHOOK_KEYS 中：请放回旧钥匙，或换一个密钥。")
