"""Results: the list of a season, and each classification with its revisions."""

from functools import partial

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from championship.page_cache.parts import render_with_parts
from championship.queries.result_changes import result_changes
from championship.queries.results import find_session, result_page, results_list
from championship.tables.result_changes import ResultChangesTable
from championship.tables.results import ResultsTable

from .files import season_csv
from .finding import NothingHere, may_see_hidden, season_crumbs, season_link, season_or_404
from .result_arrangement import arranged_table, choices


@require_safe
def results(request, series, season):
    season = season_or_404(request, series, season)
    rows = results_list(season)
    context = {
        "season": season,
        "section": "results",
        "table": _results_table(season, rows),
        "sessions": [row.session for row in rows],
        "breadcrumbs": season_crumbs(season),
    }
    return render(request, "championship/results.html", context)


@require_safe
def results_csv(request, series, season):
    season = season_or_404(request, series, season)
    return season_csv(_results_table(season, results_list(season)), season, "results")


@require_safe
def result(request, series, season, session, revision=None):
    make = partial(_result, request, series, season, session, revision)
    return render_with_parts(request, "championship/result.html", "results", make)


def _result(request, series, season, session, revision):
    page = result_page_or_404(request, series, season, session, revision)
    season = page.session.season
    return {
        "season": season,
        "page": page,
        "table": arranged_table(page, request, season),
        "choices": choices(page, request),
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
        "breadcrumbs": _crumbs(season, page.session),
    }


@require_safe
def printed(request, series, season, session, revision=None):
    """A classification as the paper that is posted on the notice board."""
    page = result_page_or_404(request, series, season, session, revision)
    season = page.session.season
    if page.classification is None:
        raise _nothing(season, season_link(page.session.name, "result", season, session))
    context = {"season": season, "page": page, "table": arranged_table(page, request, season)}
    return render(request, "championship/result_printed.html", context)


@require_safe
def result_csv(request, series, season, session, revision=None):
    page = result_page_or_404(request, series, season, session, revision)
    season = page.session.season
    name = [session] if revision is None else [session, "revision", str(revision)]
    return season_csv(arranged_table(page, request, season), season, *name)


@require_safe
def changes(request, series, season, session, before, after):
    """What changed from one revision of a classification to another."""
    found = _session_or_404(request, series, season, session)
    season = found.season
    compared = result_changes(found, before, after)
    if compared is None:
        raise _nothing(season, season_link(found.name, "result", season, session))
    context = {
        "season": season,
        "section": "results",
        "session": found,
        "changes": compared,
        "groups": [(group, ResultChangesTable(group)) for group in compared.classes],
        "breadcrumbs": _crumbs(
            season, found, season_link(found.name, "result", season, found.slug)
        ),
    }
    return render(request, "championship/result_changes.html", context)


def _results_table(season, rows):
    caption = _("Results of %(season)s") % {"season": f"{season.series} {season}"}
    return ResultsTable(rows, season=season, caption=caption)


def _session_or_404(request, series, season, slug):
    session = find_session(series, season, slug)
    if session is None or not (session.season.is_public or may_see_hidden(request)):
        raise _nothing(season_or_404(request, series, season))
    return session


def result_page_or_404(request, series, season, slug, revision):
    """A revision of a classification at an address, the newest without a number."""
    session = _session_or_404(request, series, season, slug)
    page = result_page(session, revision, now=timezone.now())
    if page is None:
        newest = _("The newest result of this session")
        raise _nothing(session.season, season_link(newest, "result", session.season, slug))
    return page


def _nothing(season, *nearby):
    return NothingHere(
        season=season, nearby=[*nearby, season_link(_("Results"), "results", season)]
    )


def _crumbs(season, session, *more):
    return season_crumbs(
        season,
        season_link(_("Results"), "results", season),
        season_link(session.event.short, "event", season, session.event.slug),
        *more,
    )
