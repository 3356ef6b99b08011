"""Where files are kept is said by the environment; what cannot be used is refused with one sentence."""

from pathlib import Path

import pytest
from biaochi_chassis.foundation.file_store import FileStore, files_fault
from biaochi_chassis.foundation.settings import Settings, SettingsRefused

S3 = {
    "BIAOCHI_FILES": "s3://files/city/2020",
    "BIAOCHI_FILES_ENDPOINT": "https://s3.example.gov.cn/",
    "BIAOCHI_FILES_KEY": "files",
}


def test_development_has_a_folder_of_its_own_and_production_none(tmp_path: Path) -> None:
    assert FileStore.read({}, tmp_path / "files") == FileStore(folder=tmp_path / "files")
    assert FileStore.read({}, None) is None
    assert Settings.read({"BIAOCHI_HOME": str(tmp_path)}).files == FileStore(folder=tmp_path / "files")


def test_a_bucket_has_a_prefix_and_the_servers_address(tmp_path: Path) -> None:
    secret = tmp_path / "secret"

    assert FileStore.read(S3 | {"BIAOCHI_FILES_SECRET_FILE": str(secret)}, tmp_path) == FileStore(
        bucket="files",
        prefix="city/2020",
        endpoint="https://s3.example.gov.cn",
        region="us-east-1",
        key="files",
        secret_file=secret,
    )


@pytest.mark.parametrize(
    ("given", "variable"),
    [
        ({"BIAOCHI_FILES": "s3://"}, "BIAOCHI_FILES"),
        ({"BIAOCHI_FILES_ENDPOINT": ""}, "BIAOCHI_FILES_ENDPOINT"),
        ({"BIAOCHI_FILES_ENDPOINT": "ftp://s3.example.gov.cn"}, "BIAOCHI_FILES_ENDPOINT"),
        ({"BIAOCHI_FILES_ENDPOINT": "http://s3.example.gov.cn"}, "BIAOCHI_FILES_ENDPOINT"),
        ({"BIAOCHI_FILES_KEY": ""}, "BIAOCHI_FILES_KEY"),
        ({"BIAOCHI_FILES_SECRET_FILE": "/nowhere/secret"}, "BIAOCHI_FILES_KEY"),
    ],
)
def test_what_leads_nowhere_or_over_an_open_way_is_refused(
    tmp_path: Path, given: dict[str, str], variable: str
) -> None:
    (tmp_path / "secret").write_text("secret")
    whole = S3 | {"BIAOCHI_FILES_SECRET_FILE": str(tmp_path / "secret")}
    assert files_fault(whole, encrypted=True) is None

    fault = files_fault(whole | given, encrypted=True)

    assert fault is not None
    assert fault.startswith(f"{variable} ")


@pytest.mark.parametrize("address", ["clamd", "clamd:", "clamd:99999"])
def test_a_scanner_is_a_host_and_a_port(address: str) -> None:
    with pytest.raises(SettingsRefused, match="BIAOCHI_CLAMD"):
        Settings.read({"BIAOCHI_CLAMD": address})
