"""Under every table stands what it contains and when that was published."""

from datetime import UTC, date, datetime

import pytest

from championship.models import ComputedTable, Event
from championship.templatetags.times import at
from tests.factories import (
    CircuitFactory,
    ClassificationFactory,
    ClassificationLineFactory,
    EntryListLineFactory,
    EntryListRevisionFactory,
    EventFactory,
    RaceFactory,
    SeasonFactory,
)
from tests.queries.racing import car_of, championship, run

from .html import Page

pytestmark = pytest.mark.django_db
SIX_AT_NIGHT = datetime(2024, 2, 4, 14, 12, tzinfo=UTC)  # at Dubai


@pytest.fixture
def event():
    circuit = CircuitFactory(time_zone="Asia/Dubai")
    season = SeasonFactory(slug="2023-24", series__slug="aslms")
    return EventFactory(season=season, circuit=circuit, slug="dubai", short_name="Dubai")


@pytest.fixture
def line_below(client):
    def lines(address):
        page = Page(client.get(f"/aslms/2023-24/{address}"))
        return [
            node.seen
            for node in page.root.find("p")
            if "freshness" in node.attrs.get("class", "").split()
        ]

    return lines


def entered(event, **facts):
    revision = EntryListRevisionFactory(season=event.season, event=event, number=1, **facts)
    EntryListLineFactory(revision=revision)


def test_entry_list_says_its_event_revision_cars_and_time(event, line_below):
    entered(event, state="final", published_at=SIX_AT_NIGHT)

    assert line_below("events/dubai/entries/") == [
        "Entry list of Dubai, revision 1, final: 1 car. Published Sun 4 Feb 2024, 18:12 UTC+4."
    ]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2024, 2, 1), "Published 1 Feb 2024."),
        (None, "When it was published is not recorded."),
    ],
)
def test_entry_list_without_a_time_says_the_day_or_that_nobody_wrote_it_down(
    event, line_below, day, words
):
    entered(event, published_on=day)

    assert line_below("events/dubai/entries/") == [
        f"Entry list of Dubai, revision 1, state not recorded: 1 car. {words}"
    ]


def test_results_are_counted_with_the_time_of_the_newest(event, line_below):
    races = [RaceFactory(event=event) for _number in range(3)]
    ClassificationFactory(session=races[0], state="final", published_at=SIX_AT_NIGHT)
    ClassificationFactory(session=races[1], state="provisional")

    assert line_below("results/") == [
        "Sessions with a result: 2 of 3, 1 of them provisional. "
        "The newest was published Sun 4 Feb 2024, 18:12 UTC+4."
    ]


def test_calendar_says_when_a_day_or_time_of_it_was_last_written(event, line_below):
    RaceFactory(event=event)
    Event.objects.filter(pk=event.pk).update(name="4 Hours of Dubai")
    event.refresh_from_db()
    written = event.calendar_changed_at.astimezone(event.circuit.zone)

    for page in ("calendar/", "events/dubai/"):
        [line] = line_below(page)

        assert line.startswith("None of these sessions has a result yet. Days and times as of ")
        assert f"{written:%H:%M} UTC+4" in line


def test_last_result_says_its_revision_and_time(event, line_below):
    issue = ClassificationFactory(session=RaceFactory(event=event), published_at=SIX_AT_NIGHT)
    ClassificationLineFactory(classification=issue)

    assert "Revision 1, published Sun 4 Feb 2024, 18:12 UTC+4" in line_below("")


def test_leaders_say_when_their_tables_were_computed(client):
    title = championship()
    run(title, car_of(title), car_of(title))
    computed = ComputedTable.objects.latest("computed_at").computed_at

    text = Page(client.get(title.season.get_absolute_url())).text

    assert f"Each title after its newest round. Computed {at(computed)}." in text
