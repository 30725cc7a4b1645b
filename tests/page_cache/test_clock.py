"""Pages are dropped when the clock changes what they show."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.urls import resolve
from django.utils import timezone

from championship.page_cache import tokens
from championship.page_cache.middleware import KeepPages
from tests.factories import (
    ArticleFactory,
    RaceFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

RESULTS = "/cup/2024/results/"


def test_embargo_ends_by_the_clock(client):
    coming = timezone.now() + timedelta(minutes=1)
    ArticleFactory(title="The winner", published_at=coming, language="en")
    assert b"The winner" not in client.get("/news/").content

    assert tokens.next_change(timezone.now()) == coming
    assert tokens.next_change(coming) is None


def test_page_made_while_an_embargo_ends_is_not_kept(rf, monkeypatch):
    before = timezone.now()
    ArticleFactory(published_at=before + timedelta(seconds=1))

    def view(request):
        request.resolver_match = resolve(RESULTS)
        after = before + timedelta(seconds=2)
        monkeypatch.setattr("championship.page_cache.middleware.timezone.now", lambda: after)
        return HttpResponse(next(words))

    words = iter(["without the news", "with it"])
    keeping = KeepPages(view)
    monkeypatch.setattr("championship.page_cache.middleware.timezone.now", lambda: before)
    keeping(rf.get(RESULTS))

    assert keeping(rf.get(RESULTS)).content == b"with it"


def test_embargo_written_while_the_clock_is_asked_is_heeded(client, monkeypatch):
    now = timezone.now()
    look_up = tokens._next_change

    def written_meanwhile(moment):
        found = look_up(moment)
        ArticleFactory(published_at=now + timedelta(minutes=1))
        return found

    monkeypatch.setattr(tokens, "_next_change", written_meanwhile)
    tokens.next_change(now)
    monkeypatch.setattr(tokens, "_next_change", look_up)

    assert tokens.next_change(now) == now + timedelta(minutes=1)


def test_session_that_starts_changes_pages(client):
    now = timezone.now()
    race = RaceFactory(starts_at=now + timedelta(hours=1), duration_minutes=240)

    assert tokens.next_change(now) == race.starts_at
    assert tokens.next_change(race.starts_at) == race.starts_at + timedelta(hours=4)
