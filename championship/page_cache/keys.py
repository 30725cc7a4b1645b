"""Under which name a page, or what is kept of one, is found again."""

import hashlib
from datetime import datetime, timedelta

from django.http import HttpRequest

from championship.spoilers import COOKIE, day_of

from .release import release
from .tokens import next_change

LONGEST_QUERY = 300

# Days begin at a full or half hour of UTC wherever there is a circuit.
HALF_HOUR = timedelta(minutes=30)


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
