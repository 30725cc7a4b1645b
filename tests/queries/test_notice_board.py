from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from championship.models import Decision, Event
from championship.queries.notice_board import next_number, notice_board
from tests.factories import (
    CircuitFactory,
    ClassificationFactory,
    DecisionFactory,
    EntryListRevisionFactory,
    EventEntryFactory,
    EventFactory,
    NoticeFactory,
    RaceFactory,
    StoredFileFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def abu_dhabi():
    """An event on a circuit four hours ahead of UTC."""
    return EventFactory(circuit=CircuitFactory(time_zone="Asia/Dubai"))


def everything(event):
    """A document of every kind on the board of an event."""
    race = RaceFactory(event=event)
    NoticeFactory(event=event, document=StoredFileFactory())
    DecisionFactory(
        session=race,
        event_entry=EventEntryFactory(event=event),
        state=Decision.State.IN_FORCE,
        document=StoredFileFactory(),
    )
    ClassificationFactory(session=race)
    EntryListRevisionFactory(season=event.season, event=event)


@pytest.mark.parametrize("times", [1, 3])
def test_board_costs_four_queries_and_no_content(abu_dhabi, times, django_assert_num_queries):
    for _ in range(times):
        everything(abu_dhabi)
    event = Event.objects.select_related("circuit").get(pk=abu_dhabi.pk)

    with django_assert_num_queries(4):
        documents = notice_board(event, now=timezone.now())
        words = [(str(one.row), one.file and one.file.name) for one in documents]

    assert len(words) == 4 * times
    assert all("content" in one.file.get_deferred_fields() for one in documents if one.file)


def test_documents_of_one_day_stand_newest_first_and_without_a_time_last(abu_dhabi):
    at = {hour: datetime(2024, 2, 11, hour, tzinfo=UTC) for hour in (8, 9)}
    for hour in (8, 9):
        NoticeFactory(event=abu_dhabi, number=str(hour), published_at=at[hour])
    EntryListRevisionFactory(
        season=abu_dhabi.season, event=abu_dhabi, published_on=date(2024, 2, 11)
    )
    EntryListRevisionFactory(
        season=abu_dhabi.season, event=abu_dhabi, published_on=date(2024, 2, 12)
    )

    found = notice_board(abu_dhabi, now=timezone.now())

    assert [(one.day.day, one.number) for one in found] == [
        (12, ""),
        (11, "9"),
        (11, "8"),
        (11, ""),
    ]


def test_day_of_a_document_is_the_circuits_day(abu_dhabi):
    NoticeFactory(event=abu_dhabi, published_at=datetime(2024, 2, 10, 20, 30, tzinfo=UTC))

    assert notice_board(abu_dhabi, now=timezone.now())[0].day == date(2024, 2, 11)


def test_no_more_than_the_newest_are_given_where_few_are_wanted(abu_dhabi):
    for day in (9, 10, 11):
        published = datetime(2024, 2, day, 8, tzinfo=UTC)
        NoticeFactory(event=abu_dhabi, number=str(day), published_at=published)

    found = notice_board(abu_dhabi, now=timezone.now(), limit=2)

    assert [one.number for one in found] == ["11", "10"]


def test_board_has_nothing_of_another_event_or_of_the_season(abu_dhabi):
    everything(EventFactory(season=abu_dhabi.season))
    EntryListRevisionFactory(season=abu_dhabi.season)

    assert notice_board(abu_dhabi, now=timezone.now()) == []


def test_file_of_a_reversed_decision_is_not_on_the_board(abu_dhabi):
    DecisionFactory(
        session=RaceFactory(event=abu_dhabi),
        state=Decision.State.REVERSED,
        decided_at=datetime(2024, 2, 11, tzinfo=UTC),
        document=StoredFileFactory(),
    )

    assert [one.file for one in notice_board(abu_dhabi, now=timezone.now())] == [None]


@pytest.mark.parametrize(
    ("numbers", "following"),
    [
        ([], "1"),
        (["1", "2"], "3"),
        (["9", "10"], "11"),
        (["4/A"], "1"),
        (["4", "9" * 20], "5"),
    ],
)
def test_next_number_follows_the_highest(abu_dhabi, numbers, following):
    for number in numbers:
        NoticeFactory(event=abu_dhabi, number=number)

    assert next_number(abu_dhabi) == following
