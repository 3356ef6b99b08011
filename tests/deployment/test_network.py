"""The arrows of docs/operations/network.md are the only ways in the cluster: each is a policy, each policy is one."""

import json
import re
from typing import Any

import pytest

from tests.deployment.rendering import ROOT, Resource, loaded, of_kind, pods

PAGE = (ROOT / "docs" / "operations" / "network.md").read_text()
ARROWS = set(re.findall(r"^  ([\w-]+) --> ([\w-]+)$", PAGE, re.MULTILINE))
SCRAPES = set(re.findall(r"^  ([\w-]+) -->\|metrics\| ([\w-]+)$", PAGE, re.MULTILINE))
ROWS = re.findall(
    r"^\| `([\w-]+)` \| (\d*) ?\| (\d*) ?\| `([\w./-]+): (\w+)`(?: in the namespace `(\w+)`)? \|$", PAGE, re.MULTILINE
)
NODES = {name: (int(port or 0), {key: value}) for name, port, _, key, value, _ in ROWS}
METRICS = {name: int(port) for name, _, port, *_ in ROWS if port}
NAMESPACES = {name: namespace for name, *_, namespace in ROWS if namespace}
# What production's servers need among themselves: the page says it in words, for they are no parts of ours.
BEHIND = {
    *("parts-to-issuer", "kafka-to-kafka", "kafka-to-kubernetes", "databases-to-kubernetes", "operator-to-databases"),
    *("org-db-to-org-db", "assessment-db-to-assessment-db", "scoring-db-to-scoring-db"),
}
# The ways out of the cluster that components open where a city has what lies there.
OUT = {"gateway-to-files", "assessment-to-mail"}


@pytest.fixture(scope="module", params=["lab", "production", "ingress"])
def resources(request: pytest.FixtureRequest, overlays: dict[str, str]) -> list[Resource]:
    return loaded(overlays[request.param])


@pytest.fixture(scope="module")
def policies(resources: list[Resource]) -> dict[str, dict[str, Any]]:
    found = {name: one["spec"] for name, one in of_kind(resources, "NetworkPolicy").items()}
    return {name: spec for name, spec in found.items() if name not in BEHIND | OUT}


def test_the_page_names_every_node_of_its_diagram() -> None:
    assert {end for arrow in ARROWS | SCRAPES for end in arrow} == {*NODES, "outside"}
    assert len(ARROWS) + len(SCRAPES) == PAGE.count("-->")


def test_whatever_no_arrow_allows_is_denied(policies: dict[str, dict[str, Any]]) -> None:
    assert policies["denied"] == {"podSelector": {}, "policyTypes": ["Ingress", "Egress"]}
    (names,) = policies["names"]["egress"]
    assert names["ports"] == [{"port": 53, "protocol": "UDP"}, {"port": 53, "protocol": "TCP"}]
    assert policies["names"]["policyTypes"] == ["Egress"]


def test_one_policy_an_arrow_lets_in_and_no_other(policies: dict[str, dict[str, Any]]) -> None:
    let_in = {name: spec for name, spec in policies.items() if "ingress" in spec}
    assert set(let_in) == {f"{source}-to-{target}" for source, target in ARROWS | SCRAPES}
    for source, target in ARROWS | SCRAPES:
        port, labels = NODES[target]
        port = METRICS[target] if (source, target) in SCRAPES else port
        peers = {} if source == "outside" else {"from": [_peer(source)]}
        assert let_in[f"{source}-to-{target}"] == {
            "podSelector": {"matchLabels": labels},
            "policyTypes": ["Ingress"],
            "ingress": [{**peers, "ports": [{"port": port}]}],
        }


def test_one_policy_a_source_lets_out_along_its_arrows_and_nowhere_else(policies: dict[str, dict[str, Any]]) -> None:
    let_out = {name: spec for name, spec in policies.items() if name not in ("denied", "names") and "egress" in spec}
    assert set(let_out) == {f"from-{source}" for source, _ in ARROWS if source != "outside"}
    for name, spec in let_out.items():
        source = name.removeprefix("from-")
        targets = [NODES[target] for begin, target in ARROWS if begin == source]
        wanted = [{"to": [_pods(labels)], "ports": [{"port": port}]} for port, labels in targets]
        assert spec["podSelector"] == {"matchLabels": NODES[source][1]}
        assert spec["policyTypes"] == ["Egress"]
        assert _ordered(spec["egress"]) == _ordered(wanted)


def test_the_pods_carry_the_labels_of_their_nodes_and_listen_where_the_page_says(lab: list[Resource]) -> None:
    found = pods(lab)
    for name, (port, labels) in NODES.items():
        if name in NAMESPACES:
            continue
        template = found["postgres" if name.endswith("-db") else name]
        assert labels.items() <= template["metadata"]["labels"].items()
        listens = [one["containerPort"] for one in template["spec"]["containers"][0].get("ports", ())]
        assert {port, METRICS.get(name, port)} <= {*listens} or not listens


def test_only_prometheus_reaches_the_metrics_and_nothing_else(policies: dict[str, dict[str, Any]]) -> None:
    assert {(source, METRICS[target]) for source, target in SCRAPES} == {
        ("prometheus", port) for port in METRICS.values()
    }
    assert not {source for source, _ in ARROWS} & {source for source, _ in SCRAPES}
    for name, spec in policies.items():
        ports = {one.get("port") for rule in spec.get("ingress", ()) for one in rule["ports"]}
        assert not ports & set(METRICS.values()) or name.startswith("prometheus-to-")


def test_operators_label_their_pods_and_let_in_the_same_clients(production: list[Resource]) -> None:
    for name in ("org-db", "assessment-db", "scoring-db"):
        labels = of_kind(production, "Cluster")[name]["spec"]["inheritedMetadata"]["labels"]
        assert labels == NODES[name][1]
    pool = of_kind(production, "KafkaNodePool")["brokers"]["spec"]["template"]["pod"]
    assert pool["metadata"]["labels"] == NODES["kafka"][1]
    (listener,) = of_kind(production, "Kafka")["biaochi"]["spec"]["kafka"]["listeners"]
    assert listener["port"] == NODES["kafka"][0]
    clients = [_pods(NODES[source][1]) for source, target in ARROWS if target == "kafka"]
    assert _ordered(listener["networkPolicyPeers"]) == _ordered(clients)


def test_what_production_needs_behind_its_servers_is_open_to_nobody_else(production: list[Resource]) -> None:
    found = of_kind(production, "NetworkPolicy")
    assert set(found) >= BEHIND
    for name in BEHIND:
        for rule in found[name]["spec"].get("ingress", ()):
            assert rule["from"], name
            assert {one["port"] for one in rule["ports"]} == {5432, 8000}


def test_the_gateway_alone_is_let_out_to_the_store_of_files_where_a_city_has_one(overlays: dict[str, str]) -> None:
    kept = {name: of_kind(loaded(one), "NetworkPolicy").get("gateway-to-files") for name, one in overlays.items()}
    assert (kept["lab"], kept["production"]) == (None, None)
    assert kept["ingress"] is not None
    assert kept["ingress"]["spec"] == {
        **_pods({"app.kubernetes.io/name": "gateway"}),
        "policyTypes": ["Egress"],
        "egress": [{"ports": [{"port": 443}]}],
    }


def test_assessment_alone_is_let_out_to_the_mail_server_where_a_city_has_one(overlays: dict[str, str]) -> None:
    kept = {name: of_kind(loaded(one), "NetworkPolicy").get("assessment-to-mail") for name, one in overlays.items()}
    assert (kept["lab"], kept["production"]) == (None, None)
    assert kept["ingress"] is not None
    assert kept["ingress"]["spec"] == {
        **_pods({"app.kubernetes.io/name": "assessment"}),
        "policyTypes": ["Egress"],
        "egress": [{"ports": [{"port": 465}, {"port": 587}]}],
    }


def test_only_graphql_is_reachable_from_outside(overlays: dict[str, str]) -> None:
    assert {target for source, target in ARROWS if source == "outside"} == {"gateway"}
    everything = [one for rendered in overlays.values() for one in loaded(rendered)]
    for service in (one for one in everything if one["kind"] == "Service"):
        assert service["spec"].get("type", "ClusterIP") == "ClusterIP"
    route = of_kind(loaded(overlays["production"]), "HTTPRoute")["gateway"]["spec"]
    assert route["hostnames"] == ["biaochi.example"]
    (rule,) = route["rules"]
    assert rule["backendRefs"] == [{"name": "gateway", "port": 8000}]
    assert {match["path"]["value"] for match in rule["matches"]} == {"/graphql", "/graphiql"}
    ingress = of_kind(loaded(overlays["ingress"]), "Ingress")["gateway"]["spec"]
    assert ingress["tls"] == [{"hosts": ["biaochi.example"], "secretName": "entrance-tls"}]
    (host,) = ingress["rules"]
    assert host["host"] == "biaochi.example"
    assert {path["path"] for path in host["http"]["paths"]} == {"/graphql", "/graphiql"}
    assert {path["backend"]["service"]["name"] for path in host["http"]["paths"]} == {"gateway"}


def _peer(node: str) -> dict[str, Any]:
    elsewhere = {"kubernetes.io/metadata.name": NAMESPACES[node]} if node in NAMESPACES else None
    return _pods(NODES[node][1]) | ({"namespaceSelector": {"matchLabels": elsewhere}} if elsewhere else {})


def _pods(labels: dict[str, str]) -> dict[str, Any]:
    return {"podSelector": {"matchLabels": labels}}


def _ordered(some: list[dict[str, Any]]) -> list[str]:
    return sorted(json.dumps(one, sort_keys=True) for one in some)
