"""What a page says of itself to search engines and to those who share its address."""

from dataclasses import dataclass
from html import unescape

from django import template
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import get_language

from .addresses import addresses
from .articles import picture_address
from .descriptions import description

register = template.Library()

# Open Graph names a language with a country; most are named like their largest one.
COUNTRIES = {"en": "GB"}
WIDTH, HEIGHT = 1200, 630


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that goes with a page; its size where it is known."""

    address: str
    words: str
    width: int | None = None
    height: int | None = None


class CaptureNode(template.Node):
    """Keeps what it encloses as a variable of the page; it prints nothing itself."""

    child_nodelists = ("nodelist",)

    def __init__(self, nodelist, name):
        self.nodelist, self.name = nodelist, name

    def render(self, context):
        context[self.name] = self.nodelist.render(context)
        return ""


@register.tag
def capture(parser, token):
    """{% capture name %} … {% endcapture %}: said once, printed in several places."""
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return CaptureNode(nodelist, name)


@register.inclusion_tag("championship/includes/sharing.html", takes_context=True)
def sharing(context):
    """The description of this page and what Open Graph wants; `page_title` is captured."""
    request, here = context["request"], addresses(context)
    name = request.resolver_match.url_name if request.resolver_match else ""
    title = unescape(strip_tags(context["page_title"])).strip()
    words = description(name, title, context)
    picture = _picture(name, words, context)
    return {
        "title": title,
        "description": words,
        "kind": "article" if name == "article" else "website",
        "canonical": here["canonical"],
        "locale": _locale(get_language()),
        "others": [_locale(code) for code in here["alternates"] if code != get_language()],
        "picture": picture,
        "picture_address": picture and request.build_absolute_uri(picture.address),
    }


def _locale(code):
    language, _dash, country = code.partition("-")
    return f"{language}_{(country or COUNTRIES.get(language, language)).upper()}"


def _picture(name, words, context):
    """The picture of a table or a result, or the one of an article; None without one."""
    page = context.get("page")
    match name:
        case "standing" | "progress" if page and page.after:
            query = "" if page.is_newest else f"?after={page.after}"
            return _drawn(words, context, "standing-picture", page.championship.slug, query=query)
        case "result" if page and page.classification:
            return _drawn(words, context, "result-picture", page.session.slug)
        case "revision" if page and page.classification:
            parts = (page.session.slug, page.classification.revision)
            return _drawn(words, context, "revision-picture", *parts)
        case "article" if page and page.article.picture:
            stored = page.article.picture
            words = page.article.picture_text
            return Picture(picture_address(page.article), words, stored.width, stored.height)
    return None


def _drawn(words, context, name, *parts, query=""):
    season = context["season"]
    address = reverse(f"championship:{name}", args=[season.series.slug, season.slug, *parts])
    return Picture(address + query, words, WIDTH, HEIGHT)
