"""A decision that one person edits or deletes while another publishes it."""

import threading

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.models.signals import pre_delete
from django.test import Client

from championship.models import AppliedDecision, Classification, Decision, Driver
from championship.workflows import results
from tests.factories import (
    CarClassFactory,
    DecisionFactory,
    DriverFactory,
    EventCrewSeatFactory,
    RaceFactory,
    ResultFactory,
)
from tests.workflows.test_concurrency import at_once

from .browser import errors, publish, what_the_page_says
from .registry import address

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite in memory has one connection"
    ),
]


@pytest.fixture
def draft():
    """Thirty seconds on the winner of a race of two cars."""
    gt = CarClassFactory(code="GT")
    race = RaceFactory(event__season=gt.season)
    for order in (1, 2):
        ResultFactory(
            session=race, order=order, event_entry__entry__car_class=gt, time_ms=order * 5000
        )
    first = race.results.get(order=1).event_entry
    return DecisionFactory(session=race, event_entry=first, penalty="time", time_ms=30_000)


def browser(name):
    client = Client()
    client.force_login(User.objects.create_superuser(name))
    return client


class Meanwhile:
    """Somebody else's request, sent while a publication is half done.

    It is answered at once, or waits until the publication is through.
    """

    def __init__(self, send):
        self.send, self.answer = send, None
        self.thread = threading.Thread(target=self.run)

    def run(self):
        try:
            self.answer = self.send()
        finally:
            connection.close()

    def begin(self):
        self.thread.start()
        self.thread.join(0.5)

    def end(self):
        self.thread.join(20)
        return self.answer


def halfway(monkeypatch, send):
    """Send a request once a publication has read what it will freeze."""
    meanwhile, goes_on = Meanwhile(send), results._put_in_force

    def stop(*args):
        meanwhile.begin()
        goes_on(*args)

    monkeypatch.setattr(results, "_put_in_force", stop)
    return meanwhile


def test_draft_that_is_edited_while_it_is_published_stays_as_published(draft, monkeypatch):
    page, bruno = address(Decision, "change", draft.pk), browser("bruno")
    typed = what_the_page_says(bruno.get(page)) | {"time_ms": "1:30.000"}
    edit = halfway(monkeypatch, lambda: bruno.post(page, typed))

    publish(browser("anna"), draft.session, draft, state="provisional")

    (told,) = errors(edit.end())
    assert told.startswith("anna changed this at")
    assert AppliedDecision.objects.get().time_ms == 30_000
    assert list(Decision.objects.values_list("state", "time_ms")) == [("in_force", 30_000)]


def test_draft_that_is_published_in_that_moment_is_not_deleted(draft, monkeypatch):
    bruno, page = browser("bruno"), address(Decision, "delete", draft.pk)
    deletion = halfway(monkeypatch, lambda: bruno.post(page, {"post": "yes"}))

    publish(browser("anna"), draft.session, draft, state="provisional")

    assert "would require deleting the following protected" in deletion.end().text
    assert AppliedDecision.objects.get().decision == draft


def test_nothing_is_published_of_a_driver_who_is_deleted_in_that_moment(draft, monkeypatch):
    seat = EventCrewSeatFactory(event_entry=draft.event_entry)
    bruno = browser("bruno")

    def send():
        seat.delete()
        return bruno.post(address(Driver, "delete", seat.driver.pk), {"post": "yes"})

    deletion = halfway(monkeypatch, send)

    page = publish(browser("anna"), draft.session, draft, state="provisional")

    assert deletion.end().status_code == 302
    assert page.context["form"].non_field_errors() == [
        "The result or a decision was edited since you looked at it. "
        "Look at it again; nothing is published."
    ]
    assert not Classification.objects.exists()


@pytest.mark.parametrize("ticked", [False, True])
def test_driver_who_is_put_in_a_crew_in_that_moment_is_not_deleted(draft, ticked):
    driver, bruno = DriverFactory(), browser("bruno")

    def be_quicker(**_signal):
        """Django has made sure that the driver is in no crew, and begins."""
        pre_delete.disconnect(be_quicker, sender=Driver)
        at_once(lambda: EventCrewSeatFactory(event_entry=draft.event_entry, driver=driver))

    pre_delete.connect(be_quicker, sender=Driver)
    if ticked:
        data = {"action": "delete_selected", "_selected_action": driver.pk, "post": "yes"}
        page = bruno.post(address(Driver, "changelist"), data)
    else:
        page = bruno.post(address(Driver, "delete", driver.pk), {"post": "yes"})

    assert page.status_code == 302
    (told,) = bruno.get(page.url).context["messages"]
    assert str(told) == "Not done: somebody else works with this at the same moment. Try again."
    assert Driver.objects.filter(pk=driver.pk).exists()
