"""Computing the tables of a season again, to see whether they are what its results give."""

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from championship.admin.autocomplete import is_key
from championship.admin.labels import short_label
from championship.models import Season
from championship.workflows.standings import differences

from .words import ago

REMEMBERED = 7 * 24 * 3600


def checks_page(site, request):
    """Run the checks of a season and say what they found. Nothing is written."""
    if not request.user.has_perm("championship.view_standing"):
        raise PermissionDenied
    if request.method != "POST":
        return redirect("admin:index")  # it is a button of the race desk and no page of its own
    key = request.POST.get("season", "")
    seasons = Season.objects.select_related("series")
    season = get_object_or_404(seasons, pk=key if is_key(key) else 0)
    wrong = differences(season)
    cache.set(_remembered(season), (timezone.now(), len(wrong)), REMEMBERED)
    context = {
        **site.each_context(request),
        "title": _("Checks"),
        "subtitle": short_label(season),
        "season": season,
        "wrong": wrong,
        "tables": season.championships.count(),
    }
    request.current_app = site.name
    return TemplateResponse(request, "admin/race_desk/checks.html", context)


def last_run(season, now):
    """What the last run found: how long ago, and how many tables differed; None if unknown."""
    found = cache.get(_remembered(season))
    if found is None:
        return None
    moment, wrong = found
    return {"ago": ago(now - moment), "wrong": wrong}


def _remembered(season):
    return f"race-desk-checks-{season.pk}"
