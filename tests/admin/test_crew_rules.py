"""Crew rules are typed once, breaches are said at once, and waivers are granted by name."""

import pytest
from django.contrib.messages import get_messages

from championship.models import (
    Car,
    CarClass,
    CategoryLimit,
    Driver,
    Entry,
    EventEntry,
    Season,
    Waiver,
)
from tests.factories import (
    CarClassFactory,
    CarFactory,
    CategoryLimitFactory,
    CrewSeatFactory,
    DriverCategoryFactory,
    EntryFactory,
    EventCrewSeatFactory,
    EventEntryFactory,
    EventFactory,
    SeasonFactory,
    UserFactory,
    WaiverFactory,
    staff_with,
)

from .browser import errors, save
from .registry import address
from .test_pages import queries

pytestmark = pytest.mark.django_db

BREACH = "#2: an LMP3 crew needs a Bronze driver; on 2 Feb 2024 this one has Silver"
A_WAIVER = {
    "waivers-TOTAL_FORMS": 1,
    "waivers-0-rule": "categories",
    "waivers-0-reason": "Bulletin 3",
}


@pytest.fixture
def entered():
    """#2 at an event, in a class that asks for a Bronze, with one Silver driver."""
    limit = CategoryLimitFactory(car_class__code="LMP3")
    season = limit.car_class.season
    entry = EntryFactory(season=season, car_class=limit.car_class, number="2")
    entered = EventEntryFactory(event=EventFactory(season=season), entry=entry)
    driver = DriverCategoryFactory(category="silver").driver
    CrewSeatFactory(entry=entry, driver=driver)
    EventCrewSeatFactory(event_entry=entered, driver=driver)
    return entered


def page(row):
    return address(type(row), "change", row.pk)


def warnings(response):
    return [str(one) for one in get_messages(response.wsgi_request) if one.level_tag == "warning"]


# The rules


def test_limits_of_a_class_are_typed_on_its_page(desk):
    lmp3 = CarClassFactory()

    save(
        desk,
        page(lmp3),
        **{
            "category_limits-TOTAL_FORMS": 2,
            "category_limits-0-bronze": "on",
            "category_limits-0-at_least": 1,
            "category_limits-1-platinum": "on",
            "category_limits-1-gold": "on",
            "category_limits-1-at_most": 0,
        },
    )

    assert [(limit.categories, limit.at_least, limit.at_most) for limit in limits_of(lmp3)] == [
        (["bronze"], 1, None),
        (["platinum", "gold"], None, 0),
    ]


def limits_of(car_class):
    return car_class.category_limits.order_by("pk")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"at_least": 1}, "Tick at least one category."),
        ({"bronze": "on"}, "Say how many drivers at least or at most."),
        ({"bronze": "on", "at_least": 2, "at_most": 1}, "At least is more than at most."),
    ],
)
def test_a_limit_that_says_nothing_is_refused(desk, typed, message):
    lmp3 = CarClassFactory()
    line = {f"category_limits-0-{name}": value for name, value in typed.items()}

    response = save(desk, page(lmp3), **{"category_limits-TOTAL_FORMS": 1}, **line)

    assert errors(response) == [message]


def test_the_same_categories_are_limited_once(desk):
    limit = CategoryLimitFactory()
    again = {"category_limits-1-bronze": "on", "category_limits-1-at_most": 2}

    response = save(desk, page(limit.car_class), **{"category_limits-TOTAL_FORMS": 2}, **again)

    assert "The same categories are limited twice." in errors(response)


def test_two_limits_change_places_in_one_form(desk):
    bronze = CategoryLimitFactory()
    CategoryLimitFactory(car_class=bronze.car_class, bronze=False, silver=True)
    changes = {"category_limits-0-silver": "on", "category_limits-1-bronze": "on"}
    typed = {**changes, "category_limits-0-bronze": [], "category_limits-1-silver": []}

    save(desk, page(bronze.car_class), **typed)

    assert [limit.categories for limit in limits_of(bronze.car_class)] == [["silver"], ["bronze"]]


def test_size_of_crews_and_cars_of_a_class_are_typed_on_its_page(desk):
    lmp3, ligier = CarClassFactory(), CarFactory()

    save(desk, page(lmp3), drivers_at_least=2, drivers_at_most=3, cars=[ligier.pk])

    lmp3.refresh_from_db()
    assert (lmp3.drivers_at_least, lmp3.drivers_at_most, *lmp3.cars.all()) == (2, 3, ligier)


def test_one_car_per_driver_is_a_choice_of_the_season(desk):
    season = SeasonFactory()

    save(desk, page(season), one_car_per_driver=[])

    assert not Season.objects.get(pk=season.pk).one_car_per_driver


def test_crew_rules_of_a_season_with_published_tables_are_saved_without_asking(desk, aslms):
    gt = CarClass.objects.get(season=aslms, code="GT")
    limit = {"category_limits-TOTAL_FORMS": 2, "category_limits-1-gold": "on"}

    response = save(desk, page(gt), drivers_at_most=3, **limit, **{"category_limits-1-at_most": 1})

    assert response.status_code == 302
    assert CategoryLimit.objects.filter(car_class=gt).count() == 2


@pytest.mark.parametrize("factory", [CarFactory, CarClassFactory])
def test_other_names_of_a_car_and_of_a_class_are_typed_on_their_pages(desk, factory):
    row = factory()

    save(desk, page(row), **{"aliases-TOTAL_FORMS": 1, "aliases-0-name": "P3"})

    assert [alias.name for alias in row.aliases.all()] == ["P3"]


def test_a_car_is_found_by_its_other_names(desk):
    car = CarFactory()
    car.aliases.create(name="Silhouette")

    response = desk.get(address(Car, "changelist"), {"q": "silhou"})

    assert list(response.context["cl"].result_list) == [car]


# Breaches


def test_a_page_says_what_there_is_to_look_at(desk, entered):
    assert BREACH in desk.get(page(entered)).text


def test_a_page_of_the_season_speaks_of_the_season_s_first_day(desk, entered):
    assert BREACH.replace("2 Feb", "1 Jan") in desk.get(page(entered.entry)).text


def test_a_page_with_nothing_to_look_at_says_so(desk):
    entry = CrewSeatFactory().entry

    assert "Nothing to look at." in desk.get(page(entry)).text


@pytest.mark.parametrize("name", ["entered", "entry"])
def test_a_breach_is_saved_and_said_at_once(desk, entered, name):
    row = entered if name == "entered" else entered.entry

    response = save(desk, page(row), note="Late entry")

    row.refresh_from_db()
    assert row.note == "Late entry"
    assert [text[:40] for text in warnings(response)] == [BREACH[:40]]


def test_a_car_added_to_an_event_is_told_of_the_crew_it_brings_along(desk, entered):
    other = EventFactory(season=entered.event.season)

    response = save(desk, address(EventEntry, "add"), event=other.pk, entry=entered.entry.pk)

    assert warnings(response) == [BREACH]


def test_who_only_looks_at_a_page_sees_its_checks_too(client, entered):
    client.force_login(staff_with("championship.view_evententry"))

    assert BREACH in client.get(page(entered)).text


def test_the_page_of_a_car_costs_the_same_on_a_list_of_ten(desk, entered):
    one = queries(desk, page(entered))

    EventEntryFactory.create_batch(9, event=entered.event)

    assert queries(desk, page(entered)) == one


# Waivers


def test_a_waiver_is_granted_by_who_saves_it(desk, entered):
    save(desk, page(entered), **A_WAIVER)

    waiver = Waiver.objects.get()
    assert (waiver.rule, waiver.reason, waiver.event_entry) == ("categories", "Bulletin 3", entered)
    assert (waiver.granted_by.username, waiver.granted_at is None) == ("head", False)


def test_a_granted_waiver_stands_beside_what_it_covers(desk, entered):
    response = save(desk, page(entered), **A_WAIVER)

    assert warnings(response) == []
    assert f"{BREACH}. Waived: Bulletin 3" in desk.get(page(entered)).text


def test_saving_an_entry_leaves_its_waivers_as_they_were_granted(desk):
    clerk = UserFactory(username="clerk")
    waiver = WaiverFactory(granted_by=clerk)

    save(desk, page(waiver.entry), note="Late entry")

    assert Waiver.objects.get().granted_by == clerk


def test_who_words_a_reason_anew_answers_for_it(desk):
    waiver = WaiverFactory(granted_by=UserFactory())

    save(desk, page(waiver.entry), **{"waivers-0-reason": "Bulletin 4"})

    changed = Waiver.objects.get()
    assert (changed.reason, changed.granted_by.username) == ("Bulletin 4", "head")


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_waiver_has_a_reason(desk, entered, reason):
    response = save(desk, page(entered), **A_WAIVER | {"waivers-0-reason": reason})

    assert errors(response) == ["This field is required."]


def test_a_rule_is_waived_once(desk):
    waiver = WaiverFactory()
    again = {"waivers-1-rule": waiver.rule, "waivers-1-reason": "Bulletin 4"}

    response = save(desk, page(waiver.entry), **{"waivers-TOTAL_FORMS": 2}, **again)

    assert "A rule can be waived only once." in errors(response)


def test_a_page_of_an_event_names_what_is_waived_for_the_season(desk, entered):
    WaiverFactory(entry=entered.entry, rule="drivers", reason="Bulletin 9")

    text = desk.get(page(entered)).text

    assert "Waived for the whole season" in text
    assert "Number of drivers: Bulletin 9" in text


@pytest.mark.parametrize(
    ("permission", "granted"), [("view_waiver", 0), ("add_waiver", 1), ("view_team", 0)]
)
def test_granting_a_waiver_needs_its_permission(client, entered, permission, granted):
    names = ["view_evententry", "change_evententry", "view_eventcrewseat", permission]
    client.force_login(staff_with(*(f"championship.{name}" for name in names)))

    sent = {"waivers-INITIAL_FORMS": 0, **A_WAIVER, "number": entered.number}
    save(client, page(entered), **sent)

    assert Waiver.objects.count() == granted


def test_the_choice_of_drivers_stays_a_search(desk, entered):
    seats = desk.get(page(entered)).context["inline_admin_formsets"][0].formset

    assert seats.model._meta.get_field("driver").related_model is Driver
    assert "admin-autocomplete" in str(seats.forms[0]["driver"])


def test_an_application_is_told_of_a_breach_too(desk, entered):
    Entry.objects.filter(pk=entered.entry_id).update(status="received")

    assert len(warnings(save(desk, page(entered.entry), note="Late entry"))) == 1
