"""Calendars that programs subscribe to."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from championship.exports.calendar import calendar_file
from championship.models import Session
from championship.queries.calendar_entries import calendar_entries, seasons_to_follow

from .finding import NothingHere, link, season_link, season_or_404


@require_safe
@conditional_page
def series_calendar(request, series):
    """The running and the coming seasons of a series, and the last one."""
    seasons = seasons_to_follow(series, today=timezone.localdate())
    if not seasons:
        raise NothingHere(nearby=[link(_("All series"), "series-list")])
    kinds = _kinds_or_404(request, [link(_("All series"), "series-list")])
    return _file(request, seasons, kinds, str(seasons[0].series), series)


@require_safe
@conditional_page
def season_calendar(request, series, season):
    season = season_or_404(request, series, season)
    kinds = _kinds_or_404(request, [season_link(_("Calendar"), "calendar", season)])
    name = f"{season.series} {season}"
    return _file(request, [season], kinds, name, f"{series}-{season.slug}")


def _kinds_or_404(request, nearby):
    """The kinds of session that `?only=race,sprint` asks for; none means all."""
    kinds = [kind for kind in request.GET.get("only", "").split(",") if kind]
    if not set(kinds) <= set(Session.Kind.values):
        raise NothingHere(nearby=nearby)
    return [kind for kind in Session.Kind.values if kind in kinds]


def _file(request, seasons, kinds, name, filename):
    if kinds:
        name += f" ({', '.join(str(Session.Kind(kind).label) for kind in kinds)})"
    entries = calendar_entries(seasons, kinds)
    return HttpResponse(
        calendar_file(entries, name=name, absolute=request.build_absolute_uri),
        content_type="text/calendar; charset=utf-8",
        headers={
            "Content-Disposition": content_disposition_header(
                False, "-".join([filename, *kinds]) + ".ics"
            ),
            # Sessions may have gone since: programs ask again, and mostly get a 304.
            "Cache-Control": "no-cache",
        },
    )
