"""Two people who write a notice in the same moment, on a database that lets them."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from championship.models import Notice
from tests.factories import EventFactory
from tests.workflows.test_concurrency import at_once

from .registry import address

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite in memory has one connection"
    ),
]


def writes(event, subject, number):
    """What somebody of the staff does: sends the form of a notice."""
    user = User.objects.create_superuser(subject)
    answers = []

    def send():
        client = Client()
        client.force_login(user)
        data = {"event": event.pk, "number": number, "subject": subject, "text": "To all."}
        answers.append(client.post(address(Notice, "add"), data))

    return send, answers


def test_two_who_leave_the_number_open_get_two_numbers():
    event = EventFactory()

    at_once(*(writes(event, subject, "")[0] for subject in ("Start", "Pit boxes")))

    assert sorted(Notice.objects.values_list("number", flat=True)) == ["1", "2"]


def test_of_two_who_take_one_number_the_second_is_told_and_keeps_what_was_typed():
    event = EventFactory()
    (one, first), (other, second) = (writes(event, subject, "3") for subject in ("A", "B"))

    at_once(one, other)

    stored = Notice.objects.get()
    refused = next(page for page in (*first, *second) if page.status_code == 200)
    form = refused.context["adminform"].form
    assert form.errors == {
        "number": [f"Notice 3 is there already: “{stored.subject}”. The next is 4."]
    }
    assert {stored.subject, form["subject"].value()} == {"A", "B"}
