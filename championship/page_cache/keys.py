"""Under which name a page, or what is kept of one, is found again, and how long it holds."""

import hashlib
import logging
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from time import time
from typing import Self

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from championship.spoilers import COOKIE, day_of

from .release import release
from .tokens import next_change

log = logging.getLogger(__name__)

LONGEST_QUERY = 300

# Days begin at a full or half hour of UTC wherever there is a circuit.
HALF_HOUR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is kept, with the tokens it was made under, and until when it holds."""

    tokens: tuple[str, str]
    until: float = 0

    def holds(self, now_held: tuple[str, str]) -> bool:
        return self.tokens == now_held and time() < self.until

    def keep(self, name: str, begun: datetime) -> Self | None:
        """Keep what was begun to be made at a moment; None if it does not hold any more.

        What the clock changed since then is not sure to be in it.
        """
        try:
            until = keeps_until(begun)
            seconds = int((until - timezone.now()).total_seconds())
            if seconds <= 0:
                return None
            kept = replace(self, until=until.timestamp())
            cache.set(name, kept, timeout=seconds)
        except Exception:  # Whatever the cache's own library raises: the page is made already.
            log.exception("The shared cache does not answer; a page is not kept.")
            return None
        return kept


def key(kind: str, request: HttpRequest) -> str:
    """The name of what is kept of a page: all of it that a reader can choose."""
    meta = request.META
    day = day_of(request.COOKIES.get(COOKIE, ""))
    parts = (
        release(),
        request.scheme,
        request.get_host(),
        request.path_info,
        meta.get("QUERY_STRING", ""),
        day.isoformat() if day else "",
    )
    return f"pages:{kind}:" + hashlib.sha256("\n".join(parts).encode()).hexdigest()


def is_nameable(request: HttpRequest) -> bool:
    """Whether the question is short enough that what it is answered with may be kept."""
    return len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY


def keeps_until(now: datetime) -> datetime:
    """How long a page may be kept: until the clock changes what it shows, or a day begins."""
    half_hours = (now - datetime.min.replace(tzinfo=now.tzinfo)) // HALF_HOUR + 1
    day_may_begin = datetime.min.replace(tzinfo=now.tzinfo) + half_hours * HALF_HOUR
    coming = next_change(now)
    return min(coming, day_may_begin) if coming else day_may_begin
