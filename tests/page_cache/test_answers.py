"""What stands above a kept page: whether it changed, how it is packed, whose it is."""

import gzip

import pytest
from django.http import HttpResponse

from championship.page_cache.middleware import KeepPages
from championship.workflows.results import publish_classification

pytestmark = pytest.mark.django_db(transaction=True)

RESULTS = "/cup/2024/results/"


def test_whoever_has_a_page_is_told_so(race, client):
    page = client.get(RESULTS)

    again = client.get(RESULTS, headers={"If-None-Match": page["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == page["ETag"]
    assert page["Cache-Control"] == "public, no-cache"
    assert page["Vary"] == "Accept-Encoding, Cookie"


def test_page_that_changed_is_sent_again(race, client):
    page = client.get(RESULTS)
    publish_classification(race, state="provisional")

    again = client.get(RESULTS, headers={"If-None-Match": page["ETag"]})

    assert again.status_code == 200


def test_page_is_compressed_for_those_who_can_read_it(race, client):
    plain = client.get(RESULTS)

    small = client.get(RESULTS, headers={"Accept-Encoding": "gzip, br"})

    assert small["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.content) == plain.content
    assert int(small["Content-Length"]) == len(small.content) < len(plain.content) / 2


@pytest.mark.parametrize("accepted", ["gzip;q=0", "br, gzip; q=0.0, deflate", "identity", ""])
def test_page_is_not_compressed_for_those_who_cannot_read_it(race, client, accepted):
    assert "Content-Encoding" not in client.get(RESULTS, headers={"Accept-Encoding": accepted})


@pytest.mark.parametrize("accepted", ["gzip", "GZIP;q=0.5", "br;q=0, gzip", "deflate, gzip;q=1.0"])
def test_page_is_compressed_if_it_is_accepted_at_all(race, client, accepted):
    assert "Content-Encoding" in client.get(RESULTS, headers={"Accept-Encoding": accepted})


def test_head_has_no_body(race, client):
    page = client.get(RESULTS)

    head = client.head(RESULTS)

    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Length"] == page["Content-Length"]


def test_no_proxy_keeps_what_is_not_there_yet(client):
    missing = client.get("/news/the-winner/")

    assert missing.status_code == 404
    assert missing["Cache-Control"] == "public, no-cache"
    assert "Cookie" in missing["Vary"]


def test_page_that_sets_a_cookie_is_of_one_reader(race, rf):
    def view(_request):
        response = HttpResponse("a page")
        response.set_cookie("csrftoken", "secret")
        return response

    assert KeepPages(view)(rf.get(RESULTS))["Cache-Control"] == "private, no-cache"
