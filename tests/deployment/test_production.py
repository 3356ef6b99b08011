"""Production: what its operators are asked for is what the parts need, and nothing is open, typed or shared."""

import re
from pathlib import Path
from typing import Any

import pytest
from biaochi_chassis.foundation.mail_server import STARTTLS, MailServer
from biaochi_chassis.foundation.settings import Settings
from biaochi_chassis.log.partitions import PARTITIONS
from catalogue import catalogue
from sqlalchemy import make_url

from tests.deployment.rendering import Resource, loaded, of_kind, pods
from tests.running import PARTS
from tests.servers import kafka

SERVICES = PARTS[:3]
TOPICS, EVENTS = catalogue()
CLIENTS = (*PARTS, "command")
# What the operators make by themselves, and what only a city has: docs/operations/install.md.
MADE = {
    *(
        "gateway-key",
        "command-key",
        "org-key",
        "assessment-key",
        "scoring-key",
        "wrapping-keys",
        "command-client",
        "biaochi-cluster-ca-cert",
        "backup-store",
        *(f"kafka-{name}" for name in CLIENTS),
        *(f"{name}-tls" for name in CLIENTS),
    ),
    *(f"{name}-db-{kind}" for name in SERVICES for kind in ("app", "ca", "serving")),
}


def received(part: str) -> set[str]:
    """The topics that the catalogue says the part hears."""
    return {event.topic for event in EVENTS if part in event.consumers}


def test_the_topics_are_those_of_the_catalogue_and_kept_for_ever(production: list[Resource]) -> None:
    topics = of_kind(production, "KafkaTopic")
    assert set(topics) == {topic.name for topic in TOPICS}
    for topic in topics.values():
        assert topic["spec"]["partitions"] == PARTITIONS
        assert topic["spec"]["replicas"] == 3
        assert topic["spec"]["config"]["retention.ms"] == topic["spec"]["config"]["retention.bytes"] == -1
        assert topic["spec"]["config"]["min.insync.replicas"] == 2


@pytest.mark.parametrize("part", PARTS)
def test_a_user_may_do_what_the_catalogue_says_and_no_more(production: list[Resource], part: str) -> None:
    own = {topic.name for topic in TOPICS if topic.producer == part}
    wanted = {("topic", name): {"Read", "Describe"} for name in received(part) | own}
    wanted |= {("topic", name): {"Read", "Write", "Describe"} for name in own}
    wanted |= {("group", part): {"Read"}} if part in SERVICES else {}
    assert rights(production, part) == wanted


def test_the_command_reads_every_topic_and_writes_only_what_a_rebuild_publishes(production: list[Resource]) -> None:
    wanted = {("topic", topic.name): {"Read", "Describe"} for topic in TOPICS}
    wanted["topic", "biaochi.scoring.v1"].add("Write")
    assert rights(production, "command") == wanted


def rights(production: list[Resource], part: str) -> dict[tuple[str, str], set[str]]:
    """What the user of a part may do, by resource; every rule is one that allows, of a whole name."""
    spec = of_kind(production, "KafkaUser")[f"kafka-{part}"]["spec"]
    assert spec["authentication"] == {"type": "scram-sha-512"}
    assert spec["authorization"]["type"] == "simple"
    found = {}
    for rule in spec["authorization"]["acls"]:
        assert set(rule) == {"resource", "operations"}
        assert set(rule["resource"]) == {"type", "name"}
        found[rule["resource"]["type"], rule["resource"]["name"]] = set(rule["operations"])
    assert len(found) == len(spec["authorization"]["acls"])
    return found


def test_brokers_answer_only_users_over_tls_and_look_who_may(production: list[Resource]) -> None:
    assert set(of_kind(production, "KafkaUser")) == {f"kafka-{name}" for name in CLIENTS}
    spec = of_kind(production, "Kafka")["biaochi"]["spec"]["kafka"]
    (listener,) = spec["listeners"]
    assert listener["tls"]
    assert listener["type"] == "internal"
    assert listener["authentication"] == {"type": "scram-sha-512"}
    assert spec["authorization"] == {"type": "simple"}


def test_kafka_is_of_the_version_that_the_tests_run(production: list[Resource], lab: list[Resource]) -> None:
    assert of_kind(production, "Kafka")["biaochi"]["spec"]["kafka"]["version"] == kafka.VERSION
    (container,) = pods(lab)["kafka"]["spec"]["containers"]
    assert container["image"] == kafka.IMAGE


def test_every_secret_is_made_by_an_operator_or_named_by_the_page_and_none_has_two_makers(
    production: list[Resource],
) -> None:
    text = repr(production)
    named = (
        r"'secretName': '([\w-]+)'",
        r"'(?:secretKeyRef|accessKeyId|secretAccessKey)': \{[^{}]*'name': '([\w-]+)'",
        r"'secret': \{'items': \[[^\]]*\], 'name': '([\w-]+)'",
    )
    used = {name for form in named for name in re.findall(form, text)}
    assert used == MADE
    assert not of_kind(production, "Secret")
    # Strimzi writes a Secret named like the user, CloudNativePG ones that begin with the cluster's name.
    names = {f"kafka-{name}" for name in CLIENTS}
    assert not any(name.startswith(f"{one}-db") for name in names for one in SERVICES)


def test_every_part_speaks_tls_with_a_user_of_its_own(production: list[Resource], tmp_path: Path) -> None:
    password = tmp_path / "password"
    password.write_text("of the file\n")
    values = next(one["data"] for name, one in of_kind(production, "ConfigMap").items() if name.startswith("biaochi"))
    for name, template in pods(production).items():
        (container,) = template["spec"]["containers"]
        environment = {**values, "BIAOCHI_HOST": "0.0.0.0", **given(container)}  # noqa: S104 - as the image sets it
        mounted = mounts(template["spec"])

        assert mounted[environment["BIAOCHI_KAFKA_PASSWORD_FILE"]] == (f"kafka-{name}", "password")
        settings = Settings.read({**environment, "BIAOCHI_KAFKA_PASSWORD_FILE": str(password)})

        assert settings.kafka_security["security_protocol"] == "SASL_SSL"
        assert settings.kafka_security["sasl_plain_username"] == f"kafka-{name}"
        assert settings.kafka_security["sasl_plain_password"] == password.read_text().strip()
        assert mounted[settings.kafka_security["ssl_cafile"]] == ("biaochi-cluster-ca-cert", "ca.crt")
        assert settings.rpc_tls is not None
        settings.check_rpc()
        for file in settings.rpc_tls:
            assert mounted[str(file)] == (f"{name}-tls", file.name)
        for service in SERVICES if name == "command" else {name} & set(SERVICES):
            address = make_url(settings.database(service))
            assert address.host == f"{service}-db-rw.biaochi"
            assert address.query["sslmode"] == "verify-full"
            assert mounted[str(address.query["sslrootcert"])] == (f"{service}-db-ca", "ca.crt")
            served_apart = name != "command"
            assert address.username == ("serving" if served_apart else service)
            of = f"{service}-db-serving" if served_apart else f"{service}-db-app"
            assert mounted[str(address.query["passwordfile"])] == (of, "password")
            assert bool(settings.owner(service)) == served_apart
            if served_apart:
                owner = make_url(settings.owner(service))
                assert owner.username == service
                assert mounted[str(owner.query["passwordfile"])] == (f"{service}-db-app", "password")


def test_a_store_of_files_is_a_bucket_of_site_env_with_a_secret_of_its_own(overlays: dict[str, str]) -> None:
    template = pods(loaded(overlays["ingress"]))["gateway"]
    (container,) = template["spec"]["containers"]
    kept = {one["name"]: one for one in container["env"] if one["name"].startswith("BIAOCHI_FILES")}

    assert kept["BIAOCHI_FILES"]["value"] == "s3://biaochi-files/city"
    assert kept["BIAOCHI_FILES_ENDPOINT"]["value"] == "https://objects.example"
    assert kept["BIAOCHI_FILES_KEY"]["valueFrom"]["secretKeyRef"] == {"name": "files", "key": "key"}
    assert mounts(template["spec"])[kept["BIAOCHI_FILES_SECRET_FILE"]["value"]] == ("files", "secret")


def test_e_mail_is_sent_by_the_server_of_site_env_with_a_password_of_its_own(overlays: dict[str, str]) -> None:
    template = pods(loaded(overlays["ingress"]))["assessment"]
    (container,) = template["spec"]["containers"]

    sent_by = MailServer.read(given(container))

    assert sent_by is not None
    assert (sent_by.host, sent_by.port, sent_by.security) == ("mail.example", 587, STARTTLS)
    assert (sent_by.user, sent_by.sender) == ("biaochi", "biaochi@mail.example")
    assert mounts(template["spec"])[str(sent_by.password_file)] == ("smtp", "password")


def given(container: dict[str, Any]) -> dict[str, str]:
    """The variables of a container as Kubernetes makes them, with what the operators write into their Secrets."""
    found: dict[str, str] = {}
    for one in container["env"]:
        if "value" in one:
            value = re.sub(r"\$\((\w+)\)", lambda match: found[match[1]], one["value"])
        else:
            secret, key = one["valueFrom"]["secretKeyRef"]["name"], one["valueFrom"]["secretKeyRef"]["key"]
            value = f"{key} of {secret}"
        found[one["name"]] = value
    return found


def mounts(pod: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Every file that comes from a Secret: where it lies, of which Secret and key."""
    (container,) = pod["containers"]
    places = {one["name"]: one["mountPath"] for one in container["volumeMounts"]}
    found = {}
    for volume in pod["volumes"]:
        plain = [volume["secret"]] if "secret" in volume else []
        sources = [one["secret"] for one in volume.get("projected", {}).get("sources", ())] + plain
        for source in sources:
            for item in source["items"]:
                name = source.get("secretName") or source["name"]
                found[f"{places[volume['name']]}/{item['path']}"] = (name, item["key"])
    return found


def test_a_database_acknowledges_what_two_machines_have_and_is_backed_up(production: list[Resource]) -> None:
    clusters = of_kind(production, "Cluster")
    assert set(clusters) == {f"{name}-db" for name in SERVICES}
    backups = {one["spec"]["cluster"]["name"]: one["spec"] for one in of_kind(production, "ScheduledBackup").values()}
    assert set(backups) == set(clusters)
    (store,) = of_kind(production, "ObjectStore").values()
    assert store["spec"]["configuration"]["endpointURL"] == "https://objects.example"
    assert store["spec"]["configuration"]["destinationPath"] == "s3://biaochi/"
    for name, cluster in clusters.items():
        spec = cluster["spec"]
        assert spec["instances"] == 3
        assert spec["bootstrap"]["initdb"]["localeCollate"] == "C"
        assert spec["postgresql"]["synchronous"]["number"] == 1
        assert spec["postgresql"]["synchronous"]["dataDurability"] == "required"
        assert spec["postgresql"]["pg_hba"] == ["hostnossl all all all reject"]
        (plugin,) = spec["plugins"]
        assert plugin["isWALArchiver"]
        assert plugin["parameters"] == {"barmanObjectName": store["metadata"]["name"], "serverName": name}
        assert backups[name]["method"] == "plugin"
        assert backups[name]["pluginConfiguration"]["name"] == plugin["name"]
        # Seconds, minutes, hours … in UTC.
        assert len(backups[name]["schedule"].split()) == 6
