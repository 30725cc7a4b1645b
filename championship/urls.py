"""The public addresses, grouped by their first words. None could not be guessed."""

from django.urls import include, path, register_converter
from django.urls.converters import PathConverter
from django.views.decorators.http import require_safe

from .feeds import EntryListFeed
from .views import (
    awards,
    calendar,
    entries,
    home,
    news,
    notices,
    results,
    series,
    standings,
    stylesheets,
)


class DocumentNumber(PathConverter):
    """The number of a notice may hold a stroke, but nothing that a database refuses."""

    regex = r"[^\x00]+?"


register_converter(DocumentNumber, "document")

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
    path("awards/", awards.awards, name="awards"),
    path("awards.csv", awards.awards_csv, name="awards-csv"),
]

urlpatterns = [
    path("", home.home, name="home"),
    path("news/", news.news, name="news"),
    path("news/<slug:slug>/", news.article, name="article"),
    path("series/", series.series_list, name="series-list"),
    path(
        "feeds/<slug:series>/<slug:season>/entries/",
        require_safe(EntryListFeed()),
        name="entry-feed",
    ),
    path("<slug:series>/", series.series, name="series"),
    path("<slug:series>/<slug:season>/", include(season)),
]
