"""What all public tables share."""

import django_tables2
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .body import body_of

# Heads of columns are written once, and read in the language of each page.
format_html_lazy = lazy(format_html, SafeString)


class Column(django_tables2.Column):
    """A column whose file holds the plain value of the record, never the page's HTML.

    `row_header` makes its cells heads of their row; `page_only` keeps it out of files.
    The head of an `orderable` one is a link by which readers sort the rows.
    """

    def __init__(
        self, verbose_name="", *, row_header=False, page_only=False, orderable=False, **kwargs
    ):
        super().__init__(
            verbose_name=verbose_name,
            orderable=orderable,
            empty_values=(),
            attrs={"row_header": True} if row_header else {},
            exclude_from_export=page_only,
            **kwargs,
        )

    def value(self, value):
        return value


class FileColumn(Column):
    """A column that only the file has."""

    def __init__(self, verbose_name, **kwargs):
        super().__init__(verbose_name, visible=False, **kwargs)


class Table(django_tables2.Table):
    """Column classes are col-<name>, without what follows an underscore: round_3 is col-round."""

    def get_column_class_names(self, classes_set, bound_column):
        return {f"col-{bound_column.name.split('_')[0]}"}

    @property
    def body(self):
        """Its rows as HTML, for the template of all tables."""
        return body_of(self)

    def as_values(self, exclude_columns=None):
        """Plain values: render_<column> is for the page, only value_<column> for the file."""
        for column in self.columns.iterall():
            column.value = getattr(self, f"value_{column.name}", column.column.value)
        return super().as_values(exclude_columns)


def hidden(words):
    """A column's head that only screen readers need."""
    return format_html_lazy('<span class="visually-hidden">{}</span>', words)
