"""Results: the list of a season, and each classification with its revisions."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from championship.queries.results import find_session, result_page, results_list
from championship.tables.classification import ClassificationTable
from championship.tables.results import ResultsTable

from .files import season_csv
from .finding import NothingHere, season_crumbs, season_link, season_or_404


@require_safe
def results(request, series, season):
    season = season_or_404(request, series, season)
    table = _results_table(season)
    context = {
        "season": season,
        "section": "results",
        "table": table,
        "breadcrumbs": season_crumbs(season),
    }
    return render(request, "championship/results.html", context)


@require_safe
def results_csv(request, series, season):
    season = season_or_404(request, series, season)
    return season_csv(_results_table(season), season, "results")


@require_safe
def result(request, series, season, session, revision=None):
    season = season_or_404(request, series, season)
    page = _page_or_404(season, session, revision)
    chosen = _class_or_404(season, page, request.GET.get("class"))
    context = {
        "season": season,
        "section": "results",
        "page": page,
        "table": _classification(page, chosen),
        "choices": _choices(page, chosen),
        "csv_url": _csv_url(request, season, page),
        "breadcrumbs": _crumbs(season, page),
    }
    return render(request, "championship/result.html", context)


@require_safe
def result_csv(request, series, season, session, revision=None):
    season = season_or_404(request, series, season)
    page = _page_or_404(season, session, revision)
    chosen = _class_or_404(season, page, request.GET.get("class"))
    return season_csv(_classification(page, chosen), season, session)


def _results_table(season):
    caption = _("Results of %(season)s") % {"season": f"{season.series} {season}"}
    return ResultsTable(results_list(season), season=season, caption=caption)


def _page_or_404(season, slug, revision):
    nearby = [season_link(_("Results"), "results", season)]
    session = find_session(season, slug)
    if session is None:
        raise NothingHere(season=season, nearby=nearby)
    page = result_page(session, revision)
    if page is None:
        newest = season_link(_("The newest result of this session"), "result", season, slug)
        raise NothingHere(season=season, nearby=[newest, *nearby])
    return page


def _class_or_404(season, page, slug):
    """The class that the address filters by; None without one."""
    if not slug:
        return None
    found = next((row for row in page.classes if row.slug == slug), None)
    if found is None:
        whole = season_link(_("All classes"), "result", season, page.session.slug)
        raise NothingHere(season=season, nearby=[whole])
    return found


def _classification(page, chosen):
    caption = _("Classification of %(session)s") % {
        "session": f"{page.session.event.short}, {page.session.name}"
    }
    return ClassificationTable(
        page.of_class(chosen), caption=caption, is_provisional=page.is_provisional
    )


def _csv_url(request, season, page):
    """The file of this page, with the same filter."""
    if page.is_newest:
        url = season_link("", "result-csv", season, page.session.slug)["url"]
    else:
        shown = page.classification.revision
        url = season_link("", "revision-csv", season, page.session.slug, shown)["url"]
    return f"{url}?{request.GET.urlencode()}" if request.GET else url


def _choices(page, chosen):
    every = {"label": _("All"), "url": "?", "current": chosen is None}
    return [
        every,
        *(
            {
                "label": row.code,
                "url": f"?class={row.slug}",
                "current": row == chosen,
                "class_slug": row.slug,
            }
            for row in page.classes
        ),
    ]


def _crumbs(season, page):
    event = page.session.event
    return season_crumbs(
        season,
        season_link(_("Results"), "results", season),
        season_link(event.short, "event", season, event.slug),
    )
