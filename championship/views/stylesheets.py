"""The colours of a season's classes as a stylesheet."""

import hashlib

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from championship.colour import tones

from .finding import season_or_404


@require_safe
def class_colours(request, series, season):
    season = season_or_404(request, series, season)
    classes = [(row.slug, tones(row.colour)) for row in season.classes.all()]
    css = render_to_string("championship/classes.css", {"classes": classes})
    etag = quote_etag(hashlib.sha256(css.encode()).hexdigest()[:20])
    response = HttpResponse(css, content_type="text/css; charset=utf-8", headers={"ETag": etag})
    kept_by = {"public": True} if season.is_public else {"private": True}
    patch_cache_control(response, max_age=300, **kept_by)
    return get_conditional_response(request, etag=etag, response=response)
