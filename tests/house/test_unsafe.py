"""What runs what it reads, or puts words into a statement, is found by the checks wherever it is written."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UNSAFE = {
    "S301": "import pickle\n\nread = pickle.loads(b'')\n",
    "S302": "import marshal\n\nread = marshal.loads(b'')\n",
    "S506": "import yaml\n\nread = yaml.load('', yaml.Loader)\n",
    "S307": "read = eval('1')\n",
    "S102": "exec('read = 1')\n",
    "S602": "import subprocess\n\nsubprocess.run('ls', shell=True, check=True)\n",
    "S608": "def query(name: str) -> str:\n    return f\"select code from person where name = '{name}'\"\n",
}
PLACES = ("services/org/biaochi_org/api", "gateway/biaochi_gateway/http", "sdk/biaochi_sdk/host", "cli/biaochi_cli")


@pytest.mark.parametrize("rule", UNSAFE)
def test_what_runs_what_it_reads_is_found(rule: str) -> None:
    for place in PLACES:
        done = subprocess.run(
            [Path(sys.executable).parent / "ruff", "check", "--no-cache", "--stdin-filename", f"{place}/new.py", "-"],
            cwd=ROOT,
            input=UNSAFE[rule],
            capture_output=True,
            text=True,
            check=False,
        )

        assert f"{rule} " in done.stdout, (place, done.stdout + done.stderr)
