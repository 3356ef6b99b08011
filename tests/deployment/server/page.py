"""Does what docs/operations/install.md says, word for word, against an API server behind which nothing runs."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.deployment.rendering import ROOT, tool
from tests.deployment.server.running import Kubernetes

BASH = shutil.which("bash") or "/bin/bash"
FIRST, AFTER = "## 4.", "## 9."
"""The steps from the namespace to the check; those before want registries and operators."""
NOTHING_RUNS = (
    "timed out waiting for the condition",
    "error: timed out waiting for the condition",
    "error: no matching resources found",
    # What would go into a pod.
    "error: pod, type/name or --filename must be specified",
    "error: filespec must match the canonical format: [[namespace/]pod:]file/path",
)
"""What a command may end with where no controller makes a pod of what was taken."""
_RECORDER = """#!/bin/bash
said=$(mktemp -p "$RECORDS")
"$KUBECTL" "$@" 2> >(tee "$said" >&2)
code=$?
{ echo "$code"; echo "kubectl $*"; cat "$said"; } > "$said.done"
exit $code
"""


def follow(kubernetes: Kubernetes, copy: Path) -> str:
    """Run the page's steps in a city's copy of the sources; return how many commands were taken.

    Fails with what the server or kubectl said of a command that is wrong, not only in want of pods.
    """
    with tempfile.TemporaryDirectory(prefix="biaochi-page-") as name:
        folder = Path(name)
        records = folder / "records"
        records.mkdir()
        recorder = folder / "kubectl"
        recorder.write_text(_RECORDER)
        recorder.chmod(0o755)
        environment = {
            **os.environ,
            "PATH": f"{folder}:{os.environ['PATH']}",
            "KUBECTL": str(Path(sys.executable).parent / "kubectl"),
            "KUBECONFIG": str(kubernetes.config),
            "RECORDS": str(records),
        }
        shutil.copytree(ROOT / "examples" / "lanzhou", copy / "examples" / "lanzhou")
        # Of step 3: the keys whose public halves the copy has already are made anew, for the Secrets of step 4.
        made = tool("biaochi", "keys", str(copy / "keys"))
        assert made.returncode == 0, made.stdout + made.stderr
        subprocess.run([BASH, "-c", steps()], cwd=copy, env=environment, check=True, capture_output=True, text=True)
        done = [path.read_text().split("\n", 2) for path in sorted(records.glob("*.done"))]
    wrong = [f"{command}: {said}" for code, command, said in done if code != "0" and not said.startswith(NOTHING_RUNS)]
    assert not wrong, "\n".join(wrong)
    taken = sum(code == "0" for code, *_ in done)
    return f"install.md: {taken} of {len(done)} commands were taken, the others wait for pods"


def steps() -> str:
    """The commands of the page's steps, in order, with patience for a second instead of minutes."""
    text = (ROOT / "docs" / "operations" / "install.md").read_text()
    blocks = re.findall(r"^```\n(.*?)^```", text[text.index(FIRST) : text.index(AFTER)], re.DOTALL | re.MULTILINE)
    commands = re.sub(r"timeout=\d+m", "timeout=1s", "".join(blocks))
    # Nobody answers under the city's name, and a key is whatever the store gave.
    return re.sub(r"^curl .*$", "", commands.replace("…", "given"), flags=re.MULTILINE)
