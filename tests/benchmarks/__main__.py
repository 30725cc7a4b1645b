"""Ratios of CPU time, measured side by side in one run: make bench.

Absolute times say more about a machine than about the code, so everything is told as
a multiple of something plain that was measured in turn with it.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from .measure import side_by_side  # noqa: E402
from .results import measure_results_desk  # noqa: E402
from .scoring import measure_scoring  # noqa: E402
from .served import measure_served_pages  # noqa: E402
from .tables import measure_tables  # noqa: E402
from .titles import measure_stored_titles, measure_titles  # noqa: E402
from .world import load_shipped_season  # noqa: E402


def main():
    """Everything in a database of its own, which is thrown away."""
    from django.conf import settings

    measure_served_pages()
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment(debug=False)
    settings.LOGGING_CONFIG = None
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        measure_scoring()
        measure_tables()
        measure_titles()
        measure_results_desk()
        load_shipped_season()
        measure_stored_titles()
        measure_pages()
    finally:
        teardown_databases(databases, verbosity=0)


def measure_pages():
    from django.http import HttpResponse
    from django.test import Client, override_settings
    from django.urls import path

    client, page = Client(), b"x" * 30_000
    urls = type("urls", (), {"urlpatterns": [path("", lambda _request: HttpResponse(page))]})

    def view():
        with override_settings(ROOT_URLCONF=urls):
            client.get("/")

    addresses = [
        "/",
        "/aslms/2023-24/",
        "/aslms/2023-24/calendar/",
        "/aslms/2023-24/entries/",
        "/aslms/2023-24/results/abu-dhabi-race-2/",
        "/aslms/2023-24/standings/gt-drivers/",
        "/aslms/2023-24/standings/gt-drivers.csv",
        "/aslms/2023-24/standings/gt-drivers/title-fight/?after=4",
    ]
    for address in addresses:
        assert client.get(address).status_code == 200, address
    side_by_side(
        "Pages",
        ("a view that returns 30 KB through the same middleware", view),
        [(address, lambda address=address: client.get(address)) for address in addresses],
    )


if __name__ == "__main__":
    main()
