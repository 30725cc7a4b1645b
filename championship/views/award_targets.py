"""What awards lead to, and by which ways each team got there."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from championship.queries.award_ledger import (
    award_targets,
    seasons_with_awards,
    target_page,
    team_ledger,
)
from championship.tables.awards import WaysFile

from .files import csv_response
from .finding import NothingHere, link, may_see_hidden


@require_safe
def targets(request):
    hidden = may_see_hidden(request)
    context = {
        "section": "award-targets",
        "targets": award_targets(hidden=hidden),
        "seasons": seasons_with_awards(hidden=hidden),
    }
    return render(request, "championship/award_targets.html", context)


@require_safe
def target(request, slug):
    context = {
        "section": "award-targets",
        "page": _target_or_404(request, slug),
        "breadcrumbs": [_to_targets()],
    }
    return render(request, "championship/award_target.html", context)


@require_safe
def target_csv(request, slug):
    page = _target_or_404(request, slug)
    return csv_response(WaysFile(page.ways), slug, "awards")


@require_safe
def team_awards(request, slug):
    context = {
        "section": "award-targets",
        "page": _ledger_or_404(request, slug),
        "breadcrumbs": [_to_targets()],
    }
    return render(request, "championship/team_awards.html", context)


@require_safe
def team_awards_csv(request, slug):
    page = _ledger_or_404(request, slug)
    return csv_response(WaysFile(page.ways), slug, "awards")


def _target_or_404(request, slug):
    page = target_page(slug, hidden=may_see_hidden(request))
    if page is None:
        raise NothingHere(nearby=[_to_targets()])
    return page


def _ledger_or_404(request, slug):
    page = team_ledger(slug, hidden=may_see_hidden(request))
    if page is None:
        raise NothingHere(nearby=[_to_targets()])
    return page


def _to_targets():
    return link(_("Invitations and awards"), "award-targets")
