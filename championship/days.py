"""How a day is written, wherever it is shown."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import pgettext


def written(day: date, form: str) -> str:
    """A day by a translated format. French writes the first of a month as "1er"."""
    if day.day == 1:
        form = form.replace("j", pgettext("date format, first day of a month", "j"))
    return date_format(day, form)
