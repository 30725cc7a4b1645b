"""What is decided once for every request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .spoilers import COOKIE, day_of, results_until


def spoiler_shield(get_response: Callable[[HttpRequest], HttpResponse]):
    """Public pages for a reader who hides results show none after the reader's day.

    Staff pages are never shielded: whoever publishes must see everything.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        cookie = request.COOKIES.get(COOKIE)
        day = day_of(cookie) if cookie and not _is_staff_page(request) else None
        with results_until(day):
            return get_response(request)

    return middleware


def _is_staff_page(request: HttpRequest) -> bool:
    return "admin" in request.path_info.split("/")[1:3]
