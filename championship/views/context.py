"""What every page knows."""

from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info


def languages(request):
    """This page's address in every language, for the foot of the page."""
    here = request.get_full_path()
    current = get_language()
    return {
        "language_links": [
            {
                "code": code,
                "label": get_language_info(code)["name_local"].capitalize(),
                "url": translate_url(here, code),
                "current": code == current,
            }
            for code, _name in settings.LANGUAGES
        ]
    }
