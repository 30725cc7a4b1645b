"""Rows of tables: what a column makes of a record stands in its cell, and nothing else."""

from dataclasses import dataclass
from fractions import Fraction

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils.html import format_html
from django.utils.translation import override

from championship.tables.base import Column, Table
from tests.views.html import Page

HOSTILE = """<script>alert("1")</script> & 'so on'"""
ESCAPED = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#x27;so on&#x27;"


@dataclass
class Car:
    number: str
    team: str = "COOL Racing"
    laps: int | None = 90
    group: str = ""
    unknown: str = ""


class CarTable(Table):
    number = Column("No", orderable=True, row_header=True)
    team = Column("Team")
    laps = Column("Laps")

    class Meta:
        row_attrs = {"class": lambda record: "winner" if record.number == "17" else ""}

    def render_laps(self, record, value):
        return format_html("<b>{}</b> of {}", value, record.team) if value else None


def rows_of(cars, **kwargs):
    return CarTable(cars, **kwargs).body


def test_row_has_a_cell_for_each_column_and_a_head():
    assert rows_of([Car("4")]) == (
        '<tbody>\n<tr><th scope="row" class="col-number">4</th>'
        '<td class="col-team">COOL Racing</td>'
        '<td class="col-laps"><b>90</b> of COOL Racing</td></tr>\n</tbody>\n'
    )


def test_row_has_the_class_that_its_record_asks_for():
    assert rows_of([Car("17")]).startswith('<tbody>\n<tr class="winner"><th')


def test_cell_without_a_value_is_empty():
    assert '<td class="col-laps"></td>' in rows_of([Car("4", laps=None)])


@pytest.mark.parametrize("fact", ["number", "team", "group", "unknown"])
def test_what_people_wrote_never_becomes_markup(fact):
    body = rows_of([Car(**({"number": "4"} | {fact: HOSTILE}))])

    assert ESCAPED in body
    assert "<script" not in body


def test_rows_of_another_group_have_a_body_and_a_heading_of_their_own():
    body = rows_of([Car("4", group="LMP2"), Car("17", group="LMP2"), Car("7", group="GT")])

    assert body.count("<tbody>") == body.count("</tbody>") == 2
    assert body.count('<tr class="group-row"><th scope="rowgroup" colspan="3">') == 2


def test_unknown_places_stand_in_a_line_above_their_row():
    body = rows_of([Car("4"), Car("7", unknown="2–3: not known")])

    unknown = '<tr class="unknown-row"><td colspan="3">2–3: not known</td></tr>\n'
    assert unknown + '<tr><th scope="row" class="col-number">7</th>' in body


def test_table_without_rows_has_its_words_for_it():
    assert rows_of([], empty_text="None & nobody") == (
        '<tbody>\n<tr class="empty-row"><td colspan="3">None &amp; nobody</td></tr>\n</tbody>\n'
    )


def test_numbers_are_written_as_the_language_of_the_page_writes_them():
    class Sums(Table):
        value = Column("Value")

    with override("de"):
        body = Sums([{"value": 16.5}, {"value": Fraction(1, 2)}]).body

    assert [cell in body for cell in (">16,5<", ">1/2<")] == [True, True]


def test_column_that_wants_more_than_value_and_record_is_refused():
    class Counting(Table):
        number = Column("No")

        def render_number(self, bound_row):
            return bound_row.row_counter

    with pytest.raises(TypeError, match="value and record"):
        Counting([Car("4")]).body  # noqa: B018


@pytest.mark.parametrize(
    ("asked", "numbers"), [("number", ["17", "4", "7"]), ("-number", ["7", "4", "17"])]
)
def test_rows_come_in_the_order_that_a_reader_asks_for(asked, numbers):
    table = CarTable([Car("4"), Car("17"), Car("7")], order_by=asked)

    page = page_of(table)

    assert [row[0] for row in page.tables()[0][1:]] == numbers
    assert [row[0] for row in table.as_values()][1:] == numbers


def test_head_of_a_column_sorts_by_it_and_tells_that_it_does():
    first, *others = page_of(CarTable([Car("4")], order_by="number")).root.find("th")

    assert (first.attrs["aria-sort"], next(first.find("a")).attrs["href"]) == (
        "ascending",
        "?sort=-number",
    )
    assert [list(head.find("a")) for head in others] == [[], [], []]


def test_cells_are_those_that_django_tables2_makes():
    table = CarTable([Car("4"), Car("17", laps=88)])

    cells = [cell for row in table.rows for cell in row]

    assert [f">{cell}<" in table.body for cell in cells] == [True] * 6


def page_of(table):
    """The table as its template shows it."""
    template = engines["django"].from_string("{% load django_tables2 %}{% render_table table %}")
    html = template.render({"table": table}, RequestFactory().get("/"))
    return Page(type("Response", (), {"content": html.encode()}))
