"""Whole tasks of the race desk."""

from fractions import Fraction

from django.contrib.messages import get_messages

from championship.models import (
    Classification,
    ClassificationLine,
    Entry,
    Event,
    EventCrewSeat,
    EventEntry,
    PointsScale,
    Result,
    Session,
    Standing,
    Team,
)
from tests.factories import (
    ChampionshipFactory,
    CrewSeatFactory,
    DriverFactory,
    EntryFactory,
    EventEntryFactory,
    EventFactory,
    PointsScaleFactory,
    RaceFactory,
    ResultFactory,
    TeamFactory,
)

from .browser import publish, save, what_the_page_says
from .registry import address


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_team_is_renamed_and_its_address_stays(desk):
    team = TeamFactory(name="Algarve Pro Racing", slug="algarve-pro-racing")

    save(desk, address(Team, "change", team.pk), name="CrowdStrike Racing by APR")

    team.refresh_from_db()
    assert (team.name, team.slug) == ("CrowdStrike Racing by APR", "algarve-pro-racing")


def test_driver_joins_a_crew(desk):
    seat = CrewSeatFactory()
    driver = DriverFactory()

    save(
        desk,
        address(Entry, "change", seat.entry.pk),
        **{"crew-TOTAL_FORMS": 2, "crew-1-order": 2, "crew-1-driver": driver.pk},
    )

    assert [each.driver for each in seat.entry.crew.all()] == [seat.driver, driver]


def test_new_event_is_followed_by_the_page_for_its_rounds_and_sessions(desk):
    event = EventFactory.build()
    season, circuit = EntryFactory().season, RaceFactory().event.circuit
    page = address(Event, "add")

    response = desk.post(
        page,
        what_the_page_says(desk.get(page))
        | {
            "season": season.pk,
            "circuit": circuit.pk,
            "name": event.name,
            "slug": event.slug,
            "starts_on": event.starts_on,
            "ends_on": event.ends_on,
        },
    )

    added = Event.objects.get(season=season)
    assert response.headers["Location"] == address(Event, "change", added.pk)


def test_event_gets_a_round_and_a_race(desk):
    event = EventFactory()
    page = address(Event, "change", event.pk)
    save(desk, page, **{"rounds-TOTAL_FORMS": 1, "rounds-0-number": 1})

    save(
        desk,
        page,
        **{
            "sessions-TOTAL_FORMS": 1,
            "sessions-0-name": "Race 1",
            "sessions-0-kind": "race",
            "sessions-0-round": event.rounds.get().pk,
            "sessions-0-starts_on": "2024-02-04",
            "sessions-0-start_time": "14:00",
        },
    )

    race = Session.objects.get()
    assert (race.season, race.round.number, str(race.starts_at)) == (
        event.season,
        1,
        "2024-02-04 10:00:00+00:00",
    )


def test_seasons_confirmed_cars_are_carried_over_to_an_event(desk):
    seat = CrewSeatFactory()
    event = EventFactory(season=seat.entry.season)

    response = desk.post(
        address(Event, "changelist"),
        {"action": "carry_over_entries", "_selected_action": event.pk},
    )

    assert said(response) == [f"{event}: 1 car added."]
    assert event.entries.get().crew.get().driver == seat.driver


def test_refused_carry_over_is_a_message(desk):
    taken = EventEntryFactory(entry=EntryFactory(number="9"), number="7")
    EntryFactory(season=taken.event.season, number="7")

    response = desk.post(
        address(Event, "changelist"),
        {"action": "carry_over_entries", "_selected_action": taken.event.pk},
    )

    assert said(response) == [
        f"{taken.event}: Another car of this event already has the number #7."
    ]


def test_car_added_to_an_event_is_as_it_was_entered_for_the_season(desk):
    seat = CrewSeatFactory()
    event = EventFactory(season=seat.entry.season)

    save(desk, address(EventEntry, "add"), event=event.pk, entry=seat.entry.pk)

    added = EventEntry.objects.get()
    assert (added.number, added.team_name) == (seat.entry.number, seat.entry.team.name)
    assert EventCrewSeat.objects.get().driver == seat.driver


def test_times_of_a_result_are_typed_as_the_timing_prints_them(desk):
    result = ResultFactory()

    save(
        desk,
        address(Session, "change", result.session.pk),
        **{"results-0-time_ms": "3:43:26.017", "results-0-best_lap_ms": "1:53.653"},
    )

    result.refresh_from_db()
    assert (result.time_ms, result.best_lap_ms) == (13_406_017, 113_653)


def test_times_of_a_result_are_shown_as_the_timing_prints_them(desk):
    result = ResultFactory(time_ms=13_406_017, best_lap_ms=113_653)

    page = what_the_page_says(desk.get(address(Result, "change", result.pk)))
    shown = desk.get(address(Result, "changelist")).content.decode()

    assert (page["time_ms"], page["best_lap_ms"]) == ("3:43:26.017", "1:53.653")
    assert "3:43:26.017" in shown


def test_points_scale_is_shown_as_it_is_typed(desk):
    scale = PointsScaleFactory(points=(Fraction(33, 2), Fraction(1, 3)))

    page = desk.get(address(PointsScale, "change", scale.pk))
    save(desk, address(PointsScale, "change", scale.pk))

    assert what_the_page_says(page)["points"] == "16.5 1/3"
    assert PointsScale.objects.get().points == scale.points


def test_result_is_published_from_its_session(desk):
    result = ResultFactory()
    ChampionshipFactory(car_class=result.event_entry.car_class)

    response = publish(desk, result.session, state="provisional", note="Doc 12")

    published = Classification.objects.get()
    assert (published.state, published.note) == ("provisional", "Doc 12")
    assert published.published_by.username == "head"
    assert "is published: provisional, revision 1." in said(response)[0]
    assert Standing.objects.get().points == 25


def test_published_line_keeps_the_name_of_its_day(desk):
    result = ResultFactory()
    publish(desk, result.session, state="final")

    save(desk, address(EventEntry, "change", result.event_entry.pk), team_name="Another name")

    assert ClassificationLine.objects.get().team_name == result.event_entry.team_name
