"""What every page knows."""

from django.conf import settings
from django.urls import translate_url
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_info

from championship.spoilers import seen_until


def languages(request):
    """This page's address in every language; worked out once, where a template shows it.

    The template of a table asks for its context anew and shows none.
    """
    codes = [code for code, _name in settings.LANGUAGES]
    return {"language_links": SimpleLazyObject(lambda: links_in(codes, request))}


def shield(request):
    """The last day whose results the reader wants to see, if there is one."""
    return {"seen_until": seen_until()}


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
