"""Where readers choose after which event they don't want to know results yet."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from championship.queries.spoilers import events_to_choose
from championship.spoilers import COOKIE, day_of

ONE_YEAR = 365 * 24 * 60 * 60


# The forms stand on pages that are kept for everybody, which a token would make impossible.
# What they change is a wish of the reader's own; pages of other sites are refused.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def spoilers(request):
    """The form, and the cookie that it sets: `until` is a day, or empty to show everything."""
    if request.method != "POST":
        context = {"seasons": events_to_choose(), "next": _next(request, request.GET)}
        return render(request, "championship/spoilers.html", context)
    _refuse_other_sites(request)
    response = HttpResponseRedirect(_next(request, request.POST))
    day = day_of(request.POST.get("until", ""))
    if day is None:
        response.delete_cookie(COOKIE)
    else:
        response.set_cookie(
            COOKIE,
            day.isoformat(),
            max_age=ONE_YEAR,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return response


def _next(request, given):
    """Where the reader came from, if that is a page of this site; otherwise home."""
    address = given.get("next", "")
    is_here = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if is_here else reverse("championship:home")


def _refuse_other_sites(request):
    origin = request.headers.get("Origin")
    if origin not in (None, f"{request.scheme}://{request.get_host()}"):
        raise PermissionDenied
