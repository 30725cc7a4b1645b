"""The parts of a cell, from the same templates that pages include."""

from django.template.loader import get_template
from django.utils.safestring import mark_safe


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


def place(figure, *, label=""):
    return _part("place", place=figure, label=label)


def pole():
    return _part("pole")


def state(state):
    return _part("state", state=state)


def matrix_cell(cell):
    return _part("matrix_cell", cell=cell)
