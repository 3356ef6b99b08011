"""Both ciphers keep what was sealed whole, and open it for nobody else and nothing else."""

from itertools import islice, product

import pytest
from biaochi_chassis.foundation.aead import CIPHERS, Aead, NotAuthentic, nonces
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import GCM

PLAIN, ABOUT = "样例党员00017".encode(), b"lanzhou/P1"

each_cipher = pytest.mark.parametrize("cipher", CIPHERS.values(), ids=CIPHERS)


@each_cipher
def test_what_is_sealed_opens_as_it_was(cipher: Aead) -> None:
    key = cipher.new_key()
    sealed = [cipher.seal(key, PLAIN, ABOUT) for _ in range(2)]

    assert [cipher.open(key, one, ABOUT) for one in sealed] == [PLAIN, PLAIN]
    assert sealed[0] != sealed[1]
    assert PLAIN not in sealed[0]


@each_cipher
def test_what_was_changed_in_any_place_does_not_open(cipher: Aead) -> None:
    key = cipher.new_key()
    sealed = cipher.seal(key, PLAIN, ABOUT)

    for place in range(len(sealed)):
        changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
        with pytest.raises(NotAuthentic):
            cipher.open(key, changed, ABOUT)


@pytest.mark.parametrize("sealed", [b"", b"short", bytes(40)])
@each_cipher
def test_what_was_never_sealed_does_not_open(cipher: Aead, sealed: bytes) -> None:
    with pytest.raises(NotAuthentic):
        cipher.open(cipher.new_key(), sealed, ABOUT)


@each_cipher
def test_neither_another_key_nor_another_subject_opens_it(cipher: Aead) -> None:
    key = cipher.new_key()
    sealed = cipher.seal(key, PLAIN, ABOUT)

    for other, about in ((cipher.new_key(), ABOUT), (key, b"lanzhou/P2")):
        with pytest.raises(NotAuthentic):
            cipher.open(other, sealed, about)


def test_one_cipher_opens_nothing_of_the_other() -> None:
    for one, other in product(CIPHERS.values(), repeat=2):
        key = one.new_key()
        if one is not other:
            with pytest.raises(NotAuthentic):
                other.open(key[: other.key_length].ljust(other.key_length), one.seal(key, PLAIN, ABOUT), ABOUT)


def test_the_international_one_is_what_others_call_aes_gcm() -> None:
    cipher = CIPHERS["aes-256-gcm"]
    key = cipher.new_key()
    sealed = cipher.seal(key, PLAIN, ABOUT)

    decryptor = Cipher(AES256(key), GCM(sealed[:12], sealed[-16:])).decryptor()
    decryptor.authenticate_additional_data(ABOUT)
    assert decryptor.update(sealed[12:-16]) + decryptor.finalize() == PLAIN


@each_cipher
def test_what_is_sealed_with_a_nonce_that_was_drawn_before_opens_as_it_was(cipher: Aead) -> None:
    key = cipher.new_key()

    drawn = list(islice(nonces(), 1000))
    sealed = [cipher.seal(key, PLAIN, ABOUT, nonce) for nonce in drawn]

    assert len(set(drawn)) == len(set(sealed)) == 1000
    assert {cipher.open(key, one, ABOUT) for one in sealed} == {PLAIN}
