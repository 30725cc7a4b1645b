"""Where a page is at home, and where it is in other languages."""

import re
from urllib.parse import urlsplit

from django import template
from django.conf import settings

register = template.Library()
LATER_PAGE = re.compile(r"(?!1$)[1-9][0-9]{0,5}", re.ASCII)


@register.inclusion_tag("championship/includes/addresses.html", takes_context=True)
def addresses(context):
    """The canonical address of this page, and that of every language it exists in.

    A query string only chooses a view of a page, so that it is left out; but the second
    page of a list is another page. Text that does not exist in the language of the page is
    at home in the language in which it is shown.
    """
    request = context["request"]
    # Articles name their own languages.
    links = context.get("languages") or context.get("language_links") or []
    whole = {link["code"]: _whole(request, link["url"]) for link in links}
    here = next((link["code"] for link in links if link["current"]), None)
    shown = here or (settings.LANGUAGE_CODE if settings.LANGUAGE_CODE in whole else min(whole))
    return {
        "canonical": whole[shown],
        "alternates": whole if len(whole) > 1 else {},
        "otherwise": whole.get(settings.LANGUAGE_CODE),
    }


def _whole(request, url):
    address = request.build_absolute_uri(urlsplit(url).path)
    page = request.GET.get("page", "")
    return f"{address}?page={page}" if LATER_PAGE.fullmatch(page) else address
