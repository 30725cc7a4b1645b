"""The bodies behind the series, and what they agreed."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from championship.queries.organisations import (
    agreement_page,
    all_agreements,
    all_organisations,
    organisation_page,
)

from .awards import by_award
from .finding import NothingHere, link, may_see_hidden


@require_safe
def organisations(request):
    rows = all_organisations(hidden=may_see_hidden(request))
    return render(
        request, "championship/organisations.html", {"section": "organisations", "rows": rows}
    )


@require_safe
def organisation(request, slug):
    page = organisation_page(slug, hidden=may_see_hidden(request))
    if page is None:
        raise NothingHere(nearby=[_to_organisations()])
    context = {
        "section": "organisations",
        "page": page,
        "awards": by_award(page.awards),
        "breadcrumbs": [_to_organisations()],
    }
    return render(request, "championship/organisation.html", context)


@require_safe
def agreements(request):
    context = {
        "section": "organisations",
        "agreements": all_agreements(),
        "breadcrumbs": [_to_organisations()],
    }
    return render(request, "championship/agreements.html", context)


@require_safe
def agreement(request, slug):
    page = agreement_page(slug, now=timezone.now(), hidden=may_see_hidden(request))
    if page is None:
        raise NothingHere(nearby=[_to_agreements()])
    context = {
        "section": "organisations",
        "page": page,
        "awards": by_award(page.awards),
        "breadcrumbs": [_to_organisations(), _to_agreements()],
    }
    return render(request, "championship/agreement.html", context)


def _to_organisations():
    return link(_("Organisations"), "organisations")


def _to_agreements():
    return link(_("Agreements"), "agreements")
