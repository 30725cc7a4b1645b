"""Answering with a page that is kept already, and keeping those that are not.

It stands outside of everything that makes a page, so that one that is kept costs two looks
into the cache. Whoever is logged in gets pages made afresh, which no cache between keeps.
"""

import gzip
import hashlib
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags, quote_etag

from .keys import Kept, is_nameable, key
from .tokens import scope_of, tokens

log = logging.getLogger(__name__)

# A proxy may keep a page and must ask whether it is still that; the answer is short.
SHARED = "public, no-cache"
OWN = "private, no-cache"
VARY = "Accept-Encoding, Cookie"

NEAR_PAGES = 200
LARGEST_PAGE = 2_000_000
WORTH_COMPRESSING = 500
COMPRESSIBLE = ("text/", "application/json", "application/atom+xml", "application/xml", "image/svg")

# Gzip is refused with a weight of nothing: "gzip;q=0".
READS_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage(Kept):
    """A page as it was answered."""

    headers: dict[str, str]
    etag: str
    body: bytes
    compressed: bytes

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page for a reader, or 304 if the reader has it already."""
        if self._is_known_to(request):
            short = {name: self.headers[name] for name in ("ETag", "Cache-Control", "Vary")}
            return HttpResponseNotModified(headers=short)
        accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
        shrinks = self.compressed and READS_GZIP.search(accepted)
        body = self.compressed if shrinks else self.body
        response = HttpResponse(body if request.method != "HEAD" else b"", headers=self.headers)
        response["Content-Length"] = str(len(body))
        if shrinks:
            response["Content-Encoding"] = "gzip"
        return response

    def _is_known_to(self, request: HttpRequest) -> bool:
        known = request.META.get("HTTP_IF_NONE_MATCH")
        if not known:
            return False
        # Weak or not: the same page compressed and not is the same to a reader.
        return known.strip() == "*" or self.etag[2:] in (
            tag.removeprefix("W/") for tag in parse_etags(known)
        )


class KeepPages:
    """Middleware: public pages from the shared cache, made only if they are not there.

    With KEEP_PAGES off each is made anew, and a reader who has it already is told so.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response
        self._near = Near()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_for_everybody(request):
            return _for_one_reader(self.get_response(request))
        if not settings.KEEP_PAGES:
            return self._made(request)
        try:
            now_held = tokens(scope_of(request.path_info))
            name = key("page", request)
            kept = self._held(name, now_held)
        except DisallowedHost:
            raise
        except Exception:  # Whatever the cache's own library raises: the site goes on without.
            log.exception("The shared cache does not answer; pages are made afresh.")
            return self._made(request)
        if kept is not None:
            return kept.answer(request)
        begun = timezone.now()
        return self._made(
            request, lambda page: self._keep(name, replace(page, tokens=now_held), begun)
        )

    def _held(self, name: str, now_held: tuple[str, str]) -> KeptPage | None:
        near = self._near.get(name)
        if near is not None and near.holds(now_held):
            return near
        kept = cache.get(name)
        if kept is None or not kept.holds(now_held):
            return None
        self._near[name] = kept
        return kept

    def _made(
        self, request: HttpRequest, keep: Callable[[KeptPage], None] | None = None
    ) -> HttpResponse:
        """The page made now, and kept if everybody may have it."""
        response = self.get_response(request)
        # Only a GET has its whole page: a view may leave out what HEAD does not show.
        if request.method != "GET" or not _may_be_kept(request, response):
            return _asked_again(response)
        page = _page(response)
        if keep is not None:
            keep(page)
        return page.answer(request)

    def _keep(self, name: str, page: KeptPage, begun: datetime) -> None:
        kept = page.keep(name, begun)
        if kept is not None:
            self._near[name] = kept


class Near(dict):
    """The pages that this process answered with lately, so that they need not be fetched."""

    def __setitem__(self, name: str, page: KeptPage) -> None:
        if name not in self and len(self) >= NEAR_PAGES:
            self.pop(next(iter(self), None), None)
        super().__setitem__(name, page)


def _is_for_everybody(request: HttpRequest) -> bool:
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and is_nameable(request)
    )


def _for_one_reader(response: HttpResponse) -> HttpResponse:
    if not response.has_header("Cache-Control"):
        response["Cache-Control"] = OWN
    return response


def _asked_again(response: HttpResponse) -> HttpResponse:
    """What is not there may be there soon, and not for whoever hides results."""
    if response.cookies:
        return _for_one_reader(response)
    if not response.has_header("Cache-Control"):
        response["Cache-Control"] = SHARED
        patch_vary_headers(response, VARY.split(", "))
    return response


def _may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """A whole page of the public site, the same for everybody who asks for it like this."""
    match = request.resolver_match
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and match is not None
        and "admin" not in match.app_names
        and not {"private", "no-store"} & set(_words(response.get("Cache-Control", "")))
        and len(response.content) <= LARGEST_PAGE
    )


def _words(header: str) -> list[str]:
    return [word.strip().lower() for word in header.split(",")]


def _page(response: HttpResponse) -> KeptPage:
    body = response.content
    kind = response.get("Content-Type", "")
    shrinks = kind.startswith(COMPRESSIBLE) and len(body) >= WORTH_COMPRESSING
    digest = hashlib.sha256(body).hexdigest()[:32]
    headers = dict(response.items())
    headers.setdefault("Cache-Control", SHARED)
    headers |= {"ETag": f"W/{quote_etag(digest)}", "Vary": VARY}
    return KeptPage(
        tokens=("", ""),
        headers=headers,
        etag=headers["ETag"],
        body=body,
        compressed=gzip.compress(body, mtime=0) if shrinks else b"",
    )
