"""One result published by two people at once, or by a process that is killed."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection

from championship.models import Classification, ClassificationLine, Decision, Standing
from championship.workflows.results import CannotPublish, draft_of, publish_classification
from championship.workflows.standings import differences
from tests.factories import (
    CarClassFactory,
    ChampionshipFactory,
    DecisionFactory,
    RaceFactory,
    ResultFactory,
    UserFactory,
)

from .test_concurrency import at_once

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="SQLite in memory has one connection"
    ),
]

# Publishes a session and stops where the standings would be written.
STOPS_HALFWAY = """
import sys, time
import django
from django.conf import settings

settings.DATABASES["default"]["NAME"] = sys.argv[1]
django.setup()
from championship.models import Session
from championship.workflows import results


def stop(season):
    print("halfway", flush=True)
    time.sleep(60)


results.store_standings = stop
results.publish_classification(Session.objects.get(pk=int(sys.argv[2])), state="final")
"""


@pytest.fixture
def race():
    gt = CarClassFactory(code="GT")
    ChampionshipFactory(season=gt.season, car_class=gt)
    race = RaceFactory(event__season=gt.season)
    for order in range(1, 6):
        ResultFactory(session=race, order=order, event_entry__entry__car_class=gt)
    return race


def test_of_two_who_looked_at_one_result_one_is_told_who_was_first(race):
    seen, anna = draft_of(race).fingerprint, UserFactory(username="anna")

    outcomes = at_once(
        *[
            lambda state=state: publish_classification(race, state=state, seen=seen, user=anna)
            for state in ("provisional", "final")
        ]
    )

    refused = [str(outcome) for outcome in outcomes if isinstance(outcome, CannotPublish)]
    assert len(refused) == 1
    assert refused[0].startswith("anna published revision 1 of this result meanwhile")
    assert list(Classification.objects.values_list("revision", flat=True)) == [1]
    assert ClassificationLine.objects.count() == 5
    assert differences(race.season) == []


def test_two_drafts_put_in_force_at_once_are_both_kept(race):
    cars = [row.event_entry for row in race.results.order_by("order")[:2]]
    drafts = [
        DecisionFactory(session=race, event_entry=car, penalty="disqualification") for car in cars
    ]

    outcomes = at_once(
        *[
            lambda draft=draft: publish_classification(
                race, state="provisional", decisions=[draft.pk]
            )
            for draft in drafts
        ]
    )

    assert all(isinstance(outcome, Classification) for outcome in outcomes)
    newest = Classification.objects.get(revision=2)
    assert newest.lines.filter(status="disqualified").count() == 2
    assert not Decision.objects.filter(state="draft").exists()
    assert differences(race.season) == []


def test_a_process_killed_in_the_middle_of_publishing_leaves_the_earlier_state(race):
    publish_classification(race, state="provisional")
    before = list(Standing.objects.order_by("pk").values())
    disqualified = race.results.first().event_entry
    DecisionFactory(
        session=race, event_entry=disqualified, penalty="disqualification", state="in_force"
    )

    with subprocess.Popen(
        [sys.executable, "-c", STOPS_HALFWAY, connection.settings_dict["NAME"], str(race.pk)],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout.readline() == "halfway\n"  # the new revision is written by now
        process.send_signal(signal.SIGKILL)

    assert wait_until_nobody_publishes()
    assert list(Classification.objects.values_list("revision", "state")) == [(1, "provisional")]
    assert list(Standing.objects.order_by("pk").values()) == before
    assert publish_classification(race, state="final").revision == 2


def wait_until_nobody_publishes():
    """Whether the database has noticed within ten seconds that the process is gone."""
    for _again in range(100):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity "
                "WHERE datname = current_database() AND state = 'idle in transaction'"
            )
            if cursor.fetchone()[0] == 0:
                return True
        time.sleep(0.1)
    return False
