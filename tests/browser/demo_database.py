"""Makes the database of the demo: `python -m tests.browser.demo_database`."""

import django
from django.core.management import call_command


def prepare():
    """Every shipped season, with one notice: they carry none."""
    from championship.models import Event
    from tests.factories import NoticeFactory, StoredFileFactory

    call_command("migrate", verbosity=0)
    call_command("prepare_demo")
    season = {"season__series__slug": "aslms", "season__slug": "2023-24"}
    event = Event.objects.get(**season, slug="abu-dhabi")
    NoticeFactory(event=event, number="1", document=StoredFileFactory())


if __name__ == "__main__":
    django.setup()
    prepare()
