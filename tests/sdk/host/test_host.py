"""A broken plugin is kept out with its reason, and the others load."""

import fcntl
import os
import socket
from pathlib import Path
from time import monotonic

import biaochi_sdk
import pytest
from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.host.confinement import version
from biaochi_sdk.host.discovery import Discovery, Quarantined, absent, discover

from tests.sdk.plugin_folder import Folder

BROKEN = {
    "raises": ("raise RuntimeError('no such table')", "RuntimeError: no such table"),
    "misses": ("import a_module_nobody_has", "No module named 'a_module_nobody_has'"),
    "exits": ("import sys; sys.exit(3)", "it exits with 3 when it loads"),
    "dies": ("import os; os._exit(3)", "its process ended with 3 and said nothing"),
    "eats": ("hoard = bytearray(4 * 2**30)", "it needs more memory than a plugin may have"),
    "is_empty": ("", "gives 0 cities: implement biaochi_city() once and return a City"),
    "is_misspelt": (
        "from biaochi_sdk import hookimpl\n@hookimpl\ndef biaochi_citty(): ...",
        "unknown hook 'biaochi_citty'",
    ),
    "is_undecorated": ("def biaochi_city(): ...", "the hook biaochi_city does not exist or lacks @hookimpl"),
    "is_wrong": ("from biaochi_sdk import default\nx = default(0.1).number()", "0.1 is not exact"),
    "lies": (
        """
        import os
        for fd in range(3, 20):
            try:
                os.write(fd, b'{"city": {}}')
            except OSError:
                pass
        os._exit(0)
        """,
        "what it gives is no city: 'slug'",
    ),
    "rambles": ("raise RuntimeError('x' * 9000)", "RuntimeError: xxxx"),
    "returns_text": ("from biaochi_sdk import hookimpl\n@hookimpl\ndef biaochi_city(): return 'x'", "return a City"),
}


ENDED = (
    "it ended the process that loads it: load it alone to see why",
    "PermissionError: [Errno 1] Operation not permitted",
)
"""Where the kernel lets it, and where not."""
SCOPED = 6
"""From this version on Landlock denies signals to others."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """A folder of plugins that this process and its children see."""
    monkeypatch.syspath_prepend(tmp_path)
    return Folder(tmp_path)


def found(*names: str, seconds: int = 20) -> Discovery:
    return discover(names, seconds=seconds)


def test_a_plugin_arrives_as_data_with_its_version(folder: Folder) -> None:
    folder.install_good("good", "goodtown")

    (city,) = found("good").cities

    assert (city.slug, city.title, city.plugin, city.version) == ("goodtown", "某市", "test-good", "1.2")
    assert [(model.code, model.subject_kind, model.since, model.until) for model in city.models] == [
        ("branch", "BRANCH", "2020-01-01", None)
    ]
    assert Graph.parse(city.models[0].graph).hash == city.models[0].hash


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_plugin_is_kept_out_and_the_others_load(folder: Folder, name: str) -> None:
    source, reason = BROKEN[name]
    folder.install(name, source)
    folder.install_good("good", "goodtown")

    discovery = found(name, "good")

    assert [city.slug for city in discovery.cities] == ["goodtown"]
    (kept_out,) = discovery.quarantined
    assert kept_out.name == name
    assert reason in kept_out.reason
    assert len(kept_out.reason) <= 1000


def test_what_a_page_does_wrong_is_said_with_its_line(folder: Folder) -> None:
    folder.install("wrong", "from biaochi_sdk import chosen\n\nSERIES = chosen({}, None)")

    (kept_out,) = found("wrong").quarantined

    assert kept_out.reason.startswith("AttributeError: ")
    assert kept_out.reason.endswith(", line 3)")


def test_a_plugin_that_ends_what_loads_it_does_not_keep_the_others_out(folder: Folder) -> None:
    folder.install("kills", "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\nos._exit(0)")
    folder.install_good("good", "goodtown")
    discovery = found("kills", "good")

    assert [city.slug for city in discovery.cities] == ["goodtown"]
    (kept_out,) = discovery.quarantined
    assert kept_out.name == "kills"
    assert kept_out.reason.startswith(ENDED)


def test_a_plugin_that_hangs_is_stopped_with_all_it_started(folder: Folder, tmp_path: Path) -> None:
    held = tmp_path / "held"
    hanging = f"""
    import fcntl, subprocess, time
    lock = open({str(held)!r})
    fcntl.flock(lock, fcntl.LOCK_EX)
    subprocess.Popen(["sleep", "90"], pass_fds=[lock.fileno()])
    time.sleep(90)
    """
    held.touch()
    folder.install("hangs", hanging)
    started = monotonic()

    assert found("hangs", seconds=2).quarantined == (
        Quarantined("hangs", "it does not load within 2 seconds: do less when it loads"),
    )
    with held.open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # waits for whoever still holds it
    assert monotonic() - started < 45


@pytest.mark.parametrize("printing", ["print('hello')", "import os; os.write(1, b'{}')"])
def test_a_plugin_that_prints_is_kept_out(folder: Folder, printing: str) -> None:
    folder.install_good("prints", "goodtown", printing)

    assert found("prints") == Discovery(
        (), (Quarantined("prints", "it prints to standard output when it loads: take the print out"),)
    )


def test_a_failing_golden_case_keeps_the_plugin_out(folder: Folder) -> None:
    case = """
    from biaochi_sdk import Case, Fact

    @hookimpl
    def biaochi_cases():
        facts = (Fact("f", "check", "A", "total", "2020", "7"),)
        return [Case("算错", Branch, ("2020",), facts, {"A": {"total": "8"}})]
    """
    folder.install_good("miscounts", "goodtown", case)

    (kept_out,) = found("miscounts").quarantined

    assert "a golden case fails: 算错: A has total '7', not '8'" in kept_out.reason


def test_two_plugins_for_one_city_are_both_kept_out(folder: Folder) -> None:
    folder.install_good("one", "sametown")
    folder.install_good("two", "sametown")
    folder.install_good("three", "othertown")

    discovery = found("one", "two", "three")

    assert [city.slug for city in discovery.cities] == ["othertown"]
    assert [kept.name for kept in discovery.quarantined] == ["one", "two"]
    assert "the city sametown comes from test-one and test-two" in discovery.quarantined[0].reason


def test_only_what_is_allowed_is_loaded(folder: Folder) -> None:
    folder.install_good("good", "goodtown")
    folder.install("raises", "raise RuntimeError")

    assert found("good").quarantined == ()
    assert found() == Discovery((), ())


def test_an_allowed_name_that_is_not_installed_is_reported() -> None:
    assert found("nowhere").quarantined == (Quarantined("nowhere", absent(["nowhere"])[0]),)
    assert "install it first, with biaochi plugin install" in absent(["nowhere"])[0]


def test_a_plugin_sees_no_setting_of_the_host(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BIAOCHI_DATABASE", "postgresql://secret")
    folder.install_good("curious", "goodtown", "import os\nassert 'BIAOCHI_DATABASE' not in os.environ")

    assert len(found("curious").cities) == 1


DENIED = {
    "writes_a_file": "open({folder!r} + '/written', 'w')",
    "writes_elsewhere": "open('/tmp/of-a-plugin', 'w')",
    "removes": "__import__('os').remove({folder!r} + '/removes.py')",
    "reads_a_secret": "open({secret!r})",
    "lists_a_folder": "__import__('os').listdir({secret!r} + '/..')",
    "reads_another_process": "open('/proc/1/environ')",
    "calls": "__import__('socket').create_connection(('127.0.0.1', {port}), 2)",
    "listens": "__import__('socket').create_server(('127.0.0.1', 0))",
    "signals": "__import__('os').kill({pid}, 0)",
    "starts_what_reads": "__import__('subprocess').run(['cat', {secret!r}], check=True, stderr=-3)",
    "fills_the_disk": "__import__('os').write(1, b'x' * 2**20) + __import__('os').write(1, b'x')",
}


@pytest.mark.skipif(version() < SCOPED, reason="the kernel has no Landlock of version 6")
@pytest.mark.parametrize("name", DENIED)
def test_a_plugin_can_neither_write_nor_call_nor_read_what_is_no_code(
    folder: Folder, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    secret = tmp_path_factory.mktemp("secrets") / "key.json"
    secret.write_text("secret")
    with socket.create_server(("127.0.0.1", 0)) as server:
        given = {"folder": str(folder.path), "secret": str(secret), "pid": os.getpid(), "port": server.getsockname()[1]}
        folder.install_good(name, "goodtown", DENIED[name].format(**given))
        (kept_out,) = found(name).quarantined

    denied = "Error: "
    assert denied in kept_out.reason, kept_out
    assert "SyntaxError" not in kept_out.reason
    assert "NameError" not in kept_out.reason


def test_a_plugin_cannot_reach_into_the_host(folder: Folder) -> None:
    folder.install_good("reaches", "goodtown", "import biaochi_sdk\nbiaochi_sdk.reached = True")

    assert len(found("reaches").cities) == 1
    assert not hasattr(biaochi_sdk, "reached")
