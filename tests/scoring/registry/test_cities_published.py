"""A city comes back from the log as its plugin said it, so that a start with nothing new publishes nothing."""

import pytest
from biaochi.scoring.v1.events_pb2 import CityPublished as CityMessage
from biaochi_chassis.event.event import ReceivedEvent
from biaochi_scoring.domain.models import City
from biaochi_scoring.domain.received import CityPublished
from biaochi_scoring.events.decode import SCORING, content_of
from biaochi_scoring.events.encode import EventContext, city_published

from tests.callers import caller
from tests.chassis.worlds import NOON
from tests.cities import INSTALLED, release


@pytest.mark.parametrize("slug", INSTALLED)
def test_what_a_plugin_says_of_its_city_comes_back_word_for_word(slug: str) -> None:
    one = release(slug)
    city = City(one.slug, one.title, one.plugin, one.version, ("year", "quarter"), one.work, one.notice)
    event = city_published(EventContext(caller(), NOON), city)
    assert CityMessage.FromString(event.data).slug == slug

    place = (SCORING, 0, 0, 1, "e1", event.type, event.subject, slug)
    content = content_of(ReceivedEvent(*place, NOON, "scoring", "", event.data))

    assert content == CityPublished(city)
