"""Words and addresses of what a search found."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries import countries

register = template.Library()

KINDS = {
    "driver": _("Drivers"),
    "team": _("Teams"),
    "entry": _("Car numbers"),
    "car": _("Cars"),
    "series": _("Series"),
    "season": _("Seasons"),
    "event": _("Events"),
    "circuit": _("Circuits"),
    "title": _("Championships"),
    "organisation": _("Organisations"),
    "article": _("News"),
    "notice": _("Notices"),
}


@register.filter
def heading(kind):
    """What the hits of a kind are called."""
    return KINDS[kind]


@register.simple_tag
def hit_address(hit):
    """Where the page of a hit is."""
    return reverse(f"championship:{hit.page}", args=hit.parts)


@register.simple_tag
def country_of(code):
    """The code in three letters and the name of a country, for the part that shows it."""
    return {"code3": countries.alpha3(code), "name": countries.name(code)}
