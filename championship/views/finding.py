"""Finding what an address names, or saying what there is nearby."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from championship.models import Season


class NothingHere(Http404):
    """No such page. The reader is shown the season it is in, and `nearby` links."""

    def __init__(self, *, season=None, nearby=()):
        super().__init__()
        self.season, self.nearby = season, nearby


def may_see_hidden(request):
    """Staff see seasons before they are public."""
    return request.user.is_staff


def may_see_drafts(request, model):
    """Whoever may look at rows of this kind at the race desk sees them before they are public."""
    user, name = request.user, model._meta.model_name
    may = (user.has_perm(f"championship.{verb}_{name}") for verb in ("view", "change"))
    return user.is_staff and any(may)


def season_or_404(request, series, season):
    """The season at this address, with its series: public, or seen by staff. One query."""
    found = Season.objects.select_related("series").filter(series__slug=series, slug=season).first()
    if found is None or not (found.is_public or may_see_hidden(request)):
        raise NothingHere(nearby=[link(_("All series"), "series-list")])
    return found


def joined_season_or_404(request, rows, series, season):
    """The same, without a query if there are rows that join it."""
    found = rows[0].season if rows else None
    if found and (found.is_public or may_see_hidden(request)):
        return found
    return season_or_404(request, series, season)


def season_link(label, name, season, *args):
    """A labelled link into a season."""
    return link(label, name, season.series.slug, season.slug, *args)


def link(label, name, *args):
    """A labelled link to a page of the site, as breadcrumbs and lists of links take it."""
    return {"label": label, "url": reverse(f"championship:{name}", args=args)}


def season_crumbs(season, *more):
    """The way from the season to a page within it."""
    return [season_link(f"{season.series} {season}", "season", season), *more]
