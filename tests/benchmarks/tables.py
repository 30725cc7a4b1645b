"""A table of 40 rows in three ways: a plain loop, the site's tables, django-tables2's own rows."""

from dataclasses import dataclass

ROWS, ROUNDS = 40, range(1, 6)

LOOP = """<table><caption>Standings</caption><thead><tr>{% for head in heads %}\
<th scope="col">{{ head }}</th>{% endfor %}</tr></thead><tbody>{% for row in rows %}\
<tr><td class="col-place">{{ row.place }}</td>\
<td class="col-number"><span class="number-plate class-{{ row.car_class.slug }}" \
aria-hidden="true">{{ row.number }}</span>\
<i>Car {{ row.number }}, {{ row.car_class.code }}</i></td>\
<th scope="row" class="col-team"><a href="/teams/{{ row.slug }}/">{{ row.team }}</a></th>\
{% for points in row.rounds %}<td class="col-round"><b>{{ points }}</b></td>{% endfor %}\
<td class="col-points">{{ row.points }}</td></tr>{% endfor %}</tbody></table>"""

# As a table's template goes through rows and cells by django-tables2's manual.
BOUND_ROWS = """<table {{ table.attrs.as_html }}><caption>Standings</caption><thead><tr>\
{% for column in table.columns %}<th scope="col" {{ column.attrs.th.as_html }}>\
{{ column.header }}</th>{% endfor %}</tr></thead><tbody>{% for row in table.paginated_rows %}\
<tr {{ row.attrs.as_html }}>{% for column, cell in row.items %}\
<td {{ column.attrs.td.as_html }}>{{ cell }}</td>{% endfor %}</tr>{% endfor %}</tbody></table>"""


@dataclass(frozen=True)
class CarClass:
    code: str = "LMP2"
    slug: str = "lmp2"


@dataclass(frozen=True)
class Row:
    place: int
    number: str
    team: str
    slug: str
    rounds: tuple[int, ...]
    points: int
    car_class: CarClass = CarClass()


def measure_tables():
    from django.template import engines

    from .measure import side_by_side

    table = _table()
    templates = engines["django"]
    loop, bound_rows = (templates.from_string(text) for text in (LOOP, BOUND_ROWS))
    ours = templates.get_template("championship/tables/table.html")
    heads = [column.header for column in table.columns]
    side_by_side(
        f"A table of {ROWS} rows and {len(heads)} columns",
        ("a plain template loop", lambda: loop.render({"rows": table.data, "heads": heads})),
        [
            ("the template of all our tables", lambda: ours.render({"table": table})),
            ("the rows of django-tables2", lambda: bound_rows.render({"table": table})),
        ],
    )


def _table():
    from championship.markup import html
    from championship.tables.addresses import linked
    from championship.tables.base import Column, Table
    from championship.templatetags import parts

    class RoundColumn(Column):
        def __init__(self, number):
            super().__init__(f"R{number}", accessor="rounds")
            self.number = number

        def render(self, record):
            return html("<b>{}</b>", record.rounds[self.number - 1])

    class Standings(Table):
        place = Column("Pos")
        number = Column("No")
        team = Column("Team", row_header=True)

        def render_number(self, record):
            return parts.plate(record.number, record.car_class)

        def render_team(self, record):
            return linked("team", record.slug, record.team)

    columns = [(f"round_{number}", RoundColumn(number)) for number in ROUNDS]
    return Standings(list(_rows()), extra_columns=[*columns, ("points", Column("Points"))])


def _rows():
    for place in range(1, ROWS + 1):
        points = tuple(place * number % 26 for number in ROUNDS)
        yield Row(place, str(place * 2), f"Team {place} & Sons", f"team-{place}", points, 99)
