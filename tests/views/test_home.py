"""What is on now."""

from datetime import timedelta

import pytest
from django.utils import timezone

from championship.models import Season
from tests.factories import (
    ArticleFactory,
    BonusFactory,
    NoticeFactory,
    RaceFactory,
    SessionFactory,
)

from .html import Page

pytestmark = pytest.mark.django_db


def upcoming(factory=RaceFactory, **left):
    """A session that starts in a while, with half a minute to spare for a slow test."""
    soon = timezone.now() + timedelta(seconds=30, **left)
    return factory(starts_on=soon.date(), starts_at=soon, name="Race 1")


@pytest.fixture
def text(client):
    return lambda: Page(client.get("/")).text


def test_empty_site_says_in_words_that_nothing_is_on(text):
    assert "Nothing is scheduled" in text()
    assert "No news yet." in text()


def test_next_session_is_on_the_pit_board_with_the_time_left(client):
    race = upcoming(hours=4, minutes=28)
    there = race.starts_at.astimezone(race.event.circuit.zone)

    board = next(node for node in Page(client.get("/")).root.find("dl"))

    assert board.seen.startswith(f"Round R1 Race 1 Start {there:%H:%M} UTC+4, ")
    assert board.seen.endswith("Starts in 4:28 h:min")


def test_more_than_two_days_are_counted_in_days(text):
    upcoming(days=12, hours=5)

    assert "Starts in 12 days" in text()


def test_session_without_a_round_is_called_a_session(text):
    upcoming(SessionFactory, hours=1)

    assert "Session Race 1 Start" in text()


def test_next_race_shows_who_is_on_pole(text):
    pole = BonusFactory(session=upcoming(hours=1))

    assert f"Poles {pole.car_class} {pole.event_entry.number}" in text()


def test_hidden_season_and_cancelled_event_are_passed_over(text):
    hidden, cancelled, shown = (upcoming(hours=number) for number in (1, 2, 3))
    Season.objects.filter(pk=hidden.season_id).update(is_public=False)
    cancelled.event.status = "cancelled"
    cancelled.event.save()

    assert text().startswith(f"Next session {shown.season.series} {shown.season} {shown.event}")


def test_last_race_shows_three_of_each_class_with_its_state(text, aslms):
    assert (
        "Last results Asian Le Mans Series 2023/24 "
        "Abu Dhabi, Race 2 Round 5, Sun 11 Feb Final "
        "Revision 2, publication time not recorded Classification "
        "LMP2 90 laps 1 25 Algarve Pro Racing 4:00:40.166 McMurry · Tomlinson · Sowery "
        "2 22 Proton Competition +1:09.676 3 30 Duqueine Team +1:37.693 "
        "LMP3 86 laps 1 26 Bretton Racing 4:01:13.257" in text()
    )


def test_leaders_of_every_title_stand_with_their_gaps(text, aslms):
    assert (
        "LMP2 teams after round 5 1 4 CrowdStrike Racing by APR 83 2 22 Proton Competition 71 −12 "
        "3 99 99 Racing 70 −13" in text()
    )


def test_newest_news_and_notices_stand_at_the_end(text):
    article, notice = ArticleFactory(summary="In short."), NoticeFactory()

    assert f"1 Feb 2024 {article.title} In short." in text()
    assert f"2 Feb {notice.subject} {notice.event}, document {notice.number}" in text()


def test_season_home_shows_calendar_result_leaders_awards_and_sources(client, aslms):
    page = Page(client.get("/aslms/2023-24/"))

    assert [words for level, words in page.headings() if level == 2] == [
        "Calendar", "Last results", "Leaders", "Awards", "News", "Sources",
    ]  # fmt: skip
    assert "1–3 December 2023 4 Hours of Sepang Sepang International Circuit · R1, R2" in page.text


def test_series_names_its_seasons_and_the_bodies_behind_it(client, aslms):
    text = Page(client.get("/aslms/")).text

    assert "Asian Le Mans Series 2023/24" in text
    assert "Sanctioning body Automobile Club de l'Ouest" in text
