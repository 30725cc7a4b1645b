"""The signs of pages and tables: plates, places, countries, states. Words in <i> are read aloud.

Each is a tag for templates and a function for the cells of tables.
"""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from championship.markup import escaped, html, html_join

register = template.Library()

STATES = {
    "draft": gettext_lazy("Draft"),
    "provisional": gettext_lazy("Provisional"),
    "final": gettext_lazy("Final"),
    "amended": gettext_lazy("Amended"),
}
# A win is solid, second and third outlined, the rest plain.
SQUARES = {"1": "place-win", "2": "place-podium", "3": "place-podium"}


def spoken(shown: object, words: object, *, kind: str = "", tag: str = "span") -> SafeString:
    """What eyes see, and the words that are read in its stead; `kind` is its class."""
    named = f' class="{kind}"' if kind else ""
    read = f"<i>{escaped(words)}</i>" if words else ""
    return SafeString(f'<{tag}{named} aria-hidden="true">{escaped(shown)}</{tag}>{read}')


@register.simple_tag
def number_plate(
    number: str, class_code: str, class_slug: str, size: str = "", url: str = ""
) -> SafeString:
    """A number plate with the class in words; `size` is "dense" or "page"."""
    kind = f"number-plate number-plate-{size}" if size else "number-plate"
    words = _("Car %(number)s, %(class_code)s") % {"number": number, "class_code": class_code}
    if not url and size != "page":
        return spoken(number, words, kind=f"{kind} class-{escaped(class_slug)}")
    shown = spoken(number, words)
    if size == "page":
        shown = html("{}{}", shown, spoken(class_code, "", kind="band"))
    if url:
        return html('<a class="{} class-{}" href="{}">{}</a>', kind, class_slug, url, shown)
    return html('<span class="{} class-{}">{}</span>', kind, class_slug, shown)


def plate(number: str, car_class, *, size: str = "") -> SafeString:
    return number_plate(number, car_class.code, car_class.slug, size)


@register.simple_tag
def country_code(code3: str, name: str) -> str:
    """A country in three letters, its name read aloud; nothing without one."""
    return spoken(code3, name, tag="abbr") if code3 else ""


def country(shown) -> str:
    """`shown` is a Country, perhaps an empty one: its flag beside its code, where many stand."""
    if not shown:
        return ""
    across, down = shown.code.lower()
    flag = html('<span class="flag flag-{} flag-_{}"></span> {}', across, down, shown.alpha3)
    return spoken(flag, shown.name, tag="abbr")


@register.simple_tag
def category(letter: str, name: str) -> str:
    """A driver's category: a boxed letter, whose word is read aloud and stands in the legend."""
    return spoken(letter, name, kind="category-letter") if letter else ""


@register.simple_tag
def place(figure: object, label: str = "") -> SafeString:
    """A place in its square; `label` is read instead of the figure."""
    shown = str(figure)
    kind = f"place-square {SQUARES.get(shown, '')}".strip()
    if label:
        return spoken(shown, label, kind=kind, tag="b")
    return html('<b class="{}">{}</b>', kind, shown)


@register.simple_tag
def pole() -> SafeString:
    return spoken("P", _("pole position"), kind="pole")


@register.simple_tag
def fastest_lap() -> SafeString:
    letter = pgettext("short: fastest lap", "F")
    return spoken(letter, _("fastest lap"), kind="pole")


@register.simple_tag
def state(state: str, label: str = "") -> SafeString:
    """The label of a state; `label` stands in place of its word."""
    return html(
        '<span class="state-label state-{}">{}</span>', state, label or STATES.get(state, "")
    )


def new() -> SafeString:
    """A mark for what is new on a list."""
    return html(' <span class="tag tag-new">{}</span>', _("New"))


def winners(cars) -> str:
    """The plates of the first car of each class."""
    if not cars:
        return ""
    return html('<ul class="plates">{}</ul>', html_join("", map(_winner, cars)))


def _winner(car):
    return html(
        '<li><span class="racing-class class-{}" aria-hidden="true">{}</span> {}</li> ',
        car.car_class.slug,
        car.car_class.code,
        plate(car.number, car.car_class, size="dense"),
    )


def moved(places: int | None, words: str) -> SafeString:
    """Places won or lost since before, None for somebody new; `words` say it aloud."""
    shown = pgettext("in a table", "new") if places is None else _arrow(places)
    return spoken(shown, f", {words}", kind="moved")


def _arrow(places):
    if not places:
        return "–"
    return f"▲{places}" if places > 0 else f"▼{-places}"


def note_refs(letters, *, hanging: bool = True) -> str:
    """Links to footnotes; hanging outside they leave the figures aligned."""
    if not letters:
        return ""
    links = html_join(" ", map(_note_ref, letters))
    kind = "note-ref" if hanging else "note-ref note-ref-inline"
    return html('<span class="{}">{}</span>', kind, links)


def _note_ref(letter):
    label = _("Note %(letter)s") % {"letter": letter}
    return html('<a href="#note-{}" aria-label="{}">{}</a>', letter, label, letter)
