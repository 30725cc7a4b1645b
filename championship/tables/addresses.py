"""Addresses that differ in one word only: long tables have hundreds of them."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from championship.markup import html

WORD = "the-word-that-differs"


def address(page: str, slug: str) -> str:
    """As reverse() makes it for a page with one slug: "/fr/teams/cool-racing/"."""
    return slug.join(_around(page, get_language(), get_script_prefix()))


def linked(page: str, slug: str, name: str, *, kind: str = "") -> SafeString:
    """A name with the way to its page; `kind` is its class."""
    if kind:
        return html('<a class="{}" href="{}">{}</a>', kind, address(page, slug), name)
    return html('<a href="{}">{}</a>', address(page, slug), name)


@lru_cache
def _around(page, _language, _prefix):
    """What stands before and after the slug; the other arguments tell addresses apart."""
    return reverse(f"championship:{page}", args=[WORD]).split(WORD)
