"""Two people editing one row: the second is told, and nothing is lost unseen."""

import pytest
from django.test import Client

from championship.models import Entry, Team
from tests.factories import (
    ChampionshipRulesFactory,
    CrewSeatFactory,
    DriverFactory,
    EntryFactory,
    StandingFactory,
    TeamFactory,
    UserFactory,
)

from .browser import answered, what_the_page_says

pytestmark = pytest.mark.django_db


def desk(name):
    client = Client()
    client.force_login(UserFactory(username=name, is_superuser=True))
    return client


def page(row):
    return f"/admin/championship/{row._meta.model_name}/{row.pk}/change/"


def opened(client, row):
    """The page as somebody has it on the screen: its fields and what it knows of changes."""
    return what_the_page_says(client.get(page(row)))


@pytest.fixture
def anna():
    return desk("Anna")


@pytest.fixture
def ben():
    return desk("Ben")


def test_the_second_to_save_is_told_who_changed_what(anna, ben):
    team = TeamFactory(name="Triple Eight JMR")
    form_of_anna, form_of_ben = opened(anna, team), opened(ben, team)
    anna.post(page(team), form_of_anna | {"name": "Triple Eight"})

    response = ben.post(page(team), form_of_ben | {"country": "AU"})

    assert Team.objects.get().name == "Triple Eight"
    assert "Anna changed this at" in response.text
    assert "Changed Name." in response.text


def test_what_was_typed_stays_and_can_be_saved_knowingly(anna, ben):
    team = TeamFactory(name="Triple Eight JMR")
    form_of_anna, form_of_ben = opened(anna, team), opened(ben, team)
    anna.post(page(team), form_of_anna | {"name": "Triple Eight"})
    refused = ben.post(page(team), form_of_ben | {"name": "Triple Eight Race Engineering"})

    ben.post(page(team), what_the_page_says(refused))

    assert Team.objects.get().name == "Triple Eight Race Engineering"


def test_a_change_of_the_crew_counts_as_a_change_of_the_entry(anna, ben):
    entry = EntryFactory()
    seat = CrewSeatFactory(entry=entry)
    form_of_anna, form_of_ben = opened(anna, entry), opened(ben, entry)
    replacement = DriverFactory()
    anna.post(page(entry), form_of_anna | {"crew-0-driver": replacement.pk})

    ben.post(page(entry), form_of_ben | {"note": "late"})

    seat.refresh_from_db()
    assert (seat.driver, Entry.objects.get().note) == (replacement, "")


def test_saving_twice_from_fresh_pages_is_no_conflict(anna):
    team = TeamFactory()

    for name in ("One", "Two"):
        response = anna.post(page(team), opened(anna, team) | {"name": name})
        assert response.status_code == 302

    assert Team.objects.get().name == "Two"


def test_rules_that_two_change_are_told_of_as_well(anna, ben):
    rules = ChampionshipRulesFactory()
    form_of_anna, form_of_ben = opened(anna, rules), opened(ben, rules)
    anna.post(page(rules), form_of_anna | {"minimum_rounds": 2})

    response = ben.post(page(rules), form_of_ben | {"note": "Bulletin 7"})

    rules.refresh_from_db()
    assert (rules.minimum_rounds, rules.note) == (2, "")
    assert "Anna changed this at" in response.text


def test_a_preview_is_no_change_that_anybody_is_told_of(anna, ben):
    rules = ChampionshipRulesFactory()
    form_of_anna, form_of_ben = opened(anna, rules), opened(ben, rules)
    anna.post(page(rules), form_of_anna | {"minimum_rounds": 2, "_preview": "yes"})

    ben.post(page(rules), form_of_ben | {"note": "Bulletin 7"})

    rules.refresh_from_db()
    assert (rules.minimum_rounds, rules.note) == (0, "Bulletin 7")


def test_what_was_changed_while_one_was_asked_is_told(anna, ben):
    standing = StandingFactory(championship__rules=False)
    rules = ChampionshipRulesFactory(championship=standing.championship)
    form_of_anna, form_of_ben = opened(anna, rules), opened(ben, rules)
    asked = anna.post(page(rules), form_of_anna | {"minimum_rounds": 2})
    ben.post(page(rules), answered(ben.post(page(rules), form_of_ben | {"note": "Bulletin 7"})))

    response = anna.post(page(rules), answered(asked))

    rules.refresh_from_db()
    assert (rules.minimum_rounds, rules.note) == (0, "Bulletin 7")
    assert "Ben changed this at" in response.text
