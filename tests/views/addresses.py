"""Every public page, read from the list of addresses, so that a new one is covered."""

from django.urls import URLResolver, reverse
from django.utils.translation import override

from championship.urls import urlpatterns

GLOBAL = {"home", "series-list", "news"}
# Entry lists and results may cost eight queries, a table with its notes and rules twelve,
# anything else ten.
ENTRIES = ("entries", "event-entries", "entry-revision")
COSTLY = (*ENTRIES, "results", "result", "revision", "standings")
LIMITS = dict.fromkeys([*COSTLY, *(f"{name}-csv" for name in COSTLY)], 8)
LIMITS |= dict.fromkeys(["standing", "standing-csv"], 12)
LIMIT = 10


def _patterns(patterns, before=()):
    for pattern in patterns:
        converters = (*before, *pattern.pattern.converters)
        if isinstance(pattern, URLResolver):
            yield from _patterns(pattern.url_patterns, converters)
        else:
            yield pattern.name, converters


PAGES = dict(_patterns(urlpatterns))
FILES = [name for name in PAGES if name.endswith("-csv")]
DOCUMENTS = {"notice-file", "decision-file"}
NO_PAGES = {*FILES, *DOCUMENTS, "class-colours", "entry-changes-json", "entry-feed"}
HTML = [name for name in PAGES if name not in NO_PAGES]


def address(name, **known):
    """The English address of a page in a world that knows all its parts."""
    with override("en"):
        return reverse(f"championship:{name}", kwargs={part: known[part] for part in PAGES[name]})
