"""What a page says of itself to programs, as JSON-LD: data, which no browser runs."""

import json

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from championship.exports.linked_data import breadcrumb_list, sports_event

register = template.Library()

# No name can end the element, or open a comment or another one in it.
HARMLESS = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


def as_script(data):
    """The data in an element that browsers skip. Escaped, it is still the same JSON."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(HARMLESS)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


@register.simple_tag(takes_context=True)
def breadcrumb_data(context, crumbs):
    """The way to this page. Also within an include that is given nothing else."""
    return as_script(breadcrumb_list(crumbs, absolute=context.request.build_absolute_uri))


@register.simple_tag(takes_context=True)
def event_data(context, page, season):
    """The event of a page with its races."""
    where = [season.series.slug, season.slug]
    races = [
        (row, reverse("championship:result", args=[*where, row.slug]))
        for row in page.sessions
        if row.is_race
    ]
    return as_script(
        sports_event(
            page.event,
            season,
            races,
            absolute=context.request.build_absolute_uri,
            address=reverse("championship:event", args=[*where, page.event.slug]),
        )
    )
