"""An image holds what its part needs and nothing else, and production runs those whose digests the registry says."""

import json
import os
import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from images import pin, sbom
from images.environment import PARTS, ROOT, make
from images.registry import NoDigest, digest
from tests.deployment import registry
from tests.deployment.rendering import TAG, filled, kustomize, loaded, of_a_city, pods, tool
from tests.running import free_ports

BUILDERS = {"pip", "setuptools", "wheel", "hatchling", "editables", "uv"}


@pytest.fixture(scope="module")
def environments() -> Iterator[dict[str, Path]]:
    """The environment of every image, made of what the Dockerfile reads.

    They are 900 MiB, and removed with the last of these tests.
    """
    with TemporaryDirectory(prefix="biaochi-images-") as folder:
        yield {
            part: make(part, Path(folder, part), "lanzhou" if part in ("scoring", "command") else "") for part in PARTS
        }


def installed(python: Path) -> set[str]:
    """The distributions of an environment."""
    names = (
        "import importlib.metadata as m; print(*sorted({d.name.lower().replace('_', '-') for d in m.distributions()}))"
    )
    return set(subprocess.run([python, "-c", names], check=True, capture_output=True, text=True).stdout.split())


def test_an_image_holds_its_own_lock_and_our_own_distributions_and_nothing_that_builds(
    environments: dict[str, Path],
) -> None:
    ours = {
        "org": {"proto", "chassis", "org"},
        "assessment": {"proto", "chassis", "assessment"},
        "scoring": {"proto", "chassis", "sdk", "scoring", "lanzhou"},
        "gateway": {"proto", "chassis", "gateway"},
        "command": {"proto", "chassis", "sdk", "org", "assessment", "scoring", "gateway", "cli", "lanzhou"},
    }
    for part, python in environments.items():
        there = installed(python)
        locked = set(re.findall(r"^([\w.-]+)==", (ROOT / "images" / f"{part}.lock").read_text(), re.MULTILINE))
        assert {name for name in there if name.startswith("biaochi-")} == {f"biaochi-{name}" for name in ours[part]}
        assert there - locked <= {f"biaochi-{name}" for name in ours[part]}
        assert not there & BUILDERS
        assert ("numpy" in there) == (part in ("scoring", "command"))


def test_a_lock_of_an_image_says_the_same_as_the_lock_of_the_platform() -> None:
    def pinned(name: str) -> dict[str, str]:
        text = (ROOT / name).read_text()
        assert "://" not in text
        return dict(re.findall(r"^([\w.\[\]-]+)==([\w.+-]+)", text, re.MULTILINE))

    platform = pinned("requirements.lock")
    for name in (*PARTS, "build"):
        assert pinned(f"images/{name}.lock").items() <= platform.items()


@pytest.fixture(scope="module")
def running(environments: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """All four parts, each a process in the environment of its own image; the variables they were given."""
    home, port = tmp_path_factory.mktemp("home"), free_ports()
    given = {"BIAOCHI_HOME": str(home), "BIAOCHI_PORT": str(port), "PATH": os.environ["PATH"], "TZ": "UTC"}
    started = []
    for part in PARTS[:4]:
        with (home / f"{part}.log").open("wb") as log:
            command = [str(environments[part]), "-m", f"biaochi_{part}"]
            started.append(subprocess.Popen(command, env=given, cwd=home, stdout=log, stderr=log))
    try:
        yield given
    finally:
        for process in started:
            process.terminate()
        assert [process.wait(30) for process in started] == [0, 0, 0, 0]


def test_every_part_answers_that_it_is_ready_in_the_environment_of_its_image(running: dict[str, str]) -> None:
    for step in range(4):
        assert answers(f"http://127.0.0.1:{int(running['BIAOCHI_PORT']) + step}/health/ready")


def answers(address: str) -> bool:
    """Whether it answers with 200 within two minutes."""
    for _ in range(240):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    return False


def test_the_commands_image_looks_into_the_log_and_lists_its_cities(
    running: dict[str, str], environments: dict[str, Path]
) -> None:
    for arguments, said in ((["log", "dead"], "No dead letters."), (["plugins"], "lanzhou")):
        command = [str(environments["command"]), "-m", "biaochi_cli.main", *arguments]
        done = subprocess.run(command, env=running, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        assert said in done.stdout


def test_a_list_of_what_is_in_an_image_has_all_of_it(environments: dict[str, Path], tmp_path: Path) -> None:
    file = sbom.write("gateway", environments["gateway"], tmp_path)

    listed = set(re.findall(r'"bom-ref": "([\w.-]+)==', file.read_text()))
    assert {name.lower().replace("_", "-") for name in listed} == installed(environments["gateway"])


def test_the_dockerfile_builds_from_those_locks_leaves_pip_behind_and_runs_as_nobody_in_particular() -> None:
    _, build, last = re.split(r"^FROM ", (ROOT / "Dockerfile").read_text(), flags=re.MULTILINE)
    steps = [line for line in build.splitlines() if line.startswith(("COPY", "RUN"))]
    assert steps[2:5] == [
        "COPY images/${PART}.lock images/",
        'RUN pip --python /opt/biaochi/bin/python install --quiet --require-hashes -r "images/${PART}.lock"',
        "COPY . .",
    ]
    assert "images/distributions" in build
    assert "\nUSER 10001:10001\n" in last
    assert [line.split()[2] for line in last.splitlines() if line.startswith("COPY")] == [
        *("/opt/biaochi", "/own/packages", "/own/serve"),
    ]
    assert "/usr/local/lib/python3.11/site-packages/*" in last
    assert "org.opencontainers.image.revision" in last


def test_a_name_that_is_no_image_is_refused_by_name() -> None:
    done = subprocess.run([ROOT / "images" / "distributions", "ledger"], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert 'PART is "ledger"' in done.stderr


def test_production_is_not_rendered_before_its_images_are_pinned(tmp_path: Path) -> None:
    with registry.serving() as images:
        overlay = of_a_city(tmp_path, images)
    shutil.rmtree(overlay / "images")

    done = tool("kubectl", "kustomize", str(overlay))

    assert done.returncode != 0
    assert "images" in done.stderr
    for file in (tmp_path / "k8s").rglob("*.yaml"):
        assert not re.search(r"sha256:[0-9a-f]{64}", file.read_text()), file


def test_every_image_of_production_is_what_the_registry_said_of_its_tag(tmp_path: Path) -> None:
    with registry.serving() as images:
        overlay = of_a_city(tmp_path, images)
        resources = loaded(kustomize(overlay))
        wanted = {part: f"{images.host}/biaochi/{part}@{images.digest(f'biaochi/{part}:{TAG}')}" for part in PARTS}
        postgresql = f"{images.host}/biaochi/postgresql@{images.digest('biaochi/postgresql:17')}"

    assert {name: one["spec"]["containers"][0]["image"] for name, one in pods(resources).items()} == wanted
    (catalog,) = (one for one in resources if one["kind"] == "ImageCatalog")
    assert catalog["spec"]["images"] == [{"major": 17, "image": postgresql}]


def test_a_newer_image_of_the_same_tag_changes_nothing_until_it_is_pinned_again(tmp_path: Path) -> None:
    with registry.serving() as images:
        before = kustomize(of_a_city(tmp_path, images))
        images.push(f"biaochi/org:{TAG}", "another")
        overlay = tmp_path / "k8s" / "overlays" / "production"
        assert kustomize(overlay) == before
        pin.cluster(f"{images.host}/biaochi", TAG, tmp_path, plain=True)
        assert images.digest(f"biaochi/org:{TAG}") in kustomize(overlay)


def test_an_image_that_is_missing_or_changed_on_the_way_leaves_what_was_pinned(tmp_path: Path) -> None:
    with registry.serving() as images:
        of_a_city(tmp_path, images)
        before = (tmp_path / pin.COMPONENT).read_text()
        address = filled(images)
        with pytest.raises(NoDigest, match="answers 404"):
            pin.cluster(address, "0.2.0", tmp_path, plain=True)
        images.lies = True
        with pytest.raises(NoDigest, match="something between changes it"):
            pin.cluster(address, TAG, tmp_path, plain=True)
    assert (tmp_path / pin.COMPONENT).read_text() == before


@pytest.mark.parametrize("wanted", [f"Basic {registry.LOGIN}", "Bearer of-today"])
def test_a_registry_that_wants_a_login_gets_the_one_of_docker(
    wanted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    with registry.serving() as images:
        found = images.push("biaochi/org:0.1.0", "org")
        image = f"{images.host}/biaochi/org:0.1.0"
        images.wants = wanted
        with pytest.raises(NoDigest, match="docker login"):
            digest(image, plain=True)
        (tmp_path / ".docker").mkdir()
        login = json.dumps({"auths": {images.host: {"auth": registry.LOGIN}}})
        (tmp_path / ".docker" / "config.json").write_text(login)
        assert digest(image, plain=True) == found


def test_the_base_is_pinned_by_the_same_command(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    with registry.serving() as images:
        found = images.push("python:3.11-slim-bookworm", "base")
        image = f"{images.host}/python:3.11-slim-bookworm"
        file = pin.base(image, tmp_path, plain=True)
    assert file.read_text() == f"{image}@{found}\n"


def test_the_command_says_in_a_sentence_that_no_registry_answers(capsys: pytest.CaptureFixture[str]) -> None:
    assert pin.main(["--plain-http", "base", "127.0.0.1:9/python:3.11"]) == 1
    assert "127.0.0.1:9/python:3.11 cannot be asked" in capsys.readouterr().err
    with pytest.raises(NoDigest):
        digest("127.0.0.1:9/python:3.11", plain=True)
