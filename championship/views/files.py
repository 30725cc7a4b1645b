"""Tables as files to take away, and documents as they were given."""

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag

from championship.exports.csv import table_as_csv

# A document may come from anywhere: it is shown on its own, and can neither run nor load
# anything.
SAFELY = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
}

FOREVER = "public, max-age=31536000, immutable"


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


def stored_file(request, file, *, for_everybody):
    """A stored document, whose content may be deferred; 304 to whoever has it already.

    It can be withdrawn or replaced at any time, so that browsers ask again; what only
    staff may see is kept by no cache between.
    """
    return _file(request, file, "no-cache" if for_everybody else "private, no-cache")


def picture_file(request, file, *, for_everybody):
    """A picture whose address holds its checksum: another one would have another address.

    So whoever has it never asks again; what only staff may see is kept by no cache between.
    """
    return _file(request, file, FOREVER if for_everybody else "private, no-cache")


def _file(request, file, caching):
    etag = quote_etag(file.sha256)
    response = HttpResponse(
        content_type=file.media_type,
        headers={
            **SAFELY,
            "Content-Disposition": content_disposition_header(False, file.name),
            "Content-Length": file.size,
            "ETag": etag,
            "Cache-Control": caching,
        },
    )
    answer = get_conditional_response(request, etag, response=response)
    if answer is response and request.method != "HEAD":
        response.content = bytes(file.content)
    return answer
