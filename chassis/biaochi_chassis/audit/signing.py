"""Heads of audit trails are signed by the service whose trail it is, so that nobody else says where it had come to."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import jwt

from biaochi_chassis.audit.chain import Head
from biaochi_chassis.foundation.settings import Settings, SettingsRefused
from biaochi_chassis.identity.development import development_key
from biaochi_chassis.identity.keys import FileKeys, has_signed, key_set
from biaochi_chassis.identity.services import owner_of
from biaochi_chassis.identity.signing import SigningKey

Sign = Callable[[Head], Head]


def head_signer(settings: Settings, service: str) -> Sign:
    """Sign heads with the key of a service; leave them as they are where production gives it none of its own.

    Raises SettingsRefused for a file that holds no key.
    """
    if settings.development:
        key = development_key(settings.home)
    elif settings.service_key is None:
        return unsigned
    else:
        key = SigningKey.read(settings.service_key)
        if owner_of(key.kid) != service:
            return unsigned
    return lambda head: signed(head, key)


def unsigned(head: Head) -> Head:
    """The head as it is."""
    return head


def signed(head: Head, key: SigningKey) -> Head:
    """The head with a signature."""
    return replace(head, signed_by=key.kid, signature=key.signature(head.said))


def head_verifier(settings: Settings) -> Callable[[Head], bool]:
    """Whether a head was signed by the service that it is of, by the public keys of the services.

    Raises SettingsRefused where production does not name them.
    """
    if settings.development:
        return verified_by(key_set(development_key(settings.home).public), shared_key=True)
    if settings.service_keys is None:
        raise SettingsRefused(
            "BIAOCHI_SERVICE_KEYS is missing, by which heads of audit trails are verified: name the file that biaochi "
            "keys made."
        )
    return verified_by(FileKeys(settings.service_keys).keys, shared_key=False)


def verified_by(keys: Mapping[str, jwt.PyJWK], *, shared_key: bool) -> Callable[[Head], bool]:
    """The same by these keys; `shared_key`: in development all of one home sign with one key."""

    def verified(head: Head) -> bool:
        key = keys.get(head.signed_by) if shared_key or owner_of(head.signed_by) == head.service else None
        return key is not None and has_signed(key, head.said, head.signature)

    return verified
