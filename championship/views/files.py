"""Tables as files to take away."""

from django.http import HttpResponse

from championship.exports.csv import table_as_csv


def csv_response(table, *name):
    """A table as a CSV file, named after the page: aslms-2023-24-entries.csv."""
    filename = "-".join(name) + ".csv"
    return HttpResponse(
        table_as_csv(table),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{filename}"'},
    )


def season_csv(table, season, *name):
    """A table of a season as a CSV file."""
    return csv_response(table, season.series.slug, season.slug, *name)
