"""Who can still be champion, what suffices, and what if."""

from urllib.parse import urlencode

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from championship.queries.title_fight import fight_page, find_title
from championship.queries.title_scenario import scenario

from .finding import NothingHere, joined_season_or_404, season_crumbs, season_link


@require_safe
def title_fight(request, series, season, championship):
    if "" in request.GET.dict().values():
        return redirect(_without_empty_choices(request))
    found = find_title(series, season, championship)
    season = joined_season_or_404(request, [found] if found else [], series, season)
    page = _page_or_404(request, season, championship, found)
    context = {
        "season": season,
        "section": "standings",
        "page": page,
        "scenario": scenario(page, request.GET.dict()),
        "breadcrumbs": season_crumbs(
            season,
            season_link(_("Standings"), "standings", season),
            season_link(str(page.championship), "standing", season, championship),
        ),
    }
    return render(request, "championship/title_fight.html", context)


def _without_empty_choices(request):
    """A form sends every field: the address that is shared names those alone that say something."""
    chosen = {name: value for name, value in request.GET.items() if value}
    return f"{request.path}?{urlencode(chosen)}" if chosen else request.path


def _page_or_404(request, season, slug, found):
    page = fight_page(found, request.GET.get("after", "")) if found else None
    if page is None:
        nearby = [season_link(_("All standings"), "standings", season)]
        if found:
            nearby.insert(0, season_link(_("The newest title fight"), "title-fight", season, slug))
        raise NothingHere(season=season, nearby=nearby)
    return page
