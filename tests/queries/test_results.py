"""What a classification says beside the stored line."""

from datetime import UTC, datetime, timedelta

import pytest

from championship.models import AppliedDecision
from championship.queries.results import Gap, result_page
from championship.queries.results.titles import common_points
from championship.workflows.results import freeze
from championship.workflows.standings import store_standings
from tests.factories import (
    BonusFactory,
    CarClassFactory,
    ChampionshipFactory,
    ClassificationFactory,
    ClassificationLineFactory,
    DecisionFactory,
    DriverFactory,
    EntryFactory,
    EventEntryFactory,
    PointsScaleFactory,
    RaceFactory,
    ResultFactory,
    SessionFactory,
)
from tests.queries.racing import run, session_at

pytestmark = pytest.mark.django_db
NOW = datetime(2024, 2, 4, 15, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def issue():
    return ClassificationFactory()


def applied(issue, car, order):
    return AppliedDecision.objects.create(
        classification=issue, event_entry=car, order=order, penalty="warning", state="in_force"
    )


def page_of(issue):
    session = issue.session
    return result_page(session_at(session), now=NOW)


def test_gap_is_in_laps_or_in_time_and_unknown_without_either(issue):
    for laps, time_ms in [(100, 1000), (100, 1500), (98, 900), (100, None), (None, None)]:
        ClassificationLineFactory(classification=issue, laps=laps, time_ms=time_ms)

    rows = page_of(issue).rows

    assert [row.gap for row in rows] == [Gap(ms=0), Gap(ms=500), Gap(laps=2), Gap(), Gap()]


def test_car_without_a_place_has_no_gap(issue):
    ClassificationLineFactory(classification=issue)
    ClassificationLineFactory(
        classification=issue, status="retired", place=None, class_place=None, laps=3
    )

    out = page_of(issue).rows[1]

    assert (out.is_classified, out.gap, out.class_gap) == (False, Gap(), Gap())


def test_several_decisions_on_a_car_get_a_letter_each(issue):
    cars = [ClassificationLineFactory(classification=issue).event_entry for _number in range(2)]
    for order, car in enumerate((cars[0], cars[1], cars[1]), start=1):
        applied(issue, car, order)

    page = page_of(issue)

    assert [[note.letter for note in row.notes] for row in page.rows] == [["a"], ["b", "c"]]


def test_letters_go_on_after_z(issue):
    car = ClassificationLineFactory(classification=issue).event_entry
    for order in range(1, 29):
        applied(issue, car, order)

    assert [note.letter for note in page_of(issue).notes[-3:]] == ["z", "aa", "ab"]


def test_decision_of_the_desk_is_no_footnote_before_it_is_published(issue):
    car = ClassificationLineFactory(classification=issue).event_entry
    DecisionFactory(session=issue.session, event_entry=car, state="in_force")

    assert page_of(issue).notes == []


def test_car_of_a_subclass_shows_the_points_of_the_class_it_is_part_of():
    lmp2 = CarClassFactory()
    pro_am = CarClassFactory(parent=lmp2)
    ChampionshipFactory(season=lmp2.season, car_class=lmp2)
    race = RaceFactory(event__season=lmp2.season)
    car = EventEntryFactory(event=race.event, car_class=pro_am)
    ResultFactory(session=race, event_entry=car)
    issue = freeze(race, state="final")
    store_standings(lmp2.season)

    assert [common_points(row.points) for row in page_of(issue).rows] == [25]


def test_class_gap_is_to_the_first_of_the_class_and_not_to_the_leader(issue):
    season = issue.session.season
    lmp2, gt = (CarClassFactory(season=season, order=order) for order in (1, 2))
    for car_class, class_place, time_ms in [(lmp2, 1, 1000), (gt, 1, 3000), (gt, 2, 3400)]:
        ClassificationLineFactory(
            classification=issue,
            event_entry__car_class=car_class,
            class_place=class_place,
            time_ms=time_ms,
        )

    rows = page_of(issue).rows

    assert [row.gap for row in rows] == [Gap(ms=0), Gap(ms=2000), Gap(ms=2400)]
    assert [row.class_gap for row in rows] == [Gap(ms=0), Gap(ms=0), Gap(ms=400)]


def test_car_put_behind_slower_ones_has_no_gap(issue):
    for laps, time_ms in [(100, 2000), (100, 1000), (101, 1500)]:
        ClassificationLineFactory(classification=issue, laps=laps, time_ms=time_ms)

    assert [row.gap for row in page_of(issue).rows] == [Gap(ms=0), Gap(), Gap()]


def test_outside_races_gaps_are_those_of_best_laps_whatever_was_driven():
    issue = ClassificationFactory(session=SessionFactory(kind="qualifying"))
    for laps, best in [(5, 90_000), (9, 90_250)]:
        ClassificationLineFactory(classification=issue, laps=laps, best_lap_ms=best)

    assert [row.gap for row in page_of(issue).rows] == [Gap(ms=0), Gap(ms=250)]


def test_places_won_are_counted_from_the_place_on_the_grid_in_class(issue):
    for grid_place in (3, 2, 1, None):
        ClassificationLineFactory(classification=issue, grid_place=grid_place)

    assert [row.gained for row in page_of(issue).rows] == [2, 0, -2, None]


def test_points_of_every_title_stand_beside_each_other_where_they_differ():
    lmp2 = CarClassFactory()
    season, entry, driver = lmp2.season, EntryFactory(car_class=lmp2), DriverFactory()
    teams = ChampionshipFactory(season=season, car_class=lmp2, name="Teams", order=1)
    scale = PointsScaleFactory(season=season, points="10", pole_points=2)
    ChampionshipFactory(
        season=season,
        car_class=lmp2,
        name="Drivers",
        order=2,
        recipient="driver",
        rules__race_scale=scale,
    )
    race = run(teams, entry, crews={entry: [driver]}, pole=entry)

    (row,) = page_of(race.classifications.get()).rows

    points = [(one.title, one.points, one.who) for one in row.points]
    assert points == [("Teams", 26, ""), ("Drivers", 12, "")]
    assert common_points(row.points) is None


def test_fastest_lap_is_found_in_each_class_and_named_with_its_driver(issue):
    car_class = CarClassFactory(season=issue.session.season)
    driver = DriverFactory(given_name="Malthe", family_name="Jakobsen")
    for best, who in [(91_000, None), (90_000, driver)]:
        ClassificationLineFactory(
            classification=issue,
            event_entry__car_class=car_class,
            best_lap_ms=best,
            best_lap_driver=who,
        )

    page = page_of(issue)

    assert [row.has_best_of_class for row in page.rows] == [False, True]
    (fastest,) = page.honours[0].fastest_laps
    assert (fastest.driver, fastest.time_ms) == ("Malthe Jakobsen", 90_000)


def test_earlier_revision_keeps_its_pole_when_it_is_passed_on():
    race = RaceFactory()
    cars = [ResultFactory(session=race).event_entry for _number in range(2)]
    pole = BonusFactory(session=race, event_entry=cars[0])
    freeze(race, state="provisional")
    pole.event_entry = cars[1]
    pole.save()
    freeze(race, state="final")
    session = session_at(race)

    pages = [result_page(session, revision, now=NOW) for revision in (1, 2)]

    assert [[row.has_pole for row in page.rows] for page in pages] == [[True, False], [False, True]]


@pytest.mark.parametrize(
    ("until", "over"), [(None, False), (NOW + MINUTE, False), (NOW, True), (NOW - MINUTE, True)]
)
def test_protests_are_over_once_their_time_has_passed(until, over):
    issue = ClassificationFactory(provisional_until=until)

    assert page_of(issue).protests_are_over is over


def test_amendments_are_counted_from_the_first(issue):
    session = issue.session
    for state in ("final", "amended", "amended"):
        ClassificationFactory(session=session, state=state)
    session = session_at(session)

    pages = [result_page(session, revision, now=NOW) for revision in (1, 2, 3, 4)]

    assert [page.amendment for page in pages] == [0, 0, 1, 2]


def test_sub_class_alone_has_its_own_places_and_gaps(issue):
    lmp2 = CarClassFactory(season=issue.session.season)
    pro_am = CarClassFactory(parent=lmp2)
    for car_class, time_ms in [(lmp2, 1000), (pro_am, 1200), (lmp2, 1300), (pro_am, 1500)]:
        ClassificationLineFactory(
            classification=issue, event_entry__car_class=car_class, time_ms=time_ms
        )

    page = page_of(issue)

    alone = page.of_class(pro_am)
    assert [(row.class_place, row.class_gap) for row in alone] == [(1, Gap(ms=0)), (2, Gap(ms=300))]
    assert len(page.of_class(lmp2)) == 4


def test_session_without_a_result_has_a_page_without_rows():
    race = RaceFactory()

    page = result_page(session_at(race), now=NOW)

    assert (page.classification, page.revisions, page.rows, page.classes) == (None, [], [], [])
