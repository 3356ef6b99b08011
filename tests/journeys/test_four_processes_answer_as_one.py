"""The platform in one process and as four processes over the same data give the same bytes to the same queries."""

from pathlib import Path

from tests.running import PARTS, Running

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.graphql"))
# A refusal carries the id of its request: the same for both.
TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def answers(running: Running) -> dict[str, bytes]:
    """The raw answer to every query of the corpus, by name."""
    return {query.name: running.post(query.read_text(), traceparent=TRACE) for query in CORPUS}


def started_and_asked(running: Running) -> dict[str, bytes]:
    """The answers of a platform that is started for them."""
    try:
        running.start()
        return answers(running)
    finally:
        running.stop()


def test_four_processes_give_byte_equal_answers_to_the_corpus(filled: Running) -> None:
    one = Running(filled.home, (), {**filled.environment, "BIAOCHI_PROCESSES": "1"})
    four = Running(filled.home, PARTS, filled.environment)

    filled.stop()
    try:
        in_one, in_four = started_and_asked(one), started_and_asked(four)
    finally:
        filled.start()

    assert len(CORPUS) >= 10
    for name, answer in in_one.items():
        assert in_four[name] == answer, name
        refusal = name.startswith("refused")
        assert (b'"errors"' in answer) == refusal, answer[:500]
        assert len(answer) > 60, name
