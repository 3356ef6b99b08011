"""What the environment says of the mail server: read, and refused in one sentence where it cannot be used."""

from pathlib import Path

import pytest
from biaochi_chassis.foundation.mail_server import PLAIN, STARTTLS, TLS, MailServer, mail_fault
from biaochi_chassis.foundation.settings import Settings, SettingsRefused

SET = {
    "BIAOCHI_SMTP": "smtp://biaochi@mail.example.gov.cn",
    "BIAOCHI_SMTP_FROM": "biaochi@example.gov.cn",
    "BIAOCHI_SMTP_PASSWORD_FILE": "/etc/biaochi/smtp/password",
}


def test_without_a_server_there_is_no_email() -> None:
    assert MailServer.read({}) is None
    assert mail_fault({}, encrypted=True) is None


@pytest.mark.parametrize(
    ("address", "security", "port"),
    [
        ("smtp://h", STARTTLS, 587),
        ("smtps://h", TLS, 465),
        ("smtp+plain://h", PLAIN, 25),
        ("smtp://h:2525", STARTTLS, 2525),
    ],
)
def test_the_address_says_the_port_and_how_it_is_encrypted(address: str, security: str, port: int) -> None:
    found = MailServer.read(SET | {"BIAOCHI_SMTP": address})
    assert found is not None
    assert (found.security, found.port, found.user) == (security, port, "")


def test_the_password_is_what_the_file_has_now(tmp_path: Path) -> None:
    file = tmp_path / "password"
    found = MailServer.read(SET | {"BIAOCHI_SMTP_PASSWORD_FILE": str(file)})
    assert found is not None
    for password in ("first", "second"):
        file.write_text(f"{password}\n", encoding="utf-8")
        assert found.password() == password


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"BIAOCHI_SMTP": "mail.example.gov.cn"}, "BIAOCHI_SMTP"),
        ({"BIAOCHI_SMTP": "smtp://u:secret@mail.example.gov.cn"}, "BIAOCHI_SMTP"),
        ({"BIAOCHI_SMTP": "smtp://mail.example.gov.cn:99999"}, "BIAOCHI_SMTP"),
        ({"BIAOCHI_SMTP_FROM": ""}, "BIAOCHI_SMTP_FROM"),
        ({"BIAOCHI_SMTP_PASSWORD_FILE": ""}, "BIAOCHI_SMTP_PASSWORD_FILE"),
        ({"BIAOCHI_SMTP": "smtp+plain://mail.example.gov.cn"}, "BIAOCHI_SMTP"),
    ],
)
def test_what_cannot_be_used_is_said_in_a_sentence_without_a_password(changed: dict[str, str], named: str) -> None:
    fault = mail_fault(SET | changed, encrypted=True) or ""
    assert fault.startswith(named)
    assert "secret" not in fault


def test_a_platform_does_not_start_with_it(tmp_path: Path) -> None:
    production = SET | {"BIAOCHI_HOME": str(tmp_path), "BIAOCHI_MODE": "production", "BIAOCHI_SMTP": "smtp+plain://h"}
    with pytest.raises(SettingsRefused, match="BIAOCHI_TLS=network"):
        Settings.read(production)
    named = Settings.read(production | {"BIAOCHI_TLS": "network"}).mail_server
    assert named is not None
    assert named.security == PLAIN
