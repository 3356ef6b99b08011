"""Records packed together come back as they were."""

import zlib

import pytest
from biaochi_chassis.log.packing import MOST_BYTES, WORTH, Packed, pack, shares, unpack

FEW = [
    Packed("", "yangli", "assessment\t1\t.CheckRecorded\t样例单位01", b"\0binary\xff"),
    Packed("somebody/else/1", "", "{}", b""),
    Packed("", "yangli", "", None),
]


@pytest.mark.parametrize("records", [[], FEW, FEW * WORTH], ids=["none", "plain", "compressed"])
def test_what_was_packed_comes_back_whole_and_in_order(records: list[Packed]) -> None:
    assert list(unpack(pack(records))) == records


def test_what_an_earlier_build_deflated_is_read() -> None:
    plain = pack(FEW)
    assert plain[:1] == b"\0"

    assert list(unpack(b"\1" + zlib.compress(plain[1:]))) == FEW


def test_what_says_much_the_same_takes_a_twentieth() -> None:
    alike = [Packed("", "yangli", f"assessment\t{one}\t.CheckRecorded\t样例单位01", b"x" * 200) for one in range(1000)]

    assert len(pack(alike)) * 20 < sum(len(pack([one])) for one in alike)


def test_no_share_is_larger_than_allowed_unless_by_a_single_record() -> None:
    small, large = Packed("", "", "", b"x" * (MOST_BYTES // 3)), Packed("", "", "", b"x" * (MOST_BYTES + 1))

    cut = list(shares([small, small, small, small, large, small]))

    assert cut == [[small, small, small], [small], [large], [small]]
    assert list(shares([])) == []
