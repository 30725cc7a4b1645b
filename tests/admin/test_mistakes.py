"""A mistake is answered beside the field, and nothing is saved."""

from datetime import date

import pytest
from django.contrib.admin.models import LogEntry

from championship.models import (
    Championship,
    ChampionshipFeed,
    ChampionshipRules,
    CrewSeat,
    Entry,
    Event,
    EventEntry,
    Result,
    Round,
    Season,
    Series,
    Session,
)
from tests.factories import (
    CarClassFactory,
    ChampionshipFactory,
    ChampionshipRulesFactory,
    CrewSeatFactory,
    DecisionFactory,
    DriverFactory,
    EntryFactory,
    EventEntryFactory,
    EventFactory,
    PointsScaleFactory,
    RaceFactory,
    ResultFactory,
    RoundFactory,
    SeasonFactory,
    SessionFactory,
    StandingFactory,
    TeamFactory,
)

from .browser import answered, errors, save
from .registry import address


def refused(response, *messages):
    """Whether the page came back with exactly these messages and nothing was stored."""
    return errors(response) == list(messages) and not LogEntry.objects.exists()


def test_two_cars_of_one_number_are_refused_when_the_second_is_entered(desk):
    entry = EntryFactory(number="7")

    response = save(
        desk,
        address(Entry, "add"),
        season=entry.season.pk,
        number="7",
        car_class=entry.car_class.pk,
        team=TeamFactory().pk,
    )

    assert refused(response, "Another entry of this season has this number.")


def test_two_cars_of_one_number_are_refused_when_a_number_changes(desk):
    first = EntryFactory(number="7")
    other = EntryFactory(car_class=first.car_class, number="8")

    response = save(desk, address(Entry, "change", other.pk), number="7")

    assert refused(response, "Another entry of this season has this number.")
    assert Entry.objects.get(pk=other.pk).number == "8"


def test_two_cars_of_one_number_at_an_event_are_refused(desk):
    first = EventEntryFactory(number="7")
    other = EventEntryFactory(event=first.event)

    response = save(desk, address(EventEntry, "change", other.pk), number="7")

    assert refused(response, "Another car at this event has this number.")


def test_number_taken_from_the_entry_is_checked_too(desk):
    taken = EventEntryFactory(entry=EntryFactory(number="9"), number="7")
    entry = EntryFactory(season=taken.event.season, number="7")

    response = save(desk, address(EventEntry, "add"), event=taken.event.pk, entry=entry.pk)

    assert refused(response, "Another car at this event has this number.")


def test_driver_twice_in_a_crew_is_refused(desk):
    seat = CrewSeatFactory()

    response = save(
        desk,
        address(Entry, "change", seat.entry.pk),
        **{"crew-TOTAL_FORMS": 2, "crew-1-order": 2, "crew-1-driver": seat.driver.pk},
    )

    assert "A driver can be in a crew only once." in errors(response)
    assert CrewSeat.objects.count() == 1


@pytest.mark.parametrize(("model", "factory"), [(Event, EventFactory), (Season, SeasonFactory)])
def test_last_day_before_the_first_is_refused(desk, model, factory):
    row = factory()

    response = save(desk, address(model, "change", row.pk), ends_on="2023-01-01")

    assert refused(response, "The last day is before the first day.")


@pytest.mark.parametrize("day", ["2024-02-01", "2024-02-05"])
def test_session_outside_its_event_is_refused(desk, day):
    session = SessionFactory()

    response = save(desk, address(Session, "change", session.pk), starts_on=day)

    assert refused(response, "This day is outside the event.")


def test_shortened_event_names_the_session_left_outside(desk):
    race = RaceFactory()

    response = save(desk, address(Event, "change", race.event.pk), ends_on="2024-02-03")

    assert refused(response, "This day is outside the event.")
    assert Event.objects.get().ends_on == date(2024, 2, 4)


def test_unreadable_day_of_an_event_is_refused_beside_its_sessions(desk):
    race = RaceFactory()

    response = save(desk, address(Event, "change", race.event.pk), starts_on="soon")

    assert refused(response, "Enter a valid date.")


@pytest.mark.parametrize("slug", ["admin", "teams", "fr"])
def test_address_of_the_site_is_refused_for_a_series(desk, slug):
    response = save(desk, address(Series, "add"), name="Asian Le Mans Series", slug=slug)

    assert refused(response, f"“{slug}” is an address of the site itself. Choose another one.")


def test_class_of_another_season_is_refused_for_an_entry(desk):
    entry = EntryFactory()

    response = save(desk, address(Entry, "change", entry.pk), car_class=CarClassFactory().pk)

    assert refused(response, "This class belongs to another season.")


@pytest.mark.parametrize("kind", ["race_scale", "sprint_scale", "qualifying_scale"])
def test_scale_of_another_season_is_refused_for_a_championship(desk, kind):
    rules = ChampionshipRulesFactory()

    response = save(
        desk,
        address(ChampionshipRules, "change", rules.pk),
        **{kind: PointsScaleFactory().pk},
    )

    assert refused(response, "This belongs to another season.")


def test_car_of_another_event_is_refused_in_a_result(desk):
    result = ResultFactory()

    response = save(desk, address(Result, "change", result.pk), event_entry=EventEntryFactory().pk)

    assert refused(response, "This car is entered at another event.")


def test_second_round_of_a_number_is_refused_within_one_form(desk):
    event = EventFactory()

    response = save(
        desk,
        address(Event, "change", event.pk),
        **{"rounds-TOTAL_FORMS": 2, "rounds-0-number": 1, "rounds-1-number": 1},
    )

    assert refused(response, "This season already has a round of this number.")


def test_round_number_of_another_event_of_the_season_is_refused(desk):
    taken = RoundFactory(number=3)
    event = EventFactory(season=taken.season)

    response = save(
        desk,
        address(Event, "change", event.pk),
        **{"rounds-TOTAL_FORMS": 1, "rounds-0-number": 3},
    )

    assert refused(response, "This season already has a round of this number.")


def test_second_session_of_an_address_is_refused_within_one_form(desk):
    event = EventFactory()
    sessions = {
        f"sessions-{i}-{name}": value
        for i in range(2)
        for name, value in {"name": "Practice", "kind": "practice"}.items()
    }

    response = save(
        desk, address(Event, "change", event.pk), **sessions, **{"sessions-TOTAL_FORMS": 2}
    )

    assert refused(response, "This season already has a session of this address.")
    assert not Session.objects.exists()


def test_race_without_a_round_is_refused(desk):
    session = SessionFactory()

    response = save(desk, address(Session, "change", session.pk), kind="race")

    assert refused(response, "A race belongs to a round.")


@pytest.mark.parametrize(
    ("penalty", "message"),
    [
        ("time", "A time penalty needs a time or laps."),
        ("places", "Say how many places the car loses."),
        ("fine", "A fine needs an amount and a currency."),
    ],
)
def test_penalty_without_its_measure_is_refused(desk, penalty, message):
    decision = DecisionFactory()

    response = save(desk, address(type(decision), "change", decision.pk), penalty=penalty)

    assert refused(response, message)


@pytest.mark.parametrize("typed", ["1:75.000", "fast", "-1", "1:2:3:4", "٣"])
def test_unreadable_lap_time_is_refused(desk, typed):
    result = ResultFactory()

    response = save(desk, address(Result, "change", result.pk), best_lap_ms=typed)

    assert refused(response, f"“{typed}” is not a time. Write it as 3:43:26.017 or 1:53.653.")


@pytest.mark.parametrize("typed", ["fast", "1/0", "1e9", "nan", "9" * 50])
def test_unreadable_points_are_refused(desk, typed):
    session = SessionFactory()

    response = save(desk, address(Session, "change", session.pk), points_factor=typed)

    assert refused(response, f"“{typed}” is not a number of points. Write 25, 16.5 or 1/3.")


def test_season_of_an_event_stays_whatever_is_sent(desk):
    event = EventFactory()
    season = event.season

    save(desk, address(Event, "change", event.pk), season=SeasonFactory().pk)

    assert Event.objects.get().season == season


@pytest.mark.parametrize("protected", [SeasonFactory, DriverFactory, TeamFactory])
def test_row_with_a_history_can_not_be_deleted(desk, protected):
    row = protected()
    entry = EntryFactory(**{"season": row} if protected is SeasonFactory else {})
    if protected is TeamFactory:
        Entry.objects.update(team=row)
    if protected is DriverFactory:
        CrewSeatFactory(entry=entry, driver=row)

    response = desk.post(address(type(row), "delete", row.pk), {"post": "yes"})

    assert response.context["protected"]
    assert type(row).objects.filter(pk=row.pk).exists()


def test_deleting_several_at_once_spares_those_with_a_history(desk):
    entry = EntryFactory()

    response = desk.post(
        address(type(entry.team), "changelist"),
        {"action": "delete_selected", "_selected_action": entry.team.pk, "post": "yes"},
    )

    assert response.context["protected"]


def test_round_with_a_race_can_not_be_struck_off_the_event_page(desk):
    race = RaceFactory()

    response = save(desk, address(Event, "change", race.event.pk), **{"rounds-0-DELETE": "on"})

    assert response.status_code == 200
    assert Round.objects.count() == 1


def test_computed_table_goes_with_its_championship(desk):
    standing = StandingFactory()
    page = address(Championship, "delete", standing.championship.pk)
    asked = desk.post(page, {"post": "yes"})

    desk.post(page, answered(asked))

    assert not Championship.objects.exists()


def test_a_title_of_cars_counts_one_season_only(desk):
    title = ChampionshipFactory(recipient="driver")
    ChampionshipFeed.objects.create(championship=title, season=SeasonFactory())

    response = save(desk, address(Championship, "change", title.pk), recipient="entry")

    text = "An entry belongs to one season: rank teams or drivers over several."
    assert errors(response)[0] == text


@pytest.mark.parametrize(
    ("field", "factory"), [("excluded_rounds", RoundFactory), ("nominated", EntryFactory)]
)
def test_rounds_and_cars_of_another_season_are_refused_in_rules(desk, field, factory):
    rules = ChampionshipRulesFactory()
    stranger = factory()

    response = save(desk, address(ChampionshipRules, "change", rules.pk), **{field: [stranger.pk]})

    assert refused(response, f"{stranger} does not belong to a season of this championship.")


def test_a_session_of_another_season_is_refused_in_rules(desk):
    rules = ChampionshipRulesFactory()
    line = {
        "session_scales-TOTAL_FORMS": 1,
        "session_scales-0-session": RaceFactory().pk,
        "session_scales-0-scale": rules.race_scale.pk,
    }

    response = save(desk, address(ChampionshipRules, "change", rules.pk), **line)

    assert "Select a valid choice." in errors(response)[0]


def test_a_second_version_from_one_round_is_refused(desk):
    rules = ChampionshipRulesFactory()
    page = address(ChampionshipRules, "add") + f"?championship={rules.championship.pk}"

    response = save(desk, page, from_round=1)

    assert refused(response, "This championship has rules from this round on.")


@pytest.mark.parametrize("countback", [{"countback": "first"}, {"countback_places": "3"}])
def test_the_depth_of_a_countback_goes_with_first_places(desk, countback):
    rules = ChampionshipRulesFactory()

    response = save(desk, address(ChampionshipRules, "change", rules.pk), **countback)

    text = "Say how many first places split equal points, only where they do."
    assert refused(response, text)
