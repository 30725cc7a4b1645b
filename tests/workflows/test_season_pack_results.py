"""What the results desk knows of a season, through a dump into an empty database and back."""

import json
from datetime import UTC, datetime
from fractions import Fraction

import pytest

from championship.exports.season_pack import dump_season_pack, write_season_pack
from championship.models import (
    AppliedDecision,
    Classification,
    ClassificationLine,
    ClassifiedBonus,
    Decision,
    GridSource,
    Notice,
    PointsDecision,
    Result,
    ResultSeat,
    Season,
    StatusAlias,
)
from championship.workflows.results import publish_classification, restore_classification
from championship.workflows.season_pack import load_season_pack
from tests.factories import (
    BonusFactory,
    CarClassFactory,
    DecisionFactory,
    DriverFactory,
    EntryFactory,
    EventCrewSeatFactory,
    EventEntryFactory,
    EventFactory,
    GridSourceFactory,
    NoticeFactory,
    RaceFactory,
    ResultFactory,
    ResultSeatFactory,
    SessionFactory,
    StatusAliasFactory,
    StoredFileFactory,
)

from .test_season_pack import empty_database

pytestmark = pytest.mark.django_db

State = Classification.State
EVENING = datetime(2024, 2, 11, 14, 42, tzinfo=UTC)


@pytest.fixture
def race():
    """A race with two cars and their crews."""
    event = EventFactory(slug="abu-dhabi")
    race = RaceFactory(event=event, slug="race")
    gt = CarClassFactory(season=event.season, slug="gt", code="GT")
    for order, number in enumerate(("19", "88"), start=1):
        entry = EntryFactory(season=event.season, car_class=gt, number=number)
        car = EventEntryFactory(event=event, entry=entry)
        EventCrewSeatFactory(event_entry=car)
        ResultFactory(session=race, event_entry=car, order=order, time_ms=14_400_000 + order)
    return race


def car(number):
    return Result.objects.get(event_entry__number=number).event_entry


def dumped():
    return dump_season_pack(Season.objects.select_related("series").get())


def moved():
    """Dump the season, load it into an empty database, and hold the second dump against it."""
    season = Season.objects.select_related("series").get()
    first = write_season_pack(season)
    empty_database()
    pack = json.loads(first)
    load_season_pack(pack)
    again = write_season_pack(Season.objects.select_related("series").get())
    assert again == first
    assert load_season_pack(json.loads(first)) == {}
    return pack


def result_of(pack):
    return next(row for row in pack["results"] if row["session"] == "race")


# The season and its sessions


def test_minutes_for_protests_and_words_for_a_status_survive(race):
    Season.objects.update(protest_minutes=30)
    StatusAliasFactory(series=race.season.series, printed="Ausfall", status="retired")

    pack = moved()

    assert pack["season"]["protest_minutes"] == 30
    assert pack["series"]["status_aliases"] == [{"printed": "Ausfall", "status": "retired"}]
    assert StatusAlias.objects.get().series.slug == pack["series"]["slug"]


def test_a_qualifying_that_sets_two_grids_survives(race):
    qualifying = SessionFactory(event=race.event, slug="qualifying", kind="qualifying")
    second = RaceFactory(event=race.event, slug="second-race", round=race.round)
    GridSourceFactory(race=race, qualifying=qualifying)
    GridSourceFactory(race=second, qualifying=qualifying, lap="second_best")

    moved()

    assert set(GridSource.objects.values_list("race__slug", "qualifying__slug", "lap")) == {
        ("race", "qualifying", "best"),
        ("second-race", "qualifying", "second_best"),
    }


def test_a_qualifying_that_no_longer_sets_a_grid_is_taken_back(race):
    qualifying = SessionFactory(event=race.event, slug="qualifying", kind="qualifying")
    pack = dumped()
    GridSourceFactory(race=race, qualifying=qualifying)

    load_season_pack(pack)

    assert not GridSource.objects.exists()


# The result


def test_what_a_timing_file_says_of_a_car_survives(race):
    driver = DriverFactory(slug="klaus-bachler")
    Result.objects.filter(event_entry=car("19")).update(
        timed_status="retired",
        best_lap_ms=113_653,
        best_lap_driver=driver,
        second_best_lap_ms=113_874,
        grid_place=2,
    )

    pack = moved()

    kept = {"timed_status": "retired", "best_lap_driver": "klaus-bachler", "grid_place": 2}
    assert kept.items() <= result_of(pack)["lines"][0].items()
    line = Result.objects.get(event_entry__number="19")
    assert line.is_corrected
    assert (line.second_best_lap_ms, line.best_lap_driver.slug) == (113_874, "klaus-bachler")


def test_a_crew_of_one_session_survives(race):
    drivers = [DriverFactory(slug="ben-barker"), DriverFactory(slug="alex-malykhin")]
    for driver in drivers:
        ResultSeatFactory(result=Result.objects.get(event_entry=car("19")), driver=driver)

    pack = moved()

    assert [line.get("crew") for line in result_of(pack)["lines"]] == [
        ["ben-barker", "alex-malykhin"],
        None,
    ]
    seats = ResultSeat.objects.values_list("result__event_entry__number", "driver__slug")
    assert list(seats) == [("19", "ben-barker"), ("19", "alex-malykhin")]


def test_a_changed_result_keeps_the_crews_of_its_other_cars(race):
    ResultSeatFactory(result=Result.objects.get(event_entry=car("88")))
    pack = dumped()
    result_of(pack)["lines"][0]["laps"] = 7

    load_season_pack(pack)

    assert Result.objects.get(event_entry=car("19")).laps == 7
    assert ResultSeat.objects.get().result.event_entry == car("88")


def test_a_car_that_left_a_result_is_taken_out(race):
    pack = dumped()
    del result_of(pack)["lines"][1]

    load_season_pack(pack)

    assert list(Result.objects.values_list("event_entry__number", flat=True)) == ["19"]


@pytest.mark.parametrize(
    "said",
    [
        {"penalty": Decision.Penalty.END_OF_CLASS},
        {"penalty": Decision.Penalty.GRID_PLACES, "places": 5},
        {"penalty": Decision.Penalty.POINTS, "points": Fraction(5, 2)},
    ],
)
def test_every_penalty_survives(race, said):
    DecisionFactory(session=race, event_entry=car("19"), state="in_force", **said)

    moved()

    decision = Decision.objects.get()
    assert {name: getattr(decision, name) for name in said} == said


def test_a_changed_decision_keeps_its_document_and_its_place_in_what_was_published(race):
    document = StoredFileFactory()
    decision = DecisionFactory(
        session=race, event_entry=car("19"), number="12", state="in_force", document=document
    )
    publish_classification(race, state=State.FINAL)
    pack = dumped()
    result_of(pack)["decisions"][0]["reason"] = "Driving time"

    load_season_pack(pack)

    decision.refresh_from_db()
    assert (decision.reason, decision.document) == ("Driving time", document)
    assert set(decision.applied.values_list("classification__revision", flat=True)) == {1, 2}


# What was published


def test_when_and_how_long_a_result_is_provisional_survives(race):
    publish_classification(
        race,
        state=State.PROVISIONAL,
        published_at=EVENING,
        provisional_until=EVENING,
        document_number="14",
        note="Timing of car 19 checked.",
    )

    pack = moved()

    assert result_of(pack)["classifications"] == [
        {
            "state": "provisional",
            "published_at": "2024-02-11T14:42:00Z",
            "provisional_until": "2024-02-11T14:42:00Z",
            "document_number": "14",
            "note": "Timing of car 19 checked.",
        }
    ]


@pytest.fixture
def taken_back(race):
    """Provisional with a pole; final with another pole and a penalty; provisional's again."""
    pole = BonusFactory(session=race, event_entry=car("19"), time_ms=112_673)
    first = publish_classification(race, state=State.PROVISIONAL)
    pole.event_entry = car("88")
    pole.save()
    DecisionFactory(
        session=race,
        event_entry=car("19"),
        number="12",
        penalty=Decision.Penalty.TIME,
        time_ms=106_000,
        reason="Driving time",
        state=Decision.State.IN_FORCE,
    )
    publish_classification(race, state=State.FINAL)
    restore_classification(first, state=State.AMENDED, note="The stewards withdrew it.")
    return race


def test_every_revision_survives_with_its_order_pole_and_decisions(taken_back):
    pack = moved()

    winners = ClassificationLine.objects.filter(place=1).order_by("classification__revision")
    poles = ClassifiedBonus.objects.order_by("classification__revision")
    assert list(winners.values_list("number", flat=True)) == ["19", "88", "19"]
    assert list(poles.values_list("event_entry__number", "time_ms")) == [
        ("19", 112_673),
        ("88", 112_673),
        ("19", 112_673),
    ]
    applied = AppliedDecision.objects.get()
    assert applied.classification.revision == 2
    assert (applied.place_before, applied.place_after) == (1, 2)
    assert applied.decision == Decision.objects.get()
    assert result_of(pack)["classifications"][1]["decisions"] == [
        {
            "decision": 1,
            "number": "12",
            "car": "19",
            "penalty": "time",
            "time": "1:46.000",
            "reason": "Driving time",
            "place_before": 1,
            "place_after": 2,
        }
    ]


def test_a_revision_that_takes_another_back_says_which(taken_back):
    moved()

    newest = Classification.objects.get(revision=3)
    assert (newest.restores.revision, newest.note) == (1, "The stewards withdrew it.")


def test_a_decision_that_is_gone_stays_in_what_was_published(taken_back):
    Decision.objects.all().delete()

    pack = moved()

    assert "decision" not in result_of(pack)["classifications"][1]["decisions"][0]
    assert AppliedDecision.objects.get().decision is None


def test_points_that_stewards_took_are_taken_once(race):
    DecisionFactory(
        session=race,
        event_entry=car("19"),
        penalty=Decision.Penalty.POINTS,
        points=Fraction(3),
        state=Decision.State.IN_FORCE,
    )
    publish_classification(race, state=State.FINAL)
    taken = PointsDecision.objects.count()

    pack = moved()

    assert "points_decisions" not in pack
    assert PointsDecision.objects.count() == taken == 3  # the car, its team, its driver


def test_points_that_stewards_took_outlast_a_change_of_the_other_decisions_on_points(race):
    DecisionFactory(
        session=race,
        event_entry=car("19"),
        penalty=Decision.Penalty.POINTS,
        points=Fraction(3),
        state=Decision.State.IN_FORCE,
    )
    publish_classification(race, state=State.FINAL)
    pack = dumped()

    load_season_pack({**pack, "points_decisions": []})

    assert PointsDecision.objects.exclude(ruling=None).count() == 3


# Notices and their files


def test_the_name_of_a_file_stands_for_a_notice_without_a_text(race):
    document = StoredFileFactory(name="Bulletin 3.pdf")
    NoticeFactory(event=race.event, number="3", subject="Start", text="", document=document)

    pack = moved()

    event = next(row for row in pack["events"] if row["slug"] == "abu-dhabi")
    assert event["notices"][0]["text"] == "[Bulletin 3.pdf]"
    assert Notice.objects.get().document is None


def test_a_notice_that_is_a_file_stays_so_when_its_season_is_loaded_again(race):
    document = StoredFileFactory(name="Bulletin 3.pdf")
    NoticeFactory(event=race.event, number="3", text="", document=document)

    assert load_season_pack(dumped()) == {}

    assert (Notice.objects.get().text, Notice.objects.get().document) == ("", document)
