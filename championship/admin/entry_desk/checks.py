"""What there is to look at on a list, with the page on which each point is mended."""

from django.urls import reverse

from .returning import with_way_back


def with_pages(checks):
    """Pairs of a check and an address: open ones, waived ones, and hints."""
    pages = [(check, _page_of(check)) for check in checks]
    return {
        "open": [pair for pair in pages if pair[0].is_open],
        "waived": [pair for pair in pages if pair[0].waiver],
        "hints": [pair for pair in pages if not (pair[0].is_open or pair[0].waiver)],
    }


def _page_of(check):
    if check.event_entry:
        page = reverse("admin:championship_evententry_change", args=[check.event_entry])
    else:
        page = reverse("admin:championship_entry_change", args=[check.entry])
    return with_way_back(page)
