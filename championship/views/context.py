"""What every page knows."""

from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info


def languages(request):
    """This page's address in every language, for the foot of the page."""
    return {"language_links": links_in([code for code, _name in settings.LANGUAGES], request)}


def links_in(codes, request):
    """This page's address in each of some languages, each named in itself."""
    here = request.get_full_path()
    current = get_language()
    return [
        {
            "code": code,
            "label": get_language_info(code)["name_local"].capitalize(),
            "url": translate_url(here, code),
            "current": code == current,
        }
        for code in codes
    ]
