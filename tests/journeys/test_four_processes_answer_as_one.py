"""The platform in one process and as four processes over the same data give the same bytes to the same queries."""

from pathlib import Path

from tests.running import PARTS, Running
from tests.servers.deployments import Deployment, on_files

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.graphql"))
LATE = "standings_demonstration.graphql"
"""What has no entries while the year begins, as it does on servers."""
# A refusal carries the id of its request: the same for both.
TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


def answers(running: Running) -> dict[str, bytes]:
    """The raw answer to every query of the corpus, by name."""
    return {query.name: running.post(query.read_text(), traceparent=TRACE) for query in CORPUS}


def answers_once_started(running: Running) -> dict[str, bytes]:
    """The answers of a platform that is started for them."""
    try:
        running.start()
        return answers(running)
    finally:
        running.stop()


def test_four_processes_give_byte_equal_answers_to_the_corpus(filled: Running, deployment: Deployment) -> None:
    one = Running(filled.home, (), {**filled.environment, "BIAOCHI_PROCESSES": "1"})
    four = Running(filled.home, PARTS, filled.environment)

    filled.stop()
    try:
        in_one, in_four = answers_once_started(one), answers_once_started(four)
    finally:
        filled.start()

    assert len(CORPUS) >= 10
    assert [name for name, answer in in_one.items() if len(answer) < 60] == ([] if deployment is on_files else [LATE])
    for name, answer in in_one.items():
        assert in_four[name] == answer, name
        refusal = name.startswith("refused")
        assert (b'"errors"' in answer) == refusal, answer[:500]
