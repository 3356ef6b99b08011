"""A real Prometheus: the machine's own, else the one in Debian's package, unpacked and not installed."""

import json
import shutil
import subprocess
import tempfile
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.servers.missing import ServerMissing, first_line
from tests.servers.processes import Server, as_user, free_port

UNPACKED = Path(__file__).parents[2] / ".servers" / "prometheus"


def program(name: str) -> Path:
    """Where `prometheus` or `promtool` is. Raises ServerMissing when neither the machine nor its registry has it."""
    if there := shutil.which(name):
        return Path(there)
    found = UNPACKED / "usr" / "bin" / name
    if not found.exists():
        _unpack()
    return found


def _unpack() -> None:
    half = UNPACKED.with_suffix(".half")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    try:
        _run("apt-get", "download", "-qq", "prometheus", cwd=half)
        (package,) = half.glob("prometheus_*.deb")
        _run("dpkg", "-x", str(package), str(half), cwd=half)
    except (OSError, subprocess.CalledProcessError) as trouble:
        said = first_line(getattr(trouble, "stderr", None) or str(trouble))
        raise ServerMissing(
            f"Alerts are not tested: Debian's package prometheus cannot be had ({said}). apt-get install prometheus."
        ) from trouble
    package.unlink()
    half.rename(UNPACKED)


def _run(*command: str, cwd: Path) -> None:
    subprocess.run(command, cwd=cwd, check=True, capture_output=True, text=True)


@dataclass(frozen=True)
class Prometheus:
    """One that scrapes and judges."""

    port: int

    def query(self, expression: str) -> list[tuple[dict[str, str], float]]:
        """What an expression says now: labels and value of every series."""
        parameters = urllib.parse.urlencode({"query": expression})
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/api/v1/query?{parameters}", timeout=10) as answer:
            found = json.loads(answer.read())["data"]["result"]
        return [(one["metric"], float(one["value"][1])) for one in found]

    def firing(self) -> set[str]:
        """The alerts that fire now."""
        return {labels["alertname"] for labels, _ in self.query('ALERTS{alertstate="firing"}')}

    def fired(self, seconds: int) -> set[str]:
        """The alerts that fired at any moment of the last seconds."""
        return {
            labels["alertname"] for labels, _ in self.query(f'max_over_time(ALERTS{{alertstate="firing"}}[{seconds}s])')
        }


@contextmanager
def watching(ports: Mapping[str, int], rules: object, every: int) -> Iterator[Prometheus]:
    """A Prometheus that scrapes these loopback ports every so many seconds, and evaluates the rules each second."""
    with tempfile.TemporaryDirectory(prefix="biaochi-prometheus-") as name:
        folder, port = Path(name), free_port()
        (folder / "rules.yaml").write_text(yaml.safe_dump(rules))
        scraped = {
            "job_name": "biaochi",
            "static_configs": [{"targets": [f"127.0.0.1:{one}" for one in ports.values()]}],
        }
        settings = {
            "global": {"scrape_interval": f"{every}s", "scrape_timeout": f"{every}s", "evaluation_interval": "1s"},
            "rule_files": [str(folder / "rules.yaml")],
            "scrape_configs": [scraped],
        }
        (folder / "prometheus.yml").write_text(yaml.safe_dump(settings))
        command = [
            str(program("prometheus")),
            f"--config.file={folder / 'prometheus.yml'}",
            f"--storage.tsdb.path={folder / 'data'}",
            f"--web.listen-address=127.0.0.1:{port}",
        ]
        server = Server.start(as_user(command, None), folder / "server.log")
        try:
            server.wait_for(lambda: _answers(port))
            yield Prometheus(port)
        finally:
            server.stop()


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/-/ready", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False
