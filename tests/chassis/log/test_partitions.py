"""Cities lie where Kafka's default partitioner would put them."""

import pytest
from biaochi_chassis.log.partitions import PARTITIONS, murmur2, partition_of
from kafka.partitioner.default import murmur2 as kafka_murmur2


# The vectors of Apache Kafka's own test of its hash, as signed 32-bit numbers.
@pytest.mark.parametrize(
    ("data", "signed"),
    [
        (b"21", -973932308),
        (b"foobar", -790332482),
        (b"a-little-bit-long-string", -985981536),
        (b"a-little-bit-longer-string", -1486304829),
        (b"lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971),
        (b"abc", 479470107),
    ],
)
def test_the_hash_is_that_of_kafka(data: bytes, signed: int) -> None:
    assert murmur2(data) == signed & 0xFFFFFFFF


def test_a_city_always_lies_in_one_of_twelve_partitions() -> None:
    places = {partition_of(f"city{number}") for number in range(500)}

    assert places == set(range(PARTITIONS))
    assert partition_of("lanzhou") == partition_of("lanzhou")


@pytest.mark.parametrize("city", ["lanzhou", "yantai", "dazhou", "laixi", "兰州", "x"])
def test_kafkas_own_client_would_put_a_city_where_we_put_it(city: str) -> None:
    assert (kafka_murmur2(city.encode()) & 0x7FFFFFFF) % PARTITIONS == partition_of(city)
