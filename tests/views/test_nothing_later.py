"""A reader who hides results gets the site as it would be had nothing happened since.

So a season is loaded twice: whole, and without what happened later. Behind the shield every
page, file, feed and picture is the same of both.
"""

import re
from contextlib import contextmanager
from itertools import product

import pytest
from django.core.management.color import no_style
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from championship.models import Decision, Season
from championship.spoilers import COOKIE
from championship.workflows.season_pack import load_season_pack
from tests.shipped import pack_file, read

from .addresses import DOCUMENTS, PAGES

pytestmark = pytest.mark.django_db
ASLMS, HISTORY = "aslms-2023-24.json", "aslms-2025-26.json"
AFTER_SEPANG, AFTER_DUBAI, AFTER_SEPANG_2025 = "2023-12-03", "2024-02-04", "2025-12-14"
# Of the second only the pages of the season: the others are made of the same rows as for the first.
CASES = {
    (ASLMS, AFTER_SEPANG): "/",
    (ASLMS, AFTER_DUBAI): "/aslms/",
    (HISTORY, AFTER_SEPANG_2025): "/",
}
# In the words of the whole season; none was true after Sepang, nor after Dubai.
LATER = ["41st overall", "Taken up", "Red flag", "apr-e-pure-rxcing", "titre", "Driving time"]
# When the site itself was written, and not what it tells.
COMPUTED = re.compile(
    rb"Computed [^.<]*|times as of [^.<]*|<updated>[^<]*|(DTSTAMP|LAST-MODIFIED):\w+"
)
SLUGS = {
    "article": "articles",
    "organisation": "organisations",
    "agreement": "agreements",
    "award-target": "award_targets",
    "driver": "drivers",
    "team": "teams",
    "circuit": "circuits",
    "car": "cars",
}
FILES_OF_STAFF = {*DOCUMENTS, "article-picture"}
ASKED = {
    "standing": ["?after=1", "?after=5"],
    "title-fight": ["?after=1", "?after=5"],
    "awards": ["?after=1", "?after=5", "?after=5&revision=1"],
    "search": ["?q=pure+rxcing", "?q=champion", "?q=4", "?q=sechs"],
}


@contextmanager
def season_of(pack):
    """A season in the database, and nothing else."""
    count_from_one()
    with transaction.atomic():
        load_season_pack(pack)
        yield
        transaction.set_rollback(True)


def count_from_one():
    """Calendars name events by number, and PostgreSQL goes on counting after a rollback."""
    ours = [
        sequence
        for sequence in connection.introspection.sequence_list()
        if sequence["table"].startswith("championship_")
    ]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_by_name_sql(no_style(), ours):
            cursor.execute(statement)


def without_what_is_later(pack, until):
    """The same pack as it could have been written on a day."""
    season_is_over = pack["season"]["ends_on"] <= until
    late = {
        session["slug"]: session
        for event in pack["events"]
        if event["ends_on"] > until
        for session in (event, *event["sessions"])
    }
    for one in late.values():
        one.pop("note", None)
    pack["results"] = [row for row in pack.get("results", ()) if row["session"] not in late]
    pack["articles"] = [
        row for row in pack.get("articles", ()) if not row.get("tells_results", True)
    ]
    for target in pack.get("award_targets", ()):
        target.pop("cars", None)
    for agreement in pack.get("agreements", ()):
        agreement.pop("outcome", None)
        agreement.pop("sources", None)
    for award in pack.get("awards", ()):
        award["steps"] = []
        award.pop("sources", None)
    if not season_is_over:
        pack["season"].pop("sources", None)
        for title in pack["championships"]:
            title.pop("remark", None)
            title.pop("reported_places", None)
    return pack


def known_parts(pack):
    """What the addresses of a season may hold: all events and titles, some of what is many."""
    season = Season.objects.get()
    races = [
        session["slug"]
        for event in pack["events"]
        for session in event["sessions"]
        if session["kind"] in ("race", "qualifying")
    ]
    decisions = Decision.objects.order_by("-pk").values_list("pk", flat=True)
    return {
        "series": [season.series.slug],
        "season": [season.slug],
        "event": [event["slug"] for event in pack["events"]],
        "session": [*races[:1], *races[-3:]],
        "championship": [title["slug"] for title in pack["championships"]],
        "recipient": ["4", "91", "joel-sturm"],
        "revision": [1, 2],
        "before": [1],
        "after": [2],
        "number": [1],
        "decision": [*decisions[:1]],
    }


def addresses(pack):
    """The public addresses of a season, by the names of all pages."""
    parts = known_parts(pack)
    for name, taken in PAGES.items():
        if name in FILES_OF_STAFF:
            continue
        of = name.removesuffix("-csv").removesuffix("-awards")
        slugs = [row["slug"] for row in pack.get(SLUGS.get(of), ())]
        choices = parts | {"slug": [*slugs[:3], *slugs[3::15]]}
        for values in product(*(choices[part] for part in taken)):
            path = reverse(f"championship:{name}", kwargs=dict(zip(taken, values, strict=True)))
            yield from (path + query for query in ["", *ASKED.get(name, ())])
    yield "/sitemap-results.xml"


def pages(paths, until):
    """What is answered to a reader who has seen the events until a day."""
    client = Client()
    client.cookies[COOKIE] = until
    answers = {path: client.get(path) for path in paths}
    return {
        path: (answer.status_code, COMPUTED.sub(b"", answer.content))
        for path, answer in answers.items()
    }


@pytest.fixture(scope="module")
def behind_the_shield(django_db_setup, django_db_blocker):
    """Of each case the pages of the whole season, and those of the season until then."""
    found = {}
    with django_db_blocker.unblock():
        for (name, until), within in CASES.items():
            pack = read(pack_file(name))
            with season_of(pack):
                paths = list(dict.fromkeys(addresses(pack)))
                paths = [path for path in paths if path.startswith(within)]
                whole = pages(paths, until)
            with season_of(without_what_is_later(read(pack_file(name)), until)):
                found[name, until] = whole, pages(paths, until)
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join(case))
def test_no_page_differs_from_that_of_a_season_in_which_nothing_happened_since(
    behind_the_shield, case
):
    whole, until_then = behind_the_shield[case]

    assert [path for path in whole if whole[path] != until_then[path]] == []


@pytest.mark.parametrize("case", [*CASES][:2], ids=lambda case: "-".join(case))
@pytest.mark.parametrize("fact", LATER)
def test_no_page_tells_what_came_to_be_known_later(behind_the_shield, case, fact):
    whole, _until_then = behind_the_shield[case]

    assert [path for path, (_status, body) in whole.items() if fact.encode() in body] == []


def test_pages_of_every_kind_were_there_to_look_at(behind_the_shield):
    whole, _until_then = behind_the_shield[next(iter(CASES))]

    assert sum(status == 200 for status, _body in whole.values()) > 200
