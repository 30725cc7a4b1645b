"""A table as a CSV file that a spreadsheet can open without running anything."""

import csv
import io
import re
from typing import Any

from django.utils.html import strip_tags

# What makes a spreadsheet take a cell for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?", re.ASCII)


def table_as_csv(table: Any) -> str:
    """All rows of a django-tables2 table behind one row of heads, in the active language.

    Cells that a spreadsheet would run as a formula get an apostrophe in front, except
    plain numbers; heads lose their HTML.
    """
    heads, *rows = table.as_values()
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(harmless(strip_tags(str(head))) for head in heads)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return file.getvalue()


def harmless(cell: Any) -> str:
    """The cell as text that no spreadsheet takes for a formula."""
    text = "" if cell is None else str(cell)
    if text.startswith(FORMULA) and not NUMBER.fullmatch(text):
        return f"'{text}"
    return text
