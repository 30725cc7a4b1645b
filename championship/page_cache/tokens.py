"""Tokens that pages are kept under. A new token drops all pages under the old one at once."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from time import monotonic

from django.core.cache import cache
from django.db.models import Value
from django.db.models.functions import Coalesce

from championship.addresses import LANGUAGE_PREFIXES, is_reserved
from championship.models import Article, Classification, Notice, Session

# Every page rests on this one; pages that look at more than one season rest on SITE too.
ALL = "pages:all"
SITE = "pages:site"
# What news and notices say changes no figure: the parts of pages that hold figures rest on this.
FIGURES = "pages:figures"
# When the clock alone will change what pages show: an embargo ends, a session starts.
NEXT_CHANGE = "pages:next-change-under"
LONGEST_SESSION = timedelta(days=2)

# So many seconds after a publication another process may still answer with the page before it.
# It spares a busy process the way to the shared cache for all but ten pages a second.
MOMENT = 0.1
_heard: dict[tuple[str, str], tuple[tuple[str, str], float]] = {}


def season_scope(series: str, season: str) -> str:
    """The token of one season's pages, by the slugs of its address.

    There are 256 of them, so that addresses somebody makes up don't fill the cache. Two seasons
    that share one are dropped together.
    """
    return f"pages:season:{hashlib.sha256(f'{series}/{season}'.encode()).hexdigest()[:2]}"


def scope_of(path: str) -> str:
    """The token that the page at an address rests on: its season's, or the whole site's.

    "/fr/aslms/2023-24/results/" is of a season, "/", "/drivers/joel-sturm/" and the home of a
    season, which tells what changed against the one before, are of the site.
    """
    words = [word for word in path.split("/") if word]
    if words and words[0] in LANGUAGE_PREFIXES:
        del words[0]
    if len(words) < 3 or is_reserved(words[0]):
        return SITE
    return season_scope(words[0], words[1])


def tokens(scope: str, every: str = ALL) -> tuple[str, str]:
    """The token that `every` page or part of one rests on, and that of a scope.

    They are made if nobody has made them yet. A process that asked the shared cache a moment
    ago goes by what it heard then.
    """
    now = monotonic()
    heard, at = _heard.get((every, scope), (None, 0.0))
    if heard is not None and now - at < MOMENT:
        return heard
    found = cache.get_many([every, scope])
    held = _token(every, found), _token(scope, found)
    _heard[every, scope] = held, now
    return held


def forget_tokens() -> None:
    """Ask the shared cache again at the next page."""
    _heard.clear()


def drop_everything() -> None:
    """From now on no page is found that was kept before, and no part of one."""
    _renew([ALL, FIGURES])


def drop_pages() -> None:
    """From now on no page is found that was kept before. The parts with figures stay."""
    _renew([ALL])


def drop_seasons(scopes: Iterable[str]) -> None:
    """From now on no page of these seasons is found, and none that looks at several."""
    _renew([SITE, *scopes])


def next_change(now: datetime) -> datetime | None:
    """When the clock will change what pages show next. One query, asked once until then.

    The answer rests on the tokens that held before it was looked up: a write meanwhile made
    it wrong.
    """
    found = cache.get_many([ALL, SITE, NEXT_CHANGE])
    held = _token(ALL, found), _token(SITE, found)
    rests_on, moment = found.get(NEXT_CHANGE, (None, None))
    if rests_on != held or (moment is not None and moment <= now):
        moment = _next_change(now)
        cache.set(NEXT_CHANGE, (held, moment), timeout=None)
    return moment


def _next_change(now: datetime) -> datetime | None:
    lately = now - LONGEST_SESSION
    rows = [
        Article.objects.filter(published_at__gt=now).values_list("published_at", Value(0)),
        Notice.objects.filter(published_at__gt=now).values_list("published_at", Value(0)),
        Classification.objects.filter(provisional_until__gt=now).values_list(
            "provisional_until", Value(0)
        ),
        Session.objects.filter(starts_at__gt=lately).values_list(
            "starts_at", Coalesce("duration_minutes", 0)
        ),
    ]
    first, *others = (asked.order_by() for asked in rows)
    moments = set()
    for moment, minutes in first.union(*others):
        moments |= {moment, moment + timedelta(minutes=minutes)}
    return min((moment for moment in moments if moment > now), default=None)


def _token(scope: str, found: dict[str, str]) -> str:
    # Two readers who make it at once agree on the first one's.
    return found.get(scope) or cache.get_or_set(scope, _new, timeout=None)


def _renew(scopes: list[str]) -> None:
    cache.set_many({scope: _new() for scope in scopes}, timeout=None)
    forget_tokens()


def _new() -> str:
    # Never a count: one that was lost would begin again, and old pages with it.
    return secrets.token_hex(8)
