"""Pages are kept whole, and dropped when something they show changes."""

from datetime import timedelta

import pytest
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

from championship.models import Driver, Result, Season
from championship.page_cache import tokens
from championship.page_cache.middleware import KeepPages
from championship.page_cache.writes import only_about
from championship.spoilers import COOKIE
from championship.workflows.results import publish_classification
from championship.workflows.standings import store_standings
from tests.factories import (
    ArticleFactory,
    ChampionshipFeedFactory,
    ClassificationFactory,
    DriverFactory,
    SeasonFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


def is_kept(client, address):
    """Whether a page is answered without asking the database."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return not queries.captured_queries


def made_once(client, *addresses):
    for address in addresses:
        assert not is_kept(client, address)
        assert is_kept(client, address)


class Regretted(Exception):
    pass


@transaction.atomic
def write_and_regret():
    DriverFactory()
    raise Regretted


RESULTS, HOME = "/cup/2024/results/", "/"
ELSEWHERE = "/other/2024/results/"


def test_page_is_made_once_for_everybody(race, client):
    made_once(client, RESULTS)

    assert is_kept(Client(), RESULTS)
    assert Client().get(RESULTS).content == client.get(RESULTS).content


def test_languages_and_questions_are_pages_of_their_own(race, client):
    made_once(client, RESULTS, f"/fr{RESULTS}", "/cup/2024/entries/?q=porsche")


def test_readers_who_hide_results_never_get_the_page_of_others(race, client):
    publish_classification(race, state="provisional")
    shielded = Client()
    shielded.cookies[COOKIE] = (race.event.ends_on - timedelta(days=1)).isoformat()
    result = f"{RESULTS}race/"

    for first, second in ((client, shielded), (shielded, client)):
        tokens.drop_everything()
        pages = {one: one.get(result).content for one in (first, second, first, second)}
        assert b"Provisional" in pages[client]
        assert b"Provisional" not in pages[shielded]

    assert is_kept(shielded, result)
    assert is_kept(client, result)


def test_page_of_a_reader_who_hides_results_is_not_taken_for_that_of_others(race, client):
    publish_classification(race, state="provisional")
    page = client.get(RESULTS)
    client.cookies[COOKIE] = (race.event.ends_on - timedelta(days=1)).isoformat()

    again = client.get(RESULTS, headers={"If-None-Match": page["ETag"]})

    assert again.status_code == 200
    assert again["ETag"] != page["ETag"]
    assert "Cookie" in again["Vary"]


def test_publication_drops_the_pages_of_its_season_and_those_of_the_site(race, client):
    made_once(client, RESULTS, HOME, "/cup/2024/")

    publish_classification(race, state="provisional")

    kept = [address for address in (RESULTS, HOME, "/cup/2024/") if is_kept(client, address)]
    assert kept == []


def test_publication_leaves_the_pages_of_other_seasons(race, client):
    SeasonFactory(slug="2024", series__slug="other")
    made_once(client, ELSEWHERE)

    publish_classification(race, state="provisional")

    assert is_kept(client, ELSEWHERE)


def test_publication_drops_the_pages_of_seasons_whose_titles_count_it(race, client):
    other = SeasonFactory(slug="2024", series__slug="other")
    ChampionshipFeedFactory(championship__season=other, season=race.season)
    made_once(client, ELSEWHERE)

    publish_classification(race, state="provisional")

    assert not is_kept(client, ELSEWHERE)


def test_draft_drops_nothing(race, client):
    made_once(client, RESULTS)

    Result.objects.update(laps=99)

    assert is_kept(client, RESULTS)


def test_whatever_else_is_written_drops_every_page(race, client):
    driver = DriverFactory()
    SeasonFactory(slug="2024", series__slug="other")
    made_once(client, RESULTS, ELSEWHERE)

    Driver.objects.filter(pk=driver.pk).update(family_name="Sturm")

    assert not is_kept(client, RESULTS)
    assert not is_kept(client, ELSEWHERE)


def test_what_is_taken_back_drops_nothing(race, client):
    made_once(client, RESULTS)

    with pytest.raises(Regretted):
        write_and_regret()

    assert is_kept(client, RESULTS)


def test_write_after_a_savepoint_was_taken_back_drops_pages(race, client):
    made_once(client, RESULTS)

    with transaction.atomic():
        with pytest.raises(Regretted):
            write_and_regret()
        DriverFactory()

    assert not is_kept(client, RESULTS)


def test_write_beside_one_about_a_season_drops_every_page(race, client):
    SeasonFactory(slug="2024", series__slug="other")
    made_once(client, ELSEWHERE)

    with transaction.atomic():
        with only_about(race.season):
            DriverFactory()
        DriverFactory()

    assert not is_kept(client, ELSEWHERE)


def test_rows_written_by_the_thousand_drop_pages_too(race, client):
    ClassificationFactory(session=race)
    made_once(client, RESULTS)

    with transaction.atomic():
        publish_classification(race, state="provisional")
        store_standings(race.season)

    assert not is_kept(client, RESULTS)


def test_page_begun_before_a_publication_is_not_kept_after_it(race, rf):
    def answer(words, meanwhile=lambda: None):
        def view(request):
            request.resolver_match = resolve(RESULTS)
            meanwhile()
            return HttpResponse(words)

        return KeepPages(view)(rf.get(RESULTS)).content

    answer("as it was", meanwhile=lambda: publish_classification(race, state="provisional"))

    assert answer("as it is") == b"as it is"
    assert answer("made once more") == b"as it is"


def test_staff_read_pages_made_for_them(race, client):
    made_once(client, RESULTS)
    client.force_login(UserFactory(is_staff=True))

    response = client.get(RESULTS)

    assert not is_kept(client, RESULTS)
    assert response["Cache-Control"] == "private, no-cache"


def test_hidden_season_is_not_kept_for_the_public(client):
    SeasonFactory(slug="2024", series__slug="cup", is_public=False)
    client.force_login(UserFactory(is_staff=True))
    assert client.get(RESULTS).status_code == 200

    assert Client().get(RESULTS).status_code == 404


def test_cookie_that_hides_nothing_is_no_page_of_its_own(race, client):
    made_once(client, RESULTS)
    client.cookies["results_until"] = "nonsense"

    assert is_kept(client, RESULTS)


def test_other_name_of_a_driver_drops_pages_because_search_finds_it(race, client):
    driver = DriverFactory()
    made_once(client, HOME)

    driver.aliases.create(name="J. Sturm")

    assert not is_kept(client, HOME)


def test_links_between_rows_drop_pages_in_every_database(race, client):
    article, driver = ArticleFactory(), DriverFactory()
    made_once(client, HOME)

    article.drivers.add(driver)

    assert not is_kept(client, HOME)


def test_addresses_made_up_do_not_fill_the_cache():
    scopes = {tokens.scope_of(f"/made-up/{number}/results/") for number in range(2000)}

    assert len(scopes) <= 256


def test_page_that_is_not_there_is_not_kept(client):
    client.get(RESULTS)
    Season.objects.create(
        series=SeasonFactory(slug="2023", series__slug="cup").series,
        slug="2024",
        name="2024",
        starts_on="2024-01-01",
        ends_on="2024-12-31",
        is_public=True,
    )

    assert client.get(RESULTS).status_code == 200


def test_page_is_answered_though_the_cache_goes_away_meanwhile(race, client, monkeypatch):
    def refused(*_args, **_options):
        raise ConnectionRefusedError

    for backend in (LocMemCache, RedisCache):
        monkeypatch.setattr(backend, "set", refused)

    assert client.get(RESULTS).status_code == 200


def test_site_goes_on_without_its_cache(race, client, monkeypatch, caplog):
    def refused(*_args, **_options):
        raise ConnectionRefusedError

    for way in ("get_many", "set_many"):
        monkeypatch.setattr(LocMemCache, way, refused)
        monkeypatch.setattr(RedisCache, way, refused)

    assert client.get(RESULTS).status_code == 200
    publish_classification(race, state="provisional")
    assert client.get(RESULTS).status_code == 200
    assert "The shared cache does not answer" in caplog.text
