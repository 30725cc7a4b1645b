"""Every public page, read from the list of addresses, so that a new one is covered."""

from django.urls import URLResolver, reverse
from django.utils.translation import override

from championship.urls import urlpatterns

GLOBAL = {"home", "series-list", "news"}
# Entry lists may cost eight queries, a result nine, a table with its notes and rules twelve,
# the page of an event with its notice board fifteen, anything else ten or so.
ENTRIES = ("entries", "event-entries", "entry-revision")
COSTLY = (*ENTRIES, "results", "standings")
RESULTS = ("result", "revision")
LIMITS = dict.fromkeys([*COSTLY, *(f"{name}-csv" for name in COSTLY)], 8)
LIMITS |= dict.fromkeys(
    [*RESULTS, *(f"{name}-{form}" for name in RESULTS for form in ("csv", "print"))], 9
)
LIMITS |= {"result-changes": 7, "home": 11, "event": 15}
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
