"""The parts of a cell, from the same templates that pages include."""

from django.template.loader import get_template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _


def _part(part, /, **context):
    html = get_template(f"championship/includes/{part}.html").render(context)
    return mark_safe(html.strip())


def plate(number, car_class, *, size=""):
    return _part(
        "plate", number=number, class_code=car_class.code, class_slug=car_class.slug, size=size
    )


def country(shown):
    """`shown` is a Country, perhaps an empty one."""
    return _part("country", code3=shown.alpha3, name=shown.name) if shown else ""


def category(letter, name):
    return _part("category", letter=letter, name=name) if letter else ""


def new():
    """A mark for what is new on a list."""
    return format_html(' <span class="tag tag-new">{}</span>', _("New"))


def place(figure, *, label=""):
    return _part("place", place=figure, label=label)


def pole():
    return _part("pole")


def fastest_lap():
    return _part("fastest_lap")


def gained(places):
    """Places won since the start; nothing if that is not known."""
    return "" if places is None else _part("gained", places=places)


def state(state):
    return _part("state", state=state)


def matrix_cell(cell):
    return _part("matrix_cell", cell=cell)


def winners(cars):
    """The plates of the first cars of each class."""
    return _part("winners", cars=cars) if cars else ""


def rank(row, *, shows_movement):
    return _part("rank", row=row, shows_movement=shows_movement)


def why(url, points, who):
    return _part("why", url=url, points=points, who=who)


def reason(words, decision):
    """Why points were given or taken, with the decision behind it."""
    return _part("reason", words=words, decision=decision) if decision else words


def note_refs(letters, *, hanging=True):
    """Links to footnotes; hanging outside they leave the figures aligned."""
    if not letters:
        return ""
    links = format_html_join(
        " ",
        '<a href="#note-{}" aria-label="{}">{}</a>',
        ((letter, _("Note %(letter)s") % {"letter": letter}, letter) for letter in letters),
    )
    kind = "note-ref" if hanging else "note-ref note-ref-inline"
    return format_html('<span class="{}">{}</span>', kind, links)
