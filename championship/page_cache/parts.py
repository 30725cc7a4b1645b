"""The costly parts of a page with figures, kept for when the page itself is made anew.

A page is made anew for whoever is logged in, and for everybody after a notice or an article came
out, which may stand anywhere. Neither changes a table of points. So what a template encloses in
`{% keep %}` is kept by itself, until something else of its season is written.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from championship.models import Season

from .keys import Kept, is_nameable, key
from .tokens import FIGURES, scope_of, tokens

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts(Kept):
    """What is kept of a page: the season it is of, and parts as HTML by their names."""

    season: Season | None
    html: dict[str, str] = field(default_factory=dict)


def render_with_parts(
    request: HttpRequest, template: str, section: str, make: Callable[[], dict[str, Any]]
) -> HttpResponse:
    """A page of a season whose `{% keep %}` parts are kept; `make` is called if they are not.

    `make` gives the context of the whole page, with its `season`; whatever it raises is
    raised. Its parts show nothing of the reader, and no news or notices. Those of a season
    that is not public are never kept.
    """
    if not (settings.KEEP_PARTS and is_nameable(request)):
        return render(request, template, make() | {"section": section})
    try:
        name, now_held = key("parts", request), tokens(scope_of(request.path_info), FIGURES)
        kept = cache.get(name)
    except Exception:  # Whatever the cache's own library raises: the site goes on without.
        log.exception("The shared cache does not answer; parts of pages are made afresh.")
        return render(request, template, make() | {"section": section})
    if kept is not None and kept.holds(now_held):
        context = {"season": kept.season, "section": section, "parts": kept}
        return render(request, template, context)
    begun = timezone.now()
    context = make()
    parts = Parts(tokens=now_held, season=context["season"])
    response = render(request, template, context | {"section": section, "parts": parts})
    if parts.season is not None and parts.season.is_public:
        parts.keep(name, begun)
    return response
