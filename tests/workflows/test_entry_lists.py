"""A list is published as it is, numbered, and stays so; what is wrong with it is said before."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from championship.models import (
    CategoryLimit,
    Entry,
    EntryListLine,
    EntryListRevision,
    Waiver,
)
from championship.queries.entry_list import by_class, current_list
from championship.queries.printed_lists import published_list
from championship.workflows import entry_lists
from championship.workflows.entries import carry_over, reject
from championship.workflows.entry_lists import CannotPublishList, draft_of, publish_entry_list
from tests.factories import (
    CrewSeatFactory,
    DriverCategoryFactory,
    DriverFactory,
    EntryFactory,
    EntryListCountFactory,
    EventFactory,
    SeasonFactory,
    UserFactory,
)

from .grid import grid

pytestmark = pytest.mark.django_db


@pytest.fixture
def season():
    """A season with one confirmed car, whose crew is Pietro Fittipaldi."""
    season = SeasonFactory(starts_on=date(2024, 1, 10), ends_on=date(2024, 12, 1))
    entry = EntryFactory(season=season, number="7")
    CrewSeatFactory(entry=entry, driver__given_name="Pietro", driver__family_name="Fittipaldi")
    return season


@pytest.fixture
def entry(season):
    return season.entries.get()


def publish(season, event=None, state="provisional", **more):
    return publish_entry_list(season, event, state=state, **more)


def refusal(*args, **more):
    before = EntryListRevision.objects.count()
    with pytest.raises(CannotPublishList) as refused:
        publish(*args, **more)
    assert EntryListRevision.objects.count() == before
    return str(refused.value)


# What is frozen


def test_the_list_is_printed_as_it_stands_inside(season, entry):
    CrewSeatFactory(entry=entry, driver=None)
    EntryFactory(season=season, status="reserve", reserve_place=1, kind="guest", scores=False)
    EntryFactory(season=season, status="withdrawn", car=None, note="After an accident.")

    issue = publish(season, reason="Cars and crews follow.")

    assert published_list(issue) == current_list(season)
    assert [row.status for row in published_list(issue).rows].count("withdrawn") == 1


def test_who_published_when_as_what_and_why_is_kept(season):
    user, moment = UserFactory(), datetime(2024, 1, 9, 12, tzinfo=UTC)

    issue = publish(season, user=user, note="For Sepang.", reason="None.", published_at=moment)

    issue.refresh_from_db()
    assert (issue.number, issue.state, issue.event) == (1, "provisional", None)
    assert (issue.published_by, issue.published_at) == (user, moment)
    assert (issue.note, issue.reason) == ("For Sepang.", "None.")


def test_what_is_edited_afterwards_stays_inside(season, entry):
    issue = publish(season)
    before = published_list(issue)

    entry.number, entry.car, entry.note = "8", None, "New car."
    entry.save()
    entry.team.name = "Renamed Racing"
    entry.team.save()
    entry.crew.update(driver=DriverFactory())

    assert published_list(issue) == before
    assert published_list(issue).rows[0].number == "7"


def test_a_category_is_the_one_of_the_lists_first_day(season, entry):
    event = EventFactory(
        season=season, starts_on=date(2024, 6, 1), ends_on=date(2024, 6, 2), short_name="Spa"
    )
    driver = entry.crew.get().driver
    for category, day in (
        ("silver", "2023-01-01"),
        ("bronze", "2024-06-01"),
        ("gold", "2024-06-02"),
    ):
        DriverCategoryFactory(driver=driver, category=category, valid_from=day)
    carry_over(event)

    issues = [publish(season), publish(season, event)]

    printed = [published_list(issue).rows[0].crew[0].category for issue in issues]
    assert printed == ["silver", "bronze"]


def test_a_waiver_is_printed_in_its_words(season, entry):
    waiver = Waiver.objects.create(entry=entry, rule="drivers", reason="Ill on the day.")

    issue = publish(season)
    waiver.delete()

    printed = published_list(issue).rows[0].waivers
    assert [(one.rule, one.reason) for one in printed] == [("drivers", "Ill on the day.")]


def test_what_is_received_or_rejected_is_not_printed(season):
    for number, status in enumerate(Entry.Status, start=20):
        EntryFactory(season=season, number=str(number), status=status)

    issue = publish(season, reason="Crews follow.")

    assert set(issue.lines.values_list("status", flat=True)) == {
        "confirmed",
        "reserve",
        "withdrawn",
    }


# Numbers and states


def test_the_lists_of_a_season_and_its_events_are_numbered_in_one_row(season, entry):
    event = EventFactory(season=season)
    carry_over(event)
    EntryListCountFactory(revision__season=season, revision__number=4)

    numbers = [
        publish(season).number,
        publish(season, event).number,
        publish(season, state="final").number,
    ]

    assert numbers == [5, 6, 7]


def test_another_season_counts_for_itself(season):
    publish(season)
    other = EntryFactory()
    CrewSeatFactory(entry=other)

    assert publish(other.season).number == 1


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [
        ("provisional", "provisional", "Nothing changed since revision 1."),
        ("provisional", "final", None),
        ("final", "final", "Nothing changed since revision 1."),
        ("final", "provisional", "This list is final already."),
    ],
)
def test_what_is_published_again_without_a_change(season, first, then, said):
    publish(season, state=first)

    if said:
        assert refusal(season, state=then).startswith(said)
    else:
        assert publish(season, state=then).number == 2


@pytest.mark.parametrize("state", ["provisional", "final"])
def test_what_changed_is_published_as_the_next_issue(season, entry, state):
    publish(season, state=state)
    entry.number = "8"
    entry.save()

    issue = publish(season, state=state)

    assert (issue.number, issue.lines.get().number) == (2, "8")


def test_a_list_of_which_only_totals_are_known_is_followed_by_any(season):
    EntryListCountFactory(revision__season=season, cars=1)

    assert publish(season).number == 2


@pytest.mark.parametrize("state", ["", "amended", "approved"])
def test_a_list_is_provisional_or_final(season, state):
    assert "provisional or final" in refusal(season, state=state)


# What is refused


def test_an_empty_list_is_refused():
    season = EntryFactory(status="received").season

    assert refusal(season) == "Nothing is on this list. Confirm entries first."


def test_the_list_of_a_cancelled_event_is_refused(season):
    event = EventFactory(season=season, name="4 Hours of Imola", status="cancelled")
    carry_over(event)

    assert "“4 Hours of Imola” is cancelled" in refusal(season, event)


def test_two_cars_with_one_number_are_refused(season, entry, monkeypatch):
    rows = current_list(season).rows * 2
    monkeypatch.setattr(entry_lists, "current_list", lambda *_: by_class(rows))

    assert refusal(season) == "Two cars have the number #7."


def test_a_withdrawn_car_leaves_its_number_to_another(season, entry):
    entry.status = Entry.Status.WITHDRAWN
    entry.save()
    CrewSeatFactory(entry=EntryFactory(season=season, number="7"))

    assert publish(season).lines.count() == 2


def test_a_rejected_reserve_that_left_the_event_does_not_hold_up_its_list(season):
    reserve = EntryFactory(season=season, status="reserve", reserve_place=1)
    CrewSeatFactory(entry=reserve)
    event = EventFactory(season=season)
    carry_over(event, reserves=True)

    reject([reserve], now=datetime(2024, 1, 15, tzinfo=UTC))

    assert publish(season, event).lines.filter(status="withdrawn").count() == 1


@pytest.mark.parametrize("status", ["received", "rejected"])
def test_a_car_at_an_event_whose_entry_is_not_confirmed_is_refused(season, entry, status):
    event = EventFactory(season=season)
    carry_over(event)
    Entry.objects.update(status=status)

    assert "yet on this list: #7." in refusal(season, event)


@pytest.fixture
def without_bronze(season, entry):
    CategoryLimit.objects.create(car_class=entry.car_class, bronze=True, at_least=1)
    driver = entry.crew.get().driver
    DriverCategoryFactory(driver=driver, category="silver", valid_from="2023-01-01")


@pytest.mark.usefixtures("without_bronze")
@pytest.mark.parametrize("reason", ["", "  \n"])
def test_what_is_open_needs_a_reason(season, reason):
    said = refusal(season, reason=reason)

    assert said.startswith("1 check is open: #7")
    assert "Bronze" in said


@pytest.mark.usefixtures("without_bronze")
def test_with_a_reason_it_is_published(season):
    assert (
        publish(season, reason="The licence is on its way.").reason == "The licence is on its way."
    )


@pytest.mark.usefixtures("without_bronze")
def test_what_is_waived_needs_no_reason(season, entry):
    Waiver.objects.create(entry=entry, rule="categories", reason="Agreed by the committee.")

    assert publish(season).reason == ""


# What was looked at


def test_what_was_seen_is_published(season):
    assert publish(season, seen=draft_of(season).fingerprint).number == 1


def test_another_who_published_meanwhile_is_named(season, entry):
    seen = draft_of(season).fingerprint
    publish(season, user=UserFactory(username="anna"))
    entry.number = "8"
    entry.save()

    said = refusal(season, seen=seen)

    assert said.startswith("anna published revision 1 of this list meanwhile.")


def edit_the_number(entry):
    entry.number = "8"
    entry.save()


def edit_the_crew(entry):
    entry.crew.update(country="BR")


def edit_a_category(entry):
    DriverCategoryFactory(driver=entry.crew.get().driver, valid_from="2023-01-01")


def grant_a_waiver(entry):
    Waiver.objects.create(entry=entry, rule="car", reason="Agreed.")


@pytest.mark.parametrize("edit", [edit_the_number, edit_the_crew, edit_a_category, grant_a_waiver])
def test_a_list_that_was_edited_meanwhile_is_not_published(season, entry, edit):
    seen = draft_of(season).fingerprint

    edit(entry)

    assert refusal(season, seen=seen).startswith("The list was edited since you looked at it.")


def test_the_list_of_another_event_is_no_reason_to_look_again(season, entry):
    event = EventFactory(season=season)
    carry_over(event)
    seen = draft_of(season).fingerprint
    publish(season, event)

    assert publish(season, seen=seen).number == 2


def test_a_failure_half_way_leaves_nothing_behind(season, monkeypatch):
    monkeypatch.setattr(entry_lists, "_seat", lambda *_: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        publish(season)

    assert (EntryListRevision.objects.count(), EntryListLine.objects.count()) == (0, 0)


# What it costs


def statements(season, event=None):
    """How many there are, and how many but for the inserts, of which a table takes two at most."""
    publish(season, event, reason="The cars follow.")
    with CaptureQueriesContext(connection) as captured:
        publish(season, event, state="final", reason="The cars follow.")
    inserts = sum("INSERT" in query["sql"][:60] for query in captured)
    return len(captured), len(captured) - inserts


@pytest.mark.parametrize("at_event", [False, True])
def test_publishing_400_cars_costs_what_40_cost(at_event):
    counts = []
    for cars in (40, 400):
        season = SeasonFactory()
        for entry in grid(season, cars):
            entry.waivers.create(rule="car", reason="Agreed.")
        event = EventFactory(season=season) if at_event else None
        if event:
            carry_over(event)
        counts.append(statements(season, event))

    assert counts[0][1] == counts[1][1]
    assert max(total for total, _rest in counts) <= 29
