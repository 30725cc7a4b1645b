"""The demo has the real seasons and a login of its own."""

import re

import pytest
from django.contrib.auth import authenticate
from django.db import transaction

from championship.management.commands.prepare_demo import shipped_packs
from championship.models import Season, Team

from .test_season_packs import run

pytestmark = pytest.mark.django_db


def password(out):
    return re.search(r"Staff login demo / (\S+)", out)[1]


@pytest.fixture(scope="module")
def prepared(django_db_setup, django_db_blocker):
    """What the command prints at its first start; what it loads is there for every test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield run("prepare_demo", "--port", "8123")[0]
        transaction.set_rollback(True)


def test_the_login_that_is_printed_opens_the_race_desk(prepared):
    user = authenticate(username="demo", password=password(prepared))
    assert user.is_superuser
    assert "http://localhost:8123/admin/" in prepared


def test_the_password_is_another_one_at_every_start(prepared):
    first, second = password(prepared), password(run("prepare_demo")[0])

    assert first != second
    assert authenticate(username="demo", password=first) is None


def test_what_was_tried_out_stays_at_the_next_start(prepared):
    Team.objects.filter(slug="af-corse").update(name="AF Corse, renamed")

    run("prepare_demo")

    assert Season.objects.count() == len(shipped_packs())
    assert Team.objects.get(slug="af-corse").name == "AF Corse, renamed"
