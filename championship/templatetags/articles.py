"""The text and the picture of an article."""

import re

from django import template
from django.conf import settings
from django.urls import Resolver404, resolve, reverse, translate_url
from django.utils.html import escape, format_html, linebreaks
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, override

from championship.models import Article

register = template.Library()

# [words](/aslms/2023-24/calendar/) or [words](https://…), and the address of a page alone.
ADDRESS = r"/(?:[\w.~-]+/)+(?:[\w.~-]*\w)?"
LINK = re.compile(
    rf"\[(?P<words>[^\[\]\n]+)\]\((?P<to>{ADDRESS}|https?://[^\s()<>\"']+)\)"
    rf"|(?<![\w/.:\])(])(?P<page>{ADDRESS})",
    re.ASCII,
)


@register.filter
def article_text(text: str) -> str:
    """Paragraphs, with links where a page of the site or [words](address) is written.

    A page of the site is linked in the language of the page that is read. Everything else
    is text and nothing but text.
    """
    parts, at = [], 0
    for found in LINK.finditer(text):
        parts += [escape(text[at : found.start()]), _linked(found)]
        at = found.end()
    whole = "".join([*parts, escape(text[at:])])
    return mark_safe(linebreaks(whole))  # every part is escaped, or a link of escaped parts


@register.filter
def without_links(text: str) -> str:
    """The words alone, for where a link would lead nowhere."""
    return LINK.sub(lambda found: found["words"] or found["page"], text)


@register.simple_tag
def picture_address(article: Article) -> str:
    """The address of an article's lead picture; another picture has another."""
    return reverse("championship:article-picture", args=[article.slug, article.picture.sha256])


def _linked(found: re.Match) -> str:
    address = found["to"] or found["page"]
    if address.startswith("/"):
        address = _page(address)
    if address is None:
        return escape(found["words"] or found["page"])
    return format_html('<a href="{}">{}</a>', address, found["words"] or address)


def _page(address: str) -> str | None:
    """A public page, written in English, in the language in use; None if it is none."""
    with override(settings.LANGUAGE_CODE):
        try:
            namespaces = resolve(address).namespaces
        except Resolver404:
            return None
    if namespaces != ["championship"]:
        return None
    wanted = get_language()
    with override(settings.LANGUAGE_CODE):
        return translate_url(address, wanted)
