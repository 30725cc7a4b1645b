"""Texts in several languages, a labelled field for each."""

import json
from contextlib import suppress

from django.conf import settings
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.utils.html import format_html, format_html_join
from i18nfield.forms import I18nFormField, I18nWidget
from i18nfield.strings import LazyI18nString


class LanguagesWidget(I18nWidget):
    """A field for each language under its name: a placeholder is gone once somebody types.

    A text for all languages stands in the first.
    """

    def decompress(self, value):
        texts = value.data if isinstance(value, LazyI18nString) else value
        if not isinstance(texts, dict):
            texts = {self.locales[0]: str(value or "")}
        return [texts.get(code) for code in self.locales]

    def render(self, name, value, attrs=None, renderer=None):
        return super().render(name, value, {"placeholder": "", **(attrs or {})}, renderer)

    def format_output(self, rendered_widgets, id_):
        names = dict(settings.LANGUAGES)
        lines = (
            (f"{id_}_{number}", names[code], field)
            for number, (code, field) in enumerate(zip(self.locales, rendered_widgets, strict=True))
        )
        fields = format_html_join("", '<div><label for="{}">{}</label>{}</div>', lines)
        return format_html('<div class="languages" id="{}">{}</div>', id_, fields)


class LineInLanguages(LanguagesWidget):
    widget = AdminTextInputWidget


class TextInLanguages(LanguagesWidget):
    """A few lines to begin with: the browser lets them be drawn larger."""

    def widget(self, attrs):
        return AdminTextareaWidget({"rows": 3, **attrs})


class LanguagesField(I18nFormField):
    """One text for all languages if only the first is filled in, else one for each.

    Of a required one any language is enough. Browsers send other line ends than the
    database keeps.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.required = self.one_required

    def clean(self, value):
        return super().clean(_lines(value))

    def has_changed(self, initial, data):
        return super().has_changed(initial, _lines(data))

    def compress(self, data_list):
        texts = {code: text for code, text in zip(self.locales, data_list, strict=True) if text}
        first = texts.get(self.locales[0], "")
        is_for_all = set(texts) <= {self.locales[0]} and not _is_read_otherwise(first)
        return LazyI18nString(first if is_for_all else texts)


def _is_read_otherwise(text):
    """Whether a text alone would be read as something else: true, null or a number."""
    with suppress(ValueError):
        json.loads(text)
        return True
    return False


def _lines(value):
    if not isinstance(value, list):
        return value
    return [part.replace("\r\n", "\n") if isinstance(part, str) else part for part in value]
