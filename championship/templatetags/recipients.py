"""Whom rows of tables are about, with the way to their pages."""

from collections.abc import Sequence

from django import template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from championship.queries.recipients import Recipient
from championship.queries.title_words import and_list

register = template.Library()


@register.simple_tag
def recipient_link(who: Recipient) -> SafeString:
    """A name that leads to the page of its driver or team; a manufacturer has none."""
    if who.page is None:
        return conditional_escape(who.name)
    page, slug = who.page
    address = reverse(f"championship:{page}", args=[slug])
    return format_html('<a href="{}">{}</a>', address, who.name)


@register.simple_tag
def recipient_links(recipients: Sequence[Recipient]) -> SafeString:
    """ "A, B and C", each with the way to its page."""
    return mark_safe(and_list([recipient_link(who) for who in recipients]))
