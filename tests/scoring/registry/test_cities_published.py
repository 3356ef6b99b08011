"""A city comes back from the log as its plugin said it, so that a start with nothing new publishes nothing."""

import pytest
from biaochi.scoring.v1.events_pb2 import CityPublished as CityMessage
from biaochi_chassis.event.event import ReceivedEvent
from biaochi_scoring.domain.models import City
from biaochi_scoring.domain.received import CityPublished
from biaochi_scoring.events.decode import SCORING, content_of
from biaochi_scoring.events.encode import EventContext, city_published
from biaochi_sdk.host.discovery import CityRelease, discover

from tests.callers import caller
from tests.chassis.worlds import NOON

CITIES = ("dazhou", "laixi", "lanzhou", "yantai")


@pytest.fixture(scope="module")
def releases() -> dict[str, CityRelease]:
    """The cities that are installed here."""
    return {release.slug: release for release in discover().cities}


@pytest.mark.parametrize("slug", CITIES)
def test_what_a_plugin_says_of_its_city_comes_back_word_for_word(slug: str, releases: dict[str, CityRelease]) -> None:
    one = releases[slug]
    city = City(one.slug, one.title, one.plugin, one.version, ("year", "quarter"), one.work, one.notice)
    event = city_published(EventContext(caller(), NOON), city)
    assert CityMessage.FromString(event.data).slug == slug

    place = (SCORING, 0, 0, 1, "e1", event.type, event.subject, slug)
    content = content_of(ReceivedEvent(*place, NOON, "scoring", "", event.data))

    assert content == CityPublished(city)
