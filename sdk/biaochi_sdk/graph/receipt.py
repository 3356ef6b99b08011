"""A receipt says which rules and which inputs made a sheet: the same receipt, the same numbers."""

import hashlib
import json
from dataclasses import dataclass
from importlib.metadata import version

from biaochi_sdk.graph.graph import Graph
from biaochi_sdk.values.facts import Inputs

SDK = version("biaochi-sdk")
_spelled = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Receipt:
    """The hashes of the model and of one subject's inputs, and the SDK that computed."""

    model_hash: str
    input_hash: str
    sdk: str


def receipt(graph: Graph, inputs: Inputs) -> Receipt:
    """The receipt of one subject's inputs under one graph."""
    return Receipt(graph.hash, hashlib.sha256(_spelled(inputs).encode()).hexdigest(), SDK)
