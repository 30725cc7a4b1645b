"""No address that staff or robots can make up ends in a server error."""

import pytest

from championship.models import Entry, Session
from tests.factories import CrewSeatFactory, EntryFactory, SessionFactory

from .browser import save
from .registry import MODELS, NAMES, address, factory_of

ODD = [
    "q=%00",
    "q=%25%27%22",
    "p=x",
    "p=-1",
    "p=99999999999999999999",
    "o=x.-y.99",
    "o=1.-2.3",
    "all=",
    "e=1",
    "season__id__exact=x",
    "season__id__exact=",
    "season__id__exact=%00",
    "season__id__exact=99999999999999999999999",
    "season__id__exact=1&season__id__exact=2",
    "event__season__id__exact=x",
    "season__isnull=perhaps",
    "status__exact=unknown",
    "password__startswith=a",
    "nothing__at__all=1",
    "starts_on__year=99999",
    "starts_on__year=x",
    "starts_on__year=2024&starts_on__month=13",
    "starts_on__year=2024&starts_on__month=2&starts_on__day=31",
    "published_at__year=0",
    "_facets=True",
    "_popup=1",
    "_to_field=id",
    "_changelist_filters=%00%26%26",
    "id__in=1,x",
]


@pytest.mark.parametrize("model", MODELS, ids=NAMES)
def test_list_survives_odd_filters(desk, model):
    factory_of(model)()

    statuses = {
        query: desk.get(f"{address(model, 'changelist')}?{query}").status_code for query in ODD
    }

    assert {query for query, status in statuses.items() if status >= 500} == set()


@pytest.mark.parametrize(
    "query",
    [
        "season=x",
        "season=99999999999999999999999",
        "season=%00",
        "season=-1",
        "car_class=x&team=%F0",
        "classes=x,y",
        "_changelist_filters=season__id__exact%3Dx",
        "_changelist_filters=event__id__exact%3D99999999999999999999999",
        "starts_on=x&number=%00",
        "unknown=1",
    ],
)
@pytest.mark.parametrize("model", [Entry, Session])
def test_add_page_survives_odd_beginnings(desk, model, query):
    assert desk.get(f"{address(model, 'add')}?{query}").status_code == 200


@pytest.mark.parametrize("key", ["x", "0", "-1", "99999999999999999999999", "%00", "1/publish/x"])
def test_address_of_no_row_leads_away(desk, key):
    response = desk.get(f"/admin/championship/session/{key}/change/")

    assert response.status_code in (302, 404)


@pytest.mark.parametrize("key", ["0", "99999999999999999999999"])
def test_nothing_can_be_published_for_no_session(desk, key):
    assert desk.get(f"/admin/championship/session/{key}/publish/").status_code == 404


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"crew-TOTAL_FORMS": "x"},
        {"number": "\x00", "crew-TOTAL_FORMS": "1", "crew-INITIAL_FORMS": "0"},
        {"car_class": "x", "crew-TOTAL_FORMS": "99999", "crew-INITIAL_FORMS": "0"},
        {"crew-TOTAL_FORMS": "1", "crew-INITIAL_FORMS": "1", "crew-0-id": "77"},
    ],
)
def test_incomplete_form_comes_back(desk, data):
    entry = EntryFactory()

    assert desk.post(address(Entry, "change", entry.pk), data).status_code == 200


@pytest.mark.parametrize(
    "data",
    [
        {"action": "publish"},
        {"action": "publish", "_selected_action": "x"},
        {"action": "nothing", "_selected_action": "1"},
        {"action": "delete_selected", "_selected_action": "99999999999999999999999"},
    ],
)
def test_odd_action_is_no_error(desk, data):
    SessionFactory()

    assert desk.post(address(Session, "changelist"), data).status_code in (200, 302)


def test_a_key_that_no_database_can_hold_is_refused(desk):
    session = SessionFactory()

    response = save(desk, address(Session, "change", session.pk), classes=["1" * 30])

    assert response.status_code in (200, 302)
    assert not session.classes.exists()


def test_a_tampered_number_of_lines_stores_nothing_twice(desk):
    seat = CrewSeatFactory()

    odd = {"crew-INITIAL_FORMS": "-1"}
    response = save(desk, address(Entry, "change", seat.entry.pk), **odd)

    assert response.status_code in (200, 302)
    assert seat.entry.crew.count() == 1
