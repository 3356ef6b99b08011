"""A disk that is full refuses what would grow, and takes it again once there is space."""

import errno

import pytest

from tests.servers import disk


@pytest.mark.skipif(not disk.can_be_full(), reason="a disk of its own needs root and leave to mount one")
def test_what_is_full_takes_nothing_and_then_goes_on() -> None:
    with disk.small_disk("biaochi-disk-") as folder:
        kept = folder / "kept"
        kept.write_bytes(b"a" * 100_000)

        with disk.full(folder), pytest.raises(OSError, match="No space") as refused:
            kept.with_name("more").write_bytes(b"b" * 100_000)
        assert refused.value.errno == errno.ENOSPC
        kept.write_bytes(b"c" * 200_000)

        assert kept.read_bytes() == b"c" * 200_000
