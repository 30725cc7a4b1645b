"""What staff should look at on an entry list, sentence by sentence."""

from datetime import date

import pytest
from django.utils import translation

from championship.models import (
    CarClass,
    Driver,
    EventCrewSeat,
    EventEntry,
)
from championship.queries.entry_checks import check_entry, check_list, open_checks
from tests.factories import (
    CarClassFactory,
    CarFactory,
    CategoryLimitFactory,
    CrewSeatFactory,
    DriverCategoryFactory,
    DriverFactory,
    EntryFactory,
    EventCrewSeatFactory,
    EventEntryFactory,
    EventFactory,
    WaiverFactory,
)
from tests.workflows.grid import grid

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    """From 2 to 4 February 2024."""
    return EventFactory()


@pytest.fixture
def lmp3(event):
    return CarClassFactory(season=event.season, code="LMP3")


def rated(category, **name):
    """A new driver with this category from the season's first day on; "" for none."""
    driver = DriverFactory(**name)
    if category:
        DriverCategoryFactory(driver=driver, category=category)
    return driver


def car(event, car_class, *crew, number="2", **facts):
    """A car at the event with drivers, given as themselves, as a category, or None."""
    entered = EventEntryFactory(
        event=event, entry__car_class=car_class, entry__number=number, **facts
    )
    for driver in crew:
        driver = rated(driver) if isinstance(driver, str) else driver
        EventCrewSeatFactory(event_entry=entered, driver=driver)
    return entered


def said(event):
    """What is open and what is only a hint, on the list of an event."""
    checks = check_list(event.season, event)
    return [check.text for check in checks if check.is_open], [
        check.text for check in checks if check.is_hint
    ]


def asked(event):
    asked, hints = said(event)
    assert hints == []
    return asked


def test_a_crew_without_bronze_is_told_with_its_categories_on_the_day(event, lmp3):
    CategoryLimitFactory(car_class=lmp3)
    car(event, lmp3, "silver", "silver")

    assert asked(event) == [
        "#2: an LMP3 crew needs a Bronze driver; on 2 Feb 2024 this one has Silver, Silver"
    ]


@pytest.mark.parametrize(
    ("limit", "rule"),
    [
        ({"at_least": 2}, "an LMP3 crew needs at least two Bronze drivers"),
        ({"at_least": 2, "silver": True}, "an LMP3 crew needs at least two Silver or Bronze driv"),
        ({"at_most": 0, "bronze": False, "gold": True}, "an LMP3 crew has no Gold driver"),
        (
            {"at_most": 0, "bronze": False, "gold": True, "platinum": True, "silver": True},
            "an LMP3 crew has no Platinum, Gold or Silver driver",
        ),
    ],
)
def test_a_limit_is_said_in_words(event, lmp3, limit, rule):
    CategoryLimitFactory(car_class=lmp3, **{"at_least": None} | limit)
    car(event, lmp3, "gold")

    assert asked(event)[0].startswith(f"#2: {rule}")


@pytest.mark.parametrize(
    ("most", "words"),
    [
        (1, "has at most one Platinum or Gold driver"),
        (2, "has at most two Platinum or Gold drivers"),
        (7, "has at most 7 Platinum or Gold drivers"),
    ],
)
def test_numbers_of_drivers_are_words_while_they_are_small(event, lmp3, most, words):
    CategoryLimitFactory(
        car_class=lmp3, bronze=False, gold=True, platinum=True, at_least=None, at_most=most
    )
    car(event, lmp3, *["gold"] * 8)

    assert words in asked(event)[0]


@pytest.mark.parametrize(
    ("code", "crew"),
    [
        ("GT", "a GT crew"),
        ("Am", "an Am crew"),
        ("LMP2", "an LMP2 crew"),
        ("Hypercar", "a Hypercar crew"),
        ("SP9", "an SP9 crew"),
        ("TCR", "a TCR crew"),
    ],
)
def test_a_class_has_the_article_it_is_said_with(event, code, crew):
    car_class = CarClassFactory(season=event.season, code=code, drivers_at_least=3)
    car(event, car_class, "silver", "silver")

    assert asked(event) == [f"#2: two drivers; {crew} has at least three"]


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (2, "two drivers; an LMP3 crew has at most one"),
        (7, "7 drivers; an LMP3 crew has at most one"),
    ],
)
def test_a_crew_that_is_too_large(event, lmp3, size, words):
    CarClass.objects.filter(pk=lmp3.pk).update(drivers_at_most=1)
    car(event, lmp3, *["silver"] * size)

    assert asked(event) == [f"#2: {words}"]


def test_a_category_changes_from_event_to_event(event, lmp3):
    CategoryLimitFactory(car_class=lmp3)
    driver = rated("silver")
    DriverCategoryFactory(driver=driver, category="bronze", valid_from=date(2024, 2, 2))
    earlier = EventFactory(season=event.season, starts_on=date(2024, 2, 1))
    here = car(event, lmp3, driver)
    there = EventEntryFactory(event=earlier, entry=here.entry)
    EventCrewSeatFactory(event_entry=there, driver=driver)

    assert [len(asked(one)) for one in (earlier, event)] == [1, 0]


def test_a_driver_in_two_cars_is_told_for_both(event, lmp3):
    habsburg = rated("gold", given_name="Ferdinand", family_name="Habsburg")
    for number in ("24", "99"):
        car(event, lmp3, habsburg, number=number)

    assert asked(event) == [
        "#24: Ferdinand Habsburg is also in the crew of #99",
        "#99: Ferdinand Habsburg is also in the crew of #24",
    ]


def test_a_driver_in_three_cars(event, lmp3):
    driver = rated("gold", given_name="Ferdinand", family_name="Habsburg")
    for number in ("24", "83", "99"):
        car(event, lmp3, driver, number=number)

    assert asked(event)[0] == "#24: Ferdinand Habsburg is also in the crews of #83, #99"


def test_some_seasons_let_a_driver_race_several_cars(event, lmp3):
    event.season.one_car_per_driver = False
    driver = rated("gold")
    for number in ("24", "99"):
        car(event, lmp3, driver, number=number)

    assert said(event) == ([], [])


def test_a_driver_of_a_reserve_in_another_car_is_a_hint_at_the_reserve(event, lmp3):
    driver = rated("gold", given_name="Ferdinand", family_name="Habsburg")
    car(event, lmp3, driver, number="24")
    car(event, lmp3, driver, number="65", status="reserve", reserve_place=1)

    assert said(event) == ([], ["#65: Ferdinand Habsburg is also in the crew of #24"])


def test_a_car_that_is_not_of_its_class(event):
    gt = CarClassFactory(season=event.season, code="GT")
    gt.cars.add(CarFactory())
    car(event, gt, "bronze", number="8", car=CarFactory(name="Oreca 07", engine="Gibson"))

    assert asked(event) == ["#8: the Oreca 07 may not race in GT (list of eligible cars)"]


def test_an_entry_without_car_and_crew(event, lmp3):
    car(event, lmp3, number="65", car=None)

    assert asked(event) == ["#65: no car", "#65: no crew"]


@pytest.mark.parametrize(
    ("seats", "words"),
    [(1, "one driver to be announced"), (2, "two drivers to be announced")],
)
def test_drivers_to_be_announced_are_a_hint(event, lmp3, seats, words):
    car(event, lmp3, *[None] * seats)

    assert said(event) == ([], [f"#2: {words}"])


def test_a_category_that_a_rule_reads_is_asked_for(event, lmp3):
    CategoryLimitFactory(car_class=lmp3)
    car(event, lmp3, rated("", given_name="Jane", family_name="Doe"), number="9")

    assert asked(event) == ["#9: the category of Jane Doe on 2 Feb 2024 is not known"]


def test_a_category_that_no_rule_reads_is_a_hint_where_others_have_one(event, lmp3):
    car(event, lmp3, rated("", given_name="Jane", family_name="Doe"), "gold", number="9")

    assert said(event) == ([], ["#9: the category of Jane Doe on 2 Feb 2024 is not known"])


def test_a_list_without_categories_misses_none(event, lmp3):
    car(event, lmp3, "", "")

    assert said(event) == ([], [])


def test_the_list_of_the_season_can_wait_for_categories(lmp3):
    CategoryLimitFactory(car_class=lmp3)
    CrewSeatFactory(entry__season=lmp3.season, entry__car_class=lmp3)

    assert [check.is_hint for check in check_list(lmp3.season)] == [True]


def test_a_category_that_is_not_known_stands_in_the_sentence(event, lmp3):
    CategoryLimitFactory(car_class=lmp3, at_least=2)
    car(event, lmp3, "silver", "")

    assert asked(event)[0].endswith("on 2 Feb 2024 this one has Silver, not known")


def test_a_number_that_a_withdrawn_entry_had_is_a_hint(event, lmp3):
    car(event, lmp3, number="7", status="withdrawn", entry__status="withdrawn", team_name="Graff")
    car(event, lmp3, "gold", number="7")

    assert said(event) == ([], ["#7: had by a withdrawn entry before (Graff)"])


def test_a_class_of_another_season_is_told(event, lmp3):
    entered = car(event, lmp3, "gold")
    other = CarClassFactory(code="GT4")
    EventEntry.objects.filter(pk=entered.pk).update(car_class=other)

    assert asked(event) == ["#2: the class GT4 belongs to another season"]


@pytest.mark.parametrize("status", ["withdrawn", "rejected"])
def test_who_is_gone_is_not_checked(status):
    entry = EntryFactory(car=None, status=status)

    assert check_list(entry.season, applications=True) == check_entry(entry) == []


def test_an_application_is_checked_on_its_page_and_among_all_applications():
    entry = EntryFactory(car=None, status="received", number="65")

    assert check_list(entry.season) == []
    assert check_list(entry.season, applications=True) == check_entry(entry)
    assert [check.text for check in check_entry(entry)] == ["#65: no car", "#65: no crew"]


def test_a_sub_class_keeps_the_rules_of_its_class(event, lmp3):
    CategoryLimitFactory(car_class=lmp3)
    am = CarClassFactory(parent=lmp3, code="Am", drivers_at_most=1)
    CategoryLimitFactory(car_class=am, bronze=False, gold=True, at_least=None, at_most=0)
    car(event, am, "gold", "silver")

    assert asked(event) == [
        "#2: two drivers; an Am crew has at most one",
        "#2: an Am crew needs a Bronze driver; on 2 Feb 2024 this one has Gold, Silver",
        "#2: an Am crew has no Gold driver; on 2 Feb 2024 this one has Gold, Silver",
    ]


@pytest.mark.parametrize("scope", ["season", "event"])
def test_a_waiver_covers_what_breaks_its_rule(event, lmp3, scope):
    CategoryLimitFactory(car_class=lmp3)
    entered = car(event, lmp3, "silver")
    whose = {"entry": entered.entry} if scope == "season" else {"entry": None}
    whose["event_entry"] = entered if scope == "event" else None
    WaiverFactory(rule="categories", reason="Bulletin 3", **whose)

    (check,) = check_list(event.season, event)

    assert (check.waiver, check.is_open) == ("Bulletin 3", False)


def test_a_waiver_of_another_rule_covers_nothing(event, lmp3):
    CategoryLimitFactory(car_class=lmp3)
    WaiverFactory(entry=car(event, lmp3, "silver").entry, rule="drivers")

    assert len(open_checks(check_list(event.season, event))) == 1


def test_checks_know_whose_they_are(event, lmp3):
    entered = car(event, lmp3, car=None)

    checks = check_list(event.season, event)

    assert {(check.kind, check.entry, check.event_entry, check.number) for check in checks} == {
        ("no_car", entered.entry_id, entered.pk, "2"),
        ("no_crew", entered.entry_id, entered.pk, "2"),
    }


def test_the_checks_of_one_entry_are_its_own_of_the_list(event, lmp3):
    driver = rated("gold", given_name="Ferdinand", family_name="Habsburg")
    car(event, lmp3, driver, number="24")
    entered = car(event, lmp3, driver, number="99")

    texts = [check.text for check in check_entry(entered)]

    assert texts == ["#99: Ferdinand Habsburg is also in the crew of #24"]


def test_checks_stand_in_the_order_of_the_list(event):
    lmp2 = CarClassFactory(season=event.season, order=1)
    gt = CarClassFactory(season=event.season, order=2)
    for car_class, number in ((gt, "7"), (lmp2, "25"), (lmp2, "9")):
        car(event, car_class, "gold", number=number, car=None)

    assert asked(event) == ["#9: no car", "#25: no car", "#7: no car"]


def test_days_are_written_as_the_reader_does(event, lmp3):
    CategoryLimitFactory(car_class=lmp3)
    car(EventFactory(season=event.season, starts_on=date(2024, 2, 1)), lmp3, "silver", number="3")

    with translation.override("fr"):
        (check,) = check_list(event.season, event.season.events.earliest("starts_on"))

    assert "1er févr. 2024" in check.text


def whole_list(event, cars):
    """So many cars at an event, in a class with every rule, whose drivers are all in two cars."""
    entries = grid(event.season, cars)
    car_class, model = entries[0].car_class, CarFactory()
    CarClass.objects.filter(pk=car_class.pk).update(drivers_at_least=3)
    car_class.cars.add(CarFactory())
    CategoryLimitFactory(car_class=car_class)
    entered = EventEntry.objects.bulk_create(
        EventEntry(
            event=event,
            entry=entry,
            number=entry.number,
            car_class=car_class,
            team_name="Team",
            car=model,
        )
        for entry in entries
    )
    drivers = list(Driver.objects.all())
    EventCrewSeat.objects.bulk_create(
        EventCrewSeat(event_entry=entry, driver=driver)
        for crew in (drivers, [*drivers[1:], drivers[0]])
        for entry, driver in zip(entered, crew, strict=True)
    )


@pytest.mark.parametrize("cars", [40, 400])
def test_checking_the_list_of_an_event_costs_nine_queries(event, cars, django_assert_num_queries):
    whole_list(event, cars)

    with django_assert_num_queries(9):
        checks = check_list(event.season, event)

    # Too few drivers, a wrong car, two drivers in another car, two without a category.
    assert len(checks) == cars * 6


@pytest.mark.parametrize("cars", [40, 400])
def test_checking_the_list_of_a_season_costs_seven_queries(event, cars, django_assert_num_queries):
    whole_list(event, cars)

    with django_assert_num_queries(7):
        checks = check_list(event.season)

    # No car, too few drivers, a driver without a category.
    assert len(checks) == cars * 3


# The real season


def test_all_crews_of_the_asian_le_mans_series_kept_the_rules(aslms):
    assert [check_list(aslms, event) for event in aslms.events.all()] == [[], [], []]


def test_one_changed_crew_of_the_real_season_is_told_and_nothing_else(aslms):
    dubai = aslms.events.get(slug="dubai")
    nakas = EventCrewSeat.objects.filter(event_entry__event=dubai, driver__family_name="Nakas")

    nakas.update(driver=rated("silver"))

    assert asked(dubai) == [
        "#58: an LMP3 crew needs a Bronze driver; on 2 Feb 2024 this one has Silver, Silver"
    ]
