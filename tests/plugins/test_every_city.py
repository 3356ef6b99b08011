"""What holds for every model of every city."""

import pytest
from biaochi_dazhou import biaochi_city as dazhou
from biaochi_laixi import biaochi_city as laixi
from biaochi_lanzhou import biaochi_city as lanzhou
from biaochi_sdk import Model
from biaochi_yantai import biaochi_city as yantai

MODELS = [model for city in (dazhou(), laixi(), lanzhou(), yantai()) for model in city.models]


@pytest.mark.parametrize("model", MODELS)
def test_every_default_is_shown_as_one(model: type[Model]) -> None:
    book = model.graph.rulebook()

    for node in model.graph.nodes:
        for number in node.numbers:
            if number.provenance == "DEFAULT":
                assert f"{number.value}〔默认，可调整〕" in node.words
        assert node.words in book
