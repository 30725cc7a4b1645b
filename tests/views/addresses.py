"""Every public page, read from the list of addresses, so that a new one is covered."""

from django.urls import URLResolver, reverse
from django.utils.translation import override

from championship.urls import urlpatterns

GLOBAL = {"home", "series-list", "news"}
# Entry lists, results and standings may cost six queries, every other page ten.
ENTRIES = ("entries", "event-entries", "entry-revision", "entry")
SIX = (*ENTRIES, "results", "result", "revision", "standings", "standing")
FORMS = ("", "-csv", "-print")
LIMITS = {f"{name}{form}": 6 for name in SIX for form in FORMS}
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
PICTURES = {name for name in PAGES if name.endswith("-picture")}
FOR_PROGRAMS = {name for name in PAGES if name.endswith(("-feed", "-ics", "-json"))}
# The styleguide is for staff and has tests of its own.
NO_PAGES = {*FILES, *DOCUMENTS, *PICTURES, *FOR_PROGRAMS, "class-colours", "styleguide"}
HTML = [name for name in PAGES if name not in NO_PAGES]


def address(name, **known):
    """The English address of a page in a world that knows all its parts."""
    with override("en"):
        return reverse(f"championship:{name}", kwargs={part: known[part] for part in PAGES[name]})
