"""The body of a table, made in one go: each column is asked once how it renders its cells.

django-tables2 would ask each column anew for the attributes and the function of every
single cell, which costs more than all that stands in the cells. Columns, their order, the
sorting of the rows and files stay with it.
"""

from itertools import groupby

from django.utils.formats import localize
from django.utils.safestring import SafeString
from django_tables2.utils import signature

from championship.markup import escaped, html

PLAIN = (str, int)


def body_of(table) -> SafeString:
    """All rows of a table's page: a <tbody>, and a new one wherever a record's `group` changes.

    A record with a word as its `unknown` gets a line of its own above it. Cells are
    escaped unless they are safe already. The attributes of a column's cells are the same
    in all rows; those of a row may be functions of its record.
    """
    columns = list(table.columns)
    row_of, width = _row_of(table, columns), len(columns)
    records = [row.record for row in table.paginated_rows]
    groups = groupby(records, lambda record: getattr(record, "group", ""))
    bodies = [_group_row(group, width) + "".join(map(row_of, own)) for group, own in groups]
    if not records and table.empty_text:
        bodies = [_wide_row("empty-row", table.empty_text, width)]
    return SafeString("".join(f"<tbody>\n{body}</tbody>\n" for body in bodies or [""]))


def _row_of(table, columns):
    """A function from a record to the HTML of its row, with what stands above it."""
    row_tag, width = _row_tag_of(table), len(columns)
    cells = [_cell_of(column) for column in columns]

    def row(record):
        shown = "".join([cell(record) for cell in cells])
        return f"{_unknown_row(record, width)}{row_tag(record)}{shown}</tr>\n"

    return row


def _cell_of(column):
    """A function from a record to the HTML of its cell in this column."""
    attrs = column.attrs
    tag, scope = ("th", ' scope="row"') if attrs.get("row_header") else ("td", "")
    shown = attrs["td"].as_html()
    opening, closing = f"<{tag}{scope}{' ' if shown else ''}{shown}>", f"</{tag}>"
    content = _content_of(column)
    return lambda record: f"{opening}{_escaped(content(record))}{closing}"


def _content_of(column):
    """A function from a record to what the column's render function makes of it."""
    render, resolve = column.render, column.accessor.resolve
    match signature(render)[0]:
        case ("record",):
            return lambda record: render(record=record)
        case ("value",):
            return lambda record: render(value=resolve(record, quiet=True))
        case ("record", "value") | ("value", "record"):
            return lambda record: render(value=resolve(record, quiet=True), record=record)
        case wanted:
            raise TypeError(f"{column.name}: a cell is made of value and record, not of {wanted}.")


def _escaped(content):
    """Text as a template would print it; nothing for None."""
    if content is None:
        return ""
    return escaped(content if isinstance(content, PLAIN) else localize(content))


def _row_tag_of(table):
    """A function from a record to the opening tag of its row."""
    if not table.row_attrs:
        return lambda record: "<tr>"

    def opening(record):
        told = {
            name: value(record) if callable(value) else value
            for name, value in table.row_attrs.items()
        }
        attrs = [html(' {}="{}"', name, value) for name, value in told.items() if value]
        return f"<tr{''.join(attrs)}>"

    return opening


def _group_row(group, width):
    if not group:
        return ""
    return html(
        '<tr class="group-row"><th scope="rowgroup" colspan="{}">{}</th></tr>\n', width, group
    )


def _unknown_row(record, width):
    unknown = getattr(record, "unknown", "")
    return _wide_row("unknown-row", unknown, width) if unknown else ""


def _wide_row(name, words, width):
    return html('<tr class="{}"><td colspan="{}">{}</td></tr>\n', name, width, words)
