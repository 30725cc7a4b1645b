"""The public addresses, grouped by their first words. None could not be guessed."""

from django.urls import include, path, register_converter
from django.urls.converters import PathConverter
from django.views.decorators.http import conditional_page, require_safe

from .feeds import EntryListFeed, NewsFeed, NoticeFeed, ResultFeed, SeasonNewsFeed
from .views import (
    award_targets,
    awards,
    calendar,
    calendar_files,
    entries,
    home,
    news,
    notices,
    organisations,
    people,
    places,
    progress,
    results,
    search,
    series,
    share,
    spoilers,
    standings,
    styleguide,
    stylesheets,
    title_fight,
)


class DocumentNumber(PathConverter):
    """The number of a notice may hold a stroke, but nothing that a database refuses."""

    regex = r"[^\x00]+?"


register_converter(DocumentNumber, "document")


def feed(view):
    """A feed is only read, and a reader that has it already is told so."""
    return require_safe(conditional_page(view))


app_name = "championship"

events = [
    path("", calendar.event, name="event"),
    path("timetable.csv", calendar.timetable_csv, name="timetable-csv"),
    path("entries/", entries.event_entries, name="event-entries"),
    path("entries.csv", entries.event_entries_csv, name="event-entries-csv"),
    path("notices/", notices.board, name="notices"),
    path("notices.csv", notices.board_csv, name="notices-csv"),
    path("notices/<document:number>/file/", notices.notice_file, name="notice-file"),
    path("notices/<document:number>/", notices.notice, name="notice"),
    path("decisions/<int:decision>/", notices.decision, name="decision"),
    path("decisions/<int:decision>/file/", notices.decision_file, name="decision-file"),
]

season = [
    path("", series.season, name="season"),
    path("classes.css", stylesheets.class_colours, name="class-colours"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar.csv", calendar.calendar_csv, name="calendar-csv"),
    path("calendar.ics", calendar_files.season_calendar, name="calendar-ics"),
    path("events/<slug:event>/", include(events)),
    path("entries/", entries.entries, name="entries"),
    path("entries.csv", entries.entries_csv, name="entries-csv"),
    path("entries/revisions/<int:revision>/", entries.revision, name="entry-revision"),
    path("entries/revisions/<int:revision>/print/", entries.printed, name="entry-print"),
    path("entries/revisions/<int:revision>.csv", entries.revision_csv, name="entry-revision-csv"),
    path("entries/changes/", entries.compare, name="entry-compare"),
    path("entries/changes/<int:before>..<int:after>/", entries.changes, name="entry-changes"),
    path(
        "entries/changes/<int:before>..<int:after>.json",
        entries.changes_json,
        name="entry-changes-json",
    ),
    path("results/", results.results, name="results"),
    path("results.csv", results.results_csv, name="results-csv"),
    path("results/<slug:session>/", results.result, name="result"),
    path("results/<slug:session>.csv", results.result_csv, name="result-csv"),
    path("results/<slug:session>/print/", results.printed, name="result-print"),
    path(
        "results/<slug:session>/changes/<int:before>..<int:after>/",
        results.changes,
        name="result-changes",
    ),
    path(
        "results/<slug:session>/revisions/<int:revision>/",
        results.result,
        name="revision",
    ),
    path("results/<slug:session>/share.png", share.result_picture, name="result-picture"),
    path(
        "results/<slug:session>/revisions/<int:revision>/share.png",
        share.result_picture,
        name="revision-picture",
    ),
    path(
        "results/<slug:session>/revisions/<int:revision>/print/",
        results.printed,
        name="revision-print",
    ),
    path(
        "results/<slug:session>/revisions/<int:revision>.csv",
        results.result_csv,
        name="revision-csv",
    ),
    path("standings/", standings.standings, name="standings"),
    path("standings/<slug:championship>/", standings.standing, name="standing"),
    path("standings/<slug:championship>.csv", standings.standing_csv, name="standing-csv"),
    path("standings/<slug:championship>/why/<slug:recipient>/", standings.why, name="why"),
    path(
        "standings/<slug:championship>/why/<slug:recipient>.csv",
        standings.why_csv,
        name="why-csv",
    ),
    path(
        "standings/<slug:championship>/share.png",
        share.standing_picture,
        name="standing-picture",
    ),
    path("standings/<slug:championship>/progress/", progress.progress, name="progress"),
    path("standings/<slug:championship>/progress.csv", progress.progress_csv, name="progress-csv"),
    path(
        "standings/<slug:championship>/title-fight/",
        title_fight.title_fight,
        name="title-fight",
    ),
    path("awards/", awards.awards, name="awards"),
    path("awards.csv", awards.awards_csv, name="awards-csv"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("news/", news.news, name="news"),
    path("news/<slug:slug>/", news.article, name="article"),
    path("news/<slug:slug>/picture/<slug:checksum>/", news.article_picture, name="article-picture"),
    path("spoilers/", spoilers.spoilers, name="spoilers"),
    path("search/", search.search, name="search"),
    path("series/", series.series_list, name="series-list"),
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/<slug:slug>/", organisations.organisation, name="organisation"),
    path("agreements/", organisations.agreements, name="agreements"),
    path("agreements/<slug:slug>/", organisations.agreement, name="agreement"),
    path("awards/", award_targets.targets, name="award-targets"),
    path("awards/<slug:slug>/", award_targets.target, name="award-target"),
    path("awards/<slug:slug>.csv", award_targets.target_csv, name="award-target-csv"),
    path("drivers/<slug:slug>/", people.driver, name="driver"),
    path("drivers/<slug:slug>.csv", people.driver_csv, name="driver-csv"),
    path("teams/<slug:slug>/", people.team, name="team"),
    path("teams/<slug:slug>.csv", people.team_csv, name="team-csv"),
    path("teams/<slug:slug>/awards/", award_targets.team_awards, name="team-awards"),
    path("teams/<slug:slug>/awards.csv", award_targets.team_awards_csv, name="team-awards-csv"),
    path("circuits/", places.circuits, name="circuits"),
    path("circuits/<slug:slug>/", places.circuit, name="circuit"),
    path("circuits/<slug:slug>.csv", places.circuit_csv, name="circuit-csv"),
    path("cars/", places.cars, name="cars"),
    path("cars/<slug:slug>/", places.car, name="car"),
    path("cars/<slug:slug>.csv", places.car_csv, name="car-csv"),
    path("feeds/news/", feed(NewsFeed()), name="news-feed"),
    path("feeds/<slug:series>/<slug:season>/entries/", feed(EntryListFeed()), name="entry-feed"),
    path(
        "feeds/<slug:series>/<slug:season>/news/", feed(SeasonNewsFeed()), name="season-news-feed"
    ),
    path("feeds/<slug:series>/<slug:season>/notices/", feed(NoticeFeed()), name="notice-feed"),
    path("feeds/<slug:series>/<slug:season>/results/", feed(ResultFeed()), name="result-feed"),
    path("<slug:series>/", series.series, name="series"),
    path("<slug:series>/champions/", places.champions, name="champions"),
    path("<slug:series>/champions.csv", places.champions_csv, name="champions-csv"),
    path("<slug:series>/calendar.ics", calendar_files.series_calendar, name="series-calendar-ics"),
    path("<slug:series>/<slug:season>/", include(season)),
]
